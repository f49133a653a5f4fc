// The last step of a run: what an activation's end means, and flake.lock put in place where it says so.
import type { ActivationVerb } from '../../preload/contract/words.ts';
import { diagnose } from '../core/diagnosis/diagnose.ts';
import { settlement, unitsThatFailed } from '../core/outcome.ts';
import type { ActivationEnd } from '../privilege/activation.ts';
import { dropResult, type RunFile, runFolder } from '../store/run-file.ts';
import type { Journal } from './journal.ts';
import { letGoOfOthers, letGoOfOutlived } from './let-go.ts';
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
    await letGoOfOthers(parts, journal.run().record);
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
    const done = await journal.close({ record: { outcome: 'succeeded' } });
    await letGoOfOutlived(parts, true);
    return done;
  }
  const end = { outcome: 'failed', failedUnits: [] } as const;
  return journal.close({
    lock: 'untouched',
    record: { outcome: 'failed', diagnosis: diagnose(journal.recent(), end) },
  });
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
