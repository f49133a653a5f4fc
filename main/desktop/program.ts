// What the desktop knows of the program: one picture to show, one door to ask through.
import type { Answer, LogAppended, LogPage, RunDetails } from '../../preload/contract/api.ts';
import type {
  CommitsBetween,
  DoctorItem,
  GenerationDiff,
  GenerationView,
  InputDetails,
  LockedApart,
} from '../../preload/contract/details.ts';
import type { Intent, LogRequest } from '../../preload/contract/intent.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';

export interface Program {
  snapshot(): Snapshot;
  /** called with every new snapshot; returns the unsubscribe */
  subscribe(listener: (snapshot: Snapshot) => void): () => void;
  handle(intent: Intent): Promise<Answer<null>>;
  readLog(request: LogRequest): Promise<Answer<LogPage>>;
  readRun(id: string): Promise<Answer<RunDetails>>;
  compareLocks(runId: string): Promise<Answer<readonly LockedApart[]>>;
  readInput(name: string): Promise<Answer<InputDetails>>;
  readCommits(name: string): Promise<Answer<CommitsBetween | null>>;
  readGenerations(): Promise<Answer<readonly GenerationView[]>>;
  diffGenerations(from: number, to: number): Promise<Answer<GenerationDiff>>;
  runDoctor(): Promise<Answer<readonly DoctorItem[]>>;
  onLog(listener: (appended: LogAppended) => void): () => void;
}
