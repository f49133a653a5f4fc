// Why a run failed: what it is about and the lines of its log that decided.
import type { RunExplanation } from '../../preload/contract/api.ts';
import type { RunRecord } from '../../preload/contract/run.ts';
import { useStore } from '../bridge.ts';
import { useText } from '../text/use-text.ts';
import { useAsked } from './asked.ts';
import { plainLine } from './hostile-text.ts';
import { needsExplanation } from './next-steps.ts';

export interface Explaining {
  /** true while it is asked for: what it will say is not known yet */
  readonly reading: boolean;
  readonly explanation: RunExplanation | null;
}

/** The explanation of a run that failed; asks nothing for any other. */
export function useExplanation(record: RunRecord | undefined): Explaining {
  const { api } = useStore();
  const id = record !== undefined && needsExplanation(record) ? record.id : null;
  const { answer } = useAsked(id, () => api.readRun(id ?? ''));
  if (id === null) return { reading: false, explanation: null };
  return {
    reading: answer.kind === 'reading',
    explanation: answer.kind === 'read' ? answer.value.explanation : null,
  };
}

export function Evidence({ explanation }: { readonly explanation: RunExplanation }) {
  const text = useText();
  const { evidence, subject } = explanation;
  if (evidence.length === 0 && subject === null) return null;
  return (
    <section className="evidence" aria-label={text.history.evidence}>
      {subject !== null && (
        <p className="evidence-subject">
          <span className="log-dim">{text.history.subject} </span>
          <b>{plainLine(subject)}</b>
        </p>
      )}
      {evidence.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand there twice
        <p key={index} className="evidence-line">
          {plainLine(line)}
        </p>
      ))}
    </section>
  );
}
