// One check of one flake with what is remembered of earlier ones: the same for window and command line.
import type { InputReport } from '../preload/contract/input.ts';
import { type CheckResult, checkFlake } from './flake/check.ts';
import { readLastCheck, writeLastCheck } from './store/memory-file.ts';
import { readCommitTimes, writeCommitTimes } from './store/upstreams-file.ts';
import type { Machine } from './system/machine.ts';

export interface SiteCheck {
  readonly machine: Machine;
  readonly flake: string;
  readonly host: string;
  readonly held: readonly string[];
  readonly offline: boolean;
  readonly version: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** false for a flake that is not the machine's own: its answer is nobody else's news */
  readonly remember: boolean;
  readonly onInput?: (report: InputReport, done: number, of: number) => void;
}

export async function checkSite(check: SiteCheck): Promise<CheckResult> {
  const { stateDir, cacheDir } = check.machine;
  const commitTimes = await readCommitTimes(cacheDir);
  const known = commitTimes.size;
  const result = await checkFlake({
    dir: check.flake,
    host: check.host,
    offline: check.offline,
    held: check.held,
    skipped: [],
    now: check.now,
    version: check.version,
    signal: check.signal,
    commitTimes,
    ...(check.onInput === undefined ? {} : { onInput: check.onInput }),
  });
  if (check.signal.aborted) return result;
  if (commitTimes.size !== known) await writeCommitTimes(cacheDir, commitTimes);
  if (!check.remember || check.offline) return result;
  if (result.ok) {
    await writeLastCheck(stateDir, { version: 1, report: result.report, failure: null });
  } else {
    const before = await readLastCheck(stateDir);
    const { kind, detail } = result.failure;
    const at = new Date(check.now()).toISOString();
    await writeLastCheck(stateDir, { ...before, failure: { at, kind, detail } });
  }
  return result;
}
