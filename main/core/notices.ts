// Which notifications a change of the snapshot is worth: pure, from before and after.
import type { RunRecord } from '../../preload/contract/run.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import type { Outcome, RunKind } from '../../preload/contract/words.ts';

export type Notice =
  | {
      readonly kind: 'behind';
      /** sorted */
      readonly names: readonly string[];
      /** how many inputs the flake has */
      readonly of: number;
    }
  | {
      readonly kind: 'ready';
      readonly runId: string;
      readonly packagesChanged: number;
      readonly restart: boolean;
    }
  | {
      readonly kind: 'ended';
      readonly runId: string;
      readonly runKind: RunKind;
      readonly outcome: Exclude<Outcome, 'ready' | 'discarded'>;
      readonly generation: number | null;
      readonly failedUnits: readonly string[];
      /** the diagnosis in plain words, where there is one */
      readonly cause: string | null;
    };

export interface Noticed {
  readonly notices: readonly Notice[];
  /** the set last told of; kept by the caller across starts and handed back next time */
  readonly told: string;
}

/**
 * `told` is the fingerprint of the previous answer ('' at the very first). `before` null means that
 * the program has just started: what history holds by then is no news, what is behind may be.
 */
export function noticesBetween(before: Snapshot | null, after: Snapshot, told: string): Noticed {
  const quiet =
    !after.settings.notifications || (after.pausedUntil !== null && after.pausedUntil > after.now);
  const behind = behindNotice(after, told, quiet);
  const runs = quiet || before === null ? [] : runNotices(before, after);
  return {
    notices: [...(behind.notice === null ? [] : [behind.notice]), ...runs],
    told: behind.told,
  };
}

/**
 * Told when an input joins the set. A set that only shrank (an upgrade, a hold, a host that stopped
 * answering) is no news; once everything is current the memory starts afresh.
 */
function behindNotice(after: Snapshot, told: string, quiet: boolean) {
  const { check } = after;
  if (check.kind !== 'checked') return { notice: null, told };
  const counted = check.inputs.filter((input) => !input.held && !input.skipped);
  const names = counted
    .filter((input) => input.status === 'behind')
    .map((input) => input.name)
    .sort();
  if (names.length === 0) {
    const allAnswered = counted.every((input) => input.status !== 'unreachable');
    return { notice: null, told: allAnswered ? '' : told };
  }
  const known = toldNames(told);
  if (quiet || names.every((name) => known.has(name))) return { notice: null, told };
  const notice: Notice = { kind: 'behind', names, of: check.inputs.length };
  return { notice, told: fingerprint(names) };
}

function fingerprint(sortedNames: readonly string[]): string {
  return JSON.stringify(sortedNames);
}

/** A fingerprint that cannot be read was written by nobody we know: then nothing was told. */
function toldNames(told: string): ReadonlySet<string> {
  try {
    const names: unknown = JSON.parse(told);
    return new Set(Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []);
  } catch {
    return new Set();
  }
}

function runNotices(before: Snapshot, after: Snapshot): readonly Notice[] {
  const earlier = new Map(before.history.map((record) => [record.id, record.outcome]));
  return after.history
    .filter((record) => record.outcome !== null && earlier.get(record.id) !== record.outcome)
    .filter((record) => endedSince(record, before.now))
    .map(runNotice)
    .filter((notice) => notice !== null)
    .reverse();
}

/** A history that was only now read from disk, or is another machine's, must not be told anew. */
function endedSince(record: RunRecord, then: number): boolean {
  const slackMs = 60_000;
  return record.endedAt === null || Date.parse(record.endedAt) >= then - slackMs;
}

function runNotice(record: RunRecord): Notice | null {
  const { outcome } = record;
  // Discarding is a click on the very thing that was told before.
  if (outcome === null || outcome === 'discarded') return null;
  if (outcome === 'ready') {
    return {
      kind: 'ready',
      runId: record.id,
      packagesChanged: record.packages.changed + record.packages.added + record.packages.removed,
      restart: record.restartRecommended,
    };
  }
  return {
    kind: 'ended',
    runId: record.id,
    runKind: record.kind,
    outcome,
    generation: record.generation,
    failedUnits: record.failedUnits,
    cause: record.diagnosis?.summary ?? null,
  };
}
