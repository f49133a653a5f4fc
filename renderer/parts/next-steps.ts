// What a person can do after a run ended the way it did.
import type { RunExplanation } from '../../preload/contract/api.ts';
import type { Intent } from '../../preload/contract/intent.ts';
import type { RunRecord } from '../../preload/contract/run.ts';
import type { ReadyView } from '../../preload/contract/snapshot.ts';
import type { Outcome } from '../../preload/contract/words.ts';
import type { Tone } from './chip.tsx';

/** What one click can do about a failure; the words of the explanation of a run. */
export type Remedy =
  | 'update-and-retry'
  | 'git-add'
  | 'open-file'
  | 'free-space'
  | 'retry'
  | 'restart-units'
  | 'collect-garbage';

export type NextStep =
  | { readonly kind: 'retry'; readonly intent: Intent }
  | {
      readonly kind: 'remedy';
      readonly remedy: Remedy;
      /** the file that is opened or added */
      readonly file: string | null;
      readonly intent: Intent;
    }
  /** puts the lock that the run left aside in place */
  | { readonly kind: 'write-lock'; readonly intent: Intent }
  /** asks which old generations shall go */
  | { readonly kind: 'prune' }
  | { readonly kind: 'review' }
  | { readonly kind: 'log' };

/** A file's name with its place, short enough for a button. */
export function fileOnButton(file: string): string {
  return file.length <= 36 ? file : `…/${file.split('/').at(-1) ?? file}`;
}

function remedyOf(explanation: RunExplanation | null): Remedy | null {
  switch (explanation?.action) {
    case 'update-and-retry':
    case 'git-add':
    case 'free-space':
      return explanation.action;
    case 'open-file':
      return explanation.file === null ? null : 'open-file';
    case 'retry':
    case 'retry-later':
      return 'retry';
    default:
      return null;
  }
}

/** The same run once more; null for what needs a new choice: going back, removing generations. */
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
    case 'prune':
      return null;
  }
}

/** Where old generations stand in the way: their kernels fill /boot. */
export function isForPruning({ diagnosis }: Pick<RunRecord, 'diagnosis'>): boolean {
  return diagnosis?.kind === 'disk-full-boot';
}

/** True when the run's built system is still kept and can be switched to. */
export function isKept(record: RunRecord, ready: ReadyView | null): boolean {
  return ready !== null && ready.record.id === record.id && ready.stale !== 'result-missing';
}

/** The generation that was gone back to after a start-up script failed, or null. */
export function wentBackTo(record: RunRecord, history: readonly RunRecord[]): number | null {
  if (record.outcome !== 'activation-failed') return null;
  const back = history.find(
    ({ kind, outcome, startedAt }) =>
      kind === 'rollback' &&
      startedAt > record.startedAt &&
      (outcome === 'succeeded' || outcome === 'units-failed' || outcome === 'restart-required'),
  );
  return back?.generation ?? null;
}

/** Whether a built system that is still to be switched to was tried before, and how that ended matters. */
export function wasRefused({ outcome }: RunRecord): boolean {
  switch (outcome) {
    case 'refused':
    case 'failed':
    case 'activation-failed':
    case 'units-failed':
    case 'denied':
    case 'auth-failed':
    case 'dismissed':
    case 'no-agent':
    case 'no-pkexec':
    case 'interrupted':
      return true;
    case null:
    case 'ready':
    case 'succeeded':
    case 'unchanged':
    case 'restart-required':
    case 'cancelled':
    case 'discarded':
      return false;
  }
}

/** Best first; `explanation` is null where there is none, or it is not read yet. */
export function nextSteps(
  record: RunRecord,
  ready: ReadyView | null,
  explanation: RunExplanation | null,
): readonly NextStep[] {
  const kept: readonly NextStep[] = isKept(record, ready) ? [{ kind: 'review' }] : [];
  const again = sameAgain(record);
  const retry: readonly NextStep[] = again === null ? [] : [{ kind: 'retry', intent: again }];
  const log: readonly NextStep[] = [{ kind: 'log' }];
  const prune: readonly NextStep[] = isForPruning(record) ? [{ kind: 'prune' }] : [];
  switch (record.outcome) {
    case null:
      return [];
    case 'failed': {
      const remedy = remedyOf(explanation);
      if (remedy === null) return [...prune, ...retry, ...log];
      const mended: NextStep = {
        kind: 'remedy',
        remedy,
        file: explanation?.file ?? null,
        intent: { kind: 'remedy', runId: record.id },
      };
      // Opening a file mends nothing by itself: the person comes back to try again.
      return remedy === 'open-file' ? [mended, ...retry, ...log] : [mended, ...log];
    }
    case 'interrupted':
    case 'cancelled':
      return [...retry, ...log];
    case 'units-failed': {
      const restart: NextStep = {
        kind: 'remedy',
        remedy: 'restart-units',
        file: null,
        intent: { kind: 'remedy', runId: record.id },
      };
      return [...(record.failedUnits.length > 0 ? [restart] : []), ...kept, ...log];
    }
    case 'refused':
    case 'activation-failed':
      return [...prune, ...kept, ...log];
    case 'ready':
    case 'denied':
    case 'auth-failed':
    case 'dismissed':
    case 'no-agent':
    case 'no-pkexec':
      return kept.length > 0 ? kept : retry;
    case 'succeeded':
      return record.kind !== 'prune'
        ? []
        : [
            {
              kind: 'remedy',
              remedy: 'collect-garbage',
              file: null,
              intent: { kind: 'remedy', runId: record.id },
            },
          ];
    case 'unchanged':
      return record.leftLock === undefined
        ? []
        : [
            {
              kind: 'write-lock',
              intent: { kind: 'decide', runId: record.id, choice: 'write-lock' },
            },
          ];
    case 'restart-required':
    case 'discarded':
      return [];
  }
}

type KeptAway = 'denied' | 'auth-failed' | 'dismissed' | 'no-agent' | 'no-pkexec';

/** The outcome, where nothing but the way to root was missing. */
function keptAway({ outcome }: Pick<RunRecord, 'outcome'>): KeptAway | null {
  switch (outcome) {
    case 'denied':
    case 'auth-failed':
    case 'dismissed':
    case 'no-agent':
    case 'no-pkexec':
      return outcome;
    default:
      return null;
  }
}

/** The cause to show in place of the outcome's own sentence; what kept root away says it better itself. */
export function shownDiagnosis(record: RunRecord): RunRecord['diagnosis'] {
  return keptAway(record) === null ? record.diagnosis : null;
}

/** Whether the buttons of a run's end depend on its explanation, which must be asked for. */
export function needsExplanation(record: RunRecord): boolean {
  return record.outcome === 'failed' && record.diagnosis !== null;
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
