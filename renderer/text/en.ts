// Every sentence the window says, in English.
import type { DoctorItem, InputWarning } from '../../preload/contract/details.ts';
import type { InputReport } from '../../preload/contract/input.ts';
import type {
  Diagnosis,
  HostDifference,
  RestartReason,
  RunRecord,
} from '../../preload/contract/run.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type {
  AheadWaiting,
  ElevationView,
  Failure,
  Waiting,
} from '../../preload/contract/snapshot.ts';
import type {
  ActivationVerb,
  InputStatus,
  Outcome,
  RunKind,
  RunStep,
} from '../../preload/contract/words.ts';
import type { Format } from './format.ts';
import {
  isPowerless,
  letGoWords,
  namesOf,
  type PrunedWords,
  prunedOutcome,
} from './sentence-parts.ts';

type Place = 'start' | 'middle';
interface Said {
  readonly chip: string;
  /** null where the chip says it all */
  readonly explain: string | null;
}
interface OutcomeText {
  readonly chip: string;
  readonly title: string;
  readonly meaning: string;
}
interface Titled {
  readonly title: string;
  readonly body: string;
}

export function english(format: Format) {
  const n = format.number;
  const count = (of: number, one: string, other: string) =>
    `${n(of)} ${format.plural(of, { one, other })}`;

  const duration = (ms: number): string => {
    const all = Math.max(0, Math.floor(ms / 1000));
    const [hours, minutes, seconds] = [
      Math.floor(all / 3600),
      Math.floor((all % 3600) / 60),
      all % 60,
    ];
    if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
    if (minutes > 0) return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`;
    return `${seconds} s`;
  };

  /** "Today 14:09", "15 Nov 09:12" */
  const moment = (at: number, now: number, place: Place = 'start'): string => {
    const { day, date, clock } = format.day(at, now);
    const word = day === 'other' ? date : day;
    return `${place === 'start' ? word.charAt(0).toUpperCase() + word.slice(1) : word} ${clock}`;
  };

  /** "at 14:30", "tomorrow at 02:00", "on 15 Nov at 09:12" */
  const when = (at: number, now: number): string => {
    const { day, date, clock } = format.day(at, now);
    if (day === 'today') return `at ${clock}`;
    return day === 'other' ? `on ${date} at ${clock}` : `${day} at ${clock}`;
  };

  const reasonOf = (reason: string | null, host: string): Said => {
    if (reason?.startsWith('http-'))
      return {
        chip: `Error ${reason.slice(5)} from ${host}`,
        explain: `${host} answered with HTTP error ${reason.slice(5)}. This is often over after a while.`,
      };
    switch (reason) {
      case 'timeout':
        return {
          chip: `No answer from ${host}`,
          explain: null,
        };
      case 'dns':
        return {
          chip: `${host} not found`,
          explain: `The name ${host} could not be looked up. Is the network up?`,
        };
      case 'refused':
        return {
          chip: `${host} is not listening`,
          explain: `${host} is there but refused the connection.`,
        };
      case 'tls':
        return {
          chip: `${host} is not trusted`,
          explain: `The certificate of ${host} could not be verified, so nothing was asked.`,
        };
      case 'auth-required':
        return {
          chip: 'Login needed',
          explain: `${host} asks for a login. Snowbell uses the logins and keys that git already has and never asks for a password itself.`,
        };
      case 'not-found':
        return {
          chip: 'Repository not found',
          explain: `${host} does not know this repository. It may have been moved, deleted or made private.`,
        };
      case 'no-such-ref':
        return {
          chip: 'Branch not found',
          explain: 'The repository is there, but the branch or tag in flake.nix is not.',
        };
      case 'rate-limited':
        return {
          chip: `${host} asks to wait`,
          explain: `${host} has had too many questions from this network. Snowbell asks again later.`,
        };
      case 'not-a-git-server':
        return {
          chip: 'Not a git server',
          explain: `${host} answered, but not as a git server does.`,
        };
      case 'no-git':
        return {
          chip: 'git is missing',
          explain: 'This input can only be asked through git, and git is not installed.',
        };
      case 'not-owner':
        return {
          chip: 'Owned by someone else',
          explain: 'git refuses to read this repository because another user owns it.',
        };
      case 'connection-lost':
        return {
          chip: `${host} broke off`,
          explain: `The connection to ${host} ended before the answer was complete.`,
        };
      case 'no-network':
        return { chip: 'No network', explain: `There is no way to ${host} at the moment.` };
      case 'proxy':
        return {
          chip: 'The proxy refused',
          explain: `The network’s proxy did not let the question through to ${host}.`,
        };
      case 'proxy-unsupported':
        return {
          chip: 'The proxy cannot be used',
          explain:
            'Your proxy is of a kind that Snowbell cannot use; it can use http, https and socks5. It does not go around the proxy.',
        };
      case 'server-error':
        return {
          chip: `${host} has a problem`,
          explain: `${host} reported an error of its own. This is often over after a while.`,
        };
      case 'unsafe-redirect':
        return {
          chip: 'Led somewhere unsafe',
          explain: `${host} pointed to an address that is not safe to follow, so it was not followed.`,
        };
      case 'too-many-redirects':
        return {
          chip: 'Led around in circles',
          explain: `${host} pointed from one address to the next without end.`,
        };
      case 'host-key':
        return {
          chip: `${host} is not known to ssh`,
          explain: `ssh has not seen this key of ${host} before, or it has changed. Connect once in a terminal (“ssh ${host}”) and compare it.`,
        };
      case 'git-failed':
        return { chip: 'git failed', explain: 'git could not ask this repository.' };
      case 'not-a-repository':
        return {
          chip: 'Not a repository',
          explain: 'The folder is there, but git does not know it.',
        };
      case 'no-locked-revision':
        return {
          chip: 'Nothing to compare with',
          explain: 'flake.lock names no revision for this input.',
        };
      case 'unusable-source':
        return {
          chip: 'Address not usable',
          explain: 'The address in flake.nix is incomplete, or not safe to ask.',
        };
      case 'relative-git-url':
        return {
          chip: 'Relative address',
          explain: 'A git address without a host or a full path cannot be asked.',
        };
      case 'path':
        return {
          chip: 'A folder',
          explain: 'A plain folder has no revisions. Each lock update takes it as it is.',
        };
      case 'file':
        return {
          chip: 'A file',
          explain: 'This server does not say whether the file has changed.',
        };
      case 'unmarked-file':
        return {
          chip: 'No version given',
          explain: `${host} does not say whether the file has changed.`,
        };
      case 'first-seen':
        return {
          chip: 'Seen for the first time',
          explain:
            'The server says only when the file last changed. From the next check on, a change is noticed.',
        };
      case 'lock-changed':
        return {
          chip: 'Changed since the last check',
          explain: 'flake.lock has another revision than the one that was compared. Check again.',
        };
      case 'not-asked':
        return { chip: 'Not asked yet', explain: 'This input was not part of the last check.' };
      case 'not-in-registry':
        return {
          chip: 'Not in the registry',
          explain: 'The flake registry has no entry of this name.',
        };
      case 'pinned-by-registry':
        return {
          chip: 'Pinned in the registry',
          explain: 'The flake registry fixes this name to one revision.',
        };
      case 'not-a-registry':
        return {
          chip: 'Registry not readable',
          explain: 'What the registry’s server sent is not a flake registry.',
        };
      case 'malformed-node':
        return { chip: 'Damaged in flake.lock', explain: 'This input’s entry cannot be read.' };
      case 'node-missing':
        return {
          chip: 'Missing in flake.lock',
          explain: 'flake.lock names this input, but has no entry for it.',
        };
      case 'follows-cycle':
        return { chip: 'Follows itself', explain: 'The inputs that it follows lead back to it.' };
      case 'follows-missing':
        return { chip: 'Follows nothing', explain: 'The input that it follows does not exist.' };
      case 'offline':
        return { chip: 'Not asked', explain: 'Nothing was asked over the network.' };
      case 'tarball':
        return {
          chip: 'Archive',
          explain: 'This server does not say whether the archive has changed.',
        };
      case 'indirect':
        return {
          chip: 'Registry name',
          explain:
            'This input is a name in the flake registry, and the registry could not be read.',
        };
      case 'mercurial':
        return { chip: 'Mercurial', explain: 'Snowbell cannot ask Mercurial repositories.' };
      case 'unsupported-type':
        return { chip: 'Unknown type', explain: 'Snowbell does not know this type of input.' };
      case null:
        return { chip: 'Could not be checked', explain: 'No reason was given.' };
      default:
        return { chip: 'Could not be checked', explain: `The reason given is “${reason}”.` };
    }
  };

  const failure = ({ kind, detail }: Failure): Titled => {
    switch (kind) {
      case 'no-folder':
        return {
          title: 'The folder is not there',
          body: `${detail} does not exist or cannot be opened.`,
        };
      case 'no-flake-nix':
        return {
          title: 'There is no flake.nix in this folder',
          body: `${detail} Choose the folder that holds your system’s flake.nix.`,
        };
      case 'no-lock':
        return {
          title: 'There is no flake.lock yet',
          body: `${detail} “Update lock only” writes a first one.`,
        };
      case 'unreadable':
        return { title: 'The file cannot be read', body: detail };
      case 'malformed':
        return {
          title: 'flake.lock is damaged',
          body: `${detail} If you keep the folder in git, “git checkout flake.lock” brings the last good one back.`,
        };
      case 'unsupported-version':
        return { title: 'flake.lock has a version that Snowbell does not know', body: detail };
      case 'no-nix':
        return {
          title: 'Nix was not found',
          body: `Checking works without it; building does not. ${detail}`,
        };
      case 'nix-too-old':
        return {
          title: 'This Nix is too old',
          body: `Snowbell needs Nix 2.24 or newer. ${detail}`,
        };
      case 'busy':
        return {
          title: 'Another run is going on',
          body: `It must end before a new one starts. ${detail}`,
        };
      case 'stale-answer':
        return {
          title: 'The network failed half-way',
          body: `Nix would have used an old copy instead of the newest revision, so nothing was changed. ${detail}`,
        };
      case 'unknown-input':
        return { title: 'There is no such input', body: detail };
      case 'write-failed':
        return { title: 'The file could not be written', body: detail };
      case 'state-unwritable':
        return {
          title: 'Snowbell cannot save anything',
          body: `Its folder cannot be written. Settings and history are lost when it quits: ${detail}`,
        };
      case 'not-saved':
        return {
          title: 'The record of this run could not be saved',
          body: `The disk is full or cannot be written. Free some space; before the next run Snowbell finds out what happened. ${detail}`,
        };
      case 'refused':
        return { title: 'This was refused', body: detail };
      case 'resolve-failed':
        return { title: 'The inputs could not be updated', body: detail };
      case 'build-failed':
        return { title: 'The build failed', body: detail };
      case 'offline':
        return { title: 'There is no network', body: detail };
      case 'no-flake':
        return { title: 'No flake is chosen', body: `Choose one in Settings. ${detail}` };
      case 'no-git':
        return { title: 'git was not found', body: `This needs git. ${detail}` };
      case 'cancelled':
        return { title: 'Cancelled', body: detail };
      case 'stale':
        return {
          title: 'What was built no longer fits',
          body: `The flake or the running system has changed since. Build it again. ${detail}`,
        };
      case 'host-differs':
        return {
          title: 'This was built for another computer',
          body: `It needs a second confirmation. ${detail}`,
        };
      case 'units-restarted':
        return { title: 'The units were restarted', body: detail };
      case 'units-not-restarted':
        return {
          title: 'Some units still do not run',
          body: `Look at the log of each with “systemctl status”. ${detail}`,
        };
      case 'evaluates-as-root':
        return {
          title: 'Root would have to evaluate the flake',
          body: 'It needs your agreement first.',
        };
      case 'lock-not-yours':
        return {
          title: 'flake.lock is not yours',
          body: `Without the root helper it cannot be written. Import Snowbell’s NixOS module, or build with the lock file as it is. ${detail}`,
        };
      case 'lock-of-root':
        return {
          title: 'flake.lock is root’s',
          body: `Snowbell cannot write it here. Type this in a terminal, or keep the old one: ${detail}`,
        };
      case 'keep-needs-root':
        return {
          title: 'flake.lock is root’s',
          body: `A system that is kept needs its own flake.lock, and Snowbell cannot write it here. Type this in a terminal, then keep the system: ${detail}`,
        };
      case 'not-ready':
        return { title: 'Nothing is built and waiting', body: detail };
      case 'lock-moved-on':
        return {
          title: 'flake.lock has changed since',
          body: 'It is no longer the file that this run began with, so nothing was written. Check, and update once more.',
        };
      case 'no-such-run':
        return { title: 'This run is no longer kept', body: detail };
      case 'nothing-to-skip':
        return {
          title: 'There is no revision to skip',
          body: `The newest revision of this input is not known. ${detail}`,
        };
      case 'freeing-space':
        return {
          title: 'Space is being freed',
          body: 'What nothing needs any more is removed from the Nix store. The run starts again when that is done.',
        };
      case 'space-not-freed':
        return { title: 'Space could not be freed', body: detail };
      case 'nothing-to-free':
        return {
          title: 'There is nothing to free',
          body: 'Everything in the Nix store is still needed. Delete old generations or other files, then try again.',
        };
      case 'no-remedy':
        return {
          title: 'Snowbell cannot fix this by itself',
          body: `The log says more. ${detail}`,
        };
      case 'undecided':
        return {
          title: 'Something is to be decided first',
          body: 'The last switch went only half-way. Keep it or go back before you remove generations.',
        };
      case 'generations-changed':
        return {
          title: 'The generations changed meanwhile',
          body: 'Nothing was removed. Look at the list again.',
        };
      case 'needs-helper':
        return {
          title: 'This needs Snowbell’s root helper',
          body: `It comes with Snowbell’s NixOS module. Without it, type this in a terminal: ${detail}`,
        };
      case 'collecting':
        return {
          title: 'Freeing space',
          body: 'What nothing needs any more is removed from the Nix store.',
        };
      case 'space-freed':
        return { title: 'Space was freed', body: detail };
      case 'closure-unreadable':
        return {
          title: 'The packages of a system cannot be read',
          body: `Parts of it may have been removed from the Nix store. ${detail}`,
        };
      case 'git-failed':
        return { title: 'git failed', body: detail };
      case 'rehearsal-failed':
        return { title: 'The rehearsal could not be set up', body: detail };
      case 'already-there':
        return {
          title: 'Nothing to do',
          body: `Generation ${detail} is running, and the next start brings it too.`,
        };
      case 'no-generation':
        return {
          title: 'This generation is gone',
          body: `It was removed, or its system is no longer in the Nix store. ${detail}`,
        };
      case 'no-system':
        return { title: 'This is not a running NixOS system', body: detail };
      case 'managed':
        return {
          title: 'This is set by your NixOS configuration',
          body: `Change it there (programs.snowbell.settings). ${detail}`,
        };
      case 'nothing-chosen':
        return { title: 'No input is selected', body: detail };
      case 'not-cancellable':
        return {
          title: 'This cannot be stopped now',
          body: `Stopping half-way would leave the system in between. ${detail}`,
        };
      case 'commit-failed':
        return { title: 'flake.lock was written, but not committed', body: detail };
      case 'corrupt-file':
      case 'set-aside':
        return { title: 'A damaged file was set aside', body: detail };
      case 'interrupted':
        return { title: 'An earlier run was interrupted', body: detail };
      case 'bug':
        return { title: 'Snowbell made a mistake', body: detail };
      default:
        return {
          title: 'Something went wrong',
          body: `${detail || 'No detail was given.'} (${kind})`,
        };
    }
  };

  const kindNoun = (kind: RunKind): string => {
    switch (kind) {
      case 'upgrade':
        return 'upgrade';
      case 'update':
        return 'lock update';
      case 'rebuild':
        return 'rebuild';
      case 'rollback':
        return 'rollback';
      case 'prune':
        return 'clean-up of generations';
    }
  };

  const kindTitle = (kind: RunKind): string => {
    switch (kind) {
      case 'upgrade':
        return 'Upgrade';
      case 'update':
        return 'Lock update';
      case 'rebuild':
        return 'Rebuild';
      case 'rollback':
        return 'Rollback';
      case 'prune':
        return 'Clean-up of generations';
    }
  };

  const stepNoun = (step: RunStep): string => {
    switch (step) {
      case 'resolve':
        return 'update step';
      case 'build':
        return 'build step';
      case 'review':
        return 'review step';
      case 'activate':
        return 'switch step';
      case 'settle':
        return 'last step';
    }
  };

  const stepFailed = (step: RunStep | null, took: string): string => {
    switch (step) {
      case 'resolve':
        return `Updating the inputs failed after ${took}`;
      case 'build':
        return `Build failed after ${took}`;
      case 'review':
        return `Examining the result failed after ${took}`;
      case 'activate':
        return `Switching failed after ${took}`;
      case 'settle':
        return `Finishing failed after ${took}`;
      case null:
        return `Failed after ${took}`;
    }
  };

  const untouched = 'Nothing on this system was changed, flake.lock was not touched.';

  const failedMeaning = (record: RunRecord): string => {
    if (record.step === 'activate' || record.step === 'settle')
      return 'The system did not accept the switch and was put back as far as possible; flake.lock was not touched. The log says more.';
    return untouched;
  };

  const pruned: PrunedWords = {
    succeeded: {
      chip: 'Removed',
      title: 'Last clean-up of generations went well',
      meaning:
        'The old generations are gone and the boot menu is made anew. The Nix store gets their space back when garbage is collected.',
    },
    refused: {
      chip: 'Refused',
      title: 'Last clean-up of generations was refused',
      meaning: 'Nothing was removed. The log says why.',
    },
    menuFailed: {
      chip: 'Boot menu failed',
      title: 'Last clean-up of generations: the boot menu could not be made anew',
      meaning: 'The old generations are removed, but the boot menu may still list them.',
    },
    failed: {
      chip: 'Failed',
      title: 'Last clean-up of generations failed',
      meaning: 'Not all of them could be removed. The log says more.',
    },
    denied: {
      chip: 'Not allowed',
      title: 'Last clean-up of generations was not allowed',
      meaning:
        'This account may not remove generations. Use an administrator’s account (on NixOS: the group wheel). Nothing has changed.',
    },
    dismissed: {
      chip: 'Not removed',
      title: 'Last clean-up of generations: you closed the password prompt',
      meaning: 'You closed the password prompt. Nothing was removed.',
    },
    noAgent: {
      chip: 'No password prompt',
      title: 'Last clean-up of generations: nothing could ask for your password',
      meaning:
        'No polkit agent is running in this desktop session. Start one, or type “snowbell prune” in a terminal. Nothing has changed.',
    },
  };

  /** `isKept`: the run's built system can still be switched to */
  const letGo = letGoWords({
    newer: 'A newer system was built since, so this one was let go of. Nothing has changed.',
    'system-changed': 'Another system runs since, so this one was let go of.',
    'flake-changed':
      'flake.lock or the configuration has moved on since, so this one was let go of. Nothing has changed.',
    'result-missing': 'It is no longer in the Nix store. Build it again to use it.',
  });

  const outcome = (record: RunRecord, done: Outcome, isKept: boolean): OutcomeText => {
    const own = prunedOutcome(record, done, pruned);
    if (own !== null) return own;
    const kept = isKept ? 'The built system is kept; nothing has changed.' : 'Nothing has changed.';
    const noun = kindNoun(record.kind);
    const generation = record.generation === null ? null : `Generation ${record.generation}`;
    const units = format.list(record.failedUnits);
    switch (done) {
      case 'ready':
        return {
          chip: 'Ready',
          title: isKept ? `Last ${noun} is ready to switch` : `Last ${noun} was built`,
          meaning: isKept
            ? 'It is built and waits for you. Nothing on this system has changed yet.'
            : 'It was built, but is no longer kept. Nothing on this system has changed.',
        };
      case 'succeeded':
        return {
          chip: record.kind === 'update' ? 'flake.lock written' : (generation ?? 'Done'),
          title: `Last ${noun} went well`,
          meaning: record.restartRecommended
            ? 'Some of it takes effect after a restart.'
            : record.kind === 'update'
              ? 'The new flake.lock is in place; the system itself was not rebuilt.'
              : generation === null
                ? 'The new system is in use.'
                : `${generation} is in place.`,
        };
      case 'unchanged':
        return {
          chip: 'No change',
          title: `Last ${noun} found nothing to change`,
          meaning: 'The result is the same as what you have, so there was nothing to switch to.',
        };
      case 'units-failed':
        return {
          chip: generation ?? 'Switched',
          title: `Last ${noun} switched, but not everything started`,
          meaning:
            record.failedUnits.length === 0
              ? 'Switched, but some units failed to start. The log names them.'
              : `Switched, but ${count(record.failedUnits.length, 'unit', 'units')} failed: ${units}`,
        };
      case 'restart-required':
        return {
          chip: 'Restart needed',
          title: `Last ${noun} needs a restart`,
          meaning: 'The new system is in place and takes over when you restart the computer.',
        };
      case 'refused':
        return {
          chip: 'Refused',
          title: `Last ${noun} was refused by the new system`,
          meaning: 'Its own checks said no, so the old system stays. flake.lock was not touched.',
        };
      case 'activation-failed':
        return {
          chip: 'Half switched',
          title: `Last ${noun} switched, but its start-up script failed`,
          meaning: 'Part of setting up the new system went wrong.',
        };
      case 'failed':
        return { chip: 'Failed', title: `Last ${noun} failed`, meaning: failedMeaning(record) };
      case 'cancelled':
        return { chip: 'Cancelled', title: `Last ${noun} was cancelled`, meaning: untouched };
      case 'denied':
        return {
          chip: 'Not allowed',
          title: `Last ${noun} was not allowed`,
          meaning: `This account may not switch the system. Use an administrator’s account (on NixOS: the group wheel). ${kept}`,
        };
      case 'auth-failed':
        return {
          chip: 'Wrong password',
          title: `Last ${noun}: the password was not accepted`,
          meaning: `The password was wrong, or not an administrator’s. Try again; mind Caps Lock and the keyboard layout. ${kept}`,
        };
      case 'dismissed':
        return {
          chip: 'Not switched',
          title: `Last ${noun}: you closed the password prompt`,
          meaning: `You closed the password prompt. Press the switch button again when you are ready. ${kept}`,
        };
      case 'no-agent':
        return {
          chip: 'No password prompt',
          title: `Last ${noun}: nothing could ask for your password`,
          meaning: `No polkit agent is running in this desktop session. Start one, or type “snowbell switch” in a terminal. ${kept}`,
        };
      case 'no-pkexec':
        return isPowerless(record)
          ? {
              chip: 'pkexec powerless',
              title: `Last ${noun}: pkexec may not become root`,
              meaning: `pkexec is there but is not setuid root. Set “security.polkit.enablePkexecWrapper = true;” (before NixOS 26.11: “security.polkit.enable = true;”) and log in again. ${kept}`,
            }
          : {
              chip: 'pkexec missing',
              title: `Last ${noun}: pkexec is missing`,
              meaning: `Switching needs pkexec. Enable polkit with “security.polkit.enable = true;”, on NixOS 26.11 and later also “security.polkit.enablePkexecWrapper = true;”. ${kept}`,
            };
      case 'interrupted':
        return {
          chip: 'Interrupted',
          title: `Last ${noun} was interrupted`,
          meaning: 'Snowbell or the computer stopped before it ended. It is safe to start again.',
        };
      case 'discarded':
        return {
          chip: 'Discarded',
          title: `Last ${noun} was discarded`,
          meaning:
            letGo(record.discardedFor) ?? 'You chose not to switch to it. Nothing has changed.',
        };
    }
  };

  const behindBy = (input: InputReport): string => {
    const from = input.locked.lastModified;
    const to = input.latest?.lastModified ?? null;
    if (from === null || to === null || to <= from) return 'Update available';
    const hours = (to - from) / 3600;
    if (hours < 1) return 'Less than an hour behind';
    if (hours < 23.5) return `${count(Math.round(hours), 'hour', 'hours')} behind`;
    const days = Math.round(hours / 24);
    if (days < 90) return `${count(days, 'day', 'days')} behind`;
    return `${count(Math.round(days / 30.4), 'month', 'months')} behind`;
  };

  const restartWhat = (reason: RestartReason): string => {
    const moves = reason.from !== null && reason.to !== null;
    switch (reason.what) {
      case 'kernel':
        return moves
          ? `The kernel goes from ${reason.from} to ${reason.to}.`
          : 'The kernel changes.';
      case 'initrd':
        return 'The early boot files (initrd) change.';
      case 'kernel-modules':
        return 'The kernel modules change.';
      case 'reboot-trigger':
        return 'A part of the system that asks for a restart changes.';
    }
  };

  const differenceWhat = (difference: HostDifference): string => {
    const { running, built } = difference;
    switch (difference.what) {
      case 'host-name':
        return `This computer is called “${running}”, the built system “${built}”.`;
      case 'platform':
        return `This computer is ${running}, the built system is for ${built}.`;
      case 'root-file-system':
        return `This computer starts from ${running}, the built system expects ${built}.`;
      case 'older-release':
        return `The built system is an older NixOS (${built}) than the running one (${running}).`;
    }
  };

  const verbAction = (verb: ActivationVerb): string => {
    switch (verb) {
      case 'switch':
        return 'Switch now';
      case 'boot':
        return 'Use on next boot';
      case 'test':
        return 'Try now (undone by a restart)';
    }
  };

  return {
    format,
    duration,
    moment,
    when,
    failure,
    kindTitle,
    stepNoun,
    outcome,
    /** a sentence as one of several facts in a line */
    asFact: (sentence: string) =>
      sentence
        .replace(/\.$/, '')
        .replace(/^(The|Nothing|This|You|It|Its|Some|Password) /, (word) => word.toLowerCase()),

    appName: 'Snowbell',
    common: {
      close: 'Close',
      cancel: 'Cancel',
      retry: 'Retry',
      tryAgain: 'Try again',
      dismiss: 'Dismiss',
      openLog: 'Open log',
      back: 'Back',
      checkNow: 'Check now',
      checking: 'Checking…',
      none: 'none',
      starting: 'Starting…',
      noConnection: 'Snowbell has stopped. Close this window and start it again.',
      allInputs: 'all inputs',
      copy: 'Copy',
      copied: 'Copied',
      reading: 'Reading…',
      unknown: 'not known',
      noRevision: 'no revision',
      /** beside buttons that wait for a decision */
      decideFirst: 'First decide what is asked above.',
    },

    nav: {
      label: 'Screens',
      updates: 'Updates',
      activity: 'Activity',
      history: 'History',
      generations: 'Generations',
      settings: 'Settings',
      behind: (k: number) => count(k, 'input behind', 'inputs behind'),
      working: 'at work',
      ready: 'ready to switch',
      generation: (k: number) => `generation ${k}`,
      /** the release alone: "26.05" */
      nixos: (version: string) => `NixOS ${version}`,
      keys: 'Keyboard shortcuts',
      linux: (version: string) => `Linux ${version}`,
      linuxNext: (running: string, next: string) => `Linux ${running}, ${next} after a restart`,
      restart: 'Restart pending',
      systemLabel: 'This system',
    },

    rehearsal: {
      title: 'Rehearsal',
      body: 'nothing on this computer changes',
      leave: 'Leave',
    },

    elevation: (view: Exclude<ElevationView, { kind: 'helper' | 'rehearsal' }>): Titled => {
      if (view.kind === 'store-path')
        return {
          title: 'Switching goes through nixos-rebuild',
          body: 'Snowbell’s root helper is not installed, so nixos-rebuild activates exactly what you reviewed. Nothing is checked again after the password, the output is lost if Snowbell quits, and a failed switch is not undone. Importing Snowbell’s NixOS module fixes that.',
        };
      if (view.kind === 'flake')
        return {
          title: 'Switching would evaluate your flake as root',
          body: 'Snowbell’s root helper is not installed and this nixos-rebuild takes no built system. It still works, with fewer safeguards; you are asked first. Importing Snowbell’s NixOS module fixes that.',
        };
      switch (view.reason) {
        case 'no-pkexec':
          return {
            title: 'Switching is not possible: pkexec is missing',
            body: 'Checking and building work. To switch, enable polkit (security.polkit.enable = true;), or type “sudo nixos-rebuild switch” yourself.',
          };
        case 'pkexec-not-setuid':
          return {
            title: 'Switching is not possible: pkexec may not become root',
            body: 'pkexec is there but is not setuid root. Set “security.polkit.enablePkexecWrapper = true;” (before NixOS 26.11: “security.polkit.enable = true;”) and log in again.',
          };
        case 'no-helper':
          return {
            title: 'Switching is not possible: Snowbell’s root helper is not installed',
            body: 'Checking and building work. To switch from here, import Snowbell’s NixOS module and rebuild once by hand.',
          };
      }
    },

    /** things that main says by itself; mostly failures that nobody waited for */
    notice: (kind: string, detail: string): Titled => failure({ kind, detail }),

    leftLock: {
      sameSystem: {
        title: 'The inputs moved, the system stays the same',
        meaning: (names: string) =>
          `flake.lock is left as it is, so these stay behind: ${names}. Write it, and they are up to date.`,
      },
      otherInputs: {
        title: 'nix moved other inputs than you chose',
        meaning: (names: string) =>
          `Not chosen, and moved all the same: ${names}. flake.lock is left as it is until you write it.`,
      },
    },

    decision: {
      lockNotWritten: {
        title: 'Switched, but flake.lock is not written yet',
        body: (detail: string) =>
          `The system runs the new inputs while flake.lock still names the old ones. ${detail}`.trim(),
        write: 'Write flake.lock',
        keep: 'Keep the old one',
      },
      lockChanged: {
        title: 'flake.lock was changed meanwhile',
        body: 'Somebody edited flake.lock while the system was being built, so it was not overwritten. Which one do you want to keep?',
        mine: 'Keep mine',
        switched: 'Use the switched one',
      },
      difference: {
        show: 'Show the difference',
        title: 'How the two lock files differ',
        input: 'Input',
        mine: 'Yours',
        switched: 'The switched one',
        absent: 'not in it',
        same: 'Both lock the same revisions. The files differ only in how they are written.',
        failed: 'The two files cannot be compared',
      },
      activationFailed: {
        title: 'The new system’s start-up script failed',
        body: (previous: number | null) =>
          previous === null
            ? 'The new system is active, but part of setting it up went wrong. The generation before it is no longer there: switch to another one under Generations, or keep it.'
            : `The new system is active, but part of setting it up went wrong. Go back to generation ${previous}, or keep it?`,
        keep: 'Keep it',
      },
      testActive: {
        title: 'You are trying the new system',
        body: 'A restart undoes it. If all works well, make it permanent.',
        permanent: 'Make permanent',
      },
      goBack: (previous: number) => `Go back to ${previous}`,
    },

    updates: {
      title: (behind: number, all: number) =>
        `${n(behind)} of ${count(all, 'input', 'inputs')} ${format.plural(behind, { one: 'has updates', other: 'have updates' })}`,
      upToDate: 'Everything is up to date',
      noneFound: 'No updates found',
      never: 'Not checked yet',
      neverBody:
        'Snowbell asks each input for its newest revision. Nothing is downloaded for that.',
      noInputs: 'This flake has no inputs',
      noInputsBody: 'There is nothing to keep up to date; you can still rebuild.',
      allGoodBody: (all: number) =>
        `${count(all, 'input is', 'inputs are')} at the newest revision or pinned by you.`,
      heldBody: (held: number) =>
        `${count(held, 'input has an update', 'inputs have updates')} that you hold back or skip.`,
      partGoodBody: 'No input that could be checked is behind.',
      checkingFirst: 'Checking your inputs…',
      checkingProgress: (done: number, of: number) => `${n(done)} of ${n(of)} asked`,
      tried: (at: number, now: number) =>
        now - at < 60_000 ? 'tried just now' : `tried ${format.ago(at, now)}`,
      checked: (at: number, now: number) =>
        now - at < 60_000 ? 'checked just now' : `checked ${format.ago(at, now)}`,
      /** why no check is made by itself at the moment */
      waiting: (waiting: Exclude<Waiting, 'paused'>): string => {
        switch (waiting) {
          case 'metered':
            return 'Not checked on a metered network';
          case 'battery':
            return 'Not checked on a low battery';
          case 'no-network':
            return 'Not checked without a network';
        }
      },
      checkAnyway: 'Check anyway',
      pausedTitle: (until: number, now: number) => `Paused until ${moment(until, now, 'middle')}`,
      pausedBody: 'No checks and no notifications until then.',
      resume: 'Resume',
      /** of an input that could not be reached this time */
      lastGood: (status: InputStatus, at: number, now: number): string => {
        const ago = now - at < 60_000 ? 'just now' : format.ago(at, now);
        switch (status) {
          case 'behind':
            return `was behind ${ago}`;
          case 'current':
            return `was up to date ${ago}`;
          default:
            return `answered ${ago}`;
        }
      },
      find: 'Find an input',
      findNone: (query: string) => `No input is called “${query}”.`,
      details: 'Details',
      detailsOf: (name: string) => `Details of ${name}`,
      skip: 'Skip this revision',
      unskip: 'Count this revision again',
      copyReference: 'Copy reference',
      source: 'Open its page in the browser',
      next: (at: number, now: number) => `next check ${when(at, now)}`,
      paused: (until: number, now: number) => `paused until ${moment(until, now, 'middle')}`,
      couldNot: (k: number) => `${n(k)} could not be checked`,
      failedSince: (since: number, now: number) =>
        `Could not check since ${format.day(since, now).day === 'today' ? format.clock(since) : moment(since, now, 'middle')}`,
      failedEver: 'Could not check',
      failedShown: (at: number, now: number) => `This is the answer from ${format.ago(at, now)}.`,
      select: (name: string) => `Select ${name}`,
      groupBehind: 'Inputs with updates',
      groupUnreachable: (k: number) => `${n(k)} could not be checked`,
      groupHeld: (k: number) => `${n(k)} held back or skipped`,
      groupUnknown: (k: number) => `${n(k)} that cannot be checked`,
      groupRest: (k: number) => `${n(k)} up to date or pinned`,
      behindBy,
      reasonOf,
      current: 'Up to date',
      pinned: 'Pinned in flake.nix',
      local: 'In your flake',
      follows: (path: readonly string[]) => `Follows ${path.join('/')}`,
      held: 'Held back',
      skipped: 'Skipped',
      from: 'from',
      to: 'to',
      menuFor: (name: string) => `More for ${name}`,
      retryFor: (name: string) => `Check ${name} again`,
      upgradeOnly: 'Upgrade only this…',
      lockOnly: 'Update only this in flake.lock',
      compare: 'Show what changed in the browser',
      hold: 'Hold back',
      unhold: 'Stop holding back',
      selected: (k: number, of: number) => `${n(k)} of ${n(of)} selected`,
      updateLock: 'Update lock only',
      upgrade: (k: number) => `Upgrade ${count(k, 'input', 'inputs')}…`,
      upgradeNone: 'Upgrade…',
      more: 'More ways to upgrade',
      upgradeAll: 'Upgrade all inputs…',
      rebuild: 'Rebuild without updating…',
      openFolder: 'Open the flake’s folder',
      running: 'A run is going on',
      show: 'Show',
      readyTitle: 'A new system is built and waits for you',
      readyBody: 'Nothing has changed yet.',
      review: 'Review…',
      unreadableTitle: 'Your flake cannot be read',
      unreadablePath: 'Folder',
      chooseFolder: 'Choose folder…',
    },

    inputDetails: {
      reading: 'Asking about this input…',
      failed: 'This input cannot be shown',
      revisions: 'Revisions',
      locked: 'Locked',
      latest: 'Newest',
      notKnown: 'not known',
      /** "12 Nov 2026, 09:12 · 8 days ago" */
      dated: (at: number, now: number) => `${format.full(at)} · ${format.ago(at, now)}`,
      sameAsLocked: 'the same as the locked one',
      /** `by` is how far behind in time, null where that is not known */
      commits: (k: number, by: string | null) =>
        by === null
          ? `${count(k, 'commit', 'commits')} behind`
          : `${count(k, 'commit', 'commits')}, ${by.toLowerCase()}`,
      commitsBack: (k: number) => `Moved back by ${count(k, 'commit', 'commits')}`,
      rewritten: 'Upstream rewrote its history',
      rewrittenBody: (k: number) =>
        `${count(k, 'commit that you have is no longer part of it', 'commits that you have are no longer part of it')}. An update drops them.`,
      movedBack: 'Upstream moved back',
      movedBackBody:
        'The newest revision is older than the locked one: upstream was rolled back or its history rewritten. An update would take you back as well.',
      reference: 'Reference',
      upstream: 'Asked at',
      branch: 'Branch or tag',
      defaultBranch: 'the default branch',
      notAFlake: 'Used as plain files, not as a flake',
      openSource: 'Open its page',
      openCompare: 'Show the changes',
      openHint: 'in the browser',
      followedBy: 'Followed by',
      followedByNone: 'No other input follows this one.',
      inputs: 'Its own inputs',
      inputsNone: 'It has no inputs of its own.',
      follows: (path: string) => `follows ${path}`,
      age: (at: number, now: number) => format.ago(at, now),
      duplicates: 'Locked more than once',
      duplicatesBody: (upstream: string, times: number) =>
        `${upstream} is locked at ${n(times)} different revisions. Each is downloaded and evaluated by itself.`,
      remedyLead: (lines: number) =>
        format.plural(lines, {
          one: 'This line in flake.nix makes them one:',
          other: 'These lines in flake.nix make them one:',
        }),
      warning: (warning: InputWarning): Titled => {
        switch (warning.kind) {
          case 'old-nixpkgs':
            return {
              title: `Locked for ${count(warning.days, 'day', 'days')}`,
              body: 'nixpkgs gets security updates every day; this revision has none of the later ones.',
            };
          case 'unsupported-branch':
            return {
              title: `${warning.branch} is no longer supported`,
              body: `It has had no security updates since ${warning.since}. Choose a newer branch in flake.nix.`,
            };
        }
      },
    },

    generations: {
      title: 'Generations',
      sub: (k: number) =>
        `${count(k, 'system', 'systems')} to choose from when the computer starts`,
      reading: 'Reading the generations…',
      failed: 'The generations cannot be read',
      empty: 'No generation was found',
      emptyBody: 'Generations are kept by NixOS in /nix/var/nix/profiles. There are none here.',
      listLabel: 'Generations',
      name: (k: number) => `Generation ${k}`,
      running: 'Running',
      booted: 'Started with',
      isDefault: 'Default',
      runningHelp: 'what the computer runs now',
      bootedHelp: 'what the computer started with',
      defaultHelp: 'what it starts with next time',
      gone: 'no longer in the Nix store',
      goBack: 'Go back to it…',
      goBackTo: (k: number) => `Go back to generation ${k}…`,
      use: 'Switch to it…',
      switchToNumber: (k: number) => `Switch to generation ${k}…`,
      confirmTitle: (k: number) => `Switch to generation ${k}?`,
      confirmBody:
        'The system becomes what it was then, and starts so next time. Your files, flake.nix and flake.lock stay as they are.',
      kernelDiffers: (running: string, other: string) =>
        `Its kernel (${other}) is not the one that runs now (${running}). Some of it takes effect only after a restart.`,
      confirm: 'Switch',
      pickForCompare: (k: number) => `Compare generation ${k}`,
      compare: 'Compare',
      comparePrompt: 'Tick two generations to compare them.',
      compareOne: 'Tick one more to compare.',
      comparing: (from: number, to: number) => `From generation ${from} to ${to}`,
      compareReading: 'Comparing…',
      compareFailed: 'They cannot be compared',
      same: 'Both hold the same packages.',
      clear: 'Close the comparison',
      prune: {
        open: 'Remove old generations…',
        title: 'Remove old generations?',
        keep: 'Keep the newest',
        goes: (k: number, which: string) =>
          `${count(k, 'generation', 'generations')} will be removed: ${which}`,
        none: 'Nothing to remove: all that is there stays.',
        stays: (k: number, which: string) =>
          `${count(k, 'generation', 'generations')} will stay: ${which}`,
        always:
          'What runs, what the computer started with and what it starts with next always stay.',
        does: 'Then the boot menu is made anew, so that their kernels leave the boot partition. They cannot be brought back.',
        store:
          'The Nix store gets the space back when garbage is collected: “Free space” is offered afterwards.',
        confirm: (k: number) => `Remove ${count(k, 'generation', 'generations')}`,
      },
    },

    doctor: {
      title: 'Health check',
      open: 'Health check…',
      help: 'What Snowbell needs on this computer, and what is missing.',
      sub: 'what Snowbell needs on this computer',
      allGood: 'Everything that Snowbell needs is there',
      problems: (bad: number, warnings: number): string =>
        [
          ...(bad > 0 ? [`${n(bad)} to fix`] : []),
          ...(warnings > 0 ? [`${n(warnings)} to look at`] : []),
        ].join(' · '),
      running: 'Looking around…',
      failed: 'The health check failed',
      again: 'Look again',
      listLabel: 'What was looked at',
      what: (what: DoctorItem['what']): string => {
        switch (what) {
          case 'nix':
            return 'Nix';
          case 'git':
            return 'git';
          case 'flake':
            return 'Your flake';
          case 'flake-owner':
            return 'Who owns the flake';
          case 'pkexec':
            return 'Asking for your password (pkexec)';
          case 'helper':
            return 'Root helper';
          case 'agent':
            return 'Password dialog (polkit agent)';
          case 'tray-host':
            return 'Tray';
          case 'notifications':
            return 'Notifications';
          case 'disk-nix':
            return 'Free space in the Nix store';
          case 'disk-boot':
            return 'Free space on /boot';
          case 'state-folder':
            return 'Snowbell’s own folder';
        }
      },
      state: (state: DoctorItem['state']): string => {
        switch (state) {
          case 'good':
            return 'Good';
          case 'warning':
            return 'Look at this';
          case 'bad':
            return 'Fix this';
          case 'unknown':
            return 'Not known';
        }
      },
      remedy: (remedy: string): string => {
        switch (remedy) {
          case 'install-nix':
            return 'Nix was not found or does not start. Checking works without it, building does not. On NixOS, log in again so that its programs are found.';
          case 'newer-nix':
            return 'Building needs Nix 2.24 or newer. Choose a newer one and rebuild once by hand.';
          case 'install-git':
            return 'Flakes in a git repository and inputs over ssh need git.';
          case 'choose-flake':
            return 'Choose the folder that holds your system’s flake.nix, in Settings.';
          case 'mend-flake':
            return 'Fix the file named here; Snowbell notices by itself.';
          case 'owned-by-root':
            return 'That is fine: everything is built as you, and only the last step, writing flake.lock, is done as root with the same password.';
          case 'owned-by-another':
            return 'The folder belongs to another user, so flake.lock cannot be written. Use a flake of your own, or change the owner.';
          case 'enable-pkexec':
            return 'pkexec is there but may not become root. Add these lines, rebuild, and log in again.';
          case 'install-pkexec':
            return 'pkexec is not installed. Add these lines, rebuild, and log in again.';
          case 'agent-not-seen':
            return 'Snowbell sees no password dialog that it knows; there may be another. If nothing asks you when you switch, start one with the session, or type “snowbell switch” in a terminal.';
          case 'install-module':
            return 'Import Snowbell’s NixOS module, enable it, and rebuild once by hand.';
          case 'start-agent':
            return 'No program in this session can show a password dialog. Most desktops bring one; elsewhere start one with the session.';
          case 'tray-extension':
            return 'No panel shows tray items, so Snowbell stays reachable through its window. On GNOME, the AppIndicator extension brings them.';
          case 'notification-server':
            return 'Nothing on this desktop shows notifications, so news is only in the window. Most desktops bring something; elsewhere start one such as mako or dunst.';
          case 'notification-buttons':
            return 'Notifications arrive, but without buttons. A click on the tray item leads to the same place.';
          case 'free-space':
            return 'An upgrade may not fit. Remove old generations and what only they use.';
          case 'make-writable':
            return 'Snowbell keeps its history and logs there, but cannot write. Make the folder yours again.';
          default:
            return remedy;
        }
      },
      snippetInto: 'For your NixOS configuration:',
      snippetType: 'To type in a terminal:',
    },

    welcome: {
      title: 'Welcome to Snowbell',
      lead: 'Snowbell tells you when the inputs of your NixOS flake are behind, builds the upgrade, shows what would change, and switches when you say so.',
      found: 'Found on this computer',
      none: 'No flake was found in the usual places (/etc/nixos, $NH_FLAKE, $FLAKE).',
      use: (path: string) => `Use ${path}`,
      useShort: 'Use this',
      choose: 'Choose folder…',
      chooseBody: 'The folder that holds your system’s flake.nix',
      rehearse: 'Try a rehearsal',
      rehearseBody:
        'A toy system of its own, to try everything on. Nothing on this computer changes.',
    },

    activity: {
      running: (kind: RunKind): string => {
        switch (kind) {
          case 'upgrade':
            return 'Upgrading system';
          case 'update':
            return 'Updating flake.lock';
          case 'rebuild':
            return 'Rebuilding system';
          case 'rollback':
            return 'Going back';
          case 'prune':
            return 'Removing old generations';
        }
      },
      authorising: 'Waiting for your password',
      authorisingBody: 'Nothing changes until you have given it.',
      activating: (verb: ActivationVerb | null): string => {
        switch (verb) {
          case 'boot':
            return 'Preparing the next boot';
          case 'test':
            return 'Trying the new system';
          case 'switch':
          case null:
            return 'Switching';
        }
      },
      activatingBody: 'This cannot be stopped half-way. Please leave the computer on.',
      cancelling: 'Stopping…',
      cancellingBody: 'Nothing on this system has changed.',
      started: (ms: number) => `Started ${duration(ms)} ago`,
      goesOn: 'you can close this window, the build goes on',
      elsewhere: 'started from the command line; stop it there',
      steps: {
        label: 'Steps',
        resolve: 'Update inputs',
        build: 'Build',
        review: 'Review',
        write: 'Write flake.lock',
        verb: (verb: ActivationVerb | null): string =>
          verb === 'boot' ? 'Next boot' : verb === 'test' ? 'Try' : 'Switch',
        done: 'done',
        now: 'now',
        later: 'to come',
      },
      progressLabel: 'Progress',
      preparing: 'Getting ready…',
      resolving: 'Asking for the newest revisions…',
      evaluating: 'Reading your configuration…',
      /** learned from earlier runs, hence "about" */
      remaining: (ms: number): string => {
        const minutes = Math.round(ms / 60_000);
        if (minutes < 1) return 'less than a minute left';
        if (minutes < 60) return `about ${count(minutes, 'minute', 'minutes')} left`;
        const quarters = Math.round(minutes / 15) * 15;
        return `about ${duration(quarters * 60_000)} left`;
      },
      counted: (built: number, builds: number, fetched: number, fetches: number): string => {
        const parts = [
          ...(builds > 0 ? [`${n(built)} of ${n(builds)} built`] : []),
          ...(fetches > 0 ? [`${n(fetched)} of ${n(fetches)} fetched`] : []),
        ];
        return parts.length === 0 ? 'Nothing to build or fetch' : parts.join(', ');
      },
      waits: (host: string, ms: number) =>
        `${host} limits how often it is asked. Going on in ${duration(ms)}.`,
      stillCounting: 'more may be found',
      downloaded: 'Downloaded',
      ofBytes: (done: number, of: number) => `${format.bytes(done)} of ${format.bytes(of)}`,
      builtHere: 'Built here',
      largest: ', the largest: ',
      failed: 'Failed',
      downloading: (done: number, of: number) =>
        `downloading ${format.bytes(done)} of ${format.bytes(of)}`,
      downloadingSome: 'downloading',
      building: 'building',
      moreJobs: (k: number) => `and ${n(k)} more`,
      jobsLabel: 'Being built or fetched',
      idle: 'Nothing is going on',
      undecided: 'Your decision is needed',
      idleBody: 'When you upgrade or rebuild, its steps, progress and log are shown here.',
      idleHint: 'An upgrade is built first and shown to you. Nothing changes before you say so.',
      toUpdates: 'Go to Updates',
      lastRun: 'Last run',
      details: 'Show details',
    },

    log: {
      label: 'Log',
      empty: 'The log is empty so far.',
      find: 'Find in log',
      next: 'Next match',
      previous: 'Previous match',
      matches: (at: number, of: number, searching: boolean) =>
        of === 0
          ? searching
            ? 'Searching…'
            : 'No match'
          : `${n(at)} of ${n(of)}${searching ? '+' : ''}`,
      follow: 'Follow',
      lines: (k: number) => count(k, 'line', 'lines'),
      openFile: 'Open in editor',
      saveAs: 'Save as…',
      wrap: 'Wrap lines',
      levels: 'Show',
      levelAll: 'All lines',
      levelWarnings: 'Warnings and errors',
      levelErrors: 'Errors only',
      filtered: (k: number, of: number, searching: boolean) =>
        `${n(k)}${searching ? '+' : ''} of ${count(of, 'line', 'lines')}`,
      filteredNone: 'No such line in this log.',
      mostShown: (k: number) => `The first ${n(k)} are shown.`,
      regex: 'Regular expression',
      badRegex: 'Not a valid expression',
      slowRegex: 'Takes too long',
      copySelection: 'Copy selected lines',
      copyAll: 'Copy shown lines',
      copied: (k: number) => `${count(k, 'line', 'lines')} copied`,
      selectHint: 'Click a line, Shift+click another, to select what lies between.',
      failed: 'The log cannot be read',
      loading: '…',
    },

    review: {
      title: 'Ready to switch',
      built: (ms: number) => `Built in ${duration(ms)}`,
      unchangedYet: 'nothing on this system has changed yet',
      inUse: 'in use until the next restart',
      restart: 'Restart needed',
      restartWhat,
      restartAfter: 'It takes effect after a restart.',
      /** while it is tried: a restart would undo the rest */
      triedTitle: 'Not all of it is in use yet',
      triedAfter: 'It takes effect with the first restart after you make it permanent.',
      packages: 'Packages',
      rebuilt: (k: number) => `${count(k, 'package', 'packages')} rebuilt in the same version`,
      rebuiltHint: 'Built anew because something that they use has changed.',
      closure: (bytes: number) => `The whole system takes ${format.bytes(bytes)}.`,
      space: {
        title: 'Disk space',
        store: (free: number) => `${format.bytes(free)} are free in the Nix store.`,
        boot: (free: number, needed: number | null) =>
          needed === null || needed === 0
            ? `${format.bytes(free)} are free on /boot.`
            : `${format.bytes(free)} are free on /boot, ${format.bytes(needed)} are needed.`,
        bootFull: 'It will not fit on /boot',
        bootFullBody:
          'Remove old generations first, or switching fails when it writes the boot files.',
        storeLow: 'The Nix store is nearly full',
        storeLowBody: 'Remove old generations soon and collect garbage.',
      },
      summary: (changed: number, added: number, removed: number, delta: number | null): string =>
        [
          ...(changed > 0 ? [`${n(changed)} changed`] : []),
          ...(added > 0 ? [`${n(added)} added`] : []),
          ...(removed > 0 ? [`${n(removed)} removed`] : []),
          ...(delta === null || delta === 0 ? [] : [format.signedBytes(delta)]),
        ].join(' · '),
      noPackages: 'No package gets another version.',
      directions: {
        up: 'newer',
        down: 'older',
        other: 'changed',
        added: 'new',
        removed: 'removed',
        rebuilt: 'rebuilt',
      },
      rebuiltSame: 'rebuilt',
      showAll: (k: number) => `Show all ${n(k)}`,
      inputs: 'Inputs',
      noInputs: 'The inputs stay as they are.',
      notSelected: 'moved along, not selected',
      services: 'Changed services (may restart)',
      noServices: 'No service changes.',
      differencesTitle: 'This may not be the system for this computer',
      differenceWhat,
      asRoot: {
        title: 'Let root evaluate and build your flake?',
        body: 'The only way left here is “nixos-rebuild switch --flake”. It breaks what Snowbell promises otherwise:',
        broken: [
          'Root evaluates your flake and the code of its inputs.',
          'The system you get may differ from the one you reviewed.',
          'flake.lock is written before the switch, and put back if it fails.',
          'Nothing is checked again after the password, and no record is kept if Snowbell quits.',
          'A failed switch is not undone: the next start may bring the new system.',
        ],
        confirm: 'Switch as root',
      },
      confirmTitle: 'Really use it on this computer?',
      confirmBody: 'The built system does not look like the running one:',
      confirm: (verb: ActivationVerb): string => {
        switch (verb) {
          case 'switch':
            return 'Switch anyway';
          case 'boot':
            return 'Use on next boot anyway';
          case 'test':
            return 'Try it anyway';
        }
      },
      stale: {
        'flake-changed': {
          title: 'Your flake has changed since this was built',
          body: 'What was built is no longer what your flake says. Build it again.',
        },
        'system-changed': {
          title: 'The running system has changed since this was built',
          body: 'The comparison below is out of date. Build it again.',
        },
        'result-missing': {
          title: 'The built system is gone',
          body: 'It was removed from the Nix store. Build it again.',
        },
      },
      buildAgain: 'Build again',
      /** why the buttons cannot be pressed */
      off: {
        stale: 'First build it again.',
        unavailable: 'Switching is not possible here; see above.',
      },
      notice: (kind: string, detail: string): Titled => {
        switch (kind) {
          case 'input-moved-unselected':
            return { title: 'An input that you did not select moved along', body: detail };
          case 'self-rev-without-lock':
            return {
              title: 'The system names your last commit as its source',
              body: `That commit does not have the new flake.lock yet. Once you commit it, the next build names the right one. ${detail}`.trim(),
            };
          case 'path-flake-copies-ignored-files':
            return {
              title: 'The folder was read as plain files',
              body: `Files that git ignores were copied too. ${detail}`.trim(),
            };
          case 'untrusted-flake-settings':
            return {
              title: 'Nix ignored settings of the flake',
              body: `Put them into nix.settings if you trust them. ${detail}`.trim(),
            };
          case 'switch-inhibited':
            return {
              title: 'Better used on next boot',
              body: `Something in this system should not be changed while it runs. ${detail}`.trim(),
            };
          case 'dirty-tree':
            return {
              title: 'The flake has changes that are not committed',
              body: `They are built in, too. ${detail}`.trim(),
            };
          case 'untracked-files':
            return {
              title: 'Some files are not known to git',
              body: `Nix does not see them. Add them with “git add” if they belong to the system. ${detail}`.trim(),
            };
          case 'detached-head':
            return {
              title: 'The flake is not on a branch',
              body: `git has an old commit checked out. ${detail}`.trim(),
            };
          case 'merge-in-progress':
            return {
              title: 'A merge is going on in the flake',
              body: `Finish it before you rely on what was built. ${detail}`.trim(),
            };
          case 'ends-the-session':
            return {
              title: 'Switching now ends your session',
              body: `The display manager or your session restarts. Save your work, or choose “Use on next boot”. ${detail}`.trim(),
            };
          case 'little-space-store':
            return {
              title: 'The Nix store is nearly full',
              body: `Remove old generations soon and collect garbage. ${detail}`.trim(),
            };
          case 'little-space-boot':
            return {
              title: 'There is little space on /boot',
              body: `Remove old generations first, or switching fails when it writes the boot files. ${detail}`.trim(),
            };
          case 'lock-folder-of-root':
            return {
              title: 'The flake belongs to root',
              body: `flake.lock is written as root with the same password. ${detail}`.trim(),
            };
          default:
            return { title: 'Note', body: detail || kind };
        }
      },
      discard: 'Discard',
      verb: verbAction,
      prompt: 'One password prompt follows.',
      actionsLabel: 'What to do with it',
    },

    history: {
      title: 'History',
      empty: 'No run yet',
      emptyBody: 'Every update, upgrade and rebuild is listed here with how it went.',
      /** after an upgrade whose start-up script failed */
      wentBack: (generation: number) => `You went back to generation ${generation} since.`,
      listLabel: 'Runs',
      ahead: 'prepared ahead',
      runTitle: (record: RunRecord): string => {
        const names = namesOf(record);
        if (record.kind === 'rollback' && record.generation !== null)
          return `Rollback · generation ${record.generation}`;
        if (names.length === 0) return kindTitle(record.kind);
        const shown =
          names.length > 4
            ? `${names.slice(0, 3).join(', ')} and ${n(names.length - 3)} more`
            : names.join(', ');
        return `${kindTitle(record.kind)} · ${shown}`;
      },
      runLine: (record: RunRecord, now: number, isKept: boolean): string => {
        const took =
          record.endedAt === null
            ? null
            : duration(Date.parse(record.endedAt) - Date.parse(record.startedAt));
        if (record.kind === 'prune' && record.outcome !== null)
          return outcome(record, record.outcome, isKept).meaning;
        switch (record.outcome) {
          case null:
            return `Running for ${duration(now - Date.parse(record.startedAt))}`;
          case 'failed':
            return stepFailed(record.step, took ?? '?');
          case 'succeeded':
          case 'ready': {
            const changes =
              record.packages.changed + record.packages.added + record.packages.removed;
            return [
              ...(record.kind === 'update'
                ? [`${count(record.inputs.length, 'input', 'inputs')} moved`]
                : [
                    changes === 0
                      ? 'No package changed'
                      : `${count(changes, 'package', 'packages')} changed`,
                  ]),
              ...(took === null ? [] : [took]),
              ...(record.restartRecommended ? ['restart recommended'] : []),
            ].join(' · ');
          }
          default:
            return outcome(record, record.outcome, isKept).meaning;
        }
      },
      goingOn: 'Running',
      ready: 'Ready',
      switchTo: 'Switch to it…',
      updateAndRetry: 'Update inputs and retry',
      addToGitAndRetry: 'Add the file to git and retry',
      freeSpaceAndRetry: 'Free space and retry',
      freeSpace: 'Free space',
      restartUnits: 'Restart the failed units',
      openFile: (name: string) => `Open ${name}`,
      openTheFile: 'Open the file',
      switchOnNextBoot: 'Use on next boot…',
      evidence: 'What the log says',
      subject: 'It is about',
      filterLabel: 'Show',
      filters: {
        all: 'All',
        succeeded: 'Went well',
        failed: 'Failed',
        other: 'Not finished',
      },
      filterNone: 'No run of this kind yet.',
      shown: (k: number, of: number) => `${n(k)} of ${count(of, 'run', 'runs')}`,
      exportLog: 'Open log as a file',
      show: 'Show',
      stepAt: (step: RunStep) => stepNoun(step),
      detailsOf: (title: string) => `Details: ${title}`,
      tabs: { changes: 'Changes', log: 'Log' },
      facts: {
        started: 'Started',
        took: 'Took',
        result: 'Result',
        generation: 'Generation',
        storePath: 'Store path',
        failedUnits: 'Units that failed',
      },
      noReview: 'No package list was kept of this run.',
      reading: 'Reading…',
      unreadable: 'This run cannot be read',
      openLogFile: 'Open log in editor',
      diagnosisOf: (diagnosis: Diagnosis) => diagnosis.summary,
    },

    settings: {
      title: 'Settings',
      sub: 'changes are saved at once',
      managed: 'Set by your NixOS configuration:',
      sections: {
        flake: 'Flake',
        checks: 'Checks',
        upgrades: 'Upgrades',
        background: 'In the background',
        look: 'Look and language',
        computer: 'This computer',
      },
      flake: 'Folder',
      flakeUnset: 'not chosen yet',
      choose: 'Choose…',
      host: 'Configuration',
      hostHelp: (name: string) =>
        `The name under nixosConfigurations. Empty: this computer’s name, “${name}”.`,
      interval: 'Check for updates',
      intervalValue: (minutes: number): string => {
        if (minutes % 10080 === 0 && minutes > 0)
          return minutes === 10080 ? 'Once a week' : `Every ${n(minutes / 10080)} weeks`;
        if (minutes % 1440 === 0)
          return minutes === 1440 ? 'Once a day' : `Every ${n(minutes / 1440)} days`;
        if (minutes % 60 === 0)
          return minutes === 60 ? 'Every hour' : `Every ${n(minutes / 60)} hours`;
        return `Every ${n(minutes)} minutes`;
      },
      pause: 'Pause',
      pauseHelp: 'No checks and no notifications for a while.',
      pauseDay: 'For a day',
      pauseWeek: 'For a week',
      resume: 'Resume',
      notifications: 'Notifications',
      notificationsHelp: 'When the set of inputs that are behind changes, and when a run ends.',
      held: 'Held back',
      heldHelp: 'Never counted as behind. Hold an input back from its menu on the Updates screen.',
      heldNone: 'no input is held back',
      unhold: (name: string) => `Stop holding back ${name}`,
      activation: 'Suggested way to switch',
      activationValue: (verb: Settings['activation']): string => {
        switch (verb) {
          case 'switch':
            return 'Switch now';
          case 'boot':
            return 'Use on next boot';
          case 'test':
            return 'Try first (undone by a restart)';
        }
      },
      commitLock: 'Commit flake.lock',
      commitLockHelp: 'After a successful switch, in a commit of its own.',
      theme: 'Theme',
      themeValue: (theme: Settings['theme']): string =>
        theme === 'system' ? 'As the desktop' : theme === 'light' ? 'Light' : 'Dark',
      onMetered: 'On metered networks',
      onMeteredHelp: 'Check and prepare even where data costs money.',
      onBattery: 'On a low battery',
      onBatteryHelp: 'Check and prepare even when the battery is low.',
      gentleBuilds: 'Gentle builds',
      gentleBuildsHelp: 'Builds give way to everything else: low priority, fewer jobs.',
      prepareAhead: 'Prepare ahead',
      prepareAheadHelp:
        'Build quietly what is behind, so that only switching is left. Nothing is ever switched by itself.',
      prepareAheadWaits: (why: AheadWaiting): string => {
        switch (why) {
          case 'in-use':
            return 'It waits until nobody has used the computer for five minutes.';
          case 'on-battery':
            return 'It waits for mains power.';
          case 'under-load':
            return 'It waits until other work on the computer is done.';
        }
      },
      autostart: 'Start with the session',
      autostartHelp: 'As a tray item only; the window opens when you want it.',
      language: 'Language',
      languageSystem: 'As the desktop',
      copySnippet: (key: string) => `Copy the NixOS option ${key}`,
      rehearsal: 'Rehearsal',
      rehearsalHelp: 'A toy system of its own, to try everything on.',
      rehearsalStart: 'Start a rehearsal',
      nix: 'Nix',
      nixMissing: 'not found; checking works, building does not',
      nixTooOld: (version: string) => `${version} · too old, 2.24 or newer is needed`,
      elevation: 'Becoming root',
      elevationHelper: 'through polkit, one password prompt per switch',
      elevationRehearsal: 'not needed in a rehearsal',
      tray: 'Tray',
      trayYes: 'shown by your panel',
      trayNo: 'no panel shows tray items; Snowbell stays reachable through its window',
      version: 'Snowbell',
    },

    shortcuts: {
      title: 'Keyboard shortcuts',
      check: 'Check now',
      find: 'Find in a list or log',
      screens: 'Go to the first, second … screen',
      settings: 'Settings',
      list: 'Move in a list',
      select: 'Tick or untick',
      open: 'Open what is focused',
      close: 'Close a dialog, a menu, details',
      nextMatch: 'Next and previous match',
      zoom: 'Larger, smaller, normal',
      closeWindow: 'Close the window',
      quit: 'Quit Snowbell',
      help: 'This list',
      /** what stands on the keys */
      keys: {
        control: 'Ctrl',
        shift: 'Shift',
        enter: 'Enter',
        escape: 'Esc',
        space: 'Space',
        arrows: 'Arrows',
      },
    },
  };
}

export type Text = ReturnType<typeof english>;
