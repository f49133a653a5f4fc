// One earlier run: its result, what it changed, and its log.
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { UnitState } from '../../preload/contract/details.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { useNow, useStore } from '../bridge.ts';
import { useAsked } from '../parts/asked.ts';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { InputsCard, PackagesCard } from '../parts/change-lists.tsx';
import { Evidence } from '../parts/explanation.tsx';
import { plainLine } from '../parts/hostile-text.ts';
import { Icon } from '../parts/icon.tsx';
import { LogView } from '../parts/log-view.tsx';
import { RunBanner } from '../parts/run-banner.tsx';
import { RunChip } from '../parts/run-chip.tsx';
import { Screen } from '../parts/screen.tsx';
import { useText } from '../text/use-text.ts';

/** systemd's own words for how a unit stands now; empty where it said nothing. */
function unitWords(units: readonly UnitState[], name: string): string {
  const state = units.find((unit) => unit.name === name);
  if (state === undefined) return '';
  const more = [state.sub, state.result].filter((word) => word !== null && word !== '');
  return `· ${state.active} (${more.join(', ')})`;
}

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
  const { api, send } = useStore();
  const now = useNow(30_000);
  const listed = snapshot.history.find((record) => record.id === runId);
  const running = snapshot.run.kind !== 'idle' && snapshot.run.id === runId;
  // A run that ends meanwhile is read again, and so is its cause in another language.
  const { answer: reading } = useAsked(
    `${runId} ${listed?.outcome ?? ''} ${snapshot.language}`,
    () => api.readRun(runId),
  );
  const details = reading.kind === 'read' ? reading.value : null;
  const record = details?.record ?? listed;
  const review = details?.review ?? null;
  const explaining = {
    reading: reading.kind === 'reading',
    explanation: details?.explanation ?? null,
  };
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

  const units = reading.kind === 'read' ? (reading.value.units ?? []) : [];
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
        ...(record.ahead === true ? [words.ahead] : []),
        ...(record.generation === null ? [] : [text.nav.generation(record.generation)]),
      ]}
      actions={
        <>
          <RunChip record={record} />
          <Button onPress={() => send({ kind: 'open', what: { kind: 'run-log', runId } })}>
            {words.exportLog}
          </Button>
          {back}
        </>
      }
      banners={
        <RunBanner
          short
          record={record}
          snapshot={snapshot}
          next={{ explaining, onReview, onLog: tab === 'log' ? null : () => onTab('log') }}
        />
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
          {explaining.explanation !== null && <Evidence explanation={explaining.explanation} />}
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
              <PackagesCard {...review} counts={record.packages} />
            )}
            <div className="column">
              <InputsCard inputs={record.inputs} />
              {(record.failedUnits.length > 0 || record.storePath !== null) && (
                <dl className="card facts-card">
                  {record.failedUnits.length > 0 && (
                    <>
                      <dt>{words.facts.failedUnits}</dt>
                      {record.failedUnits.map((name) => (
                        <dd key={name}>{plainLine([name, unitWords(units, name)].join(' '))}</dd>
                      ))}
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
