// The only mutable state: an event goes in, the reducer answers, effects are performed, observers told.
import type { Answer } from '../preload/contract/api.ts';
import type { Intent } from '../preload/contract/intent.ts';
import type { Snapshot } from '../preload/contract/snapshot.ts';
import type { Effect, Event } from './core/events.ts';
import { reduce } from './core/reduce.ts';
import { snapshotOf } from './core/snapshot.ts';
import type { State } from './core/state.ts';

export interface Runtime {
  snapshot(): Snapshot;
  dispatch(event: Event): void;
  handle(intent: Intent): Answer<null>;
  /** returns its own unsubscribe */
  subscribe(observer: (snapshot: Snapshot) => void): () => void;
}

export function createRuntime(
  first: State,
  perform: (effect: Effect) => void,
  now: () => number,
  bug: (error: unknown) => void,
): Runtime {
  let state = first;
  let revision = 0;
  let picture: Snapshot | null = null;
  const observers = new Set<(snapshot: Snapshot) => void>();
  const waiting: Event[] = [];
  let stepping = false;

  const step = (event: Event) => {
    const reduced = reduce(state, event, now());
    state = reduced.state;
    revision += 1;
    picture = null;
    for (const effect of reduced.effects) perform(effect);
    for (const observer of observers) tell(observer);
    return reduced.refusal;
  };

  /** One observer's bug must not leave the others with an old picture. */
  const tell = (observer: (snapshot: Snapshot) => void) => {
    try {
      observer(runtime.snapshot());
    } catch (error) {
      bug(error);
    }
  };

  /** An effect or observer may dispatch at once; its event waits until this one is told to all. */
  const drain = <T>(work: () => T): T => {
    const outer = stepping;
    stepping = true;
    try {
      const result = work();
      if (outer) return result;
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) step(next);
      return result;
    } finally {
      stepping = outer;
    }
  };

  const runtime: Runtime = {
    snapshot() {
      picture ??= snapshotOf(state, revision);
      return picture;
    },
    dispatch(event) {
      if (stepping) waiting.push(event);
      else drain(() => step(event));
    },
    handle(intent) {
      const refusal = drain(() => step({ kind: 'intent', intent }));
      return refusal === null ? { ok: true, value: null } : { ok: false, failure: refusal };
    },
    subscribe(observer) {
      observers.add(observer);
      return () => observers.delete(observer);
    },
  };
  return runtime;
}
