// The last step of a run: what an activation's end means, and flake.lock put in place where it says so.
import type { ActivationVerb } from '../../preload/contract/words.ts';
import { diagnose } from '../core/diagnosis/diagnose.ts';
import { settlement, unitsThatFailed } from '../core/outcome.ts';
import type { ActivationEnd } from '../privilege/activation.ts';
import { dropResult, listRuns, type RunFile, runFolder, saveRun } from '../store/run-file.ts';
import type { Journal } from './journal.ts';
import type { RunParts } from './parts.ts';
import { whereNow } from './review.ts';
import { commitLock, writeLock } from './write-lock.ts';

type Ended = Extract<ActivationEnd, { kind: 'ended' }>;

/** Journalled so that each line of it can be repeated: a crash between two leaves what `recover` finishes. */
export async function settleActivation(
  parts: RunParts,
  journal: Journal,
  verb: ActivationVerb,
  end: Ended,
): Promise<RunFile> {
  const table = settlement(verb, end.exit);
  const attempt = journal.run().activation?.id ?? journal.id;
  const lines = journal.recent().map((line) => line.text);
  const said = unitsThatFailed(lines);
  // A second attempt to settle has not heard the activation itself.
  const failedUnits = said.length > 0 ? said : journal.run().record.failedUnits;
  const { current } = await whereNow(parts.machine);
  const write = table.lock === 'write' && journal.run().candidateLock !== null;
  await journal.save({
    activation: { ...journal.run().activation, id: attempt, verb, exit: end.exit },
    built: table.built,
    lock: write ? 'to-write' : journal.run().lock,
    record: {
      step: 'settle',
      generation: table.built === 'used' || table.lock === 'ask' ? end.generation : null,
      failedUnits,
    },
    generationBefore: end.previousGeneration ?? journal.run().generationBefore,
    // What is tried, or half there, is what a next step starts from.
    ...(table.built === 'kept' ? { expectedCurrent: current } : {}),
  });
  if (end.profileRestored) {
    journal.log('warn', 'The system profile was put back to the generation before.');
  }
  if (write) {
    if (end.lock === 'written') await journal.save({ lock: 'written' });
    else if (end.lock !== null) await leaveRootsLock(journal, end.lock.refused);
    else await putLockInPlace(parts, journal);
    await commitWritten(parts, journal);
  }
  if (table.built === 'used') {
    await dropResult(parts.machine.stateDir, journal.id);
    await supersede(parts, journal.id, () => true);
  }
  const failed = table.outcome !== 'succeeded' && table.outcome !== 'restart-required';
  journal.log(failed ? 'error' : 'done', `Activation ended: ${table.outcome} (exit ${end.exit})`);
  return journal.close({
    record: {
      outcome: table.outcome,
      diagnosis: diagnose(journal.recent(), { outcome: table.outcome, failedUnits }),
    },
  });
}

/** The helper looked at a lock file of root's and did not write it: this user cannot either, so it is said. */
async function leaveRootsLock(journal: Journal, why: string): Promise<void> {
  if (why === 'changed') {
    journal.log('warn', 'flake.lock is root’s and was changed meanwhile; it was left as it is.');
    await journal.save({ lock: 'changed-meanwhile', lockDetail: null });
    return;
  }
  const reason = rootsLockReasons[why] ?? why;
  journal.log('error', `flake.lock is root’s and the helper did not write it: ${reason}`);
  await journal.save({ lock: 'write-failed', lockDetail: reason });
}

const rootsLockReasons: Readonly<Record<string, string>> = {
  'unsafe-place': 'the file, its folder and every parent must be root’s own, without links',
  'not-written': 'the disk did not take it',
};

/** Writes the candidate over flake.lock and records how that went; safe to repeat. */
export async function putLockInPlace(parts: RunParts, journal: Journal): Promise<RunFile['lock']> {
  const run = journal.run();
  if (run.candidateLock === null) return run.lock;
  const result = await writeLock({
    flake: run.flake,
    candidate: runFolder(parts.machine.stateDir, journal.id).candidate,
    candidateHash: run.candidateLock,
    baseHash: run.baseLock,
  });
  switch (result.kind) {
    case 'written':
    case 'already':
      journal.log('done', 'flake.lock is written.');
      await journal.save({ lock: 'written', lockDetail: null });
      return 'written';
    case 'changed-meanwhile':
      journal.log(
        'warn',
        'flake.lock was changed by somebody else meanwhile; it was left as it is.',
      );
      await journal.save({ lock: 'changed-meanwhile', lockDetail: null });
      return 'changed-meanwhile';
    case 'write-failed':
      journal.log('error', `flake.lock could not be written: ${result.detail}`);
      await journal.save({ lock: 'write-failed', lockDetail: result.detail });
      return 'write-failed';
  }
}

/** The end of an update that writes flake.lock and nothing else: nothing was switched, so nothing is asked. */
export async function finishUpdate(parts: RunParts, journal: Journal): Promise<RunFile> {
  const written = await putLockInPlace(parts, journal);
  if (written === 'written') {
    await commitWritten(parts, journal);
    return journal.close({ record: { outcome: 'succeeded' } });
  }
  const end = { outcome: 'failed', failedUnits: [] } as const;
  return journal.close({
    lock: 'untouched',
    record: { outcome: 'failed', diagnosis: diagnose(journal.recent(), end) },
  });
}

/** Systems that were built before this one and never used are waited for no more. */
export async function supersede(
  parts: RunParts,
  except: string,
  which: (run: RunFile) => boolean,
): Promise<void> {
  const { stateDir } = parts.machine;
  for (const run of (await listRuns(stateDir)).runs) {
    if (run.built !== 'kept' || run.record.id === except || !which(run)) continue;
    const saved = await saveRun(stateDir, { ...run, built: 'superseded' });
    // A record that goes on saying that it waits needs the system that waits.
    if (saved.kind === 'written') await dropResult(stateDir, run.record.id);
  }
}

/** Thrown away before it was used; the run as it was where the disk would not take that. */
export async function discarded(parts: RunParts, run: RunFile): Promise<RunFile> {
  const { stateDir } = parts.machine;
  const next: RunFile = {
    ...run,
    built: 'discarded',
    record: { ...run.record, outcome: 'discarded' },
  };
  const saved = await saveRun(stateDir, next);
  if (saved.kind === 'write-failed') return run;
  // What could not be recorded as thrown away is still there to be thrown away.
  await dropResult(stateDir, run.record.id);
  return next;
}

/** Commits a written lock where the setting asks for it; a commit that fails is only a warning. */
export async function commitWritten(parts: RunParts, journal: Journal): Promise<void> {
  const run = journal.run();
  if (run.lock !== 'written' || !parts.settings().commitLock) return;
  const committed = await commitLock(run.flake, commitMessage(run));
  switch (committed.kind) {
    case 'committed':
      journal.log('done', 'flake.lock is committed.');
      return;
    case 'not-a-repository':
      return;
    case 'commit-failed':
      journal.log('warn', `flake.lock is written but could not be committed: ${committed.detail}`);
      return;
  }
}

function commitMessage(run: RunFile): string {
  const moves = run.record.inputs.map(
    ({ name, from, to }) => `- ${name}: ${from ?? 'new'} -> ${to ?? 'removed'}`,
  );
  const names = run.record.inputs.map((move) => move.name);
  const title = names.length <= 3 ? names.join(', ') : `${names.length} inputs`;
  return `flake.lock: update ${title}\n\n${moves.join('\n')}\n`;
}
