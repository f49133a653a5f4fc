// The buttons that a run's end offers, the best one first in weight.
import type { RunRecord } from '../../preload/contract/run.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useSend } from '../bridge.ts';
import { useText } from '../text/use-text.ts';
import { Button } from './button.tsx';
import { type NextStep, nextSteps } from './next-steps.ts';

export interface NextStepButtonsProps {
  readonly record: RunRecord;
  readonly snapshot: Snapshot;
  readonly onReview: () => void;
  readonly onLog: (() => void) | null;
}

export function NextStepButtons({ record, snapshot, onReview, onLog }: NextStepButtonsProps) {
  const text = useText();
  const send = useSend();
  const busy = snapshot.run.kind !== 'idle';

  const label = (step: NextStep): string => {
    switch (step.kind) {
      case 'retry':
        return text.common.tryAgain;
      case 'update-and-retry':
        return text.history.updateAndRetry;
      case 'review':
        return text.history.switchTo;
      case 'log':
        return text.common.openLog;
    }
  };
  const follow = (step: NextStep) => {
    switch (step.kind) {
      case 'retry':
      case 'update-and-retry':
        send(step.intent);
        return;
      case 'review':
        onReview();
        return;
      case 'log':
        onLog?.();
        return;
    }
  };

  const steps = nextSteps(record, snapshot.ready).filter(
    (step) => step.kind !== 'log' || onLog !== null,
  );
  return steps.map((step, index) => (
    <Button
      key={step.kind}
      weight={index === 0 && step.kind !== 'log' ? 'primary' : 'plain'}
      isDisabled={busy && (step.kind === 'retry' || step.kind === 'update-and-retry')}
      onPress={() => follow(step)}
    >
      {label(step)}
    </Button>
  ));
}
