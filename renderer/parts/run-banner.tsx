// How a run ended, why, and the next thing to do, in one banner.
import type { ReactNode } from 'react';
import type { RunRecord } from '../../preload/contract/run.ts';
import type { ReadyView, Snapshot } from '../../preload/contract/snapshot.ts';
import type { Outcome } from '../../preload/contract/words.ts';
import type { Text } from '../text/en.ts';
import type { OutcomeText } from '../text/sentence-parts.ts';
import { useText } from '../text/use-text.ts';
import { Banner } from './banner.tsx';
import type { Explaining } from './explanation.tsx';
import { plainLine } from './hostile-text.ts';
import { NextStepButtons } from './next-step-buttons.tsx';
import { isKept, outcomeTone, shownDiagnosis, wentBackTo } from './next-steps.ts';

/** How it ended, in words; where a lock waits to be written, that is what matters. */
export function saidOf(
  record: RunRecord,
  outcome: Outcome,
  ready: ReadyView | null,
  text: Text,
): OutcomeText {
  const said = text.outcome(record, outcome, isKept(record, ready));
  const { leftLock } = record;
  if (leftLock === undefined) return said;
  const words =
    leftLock.why === 'same-system' ? text.leftLock.sameSystem : text.leftLock.otherInputs;
  return {
    ...said,
    title: words.title,
    meaning: words.meaning(text.format.list(leftLock.inputs.map(plainLine))),
  };
}

/** What its end means for the system, with what was done about it since; null while it goes on. */
export function meaningOf(record: RunRecord, snapshot: Snapshot, text: Text): string | null {
  if (record.outcome === null) return null;
  const { meaning } = saidOf(record, record.outcome, snapshot.ready, text);
  const generation = wentBackTo(record, snapshot.history);
  return generation === null ? meaning : `${meaning} ${text.history.wentBack(generation)}`;
}

export interface RunBannerProps {
  readonly record: RunRecord;
  readonly snapshot: Snapshot;
  /** what it offers to do: by the explanation of its failure, or what the caller puts there */
  readonly next: {
    readonly explaining: Explaining;
    readonly onReview: () => void;
    readonly onLog: (() => void) | null;
  } | null;
  /** after the next steps */
  readonly actions?: ReactNode;
  /** true where the screen's title says already how it ended */
  readonly short?: boolean;
}

export function RunBanner({ record, snapshot, next, actions, short = false }: RunBannerProps) {
  const text = useText();
  if (record.outcome === null) return null;
  const said = saidOf(record, record.outcome, snapshot.ready, text);
  const diagnosis = shownDiagnosis(record);
  return (
    <Banner
      tone={outcomeTone(record.outcome)}
      title={diagnosis === null ? (short ? said.chip : said.title) : plainLine(diagnosis.summary)}
      actions={
        (next !== null || actions !== undefined) && (
          <>
            {next !== null && <NextStepButtons record={record} snapshot={snapshot} {...next} />}
            {actions}
          </>
        )
      }
    >
      {plainLine(
        diagnosis === null
          ? (meaningOf(record, snapshot, text) ?? '')
          : // What is gone is gone, whatever kept the boot menu from being made anew.
            record.kind === 'prune'
            ? `${said.meaning} ${diagnosis.remedy}`
            : diagnosis.remedy,
      )}
    </Banner>
  );
}
