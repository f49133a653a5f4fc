// The pen of one run: keeps its journal and log on disk in step with what has been done.
import type { LogLine, RunRecord } from '../../preload/contract/run.ts';
import type { RunStep } from '../../preload/contract/words.ts';
import { mergeRecords, readHistory, writeHistory } from '../store/history-file.ts';
import {
  createRunFolder,
  listRuns,
  pruneRuns,
  type RunFile,
  runFolder,
  saveRun,
} from '../store/run-file.ts';
import { openRunLog } from '../store/run-log.ts';
import type { RunObserver, RunParts } from './parts.ts';
import type { Whereabouts } from './review.ts';

/** How many run folders are kept beside those that still hold a system or a question. */
const keptFolders = 30;
/** How many log lines are remembered for the explanation of a failure. */
const rememberedLines = 4000;

export interface Journal {
  readonly id: string;
  run(): RunFile;
  /** merges and writes; false when the disk would not take it */
  save(patch: JournalPatch): Promise<boolean>;
  log(level: LogLine['level'], text: string): void;
  logLines(lines: readonly LogLine[]): void;
  /** the newest lines of the log */
  recent(): readonly LogLine[];
  /** the last word: end time, log on disk, history */
  close(patch: JournalPatch): Promise<RunFile>;
}

export type JournalPatch = Partial<Omit<RunFile, 'record'>> & {
  readonly record?: Partial<RunRecord>;
};

export function emptyRecord(id: string, kind: RunRecord['kind'], startedAt: number): RunRecord {
  return {
    id,
    kind,
    startedAt: new Date(startedAt).toISOString(),
    endedAt: null,
    outcome: null,
    step: null,
    restartRecommended: false,
    inputs: [],
    storePath: null,
    generation: null,
    packages: { changed: 0, added: 0, removed: 0 },
    failedUnits: [],
    diagnosis: null,
  };
}

/** The first journal of a run that moves the machine between generations, and builds nothing. */
export function generationRun(
  record: RunRecord,
  place: { readonly flake: string; readonly host: string },
  here: Whereabouts,
  activation: NonNullable<RunFile['activation']>,
): RunFile {
  return {
    version: 1,
    record: { ...record, step: 'activate' },
    flake: place.flake,
    host: place.host,
    selected: [],
    baseLock: null,
    candidateLock: null,
    fingerprint: null,
    expectedCurrent: here.current,
    generationBefore: here.generation,
    review: null,
    built: 'none',
    activation,
    lock: 'untouched',
    lockDetail: null,
  };
}

/** Opens a new or an existing run; null when its journal cannot be written (nothing may begin then). */
export async function openJournal(
  parts: RunParts,
  first: RunFile,
  observer: RunObserver,
): Promise<Journal | { readonly kind: 'write-failed'; readonly detail: string }> {
  const { stateDir } = parts.machine;
  const folder = runFolder(stateDir, first.record.id);
  let run = first;
  try {
    await createRunFolder(stateDir, first.record.id);
  } catch (error) {
    return { kind: 'write-failed', detail: `${folder.folder}: ${String(error)}` };
  }
  const written = await saveRun(stateDir, run);
  if (written.kind === 'write-failed') {
    return { kind: 'write-failed', detail: `${written.path}: ${written.detail}` };
  }
  const writer = await openRunLog(folder.log);
  let recent: LogLine[] = [];
  observer.saved(run);

  const journal: Journal = {
    id: run.record.id,
    run: () => run,
    async save(patch) {
      run = { ...run, ...patch, record: { ...run.record, ...patch.record } };
      const result = await saveRun(stateDir, run);
      if (result.kind === 'write-failed') {
        journal.log('warn', `The record could not be saved: ${result.path}: ${result.detail}`);
      }
      observer.saved(run);
      return result.kind === 'written';
    },
    log(level, text) {
      journal.logLines([{ at: parts.now(), level, text }]);
    },
    logLines(lines) {
      const begin = writer.count();
      writer.append(lines);
      recent.push(...lines);
      if (recent.length > rememberedLines * 2) recent = recent.slice(-rememberedLines);
      observer.log(run.record.id, begin, lines);
    },
    recent: () => recent.slice(-rememberedLines),
    async close(patch) {
      const ended = { endedAt: new Date(parts.now()).toISOString(), ...patch.record };
      await journal.save({ ...patch, record: { ...ended, ...wanted(run, ended) } });
      const problem = await remember(stateDir);
      if (problem !== null) journal.log('warn', `The history was set aside: ${problem}`);
      await writer.flush();
      return run;
    },
  };
  return journal;
}

/** What nobody knows to have moved is still what somebody asked for. */
function wanted({ record, selected }: RunFile, end: Partial<RunRecord>): Partial<RunRecord> {
  const { inputs, outcome } = { ...record, ...end };
  const tooEarly = outcome === 'failed' || outcome === 'cancelled' || outcome === 'interrupted';
  return tooEarly && inputs.length === 0 && selected !== null && selected.length > 0
    ? { chosen: [...selected] }
    : {};
}

/** Moves to a step, with the words that the log shows for it. */
export async function enterStep(journal: Journal, step: RunStep, text: string): Promise<boolean> {
  journal.log('step', text);
  return journal.save({ record: { step } });
}

/** Answers with why an older history could not be read; it is kept beside the new one. */
async function remember(stateDir: string): Promise<string | null> {
  const { runs } = await listRuns(stateDir);
  const { records, problem } = await readHistory(stateDir);
  const ended = runs.map((one) => one.record).filter((record) => record.outcome !== null);
  await writeHistory(stateDir, mergeRecords(ended, records));
  await pruneRuns(stateDir, runs, keptFolders);
  return problem;
}
