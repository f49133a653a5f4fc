// What is going on now: a run at work, a built system to review, or nothing.
import type { RunView, Snapshot } from '../../preload/contract/snapshot.ts';
import { useNow, useSend } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { Evidence, useExplanation } from '../parts/explanation.tsx';
import { LogView } from '../parts/log-view.tsx';
import { ProgressCard } from '../parts/progress-card.tsx';
import { RunBanner } from '../parts/run-banner.tsx';
import { Screen } from '../parts/screen.tsx';
import { askingRun, StatusBanners } from '../parts/status-banners.tsx';
import { type StepName, Stepper } from '../parts/stepper.tsx';
import type { Text } from '../text/en.ts';
import { useText } from '../text/use-text.ts';
import { ReviewScreen } from './review.tsx';

type Working = Exclude<RunView, { kind: 'idle' }>;

function titleOf(run: Working, text: Text): string {
  switch (run.kind) {
    case 'resolving':
    case 'building':
      return text.activity.running(run.runKind);
    case 'authorising':
      return text.activity.authorising;
    case 'activating':
      return run.runKind === 'prune'
        ? text.activity.running(run.runKind)
        : text.activity.activating(run.verb);
    case 'cancelling':
      return text.activity.cancelling;
  }
}

function noteOf(run: Working, text: Text): string {
  switch (run.kind) {
    case 'resolving':
    case 'building':
      return run.elsewhere ? text.activity.elsewhere : text.activity.goesOn;
    case 'authorising':
      return text.activity.authorisingBody;
    case 'activating':
      return text.activity.activatingBody;
    case 'cancelling':
      return text.activity.cancellingBody;
  }
}

function stepOf(run: Working): StepName {
  switch (run.kind) {
    case 'resolving':
      return 'resolve';
    case 'building':
    case 'cancelling':
      return run.runKind === 'update' ? 'resolve' : 'build';
    case 'authorising':
    case 'activating':
      return run.runKind === 'update' ? 'write' : 'switch';
  }
}

function Running({ run, snapshot }: { readonly run: Working; readonly snapshot: Snapshot }) {
  const text = useText();
  const send = useSend();
  const now = useNow(1000);
  const stoppable =
    !run.elsewhere &&
    (run.kind === 'resolving' || run.kind === 'building' || run.kind === 'authorising');
  const making = run.kind === 'resolving' || run.kind === 'building';
  return (
    <Screen
      body="fill"
      title={titleOf(run, text)}
      facts={[text.activity.started(now - run.startedAt), text.asFact(noteOf(run, text))]}
      actions={
        stoppable && <Button onPress={() => send({ kind: 'cancel' })}>{text.common.cancel}</Button>
      }
      banners={<StatusBanners snapshot={snapshot} decisions />}
    >
      <Stepper kind={run.runKind} now={stepOf(run)} verb={run.verb} />
      {making && (
        <ProgressCard
          progress={run.progress}
          resolving={run.kind === 'resolving'}
          remainingMs={run.remainingMs}
          waits={run.waits}
          now={now}
        />
      )}
      <LogView key={run.id} runId={run.id} lines={run.logLines} live />
    </Screen>
  );
}

export interface ActivityProps {
  readonly snapshot: Snapshot;
  readonly onUpdates: () => void;
  readonly onDetails: (runId: string) => void;
}

export function Activity({ snapshot, onUpdates, onDetails }: ActivityProps) {
  const text = useText();
  const { run, ready, history, decision } = snapshot;
  const last = history.find((record) => record.outcome !== null);
  const explaining = useExplanation(run.kind === 'idle' && ready === null ? last : undefined);
  if (run.kind !== 'idle') return <Running run={run} snapshot={snapshot} />;
  if (ready !== null)
    return <ReviewScreen snapshot={snapshot} ready={ready} onDetails={onDetails} />;
  return (
    <Screen
      title={decision === null ? text.activity.idle : text.activity.undecided}
      banners={<StatusBanners snapshot={snapshot} decisions />}
    >
      {last !== undefined && last.id !== decision?.runId && askingRun(snapshot) === null && (
        <RunBanner
          record={last}
          snapshot={snapshot}
          next={{ explaining, onReview: () => {}, onLog: null }}
          actions={<Button onPress={() => onDetails(last.id)}>{text.activity.details}</Button>}
        />
      )}
      {explaining.explanation !== null && <Evidence explanation={explaining.explanation} />}
      {decision === null && (
        <div className="calm">
          <p className="sub">{text.activity.idleBody}</p>
          <p className="sub">{text.activity.idleHint}</p>
          <Button onPress={onUpdates}>{text.activity.toUpdates}</Button>
        </div>
      )}
    </Screen>
  );
}
