// Chooses how an activation becomes root here, from what the machine has: DESIGN §7's order, as one pure function.

/** A program that root owns and nobody else can change, or why it is not used. */
export type Found =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly detail: string };

export type FoundPkexec =
  | { readonly ok: true; readonly path: string }
  | {
      readonly ok: false;
      readonly reason: 'no-pkexec' | 'pkexec-not-setuid';
      readonly detail: string;
    };

/** Who asks for the password and starts the program as root. */
export interface Elevator {
  readonly kind: 'pkexec' | 'run0';
  readonly path: string;
}

export interface Rebuild {
  /** nixos-rebuild's real path, in the store */
  readonly program: string;
  /** env's: pkexec and run0 give a PATH on which a NixOS has nothing */
  readonly env: string;
  /** true where it said itself that it knows --store-path */
  readonly storePath: boolean;
  /** the links that say what the next start brings, and what is active; only looked at */
  readonly profile: string;
  readonly current: string;
}

export interface RootFacts {
  /** what the module's /etc/snowbell/helper names, then the package's own; null where there is none */
  readonly named: Found | null;
  readonly packaged: Found | null;
  readonly rebuild: Rebuild | null;
  readonly pkexec: FoundPkexec;
  readonly run0: string | null;
}

export type Way =
  /** every promise is kept */
  | { readonly kind: 'helper'; readonly helper: string; readonly by: Elevator }
  /** exactly what was reviewed; no look between password and switch, no record that outlives the app */
  | { readonly kind: 'store-path'; readonly rebuild: Rebuild; readonly by: Elevator }
  /** root evaluates the flake: only after a person has read what that gives up */
  | { readonly kind: 'flake'; readonly rebuild: Rebuild; readonly by: Elevator }
  | {
      readonly kind: 'unavailable';
      readonly reason: 'no-pkexec' | 'pkexec-not-setuid' | 'no-helper';
      readonly detail: string;
    };

const detailOf = (found: Found | null) => (found === null || found.ok ? null : found.detail);

export function chooseWay({ named, packaged, rebuild, pkexec, run0 }: RootFacts): Way {
  const helper = named?.ok ? named : packaged?.ok ? packaged : null;
  if (helper === null && rebuild === null) {
    const detail = detailOf(named) ?? detailOf(packaged) ?? 'no root helper is installed';
    return { kind: 'unavailable', reason: 'no-helper', detail };
  }
  let by: Elevator;
  if (pkexec.ok) by = { kind: 'pkexec', path: pkexec.path };
  else if (run0 !== null) by = { kind: 'run0', path: run0 };
  else return { kind: 'unavailable', reason: pkexec.reason, detail: pkexec.detail };
  if (helper !== null) return { kind: 'helper', helper: helper.path, by };
  if (rebuild === null) throw new Error('neither a helper nor nixos-rebuild');
  return { kind: rebuild.storePath ? 'store-path' : 'flake', rebuild, by };
}
