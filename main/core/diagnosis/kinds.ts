// The words an explanation is made of: kinds of failure, the buttons they may carry, and the result's shape.

/** With what belongs to a kind where its name alone leaves that open. */
export const kinds = [
  /** a download (fixed-output derivation) has another hash; also a stale vendorHash, cargoHash, npmDepsHash */
  'hash-mismatch-source',
  /** what an input gave differs from flake.lock, by hash, date or count of revisions */
  'nar-hash-mismatch',
  /** a server did not answer, or answered 5xx; also an answer from the cache because of it. A package’s own test that wanted the network is build-failed, a daemon that does not run is other */
  'network-unreachable',
  /** 429, or 403 from GitHub’s API */
  'rate-limited',
  /** 404, 410, 422, a branch, tag or revision that is not there */
  'http-not-found',
  /** a key, token or password is missing or wrong, for a repository or for sudo */
  'auth-failed',
  /** a file of the flake that nix does not see: not in Git, or not there at all. Outside any flake a missing file is other */
  'untracked-file',
  /** the repository is another user’s; that $HOME is, is only a warning */
  'not-owner',
  /** the parser gave up. `already defined` is other */
  'syntax-error',
  /** a variable, attribute, argument or host that is not there */
  'undefined-variable-or-attribute',
  /** also a removed one that the module system no longer declares */
  'option-does-not-exist',
  /** the module system refused an option’s value, or several that contradict each other. A wrong value in an expression (`value is a list while a set was expected`), and an option without a value, are other */
  'type-mismatch-option',
  /** also a stack overflow */
  'infinite-recursion',
  /** `Failed assertions:`, or assert in an expression */
  'failed-assertion',
  'unfree-package',
  'insecure-package',
  /** nixpkgs throws because the package is gone or has another name */
  'package-removed-or-renamed',
  /** marked as broken, or not for this platform */
  'broken-package',
  /** a builder failed for a reason of its own */
  'build-failed',
  /** of nix, of a builder, or as the kernel killed them */
  'out-of-memory',
  /** the disk with the store or the build folder. Another disk is other */
  'disk-full-store',
  'disk-full-boot',
  /** also where the firmware’s memory for boot entries is full */
  'bootloader-failed',
  /** the switch was done, units failed */
  'units-failed',
  /** a snippet of the activation script failed; with failed units as well, this wins */
  'activation-script-failed',
  /** a pre-switch check refused */
  'switch-inhibited',
  /** another switch, nix or git is at work */
  'lock-held',
  'polkit-denied',
  'polkit-no-agent',
  'pkexec-not-setuid',
  'polkit-dismissed',
  /** wins over the unit that failed because of it */
  'home-manager-conflict',
  'experimental-features-disabled',
  'unsupported-lock-version',
  /** Ctrl-C or a signal, where nix had not given up by itself before */
  'interrupted',
  /** went well with warnings of the evaluation; those of the network, of git or of the activation do not count */
  'evaluation-warning-only',
  'success',
  /** a failure of none of these kinds, among them: no flake.nix, pure evaluation, `cached failure`, no permission for a file, a mistyped command */
  'other',
] as const;
export type Kind = (typeof kinds)[number];

/** What has sentences of its own within a kind. */
export const reasons = [
  /** undefined-variable-or-attribute: the detail names the hosts that there are */
  'no-such-host',
  /** undefined-variable-or-attribute, infinite-recursion: a module asks for an argument that nobody passes */
  'module-argument',
  /** type-mismatch-option: set to several values, each of them allowed */
  'conflicting-values',
  /** hash-mismatch-source: the package has a placeholder for its hash; the detail is the hash to put there */
  'hash-not-set',
  /** disk-full-store: the subject is the folder that builds are made in */
  'build-folder-full',
  /** all others belong to `other` */
  'other-disk-full',
  'no-permission',
  'no-flake',
  'pure-evaluation',
  'failure-from-cache',
  'wrong-value',
  'defined-twice',
  'no-such-command',
  /** the detail is nix's root message */
  'nix-says',
  /** the detail is the line with which the log ends in failure */
  'log-says',
] as const;
export type Reason = (typeof reasons)[number];

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
  readonly reason: Reason | null;
  /** what the sentences name besides the subject: a new hash, other hosts, nix's own words */
  readonly detail: string | null;
  readonly action: Action | null;
  /** files the failure points to, `FILE` or `FILE:LINE`, the likeliest first; not checked to exist */
  readonly places: readonly string[];
};

/** A kind with its ground, before it is put into words. */
export type Cause = {
  readonly kind: Kind;
  readonly subject: string | null;
  readonly evidence: readonly string[];
  readonly reason?: Reason | null;
  readonly detail?: string | null;
  readonly places?: readonly string[];
};

export const isFailure = (kind: Kind): boolean =>
  kind !== 'success' && kind !== 'evaluation-warning-only';
