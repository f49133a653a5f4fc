// Every English sentence of the tray, the notifications and the native dialogs.
import type { Decision } from '../../../preload/contract/snapshot.ts';
import type { Notice } from '../../core/notices.ts';
import type { TrayState } from '../../core/tray-view.ts';
import { figuresOf } from './figures.ts';
import type { DesktopText, NoticeWords } from './text.ts';

const figures = figuresOf('en-GB', 'en');

function many(count: number, one: string, other: string): string {
  return `${figures.number(count)} ${figures.plural(count, other, one)}`;
}

const names = (all: readonly string[]) => figures.names(all, (count) => `${count} more`);

function state(is: TrayState): string {
  switch (is.kind) {
    case 'no-flake':
      return 'No flake chosen yet';
    case 'flake-unreadable':
      return 'Your flake could not be read';
    case 'decide':
      return 'A decision is needed';
    case 'ready':
      return 'Ready to switch';
    case 'not-checked':
      return 'Not checked yet';
    case 'checking':
      return 'Checking your inputs…';
    case 'check-failed':
      return is.lastGoodAt === null
        ? 'The last check failed'
        : `Could not check since ${figures.dayAndClock(is.lastGoodAt)}`;
    case 'running':
      switch (is.step) {
        case 'resolving':
          return 'Finding newer inputs…';
        case 'building':
          return 'Building the system…';
        case 'authorising':
          return 'Waiting for your password…';
        case 'activating':
          return 'Switching to the new system…';
        case 'pruning':
          return 'Removing old generations…';
        case 'cancelling':
          return 'Cancelling…';
      }
      break;
    case 'checked': {
      const missed = is.notChecked === 0 ? '' : `, ${figures.number(is.notChecked)} not checked`;
      if (is.behind > 0) {
        const verb = figures.plural(is.behind, 'are', 'is');
        return `${figures.number(is.behind)} of ${many(is.of, 'input', 'inputs')} ${verb} behind${missed}`;
      }
      if (is.notChecked === 0 && is.held > 0)
        return `No updates, ${figures.number(is.held)} held back or skipped`;
      return is.notChecked === 0
        ? 'Everything is up to date'
        : `${many(is.notChecked, 'input', 'inputs')} could not be checked`;
    }
  }
}

const outcomeInTray = {
  ready: 'ready to switch',
  succeeded: 'succeeded',
  unchanged: 'nothing to change',
  'units-failed': 'switched, some units failed',
  'restart-required': 'switched, restart needed',
  refused: 'refused',
  'activation-failed': 'half switched',
  failed: 'failed',
  cancelled: 'cancelled',
  denied: 'not allowed',
  'auth-failed': 'password not accepted',
  dismissed: 'password prompt dismissed',
  'no-agent': 'no password prompt here',
  'no-pkexec': 'pkexec cannot be used',
  interrupted: 'interrupted',
  discarded: 'discarded',
} as const;

function words(notice: Notice): NoticeWords {
  switch (notice.kind) {
    case 'behind':
      return {
        title:
          notice.names.length === 1
            ? '1 input is behind'
            : `${figures.number(notice.names.length)} inputs are behind`,
        body: names(notice.names),
      };
    case 'ready':
      return {
        title: 'Ready to switch',
        body: `${many(notice.packagesChanged, 'package changes', 'packages change')}${
          notice.restart ? ', and a restart will be needed' : ''
        }. Nothing on this system has changed yet.`,
      };
    case 'pruned':
      return pruned(notice);
    case 'ended':
      return ended(notice);
  }
}

const finished = {
  upgrade: 'Upgrade finished',
  rebuild: 'Rebuild finished',
  rollback: 'Rolled back',
} as const;

const interrupted: NoticeWords = {
  title: 'The last run was interrupted',
  body: 'Open Snowbell to see how far it came.',
};

function pruned({ end, cause }: Extract<Notice, { kind: 'pruned' }>): NoticeWords {
  switch (end) {
    case 'removed':
      return { title: 'Old generations are removed', body: 'The boot menu is made anew.' };
    case 'removed-without-menu':
      return {
        title: 'Removed, but not from the boot menu',
        body: cause ?? 'The boot menu could not be made anew and may still list them.',
      };
    case 'not-all':
      return {
        title: 'Not all old generations could be removed',
        body: cause ?? 'The log says more.',
      };
    case 'interrupted':
      return interrupted;
    case 'nothing-removed':
      return { title: 'Old generations were not removed', body: cause ?? 'Nothing has changed.' };
  }
}

function ended(notice: Extract<Notice, { kind: 'ended' }>): NoticeWords {
  const now = notice.generation === null ? '' : `This is generation ${notice.generation}.`;
  const kept = 'The built system is kept; nothing on this system has changed.';
  switch (notice.outcome) {
    case 'succeeded':
      return notice.runKind === 'update'
        ? { title: 'flake.lock is updated', body: 'The system itself has not changed.' }
        : { title: finished[notice.runKind], body: now };
    case 'unchanged':
      return { title: 'Nothing to change', body: 'The system is already what it would become.' };
    case 'units-failed':
      return {
        title: 'Switched, but some units failed',
        body: notice.failedUnits.length === 0 ? now : names(notice.failedUnits),
      };
    case 'restart-required':
      return { title: 'Switched, restart needed', body: now };
    case 'refused':
      return { title: 'The switch was refused', body: notice.cause ?? 'Nothing has changed.' };
    case 'activation-failed':
      return {
        title: 'Switched, but its start-up script failed',
        body: notice.cause ?? 'Keep the new system or go back: open Snowbell to decide.',
      };
    case 'failed':
      return {
        title: 'Rebuild failed',
        body: notice.cause ?? 'The running system has not changed. The log says more.',
      };
    case 'cancelled':
      return { title: 'Cancelled', body: 'Nothing on this system has changed.' };
    case 'denied':
      return {
        title: 'Not allowed to switch',
        body: `This account may not switch the system. Use an administrator’s account (on NixOS: the group wheel). ${kept}`,
      };
    case 'auth-failed':
      return {
        title: 'The password was not accepted',
        body: `The password was wrong, or not an administrator’s. Try again; mind Caps Lock and the keyboard layout. ${kept}`,
      };
    case 'dismissed':
      return {
        title: 'Not switched',
        body: `You closed the password prompt. Press the switch button again when you are ready. ${kept}`,
      };
    case 'no-agent':
      return {
        title: 'No password prompt could be shown',
        body: `No polkit agent is running in this desktop session. Start one, or type “snowbell switch” in a terminal. ${kept}`,
      };
    case 'no-pkexec':
      return notice.powerless
        ? {
            title: 'pkexec may not become root',
            body: `pkexec is there but is not setuid root. Set “security.polkit.enablePkexecWrapper = true;” (before NixOS 26.11: “security.polkit.enable = true;”) and log in again. ${kept}`,
          }
        : {
            title: 'pkexec is missing',
            body: `Switching needs pkexec. Enable polkit with “security.polkit.enable = true;”, on NixOS 26.11 and later also “security.polkit.enablePkexecWrapper = true;”. ${kept}`,
          };
    case 'interrupted':
      return interrupted;
  }
}

function decide(kind: Decision['kind']): string {
  switch (kind) {
    case 'lock-not-written':
      return 'Finish writing flake.lock…';
    case 'lock-changed-meanwhile':
      return 'Choose which flake.lock to keep…';
    case 'activation-failed':
      return 'Keep the new system or go back…';
    case 'test-active':
      return 'Keep the system you are trying…';
  }
}

export const en: DesktopText = {
  tray: {
    state,
    progress: (built, toBuild, fetched, toFetch) =>
      [
        toBuild > 0 ? `${figures.number(built)} of ${figures.number(toBuild)} built` : null,
        toFetch > 0 ? `${figures.number(fetched)} of ${figures.number(toFetch)} fetched` : null,
      ]
        .filter((part) => part !== null)
        .join(', '),
    restartNeeded: () => 'A restart is needed to finish an upgrade',
    paused: (until, now) => `Paused until ${figures.when(until, now)}`,
    lastRun: (outcome, generation, endedAt, now) => {
      const which =
        generation === null || outcome !== 'succeeded' ? '' : `, generation ${generation}`;
      return `Last rebuild: ${outcomeInTray[outcome]}${which} (${figures.when(Date.parse(endedAt), now)})`;
    },
    rehearsal: 'Rehearsal: nothing on this computer changes',
    starting: 'Snowbell is starting…',
    checkNow: 'Check now',
    upgrade: 'Upgrade…',
    cancel: 'Cancel',
    switchToBuilt: 'Switch to the built system…',
    decide,
    restart: 'Restart the computer…',
    hold: 'Hold back',
    pause: 'Pause',
    pauseDay: 'For a day',
    pauseWeek: 'For a week',
    resume: 'Resume',
    open: 'Open Snowbell',
    settings: 'Settings',
    quit: 'Quit',
  },
  notice: {
    words,
    view: 'View',
    upgrade: 'Upgrade…',
    review: 'Review and switch…',
    openLog: 'See what happened',
    remind: 'Remind me tomorrow',
    restart: 'Restart…',
  },
  restart: {
    title: 'Restart the computer now?',
    detail: 'Save your work first: every open program is closed.',
    restart: 'Restart',
    stay: 'Not now',
    failed: 'The computer could not be restarted',
  },
  window: {
    title: 'Snowbell',
    chooseFlake: 'Choose the folder that holds your flake.nix',
    saveLog: 'Save the log as a file',
    saveFailed: 'The log could not be saved',
    noTrayTitle: 'Quit Snowbell?',
    noTrayDetail:
      'Nothing on this desktop shows tray icons, so without its window Snowbell would be out of sight.',
    quit: 'Quit',
    stay: 'Stay',
  },
  failure: {
    refused: 'Snowbell did not understand this request.',
    bug: 'Something went wrong inside Snowbell. Its log says more.',
  },
};
