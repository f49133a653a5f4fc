// What the sentences of every language have in common: their shapes, and the figures they are about.
import type { InputReport } from '../../preload/contract/input.ts';
import type { RunRecord } from '../../preload/contract/run.ts';
import type { Outcome, RunStep } from '../../preload/contract/words.ts';

export interface Said {
  readonly chip: string;
  /** null where the chip says it all */
  readonly explain: string | null;
}

export interface Titled {
  readonly title: string;
  readonly body: string;
}

export interface OutcomeText {
  readonly chip: string;
  readonly title: string;
  readonly meaning: string;
}

export const titled = (title: string, body: string): Titled => ({ title, body });
export const said = (chip: string, explain: string | null): Said => ({ chip, explain });

/** The sentence of a word that may come from a newer program: undefined for one that is not listed. */
export function lookUp<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

/** `4 min 12 s`, in whole units with at most two of them; `ms` in milliseconds. */
export function spellDuration(ms: number, units: readonly [string, string, string]): string {
  const all = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60];
  const first = parts.findIndex((part) => part > 0);
  if (first < 0) return `0 ${units[2]}`;
  return parts
    .map((part, at) => (part > 0 && at <= first + 1 ? `${part} ${units[at]}` : ''))
    .filter((part) => part !== '')
    .join(' ');
}

export interface Distance {
  readonly unit: 'unknown' | 'less' | 'hour' | 'day' | 'month';
  readonly count: number;
}

/** How far the locked revision lies behind the newest, in the largest unit that says it well. */
export function distanceOf(input: InputReport): Distance {
  const from = input.locked.lastModified;
  const to = input.latest?.lastModified ?? null;
  if (from === null || to === null || to <= from) return { unit: 'unknown', count: 0 };
  const hours = (to - from) / 3600;
  if (hours < 1) return { unit: 'less', count: 0 };
  if (hours < 23.5) return { unit: 'hour', count: Math.round(hours) };
  const days = Math.round(hours / 24);
  return days < 90
    ? { unit: 'day', count: days }
    : { unit: 'month', count: Math.round(days / 30.4) };
}

export interface Interval {
  readonly unit: 'week' | 'day' | 'hour' | 'minute';
  readonly count: number;
}

/** The largest unit that goes into the minutes without rest. */
export function intervalOf(minutes: number): Interval {
  if (minutes > 0 && minutes % 10080 === 0) return { unit: 'week', count: minutes / 10080 };
  if (minutes % 1440 === 0) return { unit: 'day', count: minutes / 1440 };
  if (minutes % 60 === 0) return { unit: 'hour', count: minutes / 60 };
  return { unit: 'minute', count: minutes };
}

export interface RunLineWords {
  duration(ms: number): string;
  goingOn(took: string): string;
  failed(step: RunStep | null, took: string): string;
  moved(inputs: number): string;
  readonly noChange: string;
  changed(packages: number): string;
  readonly restart: string;
  /** for every other end */
  meaning(): string;
}

/** Why a built system was let go of without anybody's word; nothing where a person threw it away. */
export const letGoWords =
  (words: Record<NonNullable<RunRecord['discardedFor']>, string>) =>
  (why: RunRecord['discardedFor']): string | null =>
    why === undefined ? null : words[why];

/** What is said of a removal of old generations where the words of other runs would be wrong. */
export interface PrunedWords {
  readonly succeeded: OutcomeText;
  readonly refused: OutcomeText;
  /** they are gone, and the boot menu does not know it */
  readonly menuFailed: OutcomeText;
  readonly failed: OutcomeText;
  readonly denied: OutcomeText;
  readonly dismissed: OutcomeText;
  readonly noAgent: OutcomeText;
}

/** Null where the words of every run fit. */
export function prunedOutcome(
  { kind, step }: Pick<RunRecord, 'kind' | 'step'>,
  done: Outcome,
  words: PrunedWords,
): OutcomeText | null {
  if (kind !== 'prune') return null;
  switch (done) {
    case 'succeeded':
    case 'refused':
    case 'denied':
    case 'dismissed':
      return words[done];
    case 'failed':
      return step === 'settle' ? words.menuFailed : words.failed;
    case 'no-agent':
      return words.noAgent;
    default:
      return null;
  }
}

/** How a run went, in one line of the history; `now` in milliseconds since the epoch. */
export function runLine(record: RunRecord, now: number, words: RunLineWords): string {
  const began = Date.parse(record.startedAt);
  if (record.kind === 'prune' && record.outcome !== null) return words.meaning();
  const took = record.endedAt === null ? null : words.duration(Date.parse(record.endedAt) - began);
  switch (record.outcome) {
    case null:
      return words.goingOn(words.duration(now - began));
    case 'failed':
      return words.failed(record.step, took ?? '?');
    case 'succeeded':
    case 'ready': {
      const { changed, added, removed } = record.packages;
      const changes = changed + added + removed;
      const what =
        record.kind === 'update'
          ? words.moved(record.inputs.length)
          : changes === 0
            ? words.noChange
            : words.changed(changes);
      return [what, took, record.restartRecommended ? words.restart : null]
        .filter((part) => part !== null)
        .join(' · ');
    }
    default:
      return words.meaning();
  }
}

/** The inputs that moved; where the run ended before that was known, those that were to move. */
export function namesOf({ inputs, chosen }: RunRecord): readonly string[] {
  return inputs.length > 0 ? inputs.map((input) => input.name) : (chosen ?? []);
}

/** `a, b, c` and `more` for the rest of a long list. */
export function firstNames(record: RunRecord, more: (count: number) => string): string {
  const names = namesOf(record);
  return names.length > 4
    ? `${names.slice(0, 3).join(', ')} ${more(names.length - 3)}`
    : names.join(', ');
}

/** The parts that there are, joined. */
export function joined(parts: readonly (string | null | false)[], separator: string): string {
  return parts.filter((part) => part !== null && part !== false).join(separator);
}

/** 'no-pkexec' has two causes: it is not there, or it is there and may not become root. */
export function isPowerless(record: Pick<RunRecord, 'diagnosis'>): boolean {
  return record.diagnosis?.kind === 'pkexec-not-setuid';
}
