// The page's end of the border: keeps the newest snapshot and sends intents.
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import type { SnowbellApi } from '../preload/contract/api.ts';
import type { Intent } from '../preload/contract/intent.ts';
import type { Failure, Snapshot } from '../preload/contract/snapshot.ts';

export interface PageState {
  readonly snapshot: Snapshot | null;
  /** the page's own clock when `snapshot` came, in milliseconds */
  readonly receivedAt: number;
  /** why there is no snapshot at all */
  readonly broken: Failure | null;
  /** why the last intent was not followed; shown until dismissed */
  readonly problem: Failure | null;
}

export interface Store {
  readonly api: SnowbellApi;
  readonly get: () => PageState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly send: (intent: Intent) => void;
  readonly dismissProblem: () => void;
}

function bug(error: unknown): Failure {
  return { kind: 'bug', detail: error instanceof Error ? error.message : String(error) };
}

/** A store over `api`; it asks for the first snapshot at once and drops any older than the one it has. */
export function makeStore(api: SnowbellApi): Store {
  let state: PageState = { snapshot: null, receivedAt: 0, broken: null, problem: null };
  const listeners = new Set<() => void>();
  const set = (patch: Partial<PageState>) => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  };
  const accept = (snapshot: Snapshot) => {
    if (state.snapshot !== null && snapshot.revision < state.snapshot.revision) return;
    set({ snapshot, receivedAt: Date.now(), broken: null });
  };
  api.onState(accept);
  api.state().then(
    (answer) => (answer.ok ? accept(answer.value) : set({ broken: answer.failure })),
    (error) => set({ broken: bug(error) }),
  );
  return {
    api,
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (intent) => {
      api.send(intent).then(
        (answer) => set({ problem: answer.ok ? null : answer.failure }),
        (error) => set({ problem: bug(error) }),
      );
    },
    dismissProblem: () => set({ problem: null }),
  };
}

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('no store around this part');
  return store;
}

export function usePageState(): PageState {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.get);
}

/** The newest snapshot; only for parts that are drawn once there is one. */
export function useSnapshot(): Snapshot {
  const { snapshot } = usePageState();
  if (snapshot === null) throw new Error('drawn before the first snapshot');
  return snapshot;
}

export function useSend(): (intent: Intent) => void {
  return useStore().send;
}

/** Main's clock in milliseconds, told on between snapshots and refreshed every `everyMs`. */
export function useNow(everyMs: number): number {
  const { snapshot, receivedAt } = usePageState();
  const read = useCallback(
    () => (snapshot === null ? Date.now() : snapshot.now + Math.max(0, Date.now() - receivedAt)),
    [snapshot, receivedAt],
  );
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return read();
}
