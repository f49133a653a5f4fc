// The one mutable place: order of events, effects and news, whatever they set off in turn.
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../main/core/events.ts';
import { firstState } from '../../main/core/state.ts';
import { createRuntime, type Runtime } from '../../main/runtime.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';

const ready = { kind: 'ready', path: '/f', host: 'h' } as const;

function make(perform: (effect: Effect, runtime: Runtime) => void = () => undefined) {
  const effects: string[] = [];
  const bugs: unknown[] = [];
  let time = 100;
  const runtime: Runtime = createRuntime(
    firstState('1.0.0', false, 0),
    (effect) => {
      effects.push(effect.kind);
      perform(effect, runtime);
    },
    () => time,
    (error) => bugs.push(error),
  );
  return {
    runtime,
    effects,
    bugs,
    at: (next: number) => {
      time = next;
    },
  };
}

describe('the runtime', () => {
  it('takes the time of each event from its clock', () => {
    const { runtime, at } = make();
    at(7);
    runtime.dispatch({ kind: 'tick' });
    expect(runtime.snapshot().now).toBe(7);
  });

  it('tells every observer of every event, with a revision that only grows', () => {
    const { runtime } = make();
    const seen: number[] = [];
    const stop = runtime.subscribe((snapshot) => seen.push(snapshot.revision));
    runtime.subscribe((snapshot) => seen.push(snapshot.revision));
    runtime.dispatch({ kind: 'tick' });
    stop();
    runtime.dispatch({ kind: 'tick' });
    expect(seen).toEqual([1, 1, 2]);
  });

  it('draws one picture for all of them', () => {
    const { runtime } = make();
    const seen: Snapshot[] = [];
    runtime.subscribe((snapshot) => seen.push(snapshot));
    runtime.dispatch({ kind: 'tray-host', present: true });
    expect(seen[0]).toBe(runtime.snapshot());
    expect(seen[0]?.trayHost).toBe(true);
  });

  it('lets no observer silence another', () => {
    const { runtime, bugs } = make();
    const broken = new Error('an observer broke');
    const seen: number[] = [];
    runtime.subscribe(() => {
      throw broken;
    });
    runtime.subscribe((snapshot) => seen.push(snapshot.revision));
    runtime.dispatch({ kind: 'tick' });
    expect(seen).toEqual([1]);
    expect(bugs).toEqual([broken]);
  });

  it('answers an intent that an effect sends, and keeps the order of what follows', () => {
    const seen: string[] = [];
    const { runtime } = make((effect, own) => {
      if (effect.kind !== 'find-flake') return;
      own.dispatch({ kind: 'language', language: 'de' });
      seen.push(JSON.stringify(own.handle({ kind: 'pause', hours: 1 })));
      own.dispatch({ kind: 'language', language: 'ja' });
    });
    const { settings } = runtime.snapshot();
    runtime.dispatch({ kind: 'settings-read', settings, managed: [] });
    expect(seen).toEqual(['{"ok":true,"value":null}']);
    expect(runtime.snapshot().language).toBe('ja');
  });

  it('answers an intent with its refusal', () => {
    const { runtime, effects } = make();
    expect(runtime.handle({ kind: 'check' })).toEqual({
      ok: false,
      failure: { kind: 'no-flake', detail: '' },
    });
    runtime.dispatch({ kind: 'flake-found', flake: ready });
    expect(runtime.handle({ kind: 'quit' })).toEqual({ ok: true, value: null });
    expect(effects.at(-1)).toBe('quit');
  });

  it('lets an effect dispatch at once, after this event was told to all', () => {
    const { runtime, effects } = make((effect, self) => {
      if (effect.kind === 'find-flake') self.dispatch({ kind: 'flake-found', flake: ready });
    });
    const flakes: string[] = [];
    runtime.subscribe((snapshot) => flakes.push(snapshot.flake.kind));
    runtime.dispatch({
      kind: 'settings-read',
      settings: runtime.snapshot().settings,
      managed: [],
    });
    expect(flakes).toEqual(['unset', 'ready']);
    expect(effects).toEqual(['find-flake', 'watch-flake', 'read-host', 'read-ledger', 'check']);
  });

  it('lets an observer dispatch, in order for the other observers too', () => {
    const { runtime } = make();
    const first: boolean[] = [];
    const second: boolean[] = [];
    runtime.subscribe(({ trayHost }) => {
      first.push(trayHost);
      if (!trayHost) runtime.dispatch({ kind: 'tray-host', present: true });
    });
    runtime.subscribe(({ trayHost }) => second.push(trayHost));
    runtime.dispatch({ kind: 'tick' });
    expect(first).toEqual([false, true]);
    expect(second).toEqual([false, true]);
  });

  it('goes on after an effect that threw', () => {
    const { runtime } = make((effect) => {
      if (effect.kind === 'quit') throw new Error('a bug');
    });
    expect(() => runtime.handle({ kind: 'quit' })).toThrow('a bug');
    runtime.dispatch({ kind: 'tray-host', present: true });
    expect(runtime.snapshot().trayHost).toBe(true);
  });
});
