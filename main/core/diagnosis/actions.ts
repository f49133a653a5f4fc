// The button that each kind of failure may carry: what is safe to do with one click.
import type { Action, Kind, Reason } from './kinds.ts';

const actionOf: Readonly<Record<Kind, Action | null>> = {
  'hash-mismatch-source': 'update-and-retry',
  'nar-hash-mismatch': 'update-and-retry',
  'network-unreachable': 'retry',
  'rate-limited': 'retry-later',
  'http-not-found': 'update-and-retry',
  'auth-failed': 'retry',
  'untracked-file': 'git-add',
  'not-owner': null,
  'syntax-error': 'open-file',
  'undefined-variable-or-attribute': 'open-file',
  'option-does-not-exist': 'open-file',
  'type-mismatch-option': 'open-file',
  'infinite-recursion': 'open-file',
  'failed-assertion': 'open-file',
  'unfree-package': 'open-file',
  'insecure-package': 'update-and-retry',
  'package-removed-or-renamed': 'open-file',
  'broken-package': 'update-and-retry',
  'build-failed': 'show-log',
  'out-of-memory': 'retry',
  'disk-full-store': 'free-space',
  'disk-full-boot': 'delete-generations',
  'bootloader-failed': 'show-log',
  'units-failed': 'restart-units',
  'activation-script-failed': 'keep-or-go-back',
  'switch-inhibited': 'switch-on-next-boot',
  'lock-held': 'retry-later',
  'polkit-denied': 'retry',
  'polkit-no-agent': 'retry',
  'pkexec-not-setuid': null,
  'polkit-dismissed': 'retry',
  'home-manager-conflict': 'retry',
  'experimental-features-disabled': null,
  'unsupported-lock-version': null,
  interrupted: 'retry',
  'evaluation-warning-only': null,
  success: null,
  other: 'show-log',
};

/** Where the reason within the kind asks for something else. */
const insteadFor: Readonly<Partial<Record<Reason, Action | null>>> = {
  'no-such-host': null,
  'hash-not-set': 'open-file',
  // what the store could do without lies on another disk
  'build-folder-full': 'retry',
  'other-disk-full': 'retry',
  'no-permission': 'show-log',
  'wrong-value': 'open-file',
  'defined-twice': 'open-file',
  'pure-evaluation': 'open-file',
};

/** Without a known file there is nothing to open or to add. */
export const actionFor = (
  kind: Kind,
  reason: Reason | null,
  places: readonly string[],
): Action | null => {
  const instead = reason === null ? undefined : insteadFor[reason];
  const offered = instead === undefined ? actionOf[kind] : instead;
  if (places.length > 0 || (offered !== 'open-file' && offered !== 'git-add')) return offered;
  return kind === 'other' ? 'show-log' : null;
};
