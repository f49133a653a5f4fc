// The channels between window and main, and the api that the preload puts on `window.snowbell`.
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

export interface RunDetails {
  readonly record: RunRecord;
  readonly review: Review | null;
}

export interface SnowbellApi {
  state(): Promise<Answer<Snapshot>>;
  send(intent: Intent): Promise<Answer<null>>;
  readLog(runId: string, from: number, count: number): Promise<Answer<LogPage>>;
  readRun(runId: string): Promise<Answer<RunDetails>>;
  /** each returns its own unsubscribe */
  onState(listener: (snapshot: Snapshot) => void): () => void;
  onLog(listener: (appended: LogAppended) => void): () => void;
}
