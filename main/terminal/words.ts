// What the command line says of outcomes, failures and decisions, in one place.
import type { Review } from '../../preload/contract/run.ts';
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
  denied: 'This account may not activate a system. The built one is kept.',
  'auth-failed': 'The password was not accepted. The built system is kept.',
  dismissed: 'The password prompt was closed. The built system is kept.',
  'no-agent': 'No program is running that could ask for the password. The built system is kept.',
  'no-pkexec': 'Root cannot be reached from here. The built system is kept.',
  interrupted: 'Interrupted.',
  discarded: 'Discarded.',
};

export const kindWords: Record<RunKind, string> = {
  upgrade: 'Upgrade',
  update: 'Update of flake.lock',
  rebuild: 'Rebuild',
  rollback: 'Going back',
};

const failureWords: Readonly<Record<string, string>> = {
  'no-folder': 'There is no such folder',
  'no-flake-nix': 'There is no flake.nix in this folder',
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
  'not-ready': 'Nothing is built and ready',
  'no-such-run': 'There is no such run',
  'no-generation': 'There is no such generation',
  'no-system': 'No running NixOS system was found',
  'write-failed': 'This could not be written',
  'unknown-input': 'The flake has no such input',
  cancelled: 'Cancelled',
};

export function failureText(failure: Failure): string {
  const words = failureWords[failure.kind] ?? failure.kind;
  return failure.detail === '' ? `${words}.` : `${words}: ${failure.detail}`;
}

export function decisionText(decision: Decision): string {
  switch (decision.kind) {
    case 'lock-not-written':
      return `switched, flake.lock not written yet (${decision.detail || 'try again in the window'})`;
    case 'lock-changed-meanwhile':
      return 'switched, flake.lock not written yet: somebody else changed it meanwhile';
    case 'activation-failed':
      return 'the last activation went only half-way: keep it or go back';
    case 'test-active':
      return 'a system is being tried; it is gone after a restart';
  }
}

type Notice = Review['notices'][number];

/** What a review's notice says on the command line; `detail` as the pipeline gives it. */
export function noticeText({ kind, detail }: Notice): string {
  switch (kind) {
    case 'input-moved-unselected':
      return `${detail} moves too, though it was not asked for`;
    case 'self-rev-without-lock':
      return 'self.rev names a commit that does not hold the new flake.lock';
    case 'path-flake-copies-ignored-files':
      return `the folder is another owner's repository, so it was copied whole: ignored files too, and without self.rev (${detail})`;
    case 'untrusted-flake-settings':
      return `nix ignored settings of the flake that nobody trusts: ${detail} (set them in nix.settings)`;
    case 'switch-inhibited':
      return `better on the next boot (--boot): ${detail}`;
    case 'dirty-tree':
      return `built with changes that are not committed: ${detail}`;
    case 'untracked-files':
      return `nix does not see files that git does not know ("git add" shows them): ${detail}`;
    case 'detached-head':
      return `no branch is checked out, a commit would belong to none (${detail})`;
    case 'merge-in-progress':
      return `the repository is in the middle of something: ${detail}`;
    case 'ends-the-session':
      return `switching may end your session, save your work first: ${detail}`;
    case 'little-space-store':
      return `little room in the store: ${detail}`;
    case 'little-space-boot':
      return `little room on /boot, delete old generations first: ${detail}`;
    case 'lock-folder-of-root':
      return `flake.lock belongs to root and is written with the same password: ${detail}`;
  }
}

const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `1.5 GiB` */
export function sizeText(bytes: number): string {
  const power = Math.min(sizes.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${(bytes / 2 ** (10 * power)).toFixed(power === 0 ? 0 : 1)} ${sizes[power]}`;
}
