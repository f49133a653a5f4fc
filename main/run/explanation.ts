// Why a run failed, read from its log again when somebody looks: evidence, subject and the safe remedy.
import type { RunExplanation } from '../../preload/contract/api.ts';
import { asText } from '../core/diagnosis/diagnose.ts';
import { explain } from '../core/diagnosis/explain.ts';
import { isFailure } from '../core/diagnosis/kinds.ts';
import { type RunFile, runFolder } from '../store/run-file.ts';
import { readRunLog } from '../store/run-log.ts';
import type { Machine } from '../system/machine.ts';
import { inFlake } from './flake-file.ts';

/** The cause of a failure stands near the end; more lines than this are not looked at. */
const lines = 5000;

export async function explainRun(machine: Machine, run: RunFile): Promise<RunExplanation | null> {
  if (run.record.diagnosis === null) return null;
  const log = readRunLog(runFolder(machine.stateDir, run.record.id).log);
  const { total } = await log.read(0, 1);
  const page = await log.read(Math.max(0, total - lines), lines);
  const found = explain(asText(page.lines));
  // The outcome may have said more than the log: then there is nothing here to add.
  if (!isFailure(found.kind) || found.kind !== run.record.diagnosis.kind) return null;
  const { evidence, subject, action } = found;
  const file = await fileInFlake(run.flake, found.places);
  const needsFile = action === 'open-file' || action === 'git-add';
  return { evidence, subject, file, action: needsFile && file === null ? null : action };
}

/** The first of the places that is there in the flake: a log says what strangers wrote. */
async function fileInFlake(flake: string, places: readonly string[]): Promise<string | null> {
  for (const place of places) if ((await inFlake(flake, place)) !== null) return place;
  return null;
}
