// The buttons that a run's end offers, the best one first in weight.
import type { RunRecord } from '../../preload/contract/run.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useSend } from '../bridge.ts';
import { useText } from '../text/use-text.ts';
import { Button } from './button.tsx';
import type { Explaining } from './explanation.tsx';
import { plainLine } from './hostile-text.ts';
import { fileOnButton, type NextStep, nextSteps } from './next-steps.ts';
import { PruneButton } from './prune-button.tsx';

export interface NextStepButtonsProps {
  readonly record: RunRecord;
  readonly snapshot: Snapshot;
  readonly explaining: Explaining;
  readonly onReview: () => void;
  readonly onLog: (() => void) | null;
}

export function NextStepButtons(props: NextStepButtonsProps) {
  const { record, snapshot, explaining, onReview, onLog } = props;
  const text = useText();
  const send = useSend();
  const busy = snapshot.run.kind !== 'idle';
  const words = text.history;

  const label = (step: Exclude<NextStep, { kind: 'prune' }>): string => {
    switch (step.kind) {
      case 'retry':
        return text.common.tryAgain;
      case 'remedy':
        switch (step.remedy) {
          case 'update-and-retry':
            return words.updateAndRetry;
          case 'git-add':
            return words.addToGitAndRetry;
          case 'free-space':
            return words.freeSpaceAndRetry;
          case 'open-file':
            return words.openFile(plainLine(fileOnButton(step.file ?? '')));
          case 'retry':
            return text.common.tryAgain;
          case 'restart-units':
            return words.restartUnits;
          case 'collect-garbage':
            return words.freeSpace;
        }
        break;
      case 'write-lock':
        return text.decision.lockNotWritten.write;
      case 'review':
        return words.switchTo;
      case 'log':
        return text.common.openLog;
    }
  };
  const follow = (step: Exclude<NextStep, { kind: 'prune' }>) => {
    switch (step.kind) {
      case 'retry':
      case 'remedy':
      case 'write-lock':
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

  // Until the explanation is there, the best button is not known: a guess would change under the hand.
  const steps = nextSteps(record, snapshot.ready, explaining.explanation)
    .filter((step) => (step.kind === 'log' ? onLog !== null : !explaining.reading))
    // A rehearsal's store holds what its next step is made of.
    .filter((step) => !(snapshot.rehearsal && isCollecting(step)));
  return steps.map((step, index) => {
    if (step.kind === 'prune') {
      return (
        <PruneButton
          key={step.kind}
          snapshot={snapshot}
          weight={index === 0 ? 'primary' : 'plain'}
        />
      );
    }
    return (
      <Button
        key={step.kind}
        weight={index === 0 && step.kind !== 'log' ? 'primary' : 'plain'}
        isDisabled={busy && 'intent' in step}
        onPress={() => follow(step)}
      >
        {label(step)}
      </Button>
    );
  });
}

function isCollecting(step: NextStep): boolean {
  return step.kind === 'remedy' && step.remedy === 'collect-garbage';
}
