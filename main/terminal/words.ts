// What the command line says of outcomes, failures and decisions, in one place.
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
  'not-saved':
    'The record of this run could not be saved. The next start of Snowbell looks again at what happened',
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
