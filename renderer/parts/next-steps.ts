// What a person can do after a run ended the way it did.
import type { Intent } from '../../preload/contract/intent.ts';
import type { RunRecord } from '../../preload/contract/run.ts';
import type { ReadyView } from '../../preload/contract/snapshot.ts';
import type { Outcome } from '../../preload/contract/words.ts';
import type { Tone } from './chip.tsx';

export type NextStep =
  | { readonly kind: 'retry'; readonly intent: Intent }
  | { readonly kind: 'update-and-retry'; readonly intent: Intent }
  | { readonly kind: 'review' }
  | { readonly kind: 'log' };

/** The same run once more; null for a rollback, which needs a new choice. */
export function sameAgain(record: RunRecord): Intent | null {
  const names = record.inputs.map((input) => input.name);
  const inputs = names.length === 0 ? null : names;
  switch (record.kind) {
    case 'upgrade':
      return { kind: 'upgrade', inputs };
    case 'update':
      return { kind: 'update-lock', inputs };
    case 'rebuild':
      return { kind: 'rebuild' };
    case 'rollback':
      return null;
  }
}

/** True when the run's built system is still kept and can be switched to. */
export function isKept(record: RunRecord, ready: ReadyView | null): boolean {
  return ready !== null && ready.record.id === record.id && ready.stale !== 'result-missing';
}

/** Best first. */
export function nextSteps(record: RunRecord, ready: ReadyView | null): readonly NextStep[] {
  const kept: readonly NextStep[] = isKept(record, ready) ? [{ kind: 'review' }] : [];
  const again = sameAgain(record);
  const retry: readonly NextStep[] = again === null ? [] : [{ kind: 'retry', intent: again }];
  const log: readonly NextStep[] = [{ kind: 'log' }];
  switch (record.outcome) {
    case null:
      return [];
    case 'failed':
      return record.diagnosis?.kind === 'hash-mismatch'
        ? [{ kind: 'update-and-retry', intent: { kind: 'upgrade', inputs: null } }, ...log]
        : [...retry, ...log];
    case 'interrupted':
    case 'cancelled':
      return [...retry, ...log];
    case 'refused':
    case 'activation-failed':
    case 'units-failed':
      return [...kept, ...log];
    case 'ready':
    case 'denied':
    case 'auth-failed':
    case 'dismissed':
    case 'no-agent':
    case 'no-pkexec':
      return kept.length > 0 ? kept : retry;
    case 'succeeded':
    case 'unchanged':
    case 'restart-required':
    case 'discarded':
      return [];
  }
}

export function outcomeTone(outcome: Outcome | null): Tone {
  switch (outcome) {
    case 'succeeded':
      return 'ok';
    case 'units-failed':
    case 'restart-required':
    case 'interrupted':
    case 'denied':
    case 'auth-failed':
    case 'no-agent':
    case 'no-pkexec':
      return 'warn';
    case 'refused':
    case 'activation-failed':
    case 'failed':
      return 'bad';
    case 'ready':
    case null:
      return 'accent';
    case 'unchanged':
    case 'cancelled':
    case 'dismissed':
    case 'discarded':
      return 'mute';
  }
}
