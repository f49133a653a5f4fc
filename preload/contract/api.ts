// The channels between window and main, and the api that the preload puts on `window.snowbell`.
import type {
  CommitsBetween,
  DoctorItem,
  GenerationDiff,
  GenerationView,
  InputDetails,
  LockedApart,
  UnitState,
} from './details.ts';
import type { Intent } from './intent.ts';
import type { LogLine, Review, RunRecord } from './run.ts';
import type { Failure, Snapshot } from './snapshot.ts';

export const channels = {
  state: 'state:get',
  changed: 'state:changed',
  intent: 'intent',
  log: 'log:read',
  logAppended: 'log:appended',
  run: 'run:read',
  locks: 'run:locks',
  input: 'input:read',
  commits: 'input:commits',
  generations: 'generations:read',
  diff: 'generations:diff',
  doctor: 'doctor:run',
} as const;

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export interface LogPage {
  readonly runId: string;
  readonly first: number;
  readonly lines: readonly LogLine[];
  /** how many lines the log holds by now */
  readonly total: number;
}

export interface LogAppended {
  readonly runId: string;
  readonly total: number;
  readonly first: number;
  readonly lines: readonly LogLine[];
}

/** Why a run failed, beyond the record's diagnosis. */
export interface RunExplanation {
  /** lines of the log that decided */
  readonly evidence: readonly string[];
  /** file:line, package, option, input, unit or path */
  readonly subject: string | null;
  /** a file of the flake, with its line where that is known, that `remedy` opens or adds to Git */
  readonly file: string | null;
  /** what `remedy` would do; null where only a person can */
  readonly action: string | null;
}

export interface RunDetails {
  readonly record: RunRecord;
  readonly review: Review | null;
  readonly explanation: RunExplanation | null;
  /** how the units that failed then stand now; left out where systemd does not say */
  readonly units?: readonly UnitState[];
}

export interface SnowbellApi {
  state(): Promise<Answer<Snapshot>>;
  send(intent: Intent): Promise<Answer<null>>;
  readLog(runId: string, from: number, count: number): Promise<Answer<LogPage>>;
  readRun(runId: string): Promise<Answer<RunDetails>>;
  /** where the flake.lock in place and the run's own differ */
  compareLocks(runId: string): Promise<Answer<readonly LockedApart[]>>;
  readInput(name: string): Promise<Answer<InputDetails>>;
  /** asks the input's upstream; null where it does not say */
  readCommits(name: string): Promise<Answer<CommitsBetween | null>>;
  readGenerations(): Promise<Answer<readonly GenerationView[]>>;
  diffGenerations(from: number, to: number): Promise<Answer<GenerationDiff>>;
  runDoctor(): Promise<Answer<readonly DoctorItem[]>>;
  /** each returns its own unsubscribe */
  onState(listener: (snapshot: Snapshot) => void): () => void;
  onLog(listener: (appended: LogAppended) => void): () => void;
}
