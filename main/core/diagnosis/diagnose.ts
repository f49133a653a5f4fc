// The diagnosis that a run's record keeps, from the lines of its log and what is known of its end.
import type { Diagnosis, LogLine } from '../../../preload/contract/run.ts';
import type { Outcome } from '../../../preload/contract/words.ts';
import { explain } from './explain.ts';
import { isFailure, type Kind } from './kinds.ts';
import { english } from './words/en.ts';
import { inSentences } from './words/sentences.ts';

export type RunEnd = {
  readonly outcome: Outcome | null;
  /** units that the activation reported as failed */
  readonly failedUnits: readonly string[];
};

/** Outcomes that say more than any log could. */
const known: Partial<Record<Outcome, Kind>> = {
  'units-failed': 'units-failed',
  dismissed: 'polkit-dismissed',
  denied: 'polkit-denied',
  'no-agent': 'polkit-no-agent',
  interrupted: 'interrupted',
};

const calm: ReadonlySet<Outcome> = new Set<Outcome>([
  'ready',
  'succeeded',
  'unchanged',
  'restart-required',
  'cancelled',
  'discarded',
]);

/** What is known without any log. */
export const inWords = (kind: Kind, subject: string | null): Diagnosis => ({
  kind,
  ...inSentences(english, { kind, subject }),
  subject,
});

/** A derivation by name alone, whether its source was given as a name or as a store path. */
const spoken = (source: string): string =>
  source
    .replace(/^.*\/(?:[a-z0-9]{32}-)?/, '')
    .replace(/\.drv$/, '')
    .replace(/[^\w+.?=-]/g, '');

/** Log lines as the text they came from: builders' lines are marked with the derivation that spoke. */
export const asText = (lines: readonly LogLine[]): string =>
  lines
    .map(({ source, text }) => (source === undefined ? text : `${spoken(source)}> ${text}`))
    .join('\n');

/** null where there is nothing to explain: the run went well, was given up, or is still going on. */
export const diagnose = (lines: readonly LogLine[], end: RunEnd): Diagnosis | null => {
  if (end.outcome === null || calm.has(end.outcome)) return null;
  const { kind, summary, remedy, subject, reason, detail } = explain(asText(lines));
  const found: Diagnosis = {
    kind,
    summary,
    remedy,
    subject,
    ...(reason !== null && { reason }),
    ...(detail !== null && { detail }),
  };
  // the log may know the root of what the outcome only names
  const told = known[end.outcome];
  if (told === undefined) {
    return isFailure(kind) ? found : inWords('other', null);
  }
  if (end.outcome === 'units-failed' && (kind === 'home-manager-conflict' || kind === told)) {
    return found;
  }
  return inWords(told, end.outcome === 'units-failed' ? (end.failedUnits[0] ?? null) : null);
};
