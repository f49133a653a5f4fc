// One check of one flake with what is remembered of earlier ones: the same for window and command line.
import type { InputReport } from '../preload/contract/input.ts';
import { summarise } from './core/outdated.ts';
import { reconcile } from './core/reconcile.ts';
import { type CheckResult, checkFlake } from './flake/check.ts';
import { entriesOf } from './flake/entries.ts';
import { readFlake } from './flake/read-flake.ts';
import { type LastCheck, readLastCheck, writeLastCheck } from './store/memory-file.ts';
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

/** The last check as far as it still holds for the flake and its lock of now. */
export async function rememberedCheck(machine: Machine, flake: string | null): Promise<LastCheck> {
  const last = await readLastCheck(machine.stateDir);
  if (last.report === null || flake === null) return last;
  if (last.report.flake !== flake) return { version: 1, report: null, failure: null };
  const read = await readFlake(flake);
  if (!read.ok) return last;
  const lockedNow = new Map(
    entriesOf(read.lock).map(({ entry }) => [entry.name, entry.locked] as const),
  );
  const inputs = reconcile(last.report.inputs, lockedNow);
  return { ...last, report: { ...last.report, inputs, summary: summarise(inputs) } };
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
