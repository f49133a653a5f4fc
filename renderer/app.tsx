// The window: which screen is shown, its theme, its keys.
import { useEffect, useMemo, useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Snapshot } from '../preload/contract/snapshot.ts';
import { type Store, StoreContext, usePageState } from './bridge.ts';
import { Announcer } from './parts/announcer.tsx';
import { Banner } from './parts/banner.tsx';
import { type ScreenName, Sidebar, screens } from './parts/sidebar.tsx';
import { Activity } from './screens/activity.tsx';
import { History } from './screens/history.tsx';
import { RunDetailsScreen } from './screens/run-details.tsx';
import { Settings } from './screens/settings.tsx';
import { Updates } from './screens/updates.tsx';
import { Welcome } from './screens/welcome.tsx';
import { englishFor, TextContext, useText } from './text/use-text.ts';

function namedScreen(hash: string): ScreenName | null {
  return screens.find((screen) => `#${screen}` === hash) ?? null;
}

/** The screen that a window opens on: the one the address names, else where something waits. */
export function firstScreen(snapshot: Snapshot, hash: string): ScreenName {
  const waits =
    snapshot.run.kind !== 'idle' || snapshot.ready !== null || snapshot.decision !== null;
  return namedScreen(hash) ?? (waits ? 'activity' : 'updates');
}

interface OpenRun {
  readonly id: string;
  readonly tab: 'changes' | 'log';
}

function Shell({ snapshot, store }: { readonly snapshot: Snapshot; readonly store: Store }) {
  const [screen, setScreen] = useState<ScreenName>(() => firstScreen(snapshot, location.hash));
  const [openRun, setOpenRun] = useState<OpenRun | null>(null);
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const { run, settings, flake } = snapshot;

  const go = (next: ScreenName) => {
    setScreen(next);
    setOpenRun(null);
  };

  useEffect(() => {
    const root = document.documentElement;
    if (settings.theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = settings.theme;
  }, [settings.theme]);

  // A run that begins is what the person wants to see, wherever it was started.
  const runId = run.kind === 'idle' ? null : run.id;
  const lastRun = useRef(runId);
  useEffect(() => {
    if (runId !== null && runId !== lastRun.current) {
      setScreen('activity');
      setOpenRun(null);
    }
    lastRun.current = runId;
  }, [runId]);

  useEffect(() => {
    const onHash = () => {
      const named = namedScreen(location.hash);
      if (named === null) return;
      setScreen(named);
      setOpenRun(null);
    };
    const onKey = (event: KeyboardEvent) => {
      const control = event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey;
      const numbered = control ? screens[Number(event.key) - 1] : undefined;
      if (event.key === 'F5' || (control && event.key.toLowerCase() === 'r')) {
        store.send({ kind: 'check' });
      } else if (control && event.key === ',') {
        setScreen('settings');
        setOpenRun(null);
      } else if (control && event.key.toLowerCase() === 'f') {
        const find = document.querySelector<HTMLInputElement>('.find-box');
        if (find === null) return;
        find.focus();
        find.select();
      } else if (numbered !== undefined) {
        setScreen(numbered);
        setOpenRun(null);
      } else return;
      event.preventDefault();
    };
    addEventListener('hashchange', onHash);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('hashchange', onHash);
      removeEventListener('keydown', onKey);
    };
  }, [store]);

  if (flake.kind === 'unset') return <Welcome snapshot={snapshot} found={flake.found} />;
  return (
    <div className="window">
      <Sidebar snapshot={snapshot} current={screen} onGo={go} />
      {screen === 'updates' && (
        <Updates
          snapshot={snapshot}
          unticked={unticked}
          onUntick={setUnticked}
          onActivity={() => go('activity')}
        />
      )}
      {screen === 'activity' && (
        <Activity
          snapshot={snapshot}
          onUpdates={() => go('updates')}
          onDetails={(id) => {
            setScreen('history');
            setOpenRun({ id, tab: 'changes' });
          }}
        />
      )}
      {screen === 'history' &&
        (openRun === null ? (
          <History
            snapshot={snapshot}
            onOpen={(id, tab) => setOpenRun({ id, tab })}
            onReview={() => go('activity')}
          />
        ) : (
          <RunDetailsScreen
            key={openRun.id}
            snapshot={snapshot}
            runId={openRun.id}
            tab={openRun.tab}
            onTab={(tab) => setOpenRun({ id: openRun.id, tab })}
            onBack={() => setOpenRun(null)}
            onReview={() => go('activity')}
          />
        ))}
      {screen === 'settings' && <Settings snapshot={snapshot} />}
      <Announcer snapshot={snapshot} />
    </div>
  );
}

function Page({ store }: { readonly store: Store }) {
  const text = useText();
  const { snapshot, broken } = usePageState();
  if (snapshot !== null) return <Shell snapshot={snapshot} store={store} />;
  return (
    <main className="welcome">
      <h1 className="unseen">{text.appName}</h1>
      {broken === null ? (
        <p className="sub">{text.common.starting}</p>
      ) : (
        <Banner tone="bad" urgent title={text.common.noConnection}>
          {broken.detail}
        </Banner>
      )}
    </main>
  );
}

export interface AppProps {
  readonly store: Store;
  /** BCP 47, for numbers and dates */
  readonly language?: string;
}

export function App({ store, language = navigator.language }: AppProps) {
  const text = useMemo(() => englishFor(language), [language]);
  return (
    <StoreContext value={store}>
      <TextContext value={text}>
        <I18nProvider locale="en-GB">
          <Page store={store} />
        </I18nProvider>
      </TextContext>
    </StoreContext>
  );
}
