// Carries out what a person chose where Snowbell may not choose: keep, go back, or whose lock file stays.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Decision } from '../../preload/contract/snapshot.ts';
import { rollback } from '../privilege/activation.ts';
import { errorWord } from '../store/json-file.ts';
import {
  dropResult,
  listRuns,
  loadRun,
  type RunFile,
  runFolder,
  saveRun,
} from '../store/run-file.ts';
import { targetOf } from '../system/read-facts.ts';
import { concludeRollback } from './conclude.ts';
import { fileHash } from './fingerprint.ts';
import { emptyRecord, generationRun, openJournal } from './journal.ts';
import { isReady, isThere, pendingDecision } from './ledger.ts';
import { letGo } from './let-go.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { RunEnd, RunObserver, RunParts } from './parts.ts';
import { whereNow } from './review.ts';
import { lineForRoot } from './root-lock.ts';
import { commitWritten, putLockInPlace } from './settle.ts';
import { writeLock } from './write-lock.ts';

export type Choice = 'keep' | 'go-back' | 'write-lock' | 'keep-my-lock' | 'discard';

export function decide(
  parts: RunParts,
  runId: string,
  choice: Choice,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<RunEnd> {
  return oneAtATime(parts, observer, () => carryOut(parts, runId, choice, observer, signal));
}

async function carryOut(
  parts: RunParts,
  runId: string,
  choice: Choice,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<RunEnd> {
  const read = await loadRun(parts.machine.stateDir, runId);
  if (read.kind !== 'read') return refuse('no-such-run', runId);
  const run = read.value;
  // A second click, or a window that shows an older state, must not decide what is not asked.
  const { runs } = await listRuns(parts.machine.stateDir);
  const asked = pendingDecision(runs, await whereNow(parts.machine));
  if (!isOpen(choice, run, asked?.runId === runId ? asked : null)) {
    return refuse(choice === 'discard' ? 'not-ready' : 'no-decision', runId);
  }
  const forRoot = await lineForRoot(parts.machine.stateDir, run);
  switch (choice) {
    case 'keep':
      // Kept is only what its flake.lock describes, and the helper writes none without a switch.
      if (forRoot !== null) return refuse('keep-needs-root', forRoot);
      return keep(parts, run, observer);
    case 'go-back':
      return goBack(parts, run, observer, signal);
    case 'write-lock':
      // The helper had its say on the prompt of the switch; as this user there is nothing to try.
      if (forRoot !== null) return refuse('lock-of-root', forRoot);
      return run.record.leftLock === undefined
        ? overwriteLock(parts, run, observer)
        : writeLeftLock(parts, run, observer);
    case 'keep-my-lock':
      return change(parts, run, observer, {
        record: { ...run.record, leftLock: undefined },
        lock: 'untouched',
        lockDetail: 'kept-yours',
      });
    case 'discard':
      return discard(parts, run, observer);
  }
}

function isOpen(choice: Choice, run: RunFile, decision: Decision | null): boolean {
  switch (choice) {
    case 'keep':
      return decision?.kind === 'activation-failed';
    case 'go-back':
      return decision?.kind === 'activation-failed' || decision?.kind === 'test-active';
    case 'write-lock':
    case 'keep-my-lock':
      return run.record.leftLock !== undefined || isAboutLock(decision);
    case 'discard':
      return isReady(run);
  }
}

function isAboutLock(decision: Decision | null): boolean {
  return decision?.kind === 'lock-not-written' || decision?.kind === 'lock-changed-meanwhile';
}

function refuse(kind: string, detail: string): RunEnd {
  return { kind: 'not-begun', failure: { kind, detail } };
}

async function change(
  parts: RunParts,
  run: RunFile,
  observer: RunObserver,
  patch: Partial<RunFile>,
): Promise<RunEnd> {
  const next = { ...run, ...patch };
  const written = await saveRun(parts.machine.stateDir, next);
  if (written.kind === 'write-failed') {
    const failure = { kind: 'write-failed', detail: `${written.path}: ${written.detail}` };
    return { kind: 'not-begun', failure };
  }
  observer.saved(next);
  return { kind: 'ended', run: next };
}

async function discard(parts: RunParts, run: RunFile, observer: RunObserver): Promise<RunEnd> {
  const next = await letGo(parts, run, null);
  // What could not be recorded as thrown away is still there to be thrown away.
  if (next === run)
    return refuse('write-failed', runFolder(parts.machine.stateDir, run.record.id).file);
  observer.saved(next);
  return { kind: 'ended', run: next };
}

/** The half-activated system stays, so the lock that describes it is written. */
async function keep(parts: RunParts, run: RunFile, observer: RunObserver): Promise<RunEnd> {
  const lock = run.candidateLock === null ? run.lock : 'to-write';
  const journal = await openJournal(parts, { ...run, built: 'used', lock }, observer);
  if ('kind' in journal) return { kind: 'not-begun', failure: journal };
  await putLockInPlace(parts, journal);
  await commitWritten(parts, journal);
  await dropResult(parts.machine.stateDir, run.record.id);
  return { kind: 'ended', run: await journal.close({}) };
}

/** The other edit is kept beside the journal before the switched system's lock takes its place. */
async function overwriteLock(
  parts: RunParts,
  run: RunFile,
  observer: RunObserver,
): Promise<RunEnd> {
  const { folder } = runFolder(parts.machine.stateDir, run.record.id);
  const path = join(run.flake, 'flake.lock');
  const now = await fileHash(path);
  try {
    if (now !== null) await copyFile(path, join(folder, 'flake.lock.replaced'));
  } catch (error) {
    return refuse('write-failed', `${folder}: ${errorWord(error)}`);
  }
  const journal = await openJournal(parts, { ...run, baseLock: now, lock: 'to-write' }, observer);
  if ('kind' in journal) return { kind: 'not-begun', failure: journal };
  await putLockInPlace(parts, journal);
  await commitWritten(parts, journal);
  return { kind: 'ended', run: await journal.close({}) };
}

/**
 * The candidate of a run that changed nothing, put in place after all. Nothing is journalled before: a
 * crash leaves the file whole and the question open, and asking again finds what was written.
 */
async function writeLeftLock(
  parts: RunParts,
  run: RunFile,
  observer: RunObserver,
): Promise<RunEnd> {
  const { candidateLock } = run;
  if (candidateLock === null) return refuse('no-such-run', run.record.id);
  const { candidate } = runFolder(parts.machine.stateDir, run.record.id);
  const written = await writeLock({
    flake: run.flake,
    candidate,
    candidateHash: candidateLock,
    baseHash: run.baseLock,
  });
  switch (written.kind) {
    case 'changed-meanwhile':
      return refuse('lock-moved-on', '');
    case 'write-failed':
      return refuse('write-failed', written.detail);
    case 'written':
    case 'already':
      break;
  }
  const journal = await openJournal(parts, { ...run, lock: 'written' }, observer);
  if ('kind' in journal) return { kind: 'not-begun', failure: journal };
  journal.log('done', 'flake.lock is written.');
  await commitWritten(parts, journal);
  // An update of the lock alone has now done all that it was for.
  const outcome = run.record.kind === 'update' ? 'succeeded' : run.record.outcome;
  const record = { outcome, endedAt: run.record.endedAt, leftLock: undefined };
  return { kind: 'ended', run: await journal.close({ record }) };
}

/** A run of its own: the generation before becomes current again through the helper. */
async function goBack(
  parts: RunParts,
  run: RunFile,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<RunEnd> {
  const generation = run.generationBefore;
  if (generation === null || !(await isThere(parts.machine, generation))) {
    return refuse('no-generation', generation === null ? '' : String(generation));
  }
  const end = await underLock(
    parts,
    { generation, flake: run.flake, host: run.host },
    observer,
    signal,
  );
  if (end.kind === 'ended' && end.run.record.outcome !== null) {
    const done = ['succeeded', 'units-failed', 'restart-required'].includes(end.run.record.outcome);
    if (done) {
      // A system tried with `test` stays ready; one whose activation failed does not.
      const tried = isReady(run);
      await change(parts, run, observer, {
        built: tried ? 'kept' : 'discarded',
        activation: tried ? null : run.activation,
        expectedCurrent: (await whereNow(parts.machine)).current,
      });
    }
  }
  return end;
}

export interface RollbackTarget {
  readonly generation: number;
  /** for the record only; going back evaluates nothing */
  readonly flake: string;
  readonly host: string;
}

export function rollBackTo(
  parts: RunParts,
  target: RollbackTarget,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<RunEnd> {
  return oneAtATime(parts, observer, () => underLock(parts, target, observer, signal));
}

async function underLock(
  parts: RunParts,
  { generation, flake, host }: RollbackTarget,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<RunEnd> {
  const here = await whereNow(parts.machine);
  if (here.current === null) return refuse('no-system', parts.machine.currentSystem);
  if (here.generation === generation && here.current === here.default) {
    return refuse('already-there', String(generation));
  }
  const id = parts.newId();
  const elevation = await parts.elevation();
  const bare = elevation.kind === 'store-path' || elevation.kind === 'flake';
  const target = bare ? await targetOf(`${parts.machine.profile}-${generation}-link`) : null;
  const journal = await openJournal(
    parts,
    generationRun(
      { ...emptyRecord(id, 'rollback', parts.now()), generation, storePath: target },
      { flake, host },
      here,
      { id, verb: 'rollback', exit: null, ...(bare ? { way: 'rebuild' as const } : {}) },
    ),
    observer,
  );
  if ('kind' in journal) return { kind: 'not-begun', failure: journal };
  journal.log('step', `Going back to generation ${generation}`);
  observer.phase('authorising', journal.run());
  const end = await rollback(
    elevation,
    { generation, expectedCurrent: here.current, runId: id },
    {
      confirm: async () =>
        !signal.aborted && (await whereNow(parts.machine)).current === here.current,
      onAuthorised: () => observer.phase('activating', journal.run()),
      onLine: (text) => journal.log('info', text),
      signal,
    },
  );
  return { kind: 'ended', run: await concludeRollback(parts.machine, journal, end) };
}
