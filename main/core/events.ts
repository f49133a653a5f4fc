// Everything that can happen to the program, and everything it can then do about it.
import type { CheckReport, InputReport } from '../../preload/contract/input.ts';
import type { Intent, SettingsPatch } from '../../preload/contract/intent.ts';
import type { RunRecord } from '../../preload/contract/run.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type {
  Decision,
  ElevationView,
  Failure,
  FlakeView,
  HostView,
  Progress,
  ReadyView,
  RunView,
  Snapshot,
} from '../../preload/contract/snapshot.ts';
import type { ActivationVerb, Language, RunKind } from '../../preload/contract/words.ts';
import type { Skip, Stillness, Surroundings } from './state.ts';

type RunningKind = Exclude<RunView['kind'], 'idle'>;

/** `now` is milliseconds since the epoch, given by the runtime so that the core has no clock. */
export type Event =
  | { readonly kind: 'tick' }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'intent'; readonly intent: Intent }
  | {
      readonly kind: 'remembered';
      readonly report: CheckReport | null;
      readonly failure: (Failure & { readonly at: number }) | null;
      readonly told: string;
      readonly pausedUntil: number | null;
      readonly skipped: readonly Skip[];
      readonly lastGood: Snapshot['lastGood'];
    }
  | { readonly kind: 'surroundings'; readonly surroundings: Surroundings }
  | { readonly kind: 'stillness'; readonly stillness: Stillness }
  | { readonly kind: 'language'; readonly language: Language }
  | {
      readonly kind: 'settings-read';
      readonly settings: Settings;
      readonly managed: readonly (keyof Settings)[];
    }
  | { readonly kind: 'flake-found'; readonly flake: FlakeView }
  | { readonly kind: 'flake-changed' }
  | { readonly kind: 'host-read'; readonly host: HostView }
  | { readonly kind: 'nix-found'; readonly nix: Snapshot['nix'] }
  | { readonly kind: 'elevation-found'; readonly elevation: ElevationView }
  | { readonly kind: 'tray-host'; readonly present: boolean }
  | {
      readonly kind: 'input-checked';
      readonly report: InputReport;
      readonly done: number;
      readonly of: number;
    }
  | {
      readonly kind: 'check-ended';
      readonly report: CheckReport;
      readonly lastGood: Snapshot['lastGood'];
      /** 0 to 1, from the runtime: spreads the checks of many machines */
      readonly jitter: number;
    }
  | { readonly kind: 'check-failed'; readonly failure: Failure; readonly jitter: number }
  | {
      readonly kind: 'ledger-read';
      readonly history: readonly RunRecord[];
      readonly ready: ReadyView | null;
      readonly decision: Decision | null;
    }
  | {
      readonly kind: 'run-phase';
      readonly phase: RunningKind;
      readonly id: string;
      readonly runKind: RunKind;
      readonly startedAt: number;
      readonly verb: ActivationVerb | null;
      readonly elsewhere: boolean;
    }
  | {
      readonly kind: 'run-progress';
      readonly progress: Progress;
      readonly remainingMs: number | null;
    }
  /** nix waits because the host asks it to, until then (milliseconds since the epoch) */
  | { readonly kind: 'run-waits'; readonly host: string; readonly until: number }
  | { readonly kind: 'run-log'; readonly id: string; readonly total: number }
  | { readonly kind: 'run-over'; readonly failure: Failure | null }
  | { readonly kind: 'told'; readonly told: string }
  | { readonly kind: 'notice'; readonly notice: Snapshot['notices'][number] };

export type Effect =
  | {
      readonly kind: 'check';
      readonly flake: string;
      readonly host: string;
      readonly byHand: boolean;
    }
  | {
      readonly kind: 'prepare';
      readonly run: 'upgrade' | 'update' | 'rebuild';
      readonly inputs: readonly string[] | null;
      readonly flake: string;
      readonly host: string;
      /** nobody asked for it: it gives way to everything else, and is quiet when it comes to nothing */
      readonly ahead?: true;
    }
  /** a system that was prepared ahead, was never asked for and fits no more */
  | { readonly kind: 'throw-away'; readonly runId: string }
  | {
      readonly kind: 'activate';
      readonly runId: string;
      readonly verb: ActivationVerb;
      readonly allowHostChange: boolean;
      readonly evaluateAsRoot?: true;
    }
  | {
      readonly kind: 'decide';
      readonly runId: string;
      readonly choice: 'keep' | 'go-back' | 'write-lock' | 'keep-my-lock' | 'discard';
    }
  | { readonly kind: 'cancel-run' }
  | { readonly kind: 'save-settings'; readonly patch: SettingsPatch | { readonly flake: string } }
  | {
      readonly kind: 'save-habits';
      readonly told: string;
      readonly pausedUntil: number | null;
      readonly skipped: readonly Skip[];
    }
  | { readonly kind: 'rollback'; readonly generation: number }
  | { readonly kind: 'prune'; readonly keep: number; readonly goes: readonly number[] }
  | { readonly kind: 'remedy'; readonly runId: string }
  | { readonly kind: 'find-flake' }
  | { readonly kind: 'read-host' }
  | { readonly kind: 'read-ledger' }
  | { readonly kind: 'watch-flake'; readonly flake: string | null }
  | { readonly kind: 'choose-flake' }
  | { readonly kind: 'open-folder'; readonly path: string }
  | { readonly kind: 'open-run-log'; readonly runId: string }
  | { readonly kind: 'save-run-log'; readonly runId: string }
  | { readonly kind: 'open-link'; readonly url: string }
  | { readonly kind: 'change-workspace'; readonly rehearsal: boolean }
  | { readonly kind: 'quit' };
