// What the command line says of outcomes, failures and decisions, in one place.
import type { RunRecord } from '../../preload/contract/run.ts';
import type { Decision, Failure } from '../../preload/contract/snapshot.ts';
import type { Outcome, RunKind } from '../../preload/contract/words.ts';

export const outcomeWords: Record<Outcome, string> = {
  ready: 'Ready to switch. Nothing on this system has changed yet.',
  succeeded: 'Done.',
  unchanged: 'Nothing to do: nothing would change.',
  'units-failed': 'Switched, but some units failed.',
  'restart-required': 'Installed. It takes effect after a restart.',
  refused: 'Refused. Nothing was changed.',
  'activation-failed': 'The activation script failed half-way. Keep the new system or go back.',
  failed: 'Failed. Nothing on this system was changed, flake.lock was not touched.',
  cancelled: 'Cancelled. Nothing was changed.',
  denied:
    'This account may not activate a system. The built one is kept.\nUse an administrator’s account (on NixOS: the group wheel), then "snowbell switch".',
  'auth-failed':
    'The password was not accepted: it was wrong, or not an administrator’s. The built system is kept.\nTry again with "snowbell switch".',
  dismissed:
    'The password prompt was closed. The built system is kept.\n"snowbell switch" asks again when you are ready.',
  'no-agent':
    'No program is running that could ask for the password. The built system is kept.\nStart a polkit agent in the session, or type "snowbell switch" in a terminal where polkit’s pkttyagent is installed.',
  'no-pkexec':
    'pkexec is not installed. The built system is kept.\nSet security.polkit.enable = true; (NixOS 26.11 and later: also security.polkit.enablePkexecWrapper = true;).',
  interrupted: 'Interrupted.',
  discarded: 'Discarded.',
};

const powerlessWords =
  'pkexec is there but may not become root. The built system is kept.\nSet security.polkit.enablePkexecWrapper = true; (before NixOS 26.11: security.polkit.enable = true;) and log in again.';

const pruneWords: Partial<Record<Outcome, string>> = {
  succeeded:
    'Done. The old generations are gone, and the boot menu is made anew.\nThe Nix store gets their space back when garbage is collected: "nix-collect-garbage".',
  refused: 'Refused. Nothing was removed.',
  denied:
    'This account may not remove generations. Nothing was removed.\nUse an administrator’s account (on NixOS: the group wheel).',
  'auth-failed':
    'The password was not accepted: it was wrong, or not an administrator’s. Nothing was removed.',
  dismissed: 'The password prompt was closed. Nothing was removed.',
  'no-agent':
    'No program is running that could ask for the password. Nothing was removed.\nStart a polkit agent in the session, or install polkit’s pkttyagent for the terminal.',
  'no-pkexec':
    'pkexec is missing or may not become root. Nothing was removed.\nSet security.polkit.enable = true; (NixOS 26.11 and later: also security.polkit.enablePkexecWrapper = true;).',
};

function pruneText({ step, outcome }: Pick<RunRecord, 'step'> & { readonly outcome: Outcome }) {
  if (outcome !== 'failed') return pruneWords[outcome] ?? outcomeWords[outcome];
  return step === 'settle'
    ? 'The old generations are removed, but the boot menu could not be made anew and may still list them.'
    : 'Failed. Not all of the old generations could be removed.';
}

/** Nothing was written, which is not that there was nothing to do. */
const leftWords = {
  'same-system': 'The inputs moved and the system stays the same. flake.lock is left as it is.',
  'other-inputs': 'Nothing is written yet.',
} as const;

/** Why a built system was let go of without anybody's word. */
export const discardWords: Record<NonNullable<RunRecord['discardedFor']>, string> = {
  newer: 'a newer one was built',
  'system-changed': 'another system runs since',
  'flake-changed': 'flake.lock or the configuration has moved on since',
  'result-missing': 'it is no longer in the Nix store',
};

/** The outcome and, where only the way to root was missing, its remedy on a second line. */
export function outcomeText(
  record: Pick<RunRecord, 'diagnosis' | 'kind' | 'step' | 'leftLock' | 'discardedFor'> & {
    readonly outcome: Outcome;
  },
): string {
  if (record.kind === 'prune') return pruneText(record);
  if (record.leftLock !== undefined) return leftWords[record.leftLock.why];
  if (record.outcome === 'discarded' && record.discardedFor !== undefined) {
    return `Discarded: ${discardWords[record.discardedFor]}.`;
  }
  // Nothing was built, so nobody knows what an edited configuration would change.
  if (record.outcome === 'unchanged' && record.step === 'resolve') return 'Nothing to update.';
  const powerless =
    record.outcome === 'no-pkexec' && record.diagnosis?.kind === 'pkexec-not-setuid';
  return powerless ? powerlessWords : outcomeWords[record.outcome];
}

/** Outcomes whose own words name the cause already. */
export const selfExplaining: ReadonlySet<Outcome> = new Set<Outcome>([
  'denied',
  'auth-failed',
  'dismissed',
  'no-agent',
  'no-pkexec',
]);

export const kindWords: Record<RunKind, string> = {
  upgrade: 'Upgrade',
  update: 'Update of flake.lock',
  rebuild: 'Rebuild',
  rollback: 'Going back',
  prune: 'Removal of old generations',
};

const failureWords: Readonly<Record<string, string>> = {
  'no-folder': 'There is no such folder',
  'no-flake-nix': 'There is no flake.nix here',
  'no-lock': 'There is no flake.lock yet ("snowbell update" makes one)',
  unreadable: 'This could not be read',
  malformed: 'This flake.lock is damaged',
  'unsupported-version': 'This flake.lock is of a version that Snowbell does not know',
  'no-flake': 'No flake is known. Give one with --flake DIR, or try --rehearsal',
  'no-nix': 'nix was not found',
  'nix-too-old': 'This nix is too old, 2.24 is needed',
  busy: 'Another run is going on, in a window or on another terminal',
  stale:
    'What was built no longer fits; build it again with "snowbell rebuild" or "snowbell upgrade"',
  'host-differs': 'This is built for another machine; say --allow-host-change if that is meant',
  'not-ready': 'Nothing is built and ready; "snowbell upgrade" or "snowbell rebuild" builds',
  'evaluates-as-root':
    'Only "nixos-rebuild switch --flake" is left here, which evaluates the flake as root; say --evaluate-as-root if that is meant',
  'lock-not-yours': 'flake.lock is not yours and cannot be written without the root helper',
  'lock-of-root': 'Only root can write flake.lock there. Type this, or keep the old one',
  'keep-needs-root':
    'Only root can write flake.lock there, and a kept system needs its own. Type this, and then keep it once more',
  'lock-moved-on':
    'flake.lock is no longer the file that this run began with, so nothing was written; update once more',
  'no-decision': 'There is nothing to decide',
  undecided: 'A half-done switch is to be decided first: "snowbell switch --keep" or "--go-back"',
  'generations-changed': 'The generations changed meanwhile. Nothing was removed; look again',
  'not-asked': 'Nobody could be asked, so nothing was removed; say --yes if that is meant',
  'needs-helper':
    'Without Snowbell’s root helper, which comes with its NixOS module, this is done by hand',
  'no-such-run': 'There is no such run',
  'several-runs': 'Several runs begin like this',
  'log-not-kept': 'The log of this run is no longer kept',
  'no-generation': 'There is no such generation',
  'already-there': 'Nothing to do: this generation is running, and the next start brings it too',
  'no-earlier-generation': 'There is no earlier generation to go back to',
  'no-system': 'This is no NixOS, or its generations cannot be read',
  'write-failed': 'This could not be written',
  'not-saved':
    'The record of this run could not be saved. The next start of Snowbell looks again at what happened',
  'unknown-input': 'The flake has no such input',
  cancelled: 'Cancelled',
};

/** Why `--yes` stops at what is ready, and both ways on. */
export function unchosenText(
  unchosen: readonly string[],
  chosen: readonly string[],
  rehearsal: boolean,
): string {
  const snowbell = (words: string) => `"snowbell ${words}${rehearsal ? ' --rehearsal' : ''}"`;
  return [
    `nix moved other inputs than you chose: ${unchosen.join(', ')}. --yes does not speak for them, so nothing is switched yet.`,
    `${snowbell('switch')} takes it as it is. ${snowbell(`upgrade ${[...chosen, ...unchosen].join(' ')}`)} names them too, and without names all inputs are chosen.`,
  ].join('\n');
}

/** The promises that are not kept where root evaluates the flake. */
export const asRootWords = `Only "nixos-rebuild switch --flake" is left here (Snowbell’s NixOS module mends that). With it
  - root evaluates your flake and the code of its inputs,
  - what gets active may differ from what you reviewed,
  - flake.lock is written before the switch, and put back if it fails,
  - nothing is looked at once more after the password, and no record outlives Snowbell,
  - a failed switch is not put back: the next start may bring the new system.`;

const systemWords: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOENT: 'it does not exist',
  ENOTDIR: 'not a folder',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EROFS: 'this disk may not be written',
  EIO: 'the disk reports an error',
};

/** The system's own error words in plain ones, where a detail ends with one. */
export function plainly(detail: string): string {
  return detail.replace(/\bE[A-Z]{2,}$/, (word) => systemWords[word] ?? word);
}

export function failureText(failure: Failure): string {
  const words = failureWords[failure.kind] ?? failure.kind;
  return failure.detail === '' ? `${words}.` : `${words}: ${plainly(failure.detail)}`;
}

/** A command as it can be typed. */
export function typed(words: string, rehearsal: boolean): string {
  return `"snowbell ${words}${rehearsal ? ' --rehearsal' : ''}"`;
}

/** What is open, and the commands that decide it. */
export function decisionText(decision: Decision, rehearsal: boolean): string {
  const say = (words: string) => typed(words, rehearsal);
  switch (decision.kind) {
    case 'lock-not-written': {
      const why = decision.detail === '' ? '' : ` (${decision.detail})`;
      return `switched, flake.lock not written yet${why}: ${say('decide write')} writes it, ${say('decide leave')} keeps the old one`;
    }
    case 'lock-changed-meanwhile':
      return `switched, flake.lock not written yet, for somebody else changed it meanwhile: ${say('decide difference')} shows both, ${say('decide write')} or ${say('decide leave')} chooses`;
    case 'activation-failed':
      return decision.previous === null
        ? `the last activation went only half-way, and the generation before is no longer there: ${say('switch --keep')} keeps the system, ${say('rollback N')} goes to another generation`
        : `the last activation went only half-way: ${say('switch --keep')} or ${say('switch --go-back')}`;
    case 'test-active':
      if (decision.previous === null)
        return `a system is being tried, until the next restart: ${say('switch')} makes it permanent`;
      return `a system is being tried, until the next restart: ${say('switch')} makes it permanent, ${say('decide go-back')} goes back`;
  }
}
