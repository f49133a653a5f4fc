// What is still known of an input that cannot be reached now: its last good answer, and when that was given.
import type { LastGood } from '../../preload/contract/snapshot.ts';
import { type Answer, judgeAnswer, type LockEntry } from './outdated.ts';

/** An answer that was one, kept. `at` is milliseconds since the epoch. */
export interface GivenAnswer {
  readonly at: number;
  readonly answer: Extract<Answer, { kind: 'revision' | 'content' }>;
  /** for content: what was locked when it was compared; null for a revision, which is compared anew */
  readonly locked: string | null;
}

/** What the last good answer says of the lock as it is now; null where there is none that still says anything. */
export function lastGoodOf(
  entry: LockEntry,
  lockedNow: string,
  given: GivenAnswer | undefined,
): LastGood | null {
  if (given === undefined || (given.locked !== null && given.locked !== lockedNow)) return null;
  const { status, latest } = judgeAnswer(entry, given.answer);
  if (status !== 'behind' && status !== 'current') return null;
  return { at: given.at, status, rev: latest?.rev ?? null };
}
