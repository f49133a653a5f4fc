// The command lines given to nix, as argv arrays; every one of them runs in the flake's folder.
const nix = ['nix', '--extra-experimental-features', 'nix-command flakes'] as const;
/** Before a commit the lock is always a change, so nix would say so each time. */
const quiet = ['--option', 'warn-dirty', 'false'] as const;

/** Names that could be read as an option, or that nix cannot be told at all. */
export function isUsableInputName(name: string): boolean {
  return name !== '' && !name.startsWith('-') && !/[\0-\x1f\x7f]/.test(name);
}

/** nix knows no escape inside the quotes of an attribute path, so a quote cannot be named. */
export function isUsableHost(host: string): boolean {
  return host !== '' && !host.startsWith('-') && !/[\0-\x1f\x7f"]/.test(host);
}

/**
 * The flake of the current folder. A folder is never spelled out: spaces, `#` and `?` would break it.
 * `below` is for a repository of another owner, which git (and so nix) refuses to open: the current
 * folder is copied whole, and the flake lies in this folder of it ('' for itself); null leaves it to git.
 */
function flakeHere(below: string | null): string {
  if (below === null) return '.';
  // Only here is a folder percent-decoded by nix, in 2.26 and 2.34 alike.
  return below === '' ? 'path:.' : `path:.?dir=${encodeURIComponent(below)}`;
}

/** Writes the lock that an update would make to `candidate`; `inputs` null means all of them. */
export function updateArgv(o: {
  readonly inputs: readonly string[] | null;
  readonly candidate: string;
  readonly below?: string | null;
}): readonly string[] {
  return [
    ...nix,
    'flake',
    'update',
    ...(o.inputs ?? []),
    '--flake',
    flakeHere(o.below ?? null),
    '--output-lock-file',
    o.candidate,
    '--log-format',
    'internal-json',
    ...quiet,
  ];
}

/** The system of `host` in the flake of the current folder, as nix's command line wants it. */
export function toplevelInstallable(host: string, below: string | null = null): string {
  // The part behind `#` is percent-decoded by nix, and a bare `^` would choose an output.
  const quoted = `"${encodeURIComponent(host)}"`;
  return `${flakeHere(below)}#nixosConfigurations.${quoted}.config.system.build.toplevel`;
}

/** Exactly this lock; null: the one in place. Never `--no-write-lock-file`: then nix adds what is missing. */
function lockedAs(candidate: string | null): readonly string[] {
  return [
    ...(candidate === null ? [] : ['--reference-lock-file', candidate]),
    '--no-update-lock-file',
  ];
}

/** Builds a system; `candidate` null builds with the lock that is in place. Never writes flake.lock. */
export function buildArgv(o: {
  readonly host: string;
  readonly candidate: string | null;
  readonly outLink: string;
  readonly below?: string | null;
}): readonly string[] {
  return [
    ...nix,
    'build',
    toplevelInstallable(o.host, o.below ?? null),
    ...lockedAs(o.candidate),
    '--log-format',
    'internal-json',
    ...quiet,
    '--out-link',
    o.outLink,
    '--print-out-paths',
  ];
}

/** The names of all hosts, as a JSON list. Never writes flake.lock. */
export function hostsArgv(o: {
  readonly candidate: string | null;
  readonly below?: string | null;
}): readonly string[] {
  return [
    ...nix,
    'eval',
    `${flakeHere(o.below ?? null)}#nixosConfigurations`,
    '--apply',
    'builtins.attrNames',
    '--json',
    ...lockedAs(o.candidate),
    ...quiet,
  ];
}

/** Every path of a closure with its size in bytes, one a line. */
export function closureArgv(storePath: string): readonly string[] {
  return [...nix, 'path-info', '--recursive', '--size', storePath];
}

/** What the builder of a derivation printed. */
export function logArgv(drv: string): readonly string[] {
  return [...nix, 'log', drv];
}

/** Removes what nothing needs any more; old generations are needed, so it deletes none. */
export function collectGarbageArgv(): readonly string[] {
  return [...nix, 'store', 'gc'];
}

export function versionArgv(): readonly string[] {
  return ['nix', '--version'];
}
