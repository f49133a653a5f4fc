// The steps of a run in a line: done, now, to come.
import type { ActivationVerb, RunKind } from '../../preload/contract/words.ts';
import { useText } from '../text/use-text.ts';
import { Icon } from './icon.tsx';

export type StepName = 'resolve' | 'build' | 'review' | 'write' | 'switch';

export function stepsOf(kind: RunKind): readonly StepName[] {
  switch (kind) {
    case 'upgrade':
      return ['resolve', 'build', 'review', 'switch'];
    case 'update':
      return ['resolve', 'write'];
    case 'rebuild':
      return ['build', 'review', 'switch'];
    case 'rollback':
      return ['switch'];
    case 'prune':
      return [];
  }
}

export interface StepperProps {
  readonly kind: RunKind;
  readonly now: StepName;
  readonly verb: ActivationVerb | null;
}

export function Stepper({ kind, now, verb }: StepperProps) {
  const text = useText();
  const words = text.activity.steps;
  const steps = stepsOf(kind);
  if (steps.length === 0) return null;
  const at = steps.indexOf(now);
  return (
    <ol className="steps" aria-label={words.label}>
      {steps.map((step, index) => {
        const standing = index < at ? 'done' : index === at ? 'now' : 'later';
        return (
          <li
            key={step}
            className={`step ${standing}`}
            aria-current={standing === 'now' ? 'step' : undefined}
          >
            <span className="step-mark" aria-hidden="true">
              {standing === 'done' ? <Icon name="check" size={12} /> : index + 1}
            </span>
            <span>{step === 'switch' ? words.verb(verb) : words[step]}</span>
            <span className="unseen"> ({words[standing]})</span>
          </li>
        );
      })}
    </ol>
  );
}
