// What the window may know beyond the snapshot, asked for when it is looked at.
import type { InputReport, Revision } from './input.ts';
import type { PackageChange } from './run.ts';

/** An input of an input, as the lock has it. */
export interface NestedInput {
  /** names from the root: ["home-manager", "nixpkgs"] */
  readonly path: readonly string[];
  readonly source: string;
  readonly locked: Revision;
  /** the path it follows, null where it is locked by itself */
  readonly follows: readonly string[] | null;
}

/** One upstream locked at several revisions, and the line in flake.nix that would make them one. */
export interface Duplicate {
  readonly upstream: string;
  readonly nodes: readonly { readonly path: readonly string[]; readonly locked: Revision }[];
  /** `inputs.home-manager.inputs.nixpkgs.follows = "nixpkgs";` */
  readonly remedies: readonly string[];
}

export type InputWarning =
  /** nixpkgs locked for more than 30 days */
  | { readonly kind: 'old-nixpkgs'; readonly days: number }
  /** nixpkgs on a release branch that gets no more updates; `since` is YYYY-MM-DD */
  | { readonly kind: 'unsupported-branch'; readonly branch: string; readonly since: string };

/** Commits that only the one or only the other of two revisions has. */
export interface CommitsBetween {
  /** only the newest has these */
  readonly ahead: number;
  /** only the locked one has these: upstream went back, or rewrote its history */
  readonly back: number;
}

export interface InputDetails {
  readonly report: InputReport;
  /** https pages of the upstream, null where there is none that is known */
  readonly links: { readonly source: string | null; readonly compare: string | null };
  /** names (paths) of inputs that follow this one */
  readonly followedBy: readonly (readonly string[])[];
  readonly inputs: readonly NestedInput[];
  readonly duplicates: readonly Duplicate[];
  readonly warnings: readonly InputWarning[];
  /** the newest revision is older than the locked one; null where that is not known */
  readonly movedBack: boolean | null;
  /** what lies between the locked and the newest revision; null where it is not known, or not yet */
  readonly commits: CommitsBetween | null;
}

/** What one of two lock files has of an input. */
export interface LockedAs {
  /** the revision, else the content's hash, else the place */
  readonly shown: string | null;
  /** seconds since the epoch */
  readonly lastModified: number | null;
}

/** An input that the flake.lock in place and the one of the switched system have differently. */
export interface LockedApart {
  /** names from the root: ["home-manager", "nixpkgs"] */
  readonly path: readonly string[];
  /** null: not in this lock */
  readonly yours: LockedAs | null;
  readonly switched: LockedAs | null;
}

export interface GenerationView {
  readonly number: number;
  /** milliseconds since the epoch */
  readonly at: number;
  readonly storePath: string | null;
  readonly nixosVersion: string | null;
  readonly kernel: string | null;
  readonly current: boolean;
  readonly booted: boolean;
  readonly default: boolean;
  /** it, or a specialisation of it, runs or was started: it is never removed */
  readonly inUse: boolean;
}

export interface GenerationDiff {
  readonly packages: readonly PackageChange[];
  /** bytes; null where not known */
  readonly sizeDelta: number | null;
}

/** How a unit stands now, in systemd's words: "failed", "failed", "exit-code". */
export interface UnitState {
  readonly name: string;
  readonly active: string;
  readonly sub: string;
  /** null where the last run of it went well */
  readonly result: string | null;
}

/** One thing that Snowbell needs on this machine; `what` chooses the sentence and the remedy. */
export interface DoctorItem {
  readonly what:
    | 'nix'
    | 'git'
    | 'flake'
    | 'flake-owner'
    | 'pkexec'
    | 'helper'
    | 'agent'
    | 'tray-host'
    | 'notifications'
    | 'disk-nix'
    | 'disk-boot'
    | 'state-folder';
  readonly state: 'good' | 'warning' | 'bad' | 'unknown';
  /** shown as it is: a version, a path, a size */
  readonly detail: string;
  /** chooses the remedy's sentence; null where nothing is to be done */
  readonly remedy: string | null;
}
