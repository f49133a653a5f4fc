// One earlier run: its result, what it changed, and its log.
import { useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { RunDetails } from '../../preload/contract/api.ts';
import type { Failure, Snapshot } from '../../preload/contract/snapshot.ts';
import { useNow, useStore } from '../bridge.ts';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { InputsCard, PackagesCard } from '../parts/change-lists.tsx';
import { plainLine } from '../parts/hostile-text.ts';
import { Icon } from '../parts/icon.tsx';
import { LogView } from '../parts/log-view.tsx';
import { NextStepButtons } from '../parts/next-step-buttons.tsx';
import { isKept, outcomeTone } from '../parts/next-steps.ts';
import { RunChip } from '../parts/run-chip.tsx';
import { Screen } from '../parts/screen.tsx';
import { useText } from '../text/use-text.ts';

type Reading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly details: RunDetails }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface RunDetailsScreenProps {
  readonly snapshot: Snapshot;
  readonly runId: string;
  readonly tab: 'changes' | 'log';
  readonly onTab: (tab: 'changes' | 'log') => void;
  readonly onBack: () => void;
  readonly onReview: () => void;
}

export function RunDetailsScreen({
  snapshot,
  runId,
  tab,
  onTab,
  onBack,
  onReview,
}: RunDetailsScreenProps) {
  const text = useText();
  const { api } = useStore();
  const now = useNow(30_000);
  const [reading, setReading] = useState<Reading>({ kind: 'reading' });
  const listed = snapshot.history.find((record) => record.id === runId);
  const running = snapshot.run.kind !== 'idle' && snapshot.run.id === runId;
  const outcome = listed?.outcome;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that ends meanwhile is read again
  useEffect(() => {
    let gone = false;
    api.readRun(runId).then(
      (answer) => {
        if (gone) return;
        setReading(
          answer.ok
            ? { kind: 'read', details: answer.value }
            : { kind: 'failed', failure: answer.failure },
        );
      },
      (error) => {
        if (!gone) setReading({ kind: 'failed', failure: { kind: 'bug', detail: String(error) } });
      },
    );
    return () => {
      gone = true;
    };
  }, [api, runId, outcome]);

  const record = reading.kind === 'read' ? reading.details.record : listed;
  const review = reading.kind === 'read' ? reading.details.review : null;
  const words = text.history;
  const back = (
    <Button onPress={onBack}>
      <Icon name="back" size={14} /> {words.title}
    </Button>
  );

  if (record === undefined)
    return (
      <Screen title={words.title} actions={back}>
        {reading.kind === 'failed' ? (
          <Banner tone="bad" title={words.unreadable}>
            {plainLine(reading.failure.detail)}
          </Banner>
        ) : (
          <p className="sub inset">{words.reading}</p>
        )}
      </Screen>
    );

  const said =
    record.outcome === null
      ? null
      : text.outcome(record, record.outcome, isKept(record, snapshot.ready));
  const took =
    record.endedAt === null
      ? null
      : text.duration(Date.parse(record.endedAt) - Date.parse(record.startedAt));
  return (
    <Screen
      body="fill"
      title={plainLine(words.runTitle(record))}
      facts={[
        text.moment(Date.parse(record.startedAt), now),
        ...(took === null ? [] : [took]),
        ...(record.generation === null ? [] : [text.nav.generation(record.generation)]),
      ]}
      actions={
        <>
          <RunChip record={record} />
          {back}
        </>
      }
      banners={
        said !== null && (
          <Banner
            tone={outcomeTone(record.outcome)}
            title={record.diagnosis === null ? said.chip : plainLine(record.diagnosis.summary)}
            actions={
              <NextStepButtons
                record={record}
                snapshot={snapshot}
                onReview={onReview}
                onLog={tab === 'log' ? null : () => onTab('log')}
              />
            }
          >
            {plainLine(record.diagnosis === null ? said.meaning : record.diagnosis.remedy)}
          </Banner>
        )
      }
    >
      <Tabs
        className="tabs"
        selectedKey={tab}
        onSelectionChange={(key) => onTab(key === 'log' ? 'log' : 'changes')}
      >
        <TabList
          className="tab-list"
          aria-label={words.detailsOf(plainLine(words.runTitle(record)))}
        >
          <Tab id="changes" className="tab">
            {words.tabs.changes}
          </Tab>
          <Tab id="log" className="tab">
            {words.tabs.log}
          </Tab>
        </TabList>
        <TabPanel id="changes" className="tab-panel">
          {reading.kind === 'failed' && (
            <Banner tone="bad" title={words.unreadable}>
              {plainLine(reading.failure.detail)}
            </Banner>
          )}
          <div className="columns">
            {review === null ? (
              <section className="card">
                <div className="card-head">
                  <h2>{text.review.packages}</h2>
                </div>
                <p className="sub">{reading.kind === 'reading' ? words.reading : words.noReview}</p>
              </section>
            ) : (
              <PackagesCard
                packages={review.packages}
                counts={record.packages}
                sizeDelta={review.sizeDelta}
              />
            )}
            <div className="column">
              <InputsCard inputs={record.inputs} />
              {(record.failedUnits.length > 0 || record.storePath !== null) && (
                <dl className="card facts-card">
                  {record.failedUnits.length > 0 && (
                    <>
                      <dt>{words.facts.failedUnits}</dt>
                      <dd>{record.failedUnits.map(plainLine).join(', ')}</dd>
                    </>
                  )}
                  {record.storePath !== null && (
                    <>
                      <dt>{words.facts.storePath}</dt>
                      <dd className="mono">{plainLine(record.storePath)}</dd>
                    </>
                  )}
                </dl>
              )}
            </div>
          </div>
        </TabPanel>
        <TabPanel id="log" className="tab-panel">
          <LogView key={runId} runId={runId} lines={0} live={running} />
        </TabPanel>
      </Tabs>
    </Screen>
  );
}
