// Which notifications a change of the snapshot is worth: pure, from before and after.
import type { RunRecord } from '../../preload/contract/run.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import type { Outcome, RunKind } from '../../preload/contract/words.ts';
import { byName } from './natural-order.ts';

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
      readonly runKind: Exclude<RunKind, 'prune'>;
      readonly outcome: Exclude<Outcome, 'ready' | 'discarded'>;
      readonly generation: number | null;
      readonly failedUnits: readonly string[];
      /** the diagnosis in plain words, where there is one */
      readonly cause: string | null;
      /** pkexec is there and may not become root, which is not the same as missing */
      readonly powerless?: true;
      /** some of what was activated takes effect after a restart */
      readonly restart: boolean;
    }
  | {
      /** old generations were to go; told only where nobody sees the window */
      readonly kind: 'pruned';
      readonly runId: string;
      readonly end:
        | 'removed'
        | 'removed-without-menu'
        | 'not-all'
        | 'nothing-removed'
        | 'interrupted';
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
 * answering) is no news, nor is an input that came back within a day of having been told.
 */
function behindNotice(after: Snapshot, toldText: string, quiet: boolean) {
  const silent = { notice: null, told: toldText };
  const { check, now } = after;
  if (check.kind !== 'checked') return silent;
  const told = readTold(toldText);
  if (quiet || (told.quietUntil !== null && told.quietUntil > now)) return silent;
  const counted = check.inputs.filter((input) => !input.held && !input.skipped);
  const names = counted
    .filter((input) => input.status === 'behind')
    .map((input) => input.name)
    .sort(byName);
  const unheard = counted
    .filter((input) => input.status === 'unreachable')
    .map((input) => input.name);
  // Silence is not being current: who does not answer is taken to be as behind as before.
  const still = new Set([...names, ...unheard]);
  const known = new Map<string, ToldInput>();
  for (const [name, one] of told.inputs) {
    const left = one.left || !still.has(name);
    if (!left || now - one.at < forgetAfterMs) known.set(name, { ...one, left });
  }
  const news = names.filter((name) => !known.has(name));
  const notice: Notice | null =
    news.length === 0 ? null : { kind: 'behind', names, of: check.inputs.length };
  if (notice !== null) for (const name of names) known.set(name, { at: now, left: false });
  return { notice, told: writeTold({ inputs: known, quietUntil: null }) };
}

/** An input that was told, left the set and joined it again is news after a day (milliseconds). */
const forgetAfterMs = 24 * 3_600_000;

interface ToldInput {
  /** milliseconds since the epoch */
  readonly at: number;
  /** it was no longer behind at some check since */
  readonly left: boolean;
}

interface Told {
  readonly inputs: ReadonlyMap<string, ToldInput>;
  /** asked to be reminded then */
  readonly quietUntil: number | null;
}

/**
 * The memory to keep when somebody wants to be reminded a day after `now`: until then nothing is
 * said of what is behind, afterwards all of it is news. Checks, counts and the news of runs go on.
 */
export function remindTomorrow(now: number): string {
  return writeTold({ inputs: new Map(), quietUntil: now + 24 * 3_600_000 });
}

/** '' where there is nothing to remember; the same memory always reads the same. */
function writeTold({ inputs, quietUntil }: Told): string {
  const sorted = [...inputs].sort(([a], [b]) => (a < b ? -1 : 1));
  if (sorted.length === 0 && quietUntil === null) return '';
  return JSON.stringify({
    inputs: sorted.map(([name, { at, left }]) => [name, at, left]),
    quietUntil,
  });
}

/** A memory that cannot be read was written by nobody we know: then nothing was told. */
function readTold(text: string): Told {
  const nothing: Told = { inputs: new Map(), quietUntil: null };
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return nothing;
  }
  if (typeof read !== 'object' || read === null) return nothing;
  const { inputs, quietUntil } = read as { inputs?: unknown; quietUntil?: unknown };
  const entries = (Array.isArray(inputs) ? inputs : []).flatMap((entry: unknown) => {
    const [name, at, left] = Array.isArray(entry) ? (entry as unknown[]) : [];
    return typeof name === 'string' && typeof at === 'number'
      ? [[name, { at, left: left === true }] as const]
      : [];
  });
  return {
    inputs: new Map(entries),
    quietUntil: typeof quietUntil === 'number' ? quietUntil : null,
  };
}

function runNotices(before: Snapshot, after: Snapshot): readonly Notice[] {
  const earlier = new Map(before.history.map((record) => [record.id, record.outcome]));
  return after.history
    .filter((record) => record.outcome !== null && earlier.get(record.id) !== record.outcome)
    .filter((record) => endedSince(record, before.now))
    .map((record) => runNotice(record, after))
    .filter((notice) => notice !== null)
    .reverse();
}

/** A history that was only now read from disk, or is another machine's, must not be told anew. */
function endedSince(record: RunRecord, then: number): boolean {
  const slackMs = 60_000;
  return record.endedAt === null || Date.parse(record.endedAt) >= then - slackMs;
}

function runNotice(record: RunRecord, { decision }: Snapshot): Notice | null {
  const { outcome } = record;
  // Nobody asked for it, so only its success is news.
  if (record.ahead === true && (outcome === 'failed' || outcome === 'cancelled')) return null;
  if (record.ahead === true && (outcome === 'unchanged' || outcome === 'interrupted')) return null;
  // Discarding is a click on the very thing that was told before.
  if (outcome === null || outcome === 'discarded') return null;
  if (record.kind === 'prune') return pruneNotice(record, outcome);
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
    ...(record.diagnosis?.kind === 'pkexec-not-setuid' ? { powerless: true } : {}),
    // What is only being tried is undone by a restart, not finished.
    restart:
      (outcome === 'restart-required' || (activated(outcome) && record.restartRecommended)) &&
      !(decision?.kind === 'test-active' && decision.runId === record.id),
  };
}

function pruneNotice({ id, step, diagnosis }: RunRecord, outcome: Outcome): Notice {
  const cause = diagnosis?.summary ?? null;
  const told = (end: Extract<Notice, { kind: 'pruned' }>['end']): Notice => ({
    kind: 'pruned',
    runId: id,
    end,
    cause,
  });
  if (outcome === 'succeeded') return told('removed');
  if (outcome === 'interrupted') return told('interrupted');
  if (outcome === 'failed') return told(step === 'settle' ? 'removed-without-menu' : 'not-all');
  return told('nothing-removed');
}

function activated(outcome: Outcome): boolean {
  return outcome === 'succeeded' || outcome === 'units-failed';
}
