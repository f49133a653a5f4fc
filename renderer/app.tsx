// The window: which screen is shown, its theme, its keys.
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Snapshot } from '../preload/contract/snapshot.ts';
import { type Store, StoreContext, usePageState } from './bridge.ts';
import { Announcer } from './parts/announcer.tsx';
import { Banner } from './parts/banner.tsx';
import { useKeptFocus } from './parts/kept-focus.ts';
import { ShortcutsDialog } from './parts/shortcuts-dialog.tsx';
import { type ScreenName, Sidebar, screens } from './parts/sidebar.tsx';
import { Activity } from './screens/activity.tsx';
import { Doctor } from './screens/doctor.tsx';
import { Generations } from './screens/generations.tsx';
import { History } from './screens/history.tsx';
import { InputDetailsScreen } from './screens/input-details.tsx';
import { RunDetailsScreen } from './screens/run-details.tsx';
import { Settings } from './screens/settings.tsx';
import { Updates } from './screens/updates.tsx';
import { Welcome } from './screens/welcome.tsx';
import { localeFor, textIn } from './text/languages.ts';
import { TextContext, useText } from './text/use-text.ts';

function namedScreen(hash: string): ScreenName | null {
  return screens.find((screen) => `#${screen}` === hash) ?? null;
}

/** The screen that a window opens on: the one the address names, else where something waits. */
export function firstScreen(snapshot: Snapshot, hash: string): ScreenName {
  const waits =
    snapshot.run.kind !== 'idle' || snapshot.ready !== null || snapshot.decision !== null;
  return namedScreen(hash) ?? (waits ? 'activity' : 'updates');
}

/** What is opened on top of a screen, and closed by Escape. */
type Opened =
  | { readonly kind: 'run'; readonly id: string; readonly tab: 'changes' | 'log' }
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'doctor' };

/** Whether a key belongs to what is being typed. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
}

function Shell({ snapshot, store }: { readonly snapshot: Snapshot; readonly store: Store }) {
  const [screen, setScreen] = useState<ScreenName>(() => firstScreen(snapshot, location.hash));
  const [opened, setOpened] = useState<Opened | null>(null);
  const [keysShown, setKeysShown] = useState(false);
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const { run, settings, flake } = snapshot;
  useKeptFocus();

  const go = (next: ScreenName) => {
    setScreen(next);
    setOpened(null);
  };
  const goNow = useRef(go);
  goNow.current = go;

  useEffect(() => {
    const root = document.documentElement;
    if (settings.theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = settings.theme;
  }, [settings.theme]);

  // A run that begins is what the person wants to see, wherever it was started.
  const runId = run.kind === 'idle' ? null : run.id;
  const lastRun = useRef(runId);
  useEffect(() => {
    if (runId !== null && runId !== lastRun.current) goNow.current('activity');
    lastRun.current = runId;
  }, [runId]);

  // What was opened or closed takes the focus with it: the heading is read out, and Tab goes on from there.
  const view = `${screen} ${JSON.stringify(opened === null ? null : { ...opened, tab: null })}`;
  const lastView = useRef(view);
  useEffect(() => {
    if (lastView.current === view) return;
    lastView.current = view;
    const { activeElement } = document;
    const lost = activeElement === null || activeElement === document.body;
    if (lost || activeElement.closest('#screen') !== null)
      document.querySelector<HTMLElement>('#screen h1')?.focus();
  }, [view]);

  useEffect(() => {
    const onHash = () => {
      const named = namedScreen(location.hash);
      if (named !== null) goNow.current(named);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const control = event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey;
      const numbered = control ? screens[Number(event.key) - 1] : undefined;
      if (event.key === 'F5' || (control && event.key.toLowerCase() === 'r')) {
        store.send({ kind: 'check' });
      } else if (control && event.key === ',') {
        goNow.current('settings');
      } else if (control && event.key.toLowerCase() === 'f') {
        const find = document.querySelector<HTMLInputElement>('.find-box');
        if (find === null) return;
        find.focus();
        find.select();
      } else if (numbered !== undefined) {
        goNow.current(numbered);
      } else if (event.key === '?' && !event.ctrlKey && !event.altKey && !isTyping(event.target)) {
        setKeysShown(true);
      } else if (
        event.key === 'Escape' &&
        document.querySelector('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') ===
          null
      ) {
        setOpened(null);
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

  const keys = <ShortcutsDialog open={keysShown} onClose={() => setKeysShown(false)} />;
  if (flake.kind === 'unset')
    return (
      <>
        <Welcome snapshot={snapshot} found={flake.found} />
        {keys}
      </>
    );
  return (
    <div className="window">
      <Sidebar snapshot={snapshot} current={screen} onGo={go} onKeys={() => setKeysShown(true)} />
      {screen === 'updates' &&
        (opened?.kind === 'input' ? (
          <InputDetailsScreen
            key={opened.name}
            snapshot={snapshot}
            name={opened.name}
            onBack={() => setOpened(null)}
          />
        ) : (
          <Updates
            snapshot={snapshot}
            unticked={unticked}
            onUntick={setUnticked}
            onActivity={() => go('activity')}
            onDetails={(name) => setOpened({ kind: 'input', name })}
          />
        ))}
      {screen === 'activity' && (
        <Activity
          snapshot={snapshot}
          onUpdates={() => go('updates')}
          onDetails={(id) => {
            setScreen('history');
            setOpened({ kind: 'run', id, tab: 'changes' });
          }}
        />
      )}
      {screen === 'history' &&
        (opened?.kind === 'run' ? (
          <RunDetailsScreen
            key={opened.id}
            snapshot={snapshot}
            runId={opened.id}
            tab={opened.tab}
            onTab={(tab) => setOpened({ kind: 'run', id: opened.id, tab })}
            onBack={() => setOpened(null)}
            onReview={() => go('activity')}
          />
        ) : (
          <History
            snapshot={snapshot}
            onOpen={(id, tab) => setOpened({ kind: 'run', id, tab })}
            onReview={() => go('activity')}
          />
        ))}
      {screen === 'generations' && <Generations snapshot={snapshot} />}
      {screen === 'settings' &&
        (opened?.kind === 'doctor' ? (
          <Doctor snapshot={snapshot} onBack={() => setOpened(null)} />
        ) : (
          <Settings snapshot={snapshot} onDoctor={() => setOpened({ kind: 'doctor' })} />
        ))}
      <Announcer snapshot={snapshot} />
      {keys}
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
  /** the desktop's own locale, BCP 47: how it writes numbers and dates */
  readonly language?: string;
}

/** Speaks the language that main has chosen, from the first snapshot on. */
function Spoken({ desktop, children }: { readonly desktop: string; readonly children: ReactNode }) {
  const language = usePageState().snapshot?.language ?? 'en';
  const locale = localeFor(language, desktop);
  const text = useMemo(() => textIn(language, locale), [language, locale]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <TextContext value={text}>
      <I18nProvider locale={locale}>{children}</I18nProvider>
    </TextContext>
  );
}

export function App({ store, language = navigator.language }: AppProps) {
  return (
    <StoreContext value={store}>
      <Spoken desktop={language}>
        <Page store={store} />
      </Spoken>
    </StoreContext>
  );
}
