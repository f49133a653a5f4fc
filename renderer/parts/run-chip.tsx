// The coloured word that says how a run ended.
import type { RunRecord } from '../../preload/contract/run.ts';
import { useText } from '../text/use-text.ts';
import { Chip } from './chip.tsx';
import { outcomeTone } from './next-steps.ts';

export function RunChip({ record }: { readonly record: RunRecord }) {
  const text = useText();
  return (
    <Chip tone={outcomeTone(record.outcome)}>
      {record.outcome === null
        ? text.history.goingOn
        : text.outcome(record, record.outcome, false).chip}
    </Chip>
  );
}
