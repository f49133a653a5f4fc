// What each event and each intent makes of the state, and which effects it asks for.
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../main/core/events.ts';
import { type Reduced, reduce } from '../../../main/core/reduce.ts';
import { snapshotOf } from '../../../main/core/snapshot.ts';
import { firstState, type State } from '../../../main/core/state.ts';
import type { CheckReport, InputReport } from '../../../preload/contract/input.ts';
import type { Intent } from '../../../preload/contract/intent.ts';
import { defaultSettings } from '../../../preload/contract/settings.ts';
import { input, now, ready, record, running } from './desktop-samples.ts';

const { surroundings: fine } = firstState('1.2.3', false, now);
const minute = 60_000;
const hour = 60 * minute;
const readyRun = ready();
const runId = readyRun.record.id;
const flake = { kind: 'ready', path: '/etc/nixos', host: 'atlas' } as const;

const state = (more: Partial<State> = {}): State => ({
  ...firstState('1.2.3', false, now - minute),
  flake,
  ...more,
});
const on = (event: Event, more: Partial<State> = {}, at = now): Reduced =>
  reduce(state(more), event, at);
const ask = (intent: Intent, more: Partial<State> = {}): Reduced =>
  on({ kind: 'intent', intent }, more);
const kinds = (reduced: Reduced) => reduced.effects.map((effect) => effect.kind);

const report = (inputs: InputReport[] = [input('nixpkgs')], path = '/etc/nixos'): CheckReport => ({
  flake: path,
  host: 'atlas',
  checkedAt: new Date(now - hour).toISOString(),
  inputs,
  summary: { behind: 0, current: 0, pinned: 0, local: 0, follows: 0, unreachable: 0, unknown: 0 },
});
const checking = (again = false): State['check'] => ({
  kind: 'checking',
  since: now - 1000,
  done: 0,
  of: 2,
  again,
  fresh: {},
});
const good: State['good'] = { at: now - hour, flake: '/etc/nixos', inputs: [input('nixpkgs')] };
const failed: State['check'] = {
  kind: 'resting',
  failure: { kind: 'malformed', detail: '', at: now - hour },
};
const theCheck = { kind: 'check', flake: '/etc/nixos', host: 'atlas', byHand: false };

const busyStates: [string, Partial<State>][] = [
  ['a run was just started', { starting: true }],
  ['a run resolves', { run: running('resolving') }],
  ['a run builds', { run: running('building') }],
  ['a password is asked', { run: running('authorising') }],
  ['a system is activated', { run: running('activating') }],
  ['a run is being cancelled', { run: running('cancelling') }],
  ['another process does a run', { run: running('building', true) }],
];

describe('every event', () => {
  it('takes the time with it and leaves the state before as it was', () => {
    const before = state();
    const copy = structuredClone(before);
    expect(reduce(before, { kind: 'tick' }, now).state.now).toBe(now);
    expect(before).toEqual(copy);
  });
});

describe('checks by the clock', () => {
  it.each([
    ['due', { nextCheckAt: now }, ['check']],
    ['overdue', { nextCheckAt: now - hour }, ['check']],
    ['not due', { nextCheckAt: now + 1 }, []],
    ['not planned', { nextCheckAt: null }, []],
    ['due, but paused', { nextCheckAt: now, pausedUntil: now + hour }, []],
    ['due as the pause ends', { nextCheckAt: now, pausedUntil: now }, ['check']],
    ['due without a flake', { nextCheckAt: now, flake: { kind: 'unset', found: [] } }, []],
    ['due while one is going on', { nextCheckAt: now, check: checking() }, []],
  ] as [string, Partial<State>, string[]][])('%s', (_what, more, effects) => {
    expect(kinds(on({ kind: 'tick' }, more))).toEqual(effects);
  });

  it.each(busyStates)('not while %s', (_what, more) => {
    expect(kinds(on({ kind: 'tick' }, { ...more, nextCheckAt: now }))).toEqual([]);
  });

  it('end a pause that is over', () => {
    expect(on({ kind: 'tick' }, { pausedUntil: now }).state.pausedUntil).toBeNull();
    expect(on({ kind: 'tick' }, { pausedUntil: now + 1 }).state.pausedUntil).toBe(now + 1);
  });

  it.each([
    [now + hour, now + 30_000],
    [now + 1000, now + 1000],
    [null, now + 30_000],
  ])('planned for %s come, after a sleep, at %s', (planned, then) => {
    expect(on({ kind: 'resumed' }, { nextCheckAt: planned }).state.nextCheckAt).toBe(then);
  });
});

describe('what is remembered', () => {
  it('is shown until there is something newer', () => {
    const failure = { kind: 'unreadable', detail: 'x', at: now - minute };
    const { state: after } = on({
      kind: 'remembered',
      report: report(),
      failure,
      told: 'set',
      pausedUntil: now + hour,
      skipped: [],
      lastGood: {},
    });
    expect(after).toMatchObject({
      good: { at: now - hour, flake: '/etc/nixos', inputs: [{ name: 'nixpkgs' }] },
      check: { kind: 'resting', failure },
      told: 'set',
      pausedUntil: now + hour,
    });
  });

  it('may be nothing', () => {
    expect(
      on({
        kind: 'remembered',
        report: null,
        failure: null,
        told: '',
        pausedUntil: null,
        skipped: [],
        lastGood: {},
      }).state.good,
    ).toBeNull();
  });
});

describe('a flake', () => {
  const found = (next: State['flake'], more: Partial<State> = {}) =>
    on({ kind: 'flake-found', flake: next }, more);
  const other = { kind: 'ready', path: '/home/a/nixos', host: 'atlas' } as const;

  it('is looked for when the settings were read', () => {
    const settings = { ...defaultSettings, held: ['x'] };
    const reduced = on({ kind: 'settings-read', settings, managed: ['held'] });
    expect(reduced.state).toMatchObject({ settings, managed: ['held'] });
    expect(reduced.effects).toEqual([{ kind: 'find-flake' }]);
  });

  it('is watched and checked at once when it is found', () => {
    const reduced = found(flake, { flake: { kind: 'unset', found: [] } });
    expect(reduced.effects).toEqual([
      { kind: 'watch-flake', flake: '/etc/nixos' },
      { kind: 'read-host' },
      { kind: 'read-ledger' },
      theCheck,
    ]);
    expect(reduced.state.check.kind).toBe('checking');
  });

  it.each([
    ['a pause that outlived a restart', { pausedUntil: now + hour }],
    [
      'no network',
      { surroundings: { ...fine, network: false, metered: false, lowBattery: false } },
    ],
    [
      'a metered network',
      { surroundings: { ...fine, network: true, metered: true, lowBattery: false } },
    ],
    [
      'a low battery',
      { surroundings: { ...fine, network: true, metered: false, lowBattery: true } },
    ],
  ])('is watched, and checked as soon as it may be: %s', (_why, patch) => {
    const reduced = found(flake, { flake: { kind: 'unset', found: [] }, ...patch });
    expect(reduced.effects).not.toContainEqual(theCheck);
    expect(reduced.state.nextCheckAt).toBe(now);
    const later = reduce(reduced.state, { kind: 'tick' }, now + 1);
    expect(later.effects).toEqual([]);
    const good_ = fine;
    const free = reduce(
      { ...reduced.state, pausedUntil: null },
      { kind: 'surroundings', surroundings: good_ },
      now + 2,
    );
    expect(free.effects).toEqual([theCheck]);
  });

  it('is checked on a metered network where the settings say so', () => {
    const reduced = found(flake, {
      flake: { kind: 'unset', found: [] },
      settings: { ...defaultSettings, onMetered: true },
      surroundings: { ...fine, network: true, metered: true, lowBattery: false },
    });
    expect(reduced.effects).toContainEqual(theCheck);
  });

  it('that is the same one changes nothing', () => {
    expect(found(flake, { good, nextCheckAt: 5 })).toMatchObject({
      state: { good, nextCheckAt: 5 },
      effects: [],
    });
  });

  it('that is another one makes what was known of the old one worthless', () => {
    const reduced = found(other, { good, check: failed });
    expect(reduced.state.good).toBeNull();
    expect(kinds(reduced)).toContain('check');
  });

  it('that is another one is checked anew though the old one is being checked', () => {
    const reduced = found(other, { good, check: checking() });
    expect(reduced.effects.at(-1)).toEqual({ ...theCheck, flake: '/home/a/nixos' });
    expect(reduced.state.check).toMatchObject({ kind: 'checking', of: 0, again: false });
  });

  it('keeps what was remembered of it, and only of it', () => {
    const unset: Partial<State> = { flake: { kind: 'unset', found: [] }, good };
    expect(found(flake, unset).state.good).toBe(good);
    expect(found(other, unset).state.good).toBeNull();
  });

  it('that became unreadable keeps its last good answer and is watched until it is mended', () => {
    const failure = { kind: 'malformed', detail: 'x' };
    const broken = { kind: 'unreadable', path: '/etc/nixos', failure } as const;
    const reduced = found(broken, { good });
    expect(reduced.state.good).toBe(good);
    expect(snapshotOf(reduced.state, 1).check).toMatchObject({
      kind: 'failed',
      failure,
      at: now,
      lastGoodAt: good.at,
      inputs: good.inputs,
    });
    expect(kinds(reduced)).toEqual(['watch-flake', 'read-host', 'read-ledger']);
    expect(reduced.effects[0]).toEqual({ kind: 'watch-flake', flake: '/etc/nixos' });
    expect(found(broken, {}).state.check).toEqual({ kind: 'resting', failure: null });
    expect(on({ kind: 'flake-changed' }, { flake: broken }).effects).toEqual([
      { kind: 'find-flake' },
    ]);
    expect(ask({ kind: 'check' }, { flake: broken }).effects).toEqual([{ kind: 'find-flake' }]);
  });

  it('that is gone is watched no more', () => {
    expect(found({ kind: 'unset', found: [] }, { good })).toMatchObject({
      state: { good: null },
      effects: [{ kind: 'watch-flake', flake: null }, {}, {}],
    });
  });

  it('that changed is checked at once, also during a pause', () => {
    const reduced = on({ kind: 'flake-changed' }, { pausedUntil: now + hour });
    expect(kinds(reduced)).toEqual(['read-ledger', 'read-host', 'check']);
  });

  it('that changed during a check is checked again after it, however it ends', () => {
    const during = on({ kind: 'flake-changed' }, { check: checking() });
    expect(kinds(during)).toEqual(['read-ledger', 'read-host']);
    expect(during.state.check).toMatchObject({ kind: 'checking', again: true });
    const ends: Event[] = [
      { kind: 'check-ended', report: report(), lastGood: {}, jitter: 0.5 },
      { kind: 'check-failed', failure: { kind: 'malformed', detail: '' }, jitter: 0.5 },
    ];
    for (const end of ends) {
      const after = reduce(during.state, end, now + 1);
      expect(after.effects).toEqual([theCheck]);
      expect(after.state.check).toMatchObject({ kind: 'checking', again: false });
    }
  });

  it.each(busyStates)('that changed is checked after the run, when %s', (_what, more) => {
    const during = on({ kind: 'flake-changed' }, more);
    expect(kinds(during)).toEqual(['read-ledger', 'read-host']);
    expect(kinds(reduce(during.state, { kind: 'run-over', failure: null }, now))).toContain(
      'check',
    );
  });
});

describe('a check', () => {
  it('begins with the inputs that are known', () => {
    const reduced = ask({ kind: 'check' }, { good, nextCheckAt: 5 });
    expect(reduced.effects).toEqual([{ ...theCheck, byHand: true }]);
    expect(reduced.state).toMatchObject({
      check: { kind: 'checking', since: now, done: 0, of: 1, again: false },
      nextCheckAt: null,
      good,
    });
  });

  it('is asked for once', () => {
    expect(ask({ kind: 'check' }, { check: checking() })).toMatchObject({
      effects: [],
      refusal: null,
    });
  });

  it('needs a flake', () => {
    expect(ask({ kind: 'check' }, { flake: { kind: 'unset', found: [] } }).refusal).toMatchObject({
      kind: 'no-flake',
    });
  });

  it('gathers answers as they come', () => {
    const one: Event = { kind: 'input-checked', report: input('a'), done: 1, of: 2 };
    const after = on(one, { check: checking() });
    expect(after.state.check).toMatchObject({ done: 1, of: 2, fresh: { a: { name: 'a' } } });
    expect(on(one).state.check).toEqual({ kind: 'resting', failure: null });
  });

  it('that ended well is the new last good answer', () => {
    const after = on(
      { kind: 'check-ended', report: report(), lastGood: {}, jitter: 0.5 },
      { check: checking() },
    );
    expect(after.state).toMatchObject({
      check: { kind: 'resting', failure: null },
      good: { at: now, inputs: [{ name: 'nixpkgs' }] },
      nextCheckAt: now + 360 * minute,
    });
    expect(after.effects).toEqual([]);
  });

  it('of a flake that was chosen before this one says nothing', () => {
    const after = on(
      { kind: 'check-ended', report: report([], '/old'), lastGood: {}, jitter: 0.5 },
      { good },
    );
    expect(after.state.good).toBe(good);
  });

  it('that failed keeps the last good answer and is tried again soon', () => {
    const failure = { kind: 'unreadable', detail: 'x' };
    const after = on({ kind: 'check-failed', failure, jitter: 0.5 }, { check: checking(), good });
    expect(after.state).toMatchObject({
      check: { kind: 'resting', failure: { ...failure, at: now } },
      good,
      nextCheckAt: now + 15 * minute,
    });
  });
});

describe('what is simply taken over', () => {
  it.each([
    [
      'the host',
      { kind: 'host-read', host: { ...firstState('', false, 0).host, name: 'a' } },
      { host: { name: 'a' } },
    ],
    [
      'nix',
      { kind: 'nix-found', nix: { version: '2.30', supported: true } },
      { nix: { version: '2.30' } },
    ],
    [
      'the way to root',
      { kind: 'elevation-found', elevation: { kind: 'helper' } },
      { elevation: { kind: 'helper' } },
    ],
    ['a panel', { kind: 'tray-host', present: true }, { trayHost: true }],
    [
      'the ledger',
      {
        kind: 'ledger-read',
        history: [record()],
        ready: readyRun,
        decision: { kind: 'lock-changed-meanwhile', runId },
      },
      { history: [record()], ready: readyRun, decision: { kind: 'lock-changed-meanwhile' } },
    ],
  ] as [string, Event, object][])('%s', (_what, event, expected) => {
    const reduced = on(event);
    expect(reduced.state).toMatchObject(expected);
    expect(reduced.effects).toEqual([]);
  });

  it('the set that was told, which is kept on disk when it is another one', () => {
    const event: Event = { kind: 'told', told: 'b' };
    expect(on(event, { told: 'a', pausedUntil: 9 })).toMatchObject({
      state: { told: 'b' },
      effects: [{ kind: 'save-habits', told: 'b', pausedUntil: 9 }],
    });
    expect(on(event, { told: 'b' }).effects).toEqual([]);
  });
});

describe('notices', () => {
  const notice = (id: string) => ({ id, kind: 'corrupt-file', detail: id });
  const shown = (ids: string[], id: string) =>
    on({ kind: 'notice', notice: notice(id) }, { notices: ids.map(notice) }).state.notices.map(
      (one) => one.id,
    );

  it('are the newest first, and each only once', () => {
    expect(shown(['a', 'b'], 'c')).toEqual(['c', 'a', 'b']);
    expect(shown(['a', 'b'], 'b')).toEqual(['b', 'a']);
  });

  it('are bounded', () => {
    const many = Array.from({ length: 20 }, (_, index) => `n${index}`);
    expect(shown(many, 'new')).toHaveLength(20);
  });

  it('go when they are dismissed', () => {
    const reduced = ask(
      { kind: 'dismiss-notice', id: 'a' },
      { notices: [notice('a'), notice('b')] },
    );
    expect(reduced.state.notices).toEqual([notice('b')]);
  });
});

describe('the course of a run', () => {
  const phase = (
    more: Partial<Extract<Event, { kind: 'run-phase' }>> = {},
  ): Extract<Event, { kind: 'run-phase' }> => ({
    kind: 'run-phase',
    phase: 'building',
    id: runId,
    runKind: 'upgrade',
    startedAt: now - 10,
    verb: null,
    elsewhere: false,
    ...more,
  });
  const progress = { evaluating: true } as Extract<Event, { kind: 'run-progress' }>['progress'];

  it('begins with its first sign', () => {
    const reduced = on(phase({ phase: 'resolving' }), { starting: true });
    expect(reduced.state).toMatchObject({
      starting: false,
      run: { kind: 'resolving', id: runId, startedAt: now - 10, progress: null, logLines: 0 },
    });
  });

  it('keeps its counts from step to step', () => {
    const building = { ...running('resolving'), id: runId, progress, logLines: 12 } as State['run'];
    expect(on(phase(), { run: building }).state.run).toMatchObject({ progress, logLines: 12 });
    expect(on(phase({ phase: 'authorising' }), { run: building }).state.run).toMatchObject({
      progress: null,
      logLines: 12,
    });
    const another = phase({ id: '7f0c1b1e-7a3b-4d56-9c39-0a8e6f1d2c99' });
    expect(on(another, { run: building }).state.run).toMatchObject({ logLines: 0 });
  });

  it('takes progress and log counts of the run that is going on', () => {
    const run = running('building') as Exclude<State['run'], { kind: 'idle' }>;
    expect(
      on({ kind: 'run-progress', progress, remainingMs: 5000 }, { run }).state.run,
    ).toMatchObject({
      progress,
      remainingMs: 5000,
    });
    expect(on({ kind: 'run-log', id: run.id, total: 5 }, { run }).state.run).toMatchObject({
      logLines: 5,
    });
    expect(on({ kind: 'run-log', id: runId, total: 5 }, { run }).state.run).toMatchObject({
      logLines: 0,
    });
    expect(on({ kind: 'run-progress', progress, remainingMs: null }).state.run).toEqual({
      kind: 'idle',
    });
    expect(on({ kind: 'run-log', id: runId, total: 5 }).state.run).toEqual({ kind: 'idle' });
  });

  it('shows for whom nix waits while it resolves or builds, and no longer once the next step begins', () => {
    const wait = { kind: 'run-waits', host: 'api.example.org', until: 9000 } as const;
    for (const kind of ['resolving', 'building'] as const) {
      const run = { ...running(kind), id: runId } as State['run'];
      const waiting = on(wait, { run }).state.run;
      expect(waiting).toMatchObject({ kind, waits: { host: 'api.example.org', until: 9000 } });
      expect(on(phase(), { run: waiting }).state.run).toMatchObject({ waits: null });
    }
    expect(on(wait).state.run).toEqual({ kind: 'idle' });
    expect(on(wait, { run: running('activating') }).state.run).toMatchObject({ waits: null });
  });

  it('is being cancelled until it ends, but an activation that began is shown as one', () => {
    const run = { ...running('cancelling'), id: runId } as State['run'];
    expect(on(phase(), { run }).state.run.kind).toBe('cancelling');
    expect(on(phase({ phase: 'authorising' }), { run }).state.run.kind).toBe('cancelling');
    expect(on(phase({ phase: 'activating' }), { run }).state.run.kind).toBe('activating');
  });

  it('ends with a look at ledger, host and flake', () => {
    const reduced = on({ kind: 'run-over', failure: null }, { run: running('building') });
    expect(reduced.state).toMatchObject({ run: { kind: 'idle' }, starting: false, notices: [] });
    expect(kinds(reduced)).toEqual(['read-ledger', 'read-host', 'check']);
  });

  it('that could not begin says why', () => {
    const failure = { kind: 'nix-too-old', detail: '2.18' };
    const reduced = on({ kind: 'run-over', failure }, { starting: true });
    expect(reduced.state).toMatchObject({ starting: false, notices: [failure] });
  });
});

describe('what starts a run', () => {
  it.each([
    [{ kind: 'upgrade', inputs: null }, 'upgrade', null],
    [{ kind: 'upgrade', inputs: ['nixpkgs'] }, 'upgrade', ['nixpkgs']],
    [{ kind: 'update-lock', inputs: ['nixpkgs'] }, 'update', ['nixpkgs']],
    [{ kind: 'rebuild' }, 'rebuild', null],
  ] as [Intent, string, string[] | null][])('%j', (intent, run, inputs) => {
    const reduced = ask(intent);
    expect(reduced.state.starting).toBe(true);
    expect(reduced.effects).toEqual([
      { kind: 'prepare', run, inputs, flake: '/etc/nixos', host: 'atlas' },
    ]);
  });

  it('needs a flake, and a choice that is not empty', () => {
    const unset: Partial<State> = { flake: { kind: 'unset', found: [] } };
    expect(ask({ kind: 'upgrade', inputs: null }, unset).refusal?.kind).toBe('no-flake');
    const none = ask({ kind: 'upgrade', inputs: [] });
    expect(none.refusal?.kind).toBe('nothing-chosen');
    expect(none.state.starting).toBe(false);
  });
});

describe('what is ready', () => {
  const activate: Intent = { kind: 'activate', runId, verb: 'boot', allowHostChange: true };

  it('is activated as it was asked', () => {
    const reduced = ask(activate, { ready: readyRun });
    expect(reduced.effects).toEqual([
      { kind: 'activate', runId, verb: 'boot', allowHostChange: true },
    ]);
    expect(reduced.state.starting).toBe(true);
  });

  it('is made permanent by a switch', () => {
    const reduced = ask({ kind: 'decide', runId, choice: 'make-permanent' }, { ready: readyRun });
    expect(reduced.effects).toEqual([
      { kind: 'activate', runId, verb: 'switch', allowHostChange: false },
    ]);
  });

  it.each([activate, { kind: 'decide', runId, choice: 'make-permanent' }] as Intent[])(
    'is not another run: %j',
    (intent) => {
      const another = ready({ record: record({ id: '7f0c1b1e-7a3b-4d56-9c39-0a8e6f1d2c99' }) });
      expect(ask(intent, { ready: another }).refusal?.kind).toBe('not-ready');
      expect(ask(intent).refusal?.kind).toBe('not-ready');
    },
  );

  it('can be discarded', () => {
    expect(ask({ kind: 'discard', runId }).effects).toEqual([
      { kind: 'decide', runId, choice: 'discard' },
    ]);
  });

  it.each(['keep', 'go-back', 'write-lock', 'keep-my-lock'] as const)('decision: %s', (choice) => {
    const reduced = ask({ kind: 'decide', runId, choice });
    expect(reduced.effects).toEqual([{ kind: 'decide', runId, choice }]);
    expect(reduced.state.starting).toBe(true);
  });
});

describe.each(busyStates)('while %s', (_what, more) => {
  it.each([
    { kind: 'upgrade', inputs: null },
    { kind: 'update-lock', inputs: null },
    { kind: 'rebuild' },
    { kind: 'activate', runId, verb: 'switch', allowHostChange: false },
    { kind: 'discard', runId },
    { kind: 'decide', runId, choice: 'keep' },
    { kind: 'decide', runId, choice: 'make-permanent' },
    { kind: 'rehearsal', on: true },
  ] as Intent[])('no second one begins: %j', (intent) => {
    const reduced = ask(intent, { ...more, ready: readyRun });
    expect(reduced.refusal?.kind).toBe('busy');
    expect(reduced.effects).toEqual([]);
  });
});

describe('cancel', () => {
  it.each(['resolving', 'building', 'authorising', 'cancelling'] as const)('ends %s', (kind) => {
    const reduced = ask({ kind: 'cancel' }, { run: running(kind) });
    expect(reduced.state.run.kind).toBe('cancelling');
    expect(reduced.effects).toEqual([{ kind: 'cancel-run' }]);
  });

  it.each([
    ['nothing', { kind: 'idle' }],
    ['an activation', running('activating')],
    ["another process's run", running('building', true)],
  ] as [string, State['run']][])('cannot end %s', (_what, run) => {
    const reduced = ask({ kind: 'cancel' }, { run });
    expect(reduced.refusal?.kind).toBe('not-cancellable');
    expect(reduced.state.run).toEqual(run);
  });
});

describe('settings', () => {
  it('are saved', () => {
    expect(ask({ kind: 'save-settings', patch: { theme: 'dark' } }).effects).toEqual([
      { kind: 'save-settings', patch: { theme: 'dark' } },
    ]);
  });

  it('that the system manages are refused by name', () => {
    const reduced = ask(
      { kind: 'save-settings', patch: { theme: 'dark', held: [] } },
      { managed: ['held'] },
    );
    expect(reduced.refusal).toEqual({ kind: 'managed', detail: 'held' });
    expect(reduced.effects).toEqual([]);
  });

  it('choose a flake through a dialog or among those found', () => {
    expect(ask({ kind: 'choose-flake' }).effects).toEqual([{ kind: 'choose-flake' }]);
    const unset: Partial<State> = { flake: { kind: 'unset', found: ['/a', '/b'] } };
    expect(ask({ kind: 'use-found-flake', index: 1 }, unset).effects).toEqual([
      { kind: 'save-settings', patch: { flake: '/b' } },
    ]);
    expect(ask({ kind: 'use-found-flake', index: 2 }, unset).refusal?.kind).toBe('no-folder');
    expect(ask({ kind: 'use-found-flake', index: 0 }).refusal?.kind).toBe('no-folder');
  });

  it.each([{ kind: 'choose-flake' }, { kind: 'use-found-flake', index: 0 }] as Intent[])(
    'do not choose a flake that the system manages: %j',
    (intent) => {
      const unset: State['flake'] = { kind: 'unset', found: ['/a'] };
      expect(ask(intent, { flake: unset, managed: ['flake'] }).refusal?.kind).toBe('managed');
    },
  );
});

describe('small intents', () => {
  it('pause for hours, and end the pause', () => {
    expect(ask({ kind: 'pause', hours: 8 }, { told: 't' })).toMatchObject({
      state: { pausedUntil: now + 8 * hour },
      effects: [{ kind: 'save-habits', told: 't', pausedUntil: now + 8 * hour }],
    });
    expect(ask({ kind: 'pause', hours: 0 }, { pausedUntil: now + hour })).toMatchObject({
      state: { pausedUntil: null },
      effects: [{ kind: 'save-habits', pausedUntil: null }],
    });
  });

  it('rehearse and quit', () => {
    expect(ask({ kind: 'rehearsal', on: true }).effects).toEqual([
      { kind: 'change-workspace', rehearsal: true },
    ]);
    expect(ask({ kind: 'quit' }).effects).toEqual([{ kind: 'quit' }]);
  });

  it('open the folder, a log, a comparison', () => {
    expect(ask({ kind: 'open', what: { kind: 'flake-folder' } }).effects).toEqual([
      { kind: 'open-folder', path: '/etc/nixos' },
    ]);
    expect(ask({ kind: 'open', what: { kind: 'run-log', runId } }).effects).toEqual([
      { kind: 'open-run-log', runId },
    ]);
    const behind = input('nixpkgs', {
      status: 'behind',
      latest: { rev: 'b'.repeat(40), lastModified: 1 },
    });
    const [effect] = ask(
      { kind: 'open', what: { kind: 'compare', input: 'nixpkgs' } },
      { good: { at: now, flake: '/etc/nixos', inputs: [behind] } },
    ).effects;
    expect(effect).toMatchObject({ kind: 'open-link', url: expect.stringMatching(/^https:/) });
  });

  it('open nothing that is not there', () => {
    const unset: Partial<State> = { flake: { kind: 'unset', found: [] } };
    expect(ask({ kind: 'open', what: { kind: 'flake-folder' } }, unset).refusal?.kind).toBe(
      'no-folder',
    );
    expect(
      ask({ kind: 'open', what: { kind: 'compare', input: 'nixpkgs' } }, { good }).refusal?.kind,
    ).toBe('no-link');
    expect(ask({ kind: 'open', what: { kind: 'compare', input: 'x' } }).refusal?.kind).toBe(
      'no-link',
    );
  });
});

describe('preparing ahead', () => {
  const rev = (letter: string) => letter.repeat(40);
  const behind = (name: string, letter: string, more: Partial<InputReport> = {}) =>
    input(name, { status: 'behind', latest: { rev: rev(letter), lastModified: 2 }, ...more });
  const inputs = [behind('nixpkgs', 'b'), behind('home-manager', 'c'), input('extra')];
  const wished: Partial<State> = {
    settings: { ...defaultSettings, prepareAhead: true },
    nix: { version: '2.30.0', supported: true },
    check: checking(),
    stillness: { person: 'away', calm: true },
  };
  const checkedNow = (more: Partial<State>, reports: InputReport[] = inputs) =>
    on(
      { kind: 'check-ended', report: report(reports), lastGood: {}, jitter: 0.5 },
      { ...wished, ...more },
    );
  const moves = (...pairs: [string, string][]) =>
    pairs.map(([name, letter]) => ({ name, from: rev('a'), to: rev(letter) }));
  const built = (
    pairs: [string, string][],
    agoMs: number,
    more: Partial<typeof readyRun> = {},
  ) => ({
    ready: {
      ...readyRun,
      record: {
        ...readyRun.record,
        inputs: moves(...pairs),
        endedAt: new Date(now - agoMs).toISOString(),
      },
      ...more,
    },
  });
  const effect = {
    kind: 'prepare',
    run: 'upgrade',
    inputs: ['home-manager', 'nixpkgs'],
    flake: '/etc/nixos',
    host: 'atlas',
    ahead: true,
  };

  it('builds what is behind, once a set', () => {
    const first = checkedNow({});
    expect(first.effects).toEqual([effect]);
    expect(first.state.starting).toBe(true);
    const { prepared } = first.state;
    expect(checkedNow({ prepared }).effects).toEqual([]);
    const newer = [behind('nixpkgs', 'd'), behind('home-manager', 'c')];
    expect(kinds(checkedNow({ prepared }, newer))).toEqual(['prepare']);
  });

  it('moves neither what is held nor what is skipped', () => {
    const settings = { ...defaultSettings, prepareAhead: true, held: ['nixpkgs'] };
    expect(checkedNow({ settings }).effects).toEqual([{ ...effect, inputs: ['home-manager'] }]);
    const skipped = [{ name: 'home-manager', rev: rev('c') }];
    expect(checkedNow({ skipped }).effects).toEqual([{ ...effect, inputs: ['nixpkgs'] }]);
  });

  const pair: [string, string][] = [
    ['nixpkgs', 'b'],
    ['home-manager', 'c'],
  ];
  const ended = (outcome: 'failed' | 'cancelled' | 'discarded' | 'succeeded', pairs = pair) => ({
    history: [record({ outcome, inputs: moves(...pairs) })],
  });
  it.each<readonly [string, Partial<State>, boolean]>([
    ['it is not wished', { settings: defaultSettings }, false],
    [
      'the network is paid for',
      { surroundings: { ...fine, network: true, metered: true, lowBattery: false } },
      false,
    ],
    [
      'the battery is low',
      { surroundings: { ...fine, network: true, metered: false, lowBattery: true } },
      false,
    ],
    ['it is not on mains', { surroundings: { ...fine, onBattery: true } }, false],
    ['somebody is at it', { stillness: { person: 'here', calm: true } }, false],
    ['it has other work', { stillness: { person: 'away', calm: false } }, false],
    [
      'nobody can tell, and nothing goes on',
      { stillness: { person: 'unknown', calm: true } },
      true,
    ],
    ['nobody can tell, and much goes on', { stillness: { person: 'unknown', calm: false } }, false],
    [
      'the session says that it is left',
      { surroundings: { ...fine, away: true }, stillness: { person: 'here', calm: true } },
      true,
    ],
    [
      'it may run on a battery',
      {
        surroundings: { ...fine, onBattery: true },
        settings: { ...defaultSettings, prepareAhead: true, onBattery: true },
      },
      true,
    ],
    ['checks are paused', { pausedUntil: now + hour }, false],
    ['nix is too old', { nix: { version: '2.18.0', supported: false } }, false],
    [
      'something is to be decided',
      { decision: { kind: 'test-active', runId, previous: 1 } },
      false,
    ],
    ['a run goes on', { run: running('building') }, false],
    ['the flake changed meanwhile', { check: checking(true) }, false],
    ['it is built already', built(pair, 30 * hour), false],
    ['it is built already, and more', built([...pair, ['extra', 'e']], hour), false],
    ['it was built and went stale', built(pair, hour, { stale: 'flake-changed' }), true],
    [
      'an older set is ready',
      built(
        [
          ['nixpkgs', 'a'],
          ['home-manager', 'c'],
        ],
        hour,
      ),
      true,
    ],
    ['a part that somebody chose is ready', built([['nixpkgs', 'b']], hour), false],
    ['that part was left for more than a day', built([['nixpkgs', 'b']], 25 * hour), true],
    ['the same set failed', ended('failed'), false],
    ['the same set was cancelled', ended('cancelled'), false],
    ['the same set was discarded', ended('discarded'), false],
    [
      'the same set was let go of for what happened since',
      {
        history: [record({ outcome: 'discarded', discardedFor: 'newer', inputs: moves(...pair) })],
      },
      true,
    ],
    ['another set failed', ended('failed', [['nixpkgs', 'a']]), true],
    ['the same set succeeded and was gone back from', ended('succeeded'), true],
  ])('when %s', (_what, more, builds) => {
    expect(kinds(checkedNow(more)).includes('prepare')).toBe(builds);
  });

  const waits = (more: Partial<State>) => {
    const { state } = checkedNow(more);
    return snapshotOf(state, 1).aheadWaits;
  };
  it.each<readonly [Partial<State>, string | null]>([
    [{ stillness: { person: 'here', calm: true } }, 'in-use'],
    [{ stillness: { person: 'away', calm: false } }, 'under-load'],
    [{ surroundings: { ...fine, onBattery: true } }, 'on-battery'],
    [{}, null],
    [{ settings: defaultSettings, stillness: { person: 'here', calm: true } }, null],
    [{ ...built(pair, hour), stillness: { person: 'here', calm: true } }, null],
  ])('says why it waits: %o', (more, why) => {
    expect(waits(more)).toBe(why);
  });

  it('begins when the person leaves, and when the mains are back', () => {
    const busy = checkedNow({ stillness: { person: 'here', calm: true } });
    expect(busy.effects).toEqual([]);
    const left = on({ kind: 'stillness', stillness: { person: 'away', calm: true } }, busy.state);
    expect(left.effects).toEqual([effect]);
    const unplugged = checkedNow({ surroundings: { ...fine, onBattery: true } });
    expect(unplugged.effects).toEqual([]);
    expect(on({ kind: 'surroundings', surroundings: fine }, unplugged.state).effects).toEqual([
      effect,
    ]);
  });

  it('stops when it is unplugged half-way, and is taken up again', () => {
    const begun = checkedNow({}).state;
    const going = { ...begun, starting: false, run: running('building') };
    const unplugged = on(
      { kind: 'surroundings', surroundings: { ...fine, onBattery: true } },
      going,
    );
    expect(unplugged.effects).toEqual([{ kind: 'cancel-run' }]);
    expect(unplugged.state.run.kind).toBe('cancelling');
    const over = on({ kind: 'run-over', failure: null }, unplugged.state).state;
    const again = on(
      { kind: 'surroundings', surroundings: fine },
      {
        ...over,
        check: { kind: 'resting', failure: null },
        nextCheckAt: now + hour,
        history: [record({ outcome: 'cancelled', inputs: moves(...pair), ahead: true })],
      },
    );
    expect(again.effects).toEqual([effect]);
  });

  it('leaves a run alone that somebody started', () => {
    const going = { ...wished, run: running('building') };
    const unplugged = on(
      { kind: 'surroundings', surroundings: { ...fine, onBattery: true } },
      going,
    );
    expect(unplugged.effects).toEqual([]);
  });

  it('throws away what it made when that went stale, and nothing that somebody asked for', () => {
    const read = (ahead: boolean) => {
      const { ready } = built(pair, hour, { stale: 'flake-changed' });
      const made = ahead ? { ...ready.record, ahead: true as const } : ready.record;
      return on(
        { kind: 'ledger-read', history: [], ready: { ...ready, record: made }, decision: null },
        wished,
      ).effects;
    };
    expect(read(true)).toEqual([{ kind: 'throw-away', runId: readyRun.record.id }]);
    expect(read(false)).toEqual([]);
  });

  it.each(['system-changed', 'result-missing'] as const)(
    'throws away what no undone edit makes fit again, whoever asked for it: %s',
    (stale) => {
      const { ready } = built(pair, hour, { stale });
      const read = { kind: 'ledger-read', history: [], ready, decision: null } as const;
      const { state, effects } = on(read, wished);
      expect(effects).toEqual([{ kind: 'throw-away', runId: ready.record.id }]);
      expect(state.ready).toBeNull();
      expect(on(read, { ...wished, run: running('building') }).effects).toEqual([]);
    },
  );

  it('has nothing to do where nothing is behind', () => {
    expect(checkedNow({}, [input('nixpkgs')]).effects).toEqual([]);
  });

  it('never activates', () => {
    expect(kinds(checkedNow({}))).toEqual(['prepare']);
    expect(kinds(checkedNow(built(pair, hour)))).toEqual([]);
  });
});

describe('a removal of old generations', () => {
  const intent: Intent = { kind: 'prune', keep: 5, goes: [1, 2] };

  it('takes exactly what was shown', () => {
    const reduced = ask(intent);
    expect(reduced.effects).toEqual([{ kind: 'prune', keep: 5, goes: [1, 2] }]);
    expect(reduced.state.starting).toBe(true);
  });

  it.each(busyStates)('is refused while %s', (_what, more) => {
    const reduced = ask(intent, more);
    expect(reduced.effects).toEqual([]);
    expect(reduced.refusal).toMatchObject({ kind: 'busy' });
  });
});
