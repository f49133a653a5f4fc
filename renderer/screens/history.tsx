// How earlier runs went, the last one in plain words first.
import { useState } from 'react';
import { GridList, GridListItem, Radio, RadioGroup } from 'react-aria-components';
import type { RunRecord } from '../../preload/contract/run.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useNow } from '../bridge.ts';
import { Button } from '../parts/button.tsx';
import { Evidence, useExplanation } from '../parts/explanation.tsx';
import { plainLine } from '../parts/hostile-text.ts';
import { Icon } from '../parts/icon.tsx';
import { isKept, nextSteps, outcomeTone, shownDiagnosis } from '../parts/next-steps.ts';
import { meaningOf, RunBanner, saidOf } from '../parts/run-banner.tsx';
import { RunChip } from '../parts/run-chip.tsx';
import { Screen } from '../parts/screen.tsx';
import { StatusBanners } from '../parts/status-banners.tsx';
import { useText } from '../text/use-text.ts';

interface RowProps {
  readonly record: RunRecord;
  readonly snapshot: Snapshot;
  readonly now: number;
  readonly onReview: () => void;
}

function Row({ record, snapshot, now, onReview }: RowProps) {
  const text = useText();
  const title = plainLine(text.history.runTitle(record));
  const kept = isKept(record, snapshot.ready) && snapshot.run.kind === 'idle';
  return (
    <GridListItem id={record.id} textValue={title} className="row run-row">
      <span className={`dot ${outcomeTone(record.outcome)}`} aria-hidden="true" />
      <div className="names">
        <div className="name">{title}</div>
        <div className="sub">
          {record.ahead === true && `${text.history.ahead} · `}
          {plainLine(
            record.outcome === 'activation-failed'
              ? (meaningOf(record, snapshot, text) ?? '')
              : text.history.runLine(record, now, isKept(record, snapshot.ready)),
          )}
        </div>
      </div>
      <time className="sub when" dateTime={record.startedAt}>
        {text.moment(Date.parse(record.startedAt), now)}
      </time>
      <span className="run-end">
        {kept ? (
          <Button small onPress={onReview}>
            {text.history.switchTo}
          </Button>
        ) : (
          <RunChip record={record} />
        )}
      </span>
      <span className="row-next">
        <Icon name="next" size={14} />
      </span>
    </GridListItem>
  );
}

const filters = ['all', 'succeeded', 'failed', 'other'] as const;
type Filter = (typeof filters)[number];

/** Which heap a run belongs to; a run that is going on has not ended in any way. */
export function heapOf(outcome: RunRecord['outcome']): Exclude<Filter, 'all'> {
  switch (outcome) {
    case 'succeeded':
    case 'unchanged':
    case 'restart-required':
      return 'succeeded';
    case 'failed':
    case 'refused':
    case 'activation-failed':
    case 'units-failed':
    case 'denied':
    case 'auth-failed':
    case 'no-agent':
    case 'no-pkexec':
      return 'failed';
    case null:
    case 'ready':
    case 'cancelled':
    case 'dismissed':
    case 'interrupted':
    case 'discarded':
      return 'other';
  }
}

export interface HistoryProps {
  readonly snapshot: Snapshot;
  readonly onOpen: (runId: string, tab: 'changes' | 'log') => void;
  readonly onReview: () => void;
}

export function History({ snapshot, onOpen, onReview }: HistoryProps) {
  const text = useText();
  const now = useNow(30_000);
  const { history } = snapshot;
  const last = history.find((record) => record.outcome !== null);
  const said = last?.outcome == null ? null : saidOf(last, last.outcome, snapshot.ready, text);
  const cause = last === undefined ? null : shownDiagnosis(last);
  const explaining = useExplanation(last);
  const steps = last === undefined ? [] : nextSteps(last, snapshot.ready, explaining.explanation);
  const [filter, setFilter] = useState<Filter>('all');
  const shown =
    filter === 'all' ? history : history.filter((record) => heapOf(record.outcome) === filter);
  const facts =
    last === undefined || said === null
      ? []
      : [
          text.moment(Date.parse(last.endedAt ?? last.startedAt), now),
          ...(last.outcome === 'failed' && last.step !== null ? [text.stepNoun(last.step)] : []),
          ...(steps.length > 0 && cause === null ? [] : [text.asFact(said.meaning)]),
        ];
  return (
    <Screen
      title={said?.title ?? (history.length === 0 ? text.history.empty : text.history.title)}
      facts={facts.map(plainLine)}
      actions={
        last !== undefined && (
          <Button onPress={() => onOpen(last.id, 'log')}>{text.common.openLog}</Button>
        )
      }
      banners={
        <>
          <StatusBanners snapshot={snapshot} />
          {last !== undefined && said !== null && (steps.length > 0 || cause !== null) && (
            <RunBanner
              short
              record={last}
              snapshot={snapshot}
              next={{ explaining, onReview, onLog: null }}
            />
          )}
          {explaining.explanation !== null && <Evidence explanation={explaining.explanation} />}
        </>
      }
    >
      {history.length === 0 ? (
        <div className="calm">
          <p className="sub">{text.history.emptyBody}</p>
        </div>
      ) : (
        <>
          <div className="filter">
            <RadioGroup
              className="segments"
              aria-label={text.history.filterLabel}
              orientation="horizontal"
              value={filter}
              onChange={(next) => setFilter(filters.find((one) => one === next) ?? 'all')}
            >
              {filters.map((one) => (
                <Radio key={one} value={one} className="segment">
                  {text.history.filters[one]}
                </Radio>
              ))}
            </RadioGroup>
            <span className="sub" role="status">
              {filter === 'all' ? '' : text.history.shown(shown.length, history.length)}
            </span>
          </div>
          {shown.length === 0 && <p className="sub inset">{text.history.filterNone}</p>}
          {shown.length > 0 && (
            <GridList
              aria-label={text.history.listLabel}
              className="list"
              selectionMode="none"
              onAction={(key) => onOpen(String(key), 'changes')}
            >
              {shown.map((record) => (
                <Row
                  key={record.id}
                  record={record}
                  snapshot={snapshot}
                  now={now}
                  onReview={onReview}
                />
              ))}
            </GridList>
          )}
        </>
      )}
    </Screen>
  );
}
