// Turns what the lock says and what the upstreams answered into the report of a check.
import type { CheckSummary, InputReport, Revision } from '../../preload/contract/input.ts';

/** One root input as the lock has it. */
export interface LockEntry {
  readonly name: string;
  readonly type: string;
  readonly source: string;
  readonly upstream: string | null;
  readonly ref: string | null;
  readonly flake: boolean;
  readonly follows: readonly string[] | null;
  readonly pinned: boolean;
  readonly local: boolean;
  readonly locked: Revision;
  /** why the lock itself gives nothing to compare with, null where it does */
  readonly problem: string | null;
}

/** What an upstream, or the attempt to reach it, had to say. Times are Unix seconds. */
export type Answer =
  | { readonly kind: 'revision'; readonly rev: string; readonly lastModified: number | null }
  /** for what has no revisions: whether its content is another one by now */
  | {
      readonly kind: 'content';
      readonly changed: boolean;
      readonly rev: string | null;
      readonly lastModified: number | null;
    }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A revision that a person chose not to be told about. */
export interface SkippedRevision {
  readonly name: string;
  readonly rev: string;
}

export interface Choices {
  readonly held: readonly string[];
  readonly skipped: readonly SkippedRevision[];
}

type Verdict = Pick<InputReport, 'status' | 'reason' | 'latest'>;

const lone = (status: InputReport['status'], reason: string | null = null): Verdict => ({
  status,
  reason,
  latest: null,
});

/** What an answer says of an entry that was asked about. */
export function judgeAnswer(entry: LockEntry, answer: Answer): Verdict {
  switch (answer.kind) {
    case 'unreachable':
    case 'unknown':
      return lone(answer.kind, answer.reason);
    case 'revision': {
      const latest = { rev: answer.rev, lastModified: answer.lastModified };
      if (entry.locked.rev === null) {
        return { status: 'unknown', reason: 'no-locked-revision', latest };
      }
      if (entry.locked.rev !== answer.rev) return { status: 'behind', reason: null, latest };
      return {
        status: 'current',
        reason: null,
        latest: { rev: answer.rev, lastModified: answer.lastModified ?? entry.locked.lastModified },
      };
    }
    case 'content':
      return {
        status: answer.changed ? 'behind' : 'current',
        reason: null,
        latest: answer.changed
          ? { rev: answer.rev, lastModified: answer.lastModified }
          : { ...entry.locked },
      };
  }
}

/** Whether an answer is needed to judge this entry at all. */
export function needsAnswer(entry: LockEntry): boolean {
  return entry.follows === null && entry.problem === null && !entry.pinned && !entry.local;
}

function judge(entry: LockEntry, answer: Answer | null): Verdict {
  if (entry.problem !== null) return lone('unknown', entry.problem);
  if (entry.follows !== null) return lone('follows');
  if (entry.pinned) return lone('pinned');
  if (entry.local) return lone('local');
  return answer === null ? lone('unknown', 'not-asked') : judgeAnswer(entry, answer);
}

/** The report of one input; `answer` null where nothing was asked. */
export function reportInput(
  entry: LockEntry,
  answer: Answer | null,
  choices: Choices,
): InputReport {
  const verdict = judge(entry, answer);
  const skipped =
    verdict.status === 'behind' &&
    verdict.latest?.rev !== null &&
    choices.skipped.some((one) => one.name === entry.name && one.rev === verdict.latest?.rev);
  return {
    name: entry.name,
    type: entry.type,
    source: entry.source,
    upstream: entry.upstream,
    ref: entry.ref,
    flake: entry.flake,
    ...verdict,
    held: choices.held.includes(entry.name),
    skipped,
    locked: { ...entry.locked },
    follows: entry.follows === null ? null : [...entry.follows],
  };
}

/** True for an input that a badge counts: behind, and nobody chose not to hear of it. */
export function isCounted(report: Pick<InputReport, 'status' | 'held' | 'skipped'>): boolean {
  return report.status === 'behind' && !report.held && !report.skipped;
}

/** How many inputs of each status; held and skipped ones are not among those behind. */
export function summarise(inputs: readonly InputReport[]): CheckSummary {
  const summary: CheckSummary = {
    behind: 0,
    current: 0,
    pinned: 0,
    local: 0,
    follows: 0,
    unreachable: 0,
    unknown: 0,
  };
  for (const input of inputs) {
    if (input.status !== 'behind' || isCounted(input)) summary[input.status] += 1;
  }
  return summary;
}
