// All that the window, the tray and the notifier may know: one picture of the program's state.
import type { InputReport } from './input.ts';
import type { Review, RunRecord } from './run.ts';
import type { Settings } from './settings.ts';
import type { ActivationVerb, InputStatus, Language, RunKind } from './words.ts';

/** An expected failure: `kind` chooses the sentence, `detail` is shown as it is. */
export interface Failure {
  readonly kind: string;
  readonly detail: string;
}

export type FlakeView =
  | { readonly kind: 'unset'; readonly found: readonly string[] }
  | { readonly kind: 'unreadable'; readonly path: string; readonly failure: Failure }
  | { readonly kind: 'ready'; readonly path: string; readonly host: string };

/** Times are milliseconds since the epoch. */
export type CheckView =
  | { readonly kind: 'never'; readonly nextAt: number | null }
  | {
      readonly kind: 'checking';
      readonly since: number;
      readonly done: number;
      readonly of: number;
      readonly inputs: readonly InputReport[];
    }
  | {
      readonly kind: 'checked';
      readonly at: number;
      readonly nextAt: number | null;
      readonly inputs: readonly InputReport[];
    }
  | {
      readonly kind: 'failed';
      readonly at: number;
      readonly nextAt: number | null;
      readonly failure: Failure;
      /** the last good answer and when it was given */
      readonly lastGoodAt: number | null;
      readonly inputs: readonly InputReport[];
    };

export interface Job {
  readonly id: string;
  readonly kind: 'build' | 'fetch';
  readonly name: string;
  /** unpackPhase, buildPhase, … where the builder says it */
  readonly phase: string | null;
  readonly startedAt: number;
  readonly bytesDone: number | null;
  readonly bytesExpected: number | null;
}

/** What nix is doing; counts and bytes as nix reports them. */
export interface Progress {
  readonly evaluating: boolean;
  readonly builds: {
    readonly done: number;
    readonly expected: number;
    readonly running: number;
    readonly failed: number;
  };
  readonly fetches: { readonly done: number; readonly expected: number; readonly running: number };
  readonly bytes: { readonly done: number; readonly expected: number };
  /** true once nix has listed its work, so that a percentage means something */
  readonly totalsFinal: boolean;
  /** names of the derivations built here, heaviest first; known once nix has listed its work */
  readonly toBuild: readonly string[];
  readonly jobs: readonly Job[];
}

export type RunView =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'resolving' | 'building' | 'authorising' | 'activating' | 'cancelling';
      readonly id: string;
      readonly runKind: RunKind;
      readonly startedAt: number;
      readonly progress: Progress | null;
      readonly verb: ActivationVerb | null;
      readonly logLines: number;
      /** milliseconds until the build is likely done, learned from earlier runs; null without ground */
      readonly remainingMs: number | null;
      /** a host that asks nix to wait, and until when (milliseconds since the epoch) */
      readonly waits: { readonly host: string; readonly until: number } | null;
      /** true when another process (the command line) does this run and the window only watches */
      readonly elsewhere: boolean;
    };

/** A built candidate on disk, waiting for a decision. */
export interface ReadyView {
  readonly record: RunRecord;
  readonly review: Review;
  readonly stale: 'flake-changed' | 'system-changed' | 'result-missing' | null;
}

/** Something that only a person can decide before the next run (DESIGN §6.5). */
export type Decision =
  | { readonly kind: 'lock-not-written'; readonly runId: string; readonly detail: string }
  | { readonly kind: 'lock-changed-meanwhile'; readonly runId: string }
  | { readonly kind: 'activation-failed'; readonly runId: string; readonly previous: number | null }
  | { readonly kind: 'test-active'; readonly runId: string; readonly previous: number | null };

export type ElevationView =
  | { readonly kind: 'helper' }
  /** through nixos-rebuild, without a helper: exactly what was reviewed, and fewer safeguards */
  | { readonly kind: 'store-path' }
  /** through nixos-rebuild, which evaluates as root: only after the person agreed */
  | { readonly kind: 'flake' }
  | { readonly kind: 'rehearsal' }
  | {
      readonly kind: 'unavailable';
      readonly reason: 'no-pkexec' | 'pkexec-not-setuid' | 'no-helper';
    };

export interface HostView {
  readonly name: string;
  readonly generation: number | null;
  readonly nixosVersion: string | null;
  /** the one that runs since the start, whatever was switched to */
  readonly kernel: string | null;
  /** the one that the next start brings, where it is another */
  readonly nextKernel: string | null;
  readonly restartNeeded: boolean;
}

/** Why a check that is due is not made now. */
export type Waiting = 'metered' | 'battery' | 'no-network' | 'paused';

/** Why what is behind is not prepared ahead now. */
export type AheadWaiting = 'in-use' | 'on-battery' | 'under-load';

/** What the last check that reached an input said; `at` in milliseconds since the epoch. */
export interface LastGood {
  readonly at: number;
  readonly status: InputStatus;
  readonly rev: string | null;
}

export interface Snapshot {
  readonly revision: number;
  readonly version: string;
  readonly rehearsal: boolean;
  readonly now: number;
  readonly host: HostView;
  readonly flake: FlakeView;
  readonly check: CheckView;
  /** the number on the badge: behind, neither held nor skipped */
  readonly behind: number;
  readonly run: RunView;
  readonly ready: ReadyView | null;
  readonly decision: Decision | null;
  /** newest first, at most 200 */
  readonly history: readonly RunRecord[];
  readonly settings: Settings;
  /** keys of settings that /etc/snowbell/settings.json fixes */
  readonly managed: readonly (keyof Settings)[];
  readonly elevation: ElevationView;
  readonly nix: { readonly version: string | null; readonly supported: boolean };
  readonly trayHost: boolean;
  readonly waiting: Waiting | null;
  readonly aheadWaits: AheadWaiting | null;
  /** by input name, for inputs that could not be reached this time */
  readonly lastGood: Readonly<Record<string, LastGood>>;
  /** the language in use, chosen or the desktop's */
  readonly language: Language;
  readonly pausedUntil: number | null;
  /** things said once, newest first; dismissed by id */
  readonly notices: readonly {
    readonly id: string;
    readonly kind: string;
    readonly detail: string;
  }[];
}
