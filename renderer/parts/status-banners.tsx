// What every screen must say first: decisions, problems, notices, a rehearsal.
import { useState } from 'react';
import type { RunRecord } from '../../preload/contract/run.ts';
import type { Decision, Snapshot } from '../../preload/contract/snapshot.ts';
import { usePageState, useSend, useStore } from '../bridge.ts';
import { useText } from '../text/use-text.ts';
import { AsRootWarning } from './as-root-warning.tsx';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { plainLine } from './hostile-text.ts';
import { LockDifference } from './lock-difference.tsx';
import { RunBanner } from './run-banner.tsx';

export interface DecisionBannerProps {
  readonly decision: Decision;
  /** true where root would have to evaluate the flake, which needs a question of its own */
  readonly asRoot: boolean;
}

export function DecisionBanner({ decision, asRoot }: DecisionBannerProps) {
  const text = useText();
  const send = useSend();
  const [agreeing, setAgreeing] = useState(false);
  const permanent = (more: { readonly evaluateAsRoot?: true }) =>
    send({ kind: 'decide', runId, choice: 'make-permanent', ...more });
  const words = text.decision;
  const { runId } = decision;
  switch (decision.kind) {
    case 'lock-not-written':
      return (
        <Banner
          tone="warn"
          urgent
          title={words.lockNotWritten.title}
          actions={
            <>
              <LockDifference runId={runId} />
              <Button onPress={() => send({ kind: 'decide', runId, choice: 'keep-my-lock' })}>
                {words.lockNotWritten.keep}
              </Button>
              <Button
                weight="primary"
                onPress={() => send({ kind: 'decide', runId, choice: 'write-lock' })}
              >
                {words.lockNotWritten.write}
              </Button>
            </>
          }
        >
          {words.lockNotWritten.body(plainLine(decision.detail))}
        </Banner>
      );
    case 'lock-changed-meanwhile':
      return (
        <Banner
          tone="warn"
          urgent
          title={words.lockChanged.title}
          actions={
            <>
              <LockDifference runId={runId} />
              <Button onPress={() => send({ kind: 'decide', runId, choice: 'write-lock' })}>
                {words.lockChanged.switched}
              </Button>
              <Button
                weight="primary"
                onPress={() => send({ kind: 'decide', runId, choice: 'keep-my-lock' })}
              >
                {words.lockChanged.mine}
              </Button>
            </>
          }
        >
          {words.lockChanged.body}
        </Banner>
      );
    case 'activation-failed':
      return (
        <Banner
          tone="bad"
          urgent
          title={words.activationFailed.title}
          actions={
            <>
              <Button onPress={() => send({ kind: 'decide', runId, choice: 'keep' })}>
                {words.activationFailed.keep}
              </Button>
              {decision.previous !== null && (
                <Button
                  weight="primary"
                  onPress={() => send({ kind: 'decide', runId, choice: 'go-back' })}
                >
                  {words.goBack(decision.previous)}
                </Button>
              )}
            </>
          }
        >
          {words.activationFailed.body(decision.previous)}
        </Banner>
      );
    case 'test-active':
      return (
        <Banner
          tone="accent"
          title={words.testActive.title}
          actions={
            <>
              {decision.previous !== null && (
                <Button onPress={() => send({ kind: 'decide', runId, choice: 'go-back' })}>
                  {words.goBack(decision.previous)}
                </Button>
              )}
              <Button weight="primary" onPress={() => (asRoot ? setAgreeing(true) : permanent({}))}>
                {words.testActive.permanent}
              </Button>
            </>
          }
        >
          {words.testActive.body}
          <ConfirmDialog
            open={agreeing}
            title={text.review.asRoot.title}
            confirm={text.review.asRoot.confirm}
            onConfirm={() => permanent({ evaluateAsRoot: true })}
            onClose={() => setAgreeing(false)}
          >
            <AsRootWarning />
          </ConfirmDialog>
        </Banner>
      );
  }
}

/** The last run, where it asks whether inputs that nobody chose may move too. */
export function askingRun({ history }: Snapshot): RunRecord | null {
  const last = history.find((record) => record.outcome !== null);
  return last?.leftLock?.why === 'other-inputs' ? last : null;
}

const unexplained = {
  explaining: { reading: false, explanation: null },
  onReview: () => undefined,
  onLog: null,
};

export interface StatusBannersProps {
  readonly snapshot: Snapshot;
  /** decisions are shown on Activity and Updates only */
  readonly decisions?: boolean;
}

export function StatusBanners({ snapshot, decisions = false }: StatusBannersProps) {
  const text = useText();
  const { send, dismissProblem } = useStore();
  const { problem } = usePageState();
  const asking = askingRun(snapshot);
  const said = problem === null ? null : text.failure(problem);
  return (
    <>
      {snapshot.rehearsal && (
        <div className="rehearsal">
          <span>
            <b>{text.rehearsal.title}</b> · {text.rehearsal.body}
          </span>
          <Button weight="quiet" small onPress={() => send({ kind: 'rehearsal', on: false })}>
            {text.rehearsal.leave}
          </Button>
        </div>
      )}
      {said !== null && (
        <Banner
          tone="bad"
          urgent
          title={said.title}
          actions={
            <Button small onPress={dismissProblem}>
              {text.common.dismiss}
            </Button>
          }
        >
          {plainLine(said.body)}
        </Banner>
      )}
      {decisions && snapshot.decision !== null && (
        <DecisionBanner decision={snapshot.decision} asRoot={snapshot.elevation.kind === 'flake'} />
      )}
      {decisions && asking !== null && (
        <RunBanner record={asking} snapshot={snapshot} next={unexplained} />
      )}
      {snapshot.notices.map((notice) => {
        const words = text.notice(notice.kind, plainLine(notice.detail));
        return (
          <Banner
            key={notice.id}
            tone="mute"
            title={words.title}
            actions={
              <Button small onPress={() => send({ kind: 'dismiss-notice', id: notice.id })}>
                {text.common.dismiss}
              </Button>
            }
          >
            {words.body}
          </Banner>
        );
      })}
    </>
  );
}
