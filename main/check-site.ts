// One check of one flake with what is remembered of earlier ones: the same for window and command line.
import type { InputReport } from '../preload/contract/input.ts';
import type { LastGood } from '../preload/contract/snapshot.ts';
import { type SkippedRevision, summarise } from './core/outdated.ts';
import { reconcile } from './core/reconcile.ts';
import { type CheckResult, checkFlake, lastGoodAnswers } from './flake/check.ts';
import { entriesOf } from './flake/entries.ts';
import { readFlake } from './flake/read-flake.ts';
import { readNixTokens } from './flake/upstream/nix-tokens.ts';
import {
  type LastCheck,
  readLastCheck,
  type TellProblem,
  writeLastCheck,
} from './store/memory-file.ts';
import { openMemory, readMemory } from './store/upstreams-file.ts';
import type { Machine } from './system/machine.ts';

export interface SiteCheck {
  readonly machine: Machine;
  readonly flake: string;
  readonly host: string;
  readonly held: readonly string[];
  /** revisions that a person chose not to hear of; none unless told */
  readonly skipped?: readonly SkippedRevision[];
  readonly offline: boolean;
  readonly version: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** false for a flake that is not the machine's own: its answer is nobody else's news */
  readonly remember: boolean;
  /**
   * false for a check that nobody asked for: it leaves hosts alone that failed a while ago. True unless told;
   * a host that asked to be left alone is left alone in any case.
   */
  readonly byHand?: boolean;
  readonly onInput?: (report: InputReport, done: number, of: number) => void;
}

export interface Remembered extends LastCheck {
  /** of inputs that could not be reached: what they last said, by name */
  readonly lastGood: Readonly<Record<string, LastGood>>;
}

/** The last check as far as it still holds for the flake and its lock of now. */
export async function rememberedCheck(
  machine: Machine,
  flake: string | null,
  tell?: TellProblem,
): Promise<Remembered> {
  const last = await readLastCheck(machine.stateDir, tell);
  if (last.report === null || flake === null) return { ...last, lastGood: {} };
  if (last.report.flake !== flake) {
    return { version: 1, report: null, failure: null, lastGood: {} };
  }
  const [read, memory] = await Promise.all([readFlake(flake), readMemory(machine.cacheDir)]);
  if (!read.ok) return { ...last, lastGood: {} };
  const entries = entriesOf(read.lock);
  const lockedNow = new Map(entries.map(({ entry }) => [entry.name, entry.locked] as const));
  const inputs = reconcile(last.report.inputs, lockedNow);
  return {
    ...last,
    report: { ...last.report, inputs, summary: summarise(inputs) },
    lastGood: lastGoodAnswers(entries, inputs, memory),
  };
}

export async function checkSite(check: SiteCheck): Promise<CheckResult> {
  const { stateDir, cacheDir, nixEnv } = check.machine;
  const { memory, write } = await openMemory(cacheDir);
  const result = await checkFlake({
    dir: check.flake,
    host: check.host,
    offline: check.offline,
    held: check.held,
    skipped: check.skipped ?? [],
    now: check.now,
    version: check.version,
    signal: check.signal,
    memory,
    byHand: check.byHand ?? true,
    tokens: () =>
      readNixTokens({
        environment: { ...process.env, ...nixEnv },
        nixEnvironment: nixEnv,
        signal: check.signal,
      }),
    ...(check.onInput === undefined ? {} : { onInput: check.onInput }),
  });
  // What hosts said is worth keeping even of a check that was given up.
  if (!check.offline) await write();
  if (check.signal.aborted) return result;
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
