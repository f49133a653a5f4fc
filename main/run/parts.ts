// What a run is made of and whom it tells: the seam between the pipeline, the window and the command line.
import type { LogLine } from '../../preload/contract/run.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { Failure, Progress } from '../../preload/contract/snapshot.ts';
import type { Elevation } from '../privilege/elevation.ts';
import type { RunFile } from '../store/run-file.ts';
import type { Machine } from '../system/machine.ts';

export interface RunParts {
  readonly machine: Machine;
  /** how root is reached, asked anew each time: upgrades move the helper */
  readonly elevation: () => Promise<Elevation>;
  readonly settings: () => Settings;
  /** milliseconds since the epoch */
  readonly now: () => number;
  /** a fresh UUID */
  readonly newId: () => string;
  /** true on a terminal, where pkexec may ask in text */
  readonly terminal: boolean;
}

export type RunPhase = 'resolving' | 'building' | 'authorising' | 'activating';

export interface RunObserver {
  phase(phase: RunPhase, run: RunFile): void;
  /** the journal as it now lies on disk */
  saved(run: RunFile): void;
  /** `remainingMs` is said only where earlier builds on this machine give ground for it */
  progress(progress: Progress, remainingMs: number | null): void;
  /** nix waits because the host asks it to; milliseconds */
  waits?(host: string, ms: number): void;
  /** `first` is the number of the first of these lines in the run's log */
  log(runId: string, first: number, lines: readonly LogLine[]): void;
}

export type RunEnd =
  | {
      readonly kind: 'ended';
      readonly run: RunFile;
      /** the disk would not take the end of it: the next start finds out again what happened */
      readonly unsaved?: true;
    }
  /** another run, of this or another process, is going on */
  | { readonly kind: 'busy' }
  /** nothing was begun and nothing recorded */
  | { readonly kind: 'not-begun'; readonly failure: Failure };
