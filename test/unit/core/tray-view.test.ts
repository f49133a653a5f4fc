// Tables for the tray: which icon, count, sentence and menu a snapshot gives.
import { describe, expect, it } from 'vitest';
import { type TrayItem, trayView } from '../../../main/core/tray-view.ts';
import { en } from '../../../main/desktop/text/en.ts';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import { outcomes } from '../../../preload/contract/words.ts';
import { checked, input, now, ready, record, running, snapshot } from './desktop-samples.ts';

const view = (more: Partial<Snapshot> = {}) => trayView(snapshot(more), en.tray);
const behind = (count: number) =>
  checked(Array.from({ length: count }, (_, n) => input(`input-${n}`, { status: 'behind' })));
const restart = { host: { ...snapshot().host, restartNeeded: true } };
const failure = { kind: 'timeout', detail: '' };
const failedCheck = {
  check: { kind: 'failed', at: now, nextAt: null, failure, lastGoodAt: null, inputs: [] },
} as const;

function command(items: readonly TrayItem[], text: string): TrayItem & { kind: 'command' } {
  const all = items.flatMap((item) => (item.kind === 'submenu' ? item.items : [item]));
  const found = all.find((item) => item.kind === 'command' && item.text.startsWith(text));
  if (found?.kind !== 'command') throw new Error(`no "${text}" in ${JSON.stringify(all)}`);
  return found;
}

describe('icon', () => {
  const unreachable = checked([input('a', { status: 'unreachable' }), input('b')]);
  it.each([
    ['all current', {}, 'idle'],
    ['no flake yet', { flake: { kind: 'unset', found: [] } }, 'idle'],
    ['never checked', { check: { kind: 'never', nextAt: null } }, 'idle'],
    [
      'checking',
      { check: { kind: 'checking', since: now, done: 0, of: 2, inputs: [] } },
      'checking',
    ],
    ['some behind', behind(2), 'behind'],
    ['resolving', { run: running('resolving'), ...behind(2) }, 'working'],
    ['activating', { run: running('activating'), ready: ready() }, 'working'],
    ['built', { ready: ready(), ...behind(2) }, 'ready'],
    ['built, but stale', { ready: ready({ stale: 'flake-changed' }) }, 'idle'],
    ['a check that failed', failedCheck, 'attention'],
    ['nothing behind as far as some answered', unreachable, 'attention'],
    [
      'a held input that does not answer',
      checked([input('a', { status: 'unreachable', held: true })]),
      'idle',
    ],
    [
      'a flake that cannot be read',
      { flake: { kind: 'unreadable', path: '/etc/nixos', failure } },
      'attention',
    ],
    [
      'a decision',
      { decision: { kind: 'lock-changed-meanwhile', runId: record().id }, ready: ready() },
      'attention',
    ],
    ['last run failed', { history: [record({ outcome: 'failed' })], ...behind(1) }, 'attention'],
    [
      'last run failed, next one built',
      { history: [record({ outcome: 'failed' })], ready: ready() },
      'ready',
    ],
    ['an older run failed', { history: [record(), record({ outcome: 'failed' })] }, 'idle'],
    ['last run cancelled', { history: [record({ outcome: 'cancelled' })] }, 'idle'],
    ['restart needed', { ...restart, ...behind(1) }, 'restart'],
  ] satisfies [string, Partial<Snapshot>, string][])('%s', (_, more, icon) => {
    expect(view(more).icon).toBe(icon);
  });
});

describe('count', () => {
  it.each([
    [0, '0'],
    [1, '1'],
    [9, '9'],
    [10, '9+'],
    [300, '9+'],
  ])('%i behind', (count, shown) => {
    expect(view(behind(count)).count).toBe(shown);
  });

  it('stays beside every icon', () => {
    expect(view({ ...behind(3), history: [record({ outcome: 'failed' })] })).toMatchObject({
      icon: 'attention',
      count: '3',
    });
  });
});

describe('tooltip', () => {
  it.each([
    [{}, 'Everything is up to date'],
    [behind(1), '1 of 1 input is behind'],
    [
      checked([
        input('a', { status: 'behind' }),
        input('b', { status: 'behind' }),
        input('c', { status: 'unreachable' }),
      ]),
      '2 of 3 inputs are behind, 1 not checked',
    ],
    [checked([input('a', { status: 'unreachable' })]), '1 input could not be checked'],
    [checked([input('a', { status: 'behind', held: true })]), 'No updates, 1 held back or skipped'],
    [failedCheck, 'The last check failed'],
    [restart, 'Everything is up to date\nA restart is needed to finish an upgrade'],
  ] satisfies [Partial<Snapshot>, string][])('%#', (more, tooltip) => {
    expect(view(more).tooltip).toBe(tooltip);
  });

  it('counts a running build, while the menu keeps still', () => {
    const at = (done: number) =>
      view({
        run: {
          ...running('building'),
          progress: {
            evaluating: false,
            builds: { done, expected: 58, running: 1, failed: 0 },
            fetches: { done: 204, expected: 287, running: 0 },
            bytes: { done: 0, expected: 0 },
            totalsFinal: true,
            toBuild: [],
            jobs: [],
          },
        } as Snapshot['run'],
      });
    expect(at(41).tooltip).toBe('Building the system…\n41 of 58 built, 204 of 287 fetched');
    expect(at(42).menu).toEqual(at(41).menu);
  });
});

describe('menu', () => {
  it('begins with a line that says how things are and ends with Quit', () => {
    const { menu } = view(behind(3));
    expect(menu[0]).toEqual({ kind: 'label', text: '3 of 3 inputs are behind' });
    expect(menu.at(-1)).toEqual({
      kind: 'command',
      text: 'Quit',
      action: { kind: 'send', intent: { kind: 'quit' } },
    });
  });

  it('never has two separators together', () => {
    for (const more of [{}, behind(1), { history: [record()] }, { ready: ready() }]) {
      const kinds = view(more).menu.map((item) => item.kind);
      expect(kinds.join(' ')).not.toContain('separator separator');
    }
  });

  it('checks, unless a check is under way or there is no flake', () => {
    expect(command(view().menu, 'Check now').action).toEqual({
      kind: 'send',
      intent: { kind: 'check' },
    });
    const checking = { kind: 'checking', since: now, done: 0, of: 1, inputs: [] } as const;
    expect(command(view({ check: checking }).menu, 'Check now').action).toBeNull();
    expect(
      command(view({ flake: { kind: 'unset', found: [] } }).menu, 'Check now').action,
    ).toBeNull();
  });

  it('upgrades everything', () => {
    expect(command(view(behind(2)).menu, 'Upgrade').action).toEqual({
      kind: 'send',
      intent: { kind: 'upgrade', inputs: null },
    });
  });

  it('leaves held and skipped inputs alone', () => {
    const inputs = checked([
      input('a', { status: 'behind' }),
      input('b', { status: 'behind', held: true }),
      input('c', { status: 'behind', skipped: true }),
      input('d'),
    ]);
    expect(command(view(inputs).menu, 'Upgrade').action).toEqual({
      kind: 'send',
      intent: { kind: 'upgrade', inputs: ['a'] },
    });
    const onlyHeld = checked([input('b', { status: 'behind', held: true })]);
    expect(command(view(onlyHeld).menu, 'Upgrade').action).toBeNull();
  });

  it.each([
    ['resolving', true],
    ['building', true],
    ['authorising', true],
    ['activating', false],
    ['cancelling', false],
  ] as const)('cancels while %s: %s', (kind, can) => {
    const action = command(view({ run: running(kind) }).menu, 'Cancel').action;
    expect(action).toEqual(can ? { kind: 'send', intent: { kind: 'cancel' } } : null);
  });

  it('does not cancel what another process does', () => {
    expect(command(view({ run: running('building', true) }).menu, 'Cancel').action).toBeNull();
  });

  it('opens the review of what is built, and never switches by itself', () => {
    expect(command(view({ ready: ready() }).menu, 'Switch').action).toEqual({
      kind: 'show',
      screen: 'activity',
    });
  });

  it('says which decision waits, and opens the window for it', () => {
    const runId = record().id;
    const texts = (
      [
        { kind: 'lock-not-written', runId, detail: '' },
        { kind: 'lock-changed-meanwhile', runId },
        { kind: 'activation-failed', runId, previous: null },
        { kind: 'test-active', runId, previous: null },
      ] as const
    ).map((decision) => {
      const text = en.tray.decide(decision.kind);
      expect(command(view({ decision }).menu, text).action).toEqual({
        kind: 'show',
        screen: 'activity',
      });
      return text;
    });
    expect(new Set(texts).size).toBe(4);
  });

  it('restarts the computer when that is needed, never for a rehearsal or during a run', () => {
    expect(command(view(restart).menu, 'Restart').action).toEqual({ kind: 'restart' });
    const restarts = (more: Partial<Snapshot>) =>
      view({ ...restart, ...more }).menu.filter(
        (item) => item.kind === 'command' && item.action?.kind === 'restart',
      );
    expect(restarts({ rehearsal: true })).toEqual([]);
    expect(restarts({ run: running('building') })).toEqual([]);
  });

  describe('hold', () => {
    const inputs = checked([
      input('a', { status: 'behind' }),
      input('b', { status: 'current', held: true }),
      input('c'),
    ]);
    const settings = { ...snapshot().settings, held: ['b', 'elsewhere'] };
    const toggles = (more: Partial<Snapshot>) =>
      view(more).menu.flatMap((item) =>
        item.kind === 'submenu' ? item.items.filter((each) => each.kind === 'toggle') : [],
      );

    it('offers what is behind and what is held, and keeps other flakes’ holds', () => {
      const patch = (held: string[]) => ({
        kind: 'send',
        intent: { kind: 'save-settings', patch: { held } },
      });
      expect(toggles({ ...inputs, settings })).toEqual([
        { kind: 'toggle', text: 'a', on: false, action: patch(['b', 'elsewhere', 'a']) },
        { kind: 'toggle', text: 'b', on: true, action: patch(['elsewhere']) },
      ]);
    });

    it('is fixed where the system manages it, and absent where there is nothing to hold', () => {
      const fixed = toggles({ ...inputs, settings, managed: ['held'] });
      expect(fixed.map((item) => item.kind === 'toggle' && item.action)).toEqual([null, null]);
      expect(toggles({})).toEqual([]);
    });

    it('sends a long list to the window', () => {
      const all = view(behind(300)).menu.find((item) => item.kind === 'submenu');
      const items = all?.kind === 'submenu' ? all.items : [];
      expect(items).toHaveLength(21);
      expect(items.at(-1)).toMatchObject({ action: { kind: 'show', screen: 'updates' } });
    });
  });

  it('means by the last rebuild one of the system: neither an update of the lock alone nor its failure', () => {
    const rebuilt = record({ generation: 142 });
    for (const outcome of ['succeeded', 'failed'] as const) {
      const lockOnly = record({ kind: 'update', outcome, generation: null });
      const shown = view({ history: [lockOnly, rebuilt] });
      expect(command(shown.menu, 'Last rebuild').text).toContain('succeeded, generation 142');
      expect(shown.icon).toBe('idle');
      const alone = view({ history: [lockOnly] }).menu;
      expect(() => command(alone, 'Last rebuild')).toThrow('no "Last rebuild"');
    }
    const back = record({ kind: 'rollback', generation: 141 });
    expect(command(view({ history: [back, rebuilt] }).menu, 'Last rebuild').text).toContain('141');
  });

  it('tells every outcome of the last rebuild but the two that are none', () => {
    for (const outcome of outcomes) {
      const texts = view({ history: [record({ outcome })] })
        .menu.flatMap((item) => (item.kind === 'command' ? [item.text] : []))
        .filter((text) => text.startsWith('Last rebuild'));
      expect(texts.length, outcome).toBe(outcome === 'ready' || outcome === 'discarded' ? 0 : 1);
    }
    expect(command(view({ history: [record()] }).menu, 'Last rebuild').text).toMatch(
      /^Last rebuild: succeeded, generation 143 \(\d\d:\d\d\)$/,
    );
  });

  it('pauses, and resumes while paused', () => {
    expect(command(view().menu, 'For a day').action).toEqual({
      kind: 'send',
      intent: { kind: 'pause', hours: 24 },
    });
    expect(command(view({ pausedUntil: now + 1 }).menu, 'Resume').action).toEqual({
      kind: 'send',
      intent: { kind: 'pause', hours: 0 },
    });
    expect(command(view({ pausedUntil: now - 1 }).menu, 'For a week').action).toEqual({
      kind: 'send',
      intent: { kind: 'pause', hours: 168 },
    });
  });
});
