// The words an explanation is made of: kinds of failure, the buttons they may carry, and the result's shape.

export const kinds = [
  'hash-mismatch-source',
  'nar-hash-mismatch',
  'network-unreachable',
  'rate-limited',
  'http-not-found',
  'auth-failed',
  'untracked-file',
  'not-owner',
  'syntax-error',
  'undefined-variable-or-attribute',
  'option-does-not-exist',
  'type-mismatch-option',
  'infinite-recursion',
  'failed-assertion',
  'unfree-package',
  'insecure-package',
  'package-removed-or-renamed',
  'broken-package',
  'build-failed',
  'out-of-memory',
  'disk-full-store',
  'disk-full-boot',
  'bootloader-failed',
  'units-failed',
  'activation-script-failed',
  'switch-inhibited',
  'lock-held',
  'polkit-denied',
  'polkit-no-agent',
  'pkexec-not-setuid',
  'polkit-dismissed',
  'home-manager-conflict',
  'experimental-features-disabled',
  'unsupported-lock-version',
  'interrupted',
  'evaluation-warning-only',
  'success',
  'other',
] as const;
export type Kind = (typeof kinds)[number];

export const actions = [
  'update-and-retry',
  'git-add',
  'free-space',
  'delete-generations',
  'open-file',
  'retry',
  'retry-later',
  'keep-or-go-back',
  'switch-on-next-boot',
  'restart-units',
  'show-log',
] as const;
export type Action = (typeof actions)[number];

export type Explanation = {
  readonly kind: Kind;
  readonly summary: string;
  readonly remedy: string;
  /** the lines of the log that decided, as they stand there without colours */
  readonly evidence: readonly string[];
  /** file:line, package, option, input, unit, path or derivation the failure is about */
  readonly subject: string | null;
  readonly action: Action | null;
  /** files the failure points to, `FILE` or `FILE:LINE`, the likeliest first; not checked to exist */
  readonly places: readonly string[];
};

/** A kind with its ground, before it is put into words. */
export type Cause = {
  readonly kind: Kind;
  readonly subject: string | null;
  readonly evidence: readonly string[];
  readonly places?: readonly string[];
};

export const isFailure = (kind: Kind): boolean =>
  kind !== 'success' && kind !== 'evaluation-warning-only';
