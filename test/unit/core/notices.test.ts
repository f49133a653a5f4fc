// Tables for the notifications: one when the set of behind inputs changes, one when a run ends.
import { describe, expect, it } from 'vitest';
import { noticesBetween, remindTomorrow } from '../../../main/core/notices.ts';
import { en } from '../../../main/desktop/text/en.ts';
import type { InputReport } from '../../../preload/contract/input.ts';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import { outcomes } from '../../../preload/contract/words.ts';
import { checked, input, now, ready, record, snapshot } from './desktop-samples.ts';

const set = (...names: string[]) => names.map((name) => input(name, { status: 'behind' }));

const hour = 3_600_000;

/** What is told over a row of checks, as one program would that remembers between them. */
function story(
  checks: readonly (readonly InputReport[])[],
  more: Partial<Snapshot>[] = [],
  begin = '',
) {
  let told = begin;
  let before: Snapshot | null = null;
  return checks.map((inputs, n) => {
    const after = snapshot({ ...checked(inputs), ...more[n] });
    const noticed = noticesBetween(before, after, told);
    before = after;
    told = noticed.told;
    return noticed.notices.flatMap((notice) => (notice.kind === 'behind' ? [notice.names] : []));
  });
}

describe('inputs that are behind', () => {
  const current = [input('a'), input('b')];
  it.each([
    ['nothing behind', [current], [[]]],
    ['told once', [set('a'), set('a'), set('a')], [[['a']], [], []]],
    ['order does not matter', [set('b', 'a'), set('a', 'b')], [[['a', 'b']], []]],
    ['one more', [set('a'), set('a', 'b')], [[['a']], [['a', 'b']]]],
    ['another', [set('a'), set('b')], [[['a']], [['b']]]],
    ['one less is no news', [set('a', 'b'), set('b')], [[['a', 'b']], []]],
    ['flapping', [set('a', 'b'), set('a'), set('a', 'b')], [[['a', 'b']], [], []]],
    ['current for a moment', [set('a'), current, set('a')], [[['a']], [], []]],
    [
      'current for a moment, and one more',
      [set('a'), current, set('a', 'b')],
      [[['a']], [], [['a', 'b']]],
    ],
    [
      'a name that objects have by themselves',
      [set('__proto__'), set('__proto__')],
      [[['__proto__']], []],
    ],
    [
      'silence is not being current',
      [set('a'), [input('a', { status: 'unreachable' })], set('a')],
      [[['a']], [], []],
    ],
    ['held and skipped are never told', [[input('a', { status: 'behind', held: true })]], [[]]],
  ])('%s', (_, checks, expected) => {
    expect(story(checks)).toEqual(expected);
  });

  it('tells what left the set and came back only a day later', () => {
    const at = (hours: number) => ({ now: now + hours * hour });
    expect(
      story(
        [set('a', 'b'), set('b'), set('a', 'b'), set('a', 'b'), set('a', 'b'), set('a', 'b')],
        [at(0), at(2), at(4), at(23), at(25), at(60)],
      ),
    ).toEqual([[['a', 'b']], [], [], [], [['a', 'b']], []]);
  });

  it('keeps still until tomorrow when asked to, also of what joins, and then tells all', () => {
    const at = (hours: number) => ({ now: now + hours * hour });
    const checks = [set('a'), set('a', 'b'), set('a', 'b'), set('a', 'b')];
    expect(story(checks, [at(0), at(23), at(24), at(25)], remindTomorrow(now))).toEqual([
      [],
      [],
      [['a', 'b']],
      [],
    ]);
    expect(story([current, set('a')], [at(25), at(26)], remindTomorrow(now))).toEqual([
      [],
      [['a']],
    ]);
  });

  it('waits for the end of a pause, and of notifications being off', () => {
    const settings = { ...snapshot().settings, notifications: false };
    expect(
      story([set('a'), set('a'), set('a')], [{ pausedUntil: now + 1 }, { settings }, {}]),
    ).toEqual([[], [], [['a']]]);
  });

  it('says nothing of a check that is not finished or failed', () => {
    const inputs = set('a');
    const checking = { kind: 'checking', since: now, done: 1, of: 1, inputs } as const;
    const noticed = noticesBetween(null, snapshot({ check: checking, behind: 1 }), '');
    expect(noticed).toEqual({ notices: [], told: '' });
  });

  it('remembers across starts, and survives a memory it cannot read', () => {
    const after = snapshot(checked(set('a')));
    const { told } = noticesBetween(null, after, '');
    expect(noticesBetween(null, after, told).notices).toEqual([]);
    for (const strange of ['{', '3', 'null', '["a"]', '{"inputs":[3,["a"],["a","b"]]}']) {
      expect(noticesBetween(null, after, strange).notices, strange).toHaveLength(1);
    }
  });
});

describe('runs', () => {
  const told = (before: Snapshot | null, after: Snapshot) =>
    noticesBetween(before, after, '').notices.map((notice) => notice.kind);

  it('tells that something is ready, once', () => {
    const after = snapshot({ ready: ready(), history: [ready().record] });
    expect(told(snapshot(), after)).toEqual(['ready']);
    expect(told(after, { ...after, revision: 2 })).toEqual([]);
  });

  it('tells the end of a run, also of one that was ready before', () => {
    const going = snapshot({ history: [record({ outcome: null, endedAt: null })] });
    const done = snapshot({ history: [record()] });
    expect(told(going, done)).toEqual(['ended']);
    expect(told(snapshot({ history: [ready().record] }), done)).toEqual(['ended']);
    expect(told(done, done)).toEqual([]);
  });

  it.each([
    ['restart-required', {}, true],
    ['succeeded', { restartRecommended: true }, true],
    ['succeeded', {}, false],
    ['unchanged', { restartRecommended: true }, false],
    ['failed', { restartRecommended: true }, false],
  ] as const)('offers a restart after %s %o: %s', (outcome, more, restart) => {
    const after = snapshot({ history: [record({ outcome, ...more })] });
    expect(noticesBetween(snapshot(), after, '').notices).toMatchObject([{ restart }]);
  });

  it('offers no restart for what is only being tried', () => {
    const one = record({ restartRecommended: true });
    const decision = { kind: 'test-active', runId: one.id, previous: 1 } as const;
    const { notices } = noticesBetween(snapshot(), snapshot({ history: [one], decision }), '');
    expect(notices).toMatchObject([{ restart: false }]);
  });

  it.each([
    ['succeeded', 'settle', 'removed'],
    ['failed', 'settle', 'removed-without-menu'],
    ['failed', 'activate', 'not-all'],
    ['interrupted', 'activate', 'interrupted'],
    ['dismissed', 'activate', 'nothing-removed'],
    ['denied', 'activate', 'nothing-removed'],
    ['cancelled', 'activate', 'nothing-removed'],
  ] as const)('tells of a removal that %s at %s: %s', (outcome, step, end) => {
    const after = snapshot({ history: [record({ kind: 'prune', outcome, step })] });
    expect(noticesBetween(snapshot(), after, '').notices).toMatchObject([{ kind: 'pruned', end }]);
  });

  it('says nothing of a discard, nor of anything while paused', () => {
    const discarded = snapshot({ history: [record({ outcome: 'discarded' })] });
    expect(told(snapshot({ history: [ready().record] }), discarded)).toEqual([]);
    expect(told(snapshot(), snapshot({ history: [record()], pausedUntil: now + 1 }))).toEqual([]);
  });

  it('takes an old history for no news', () => {
    const old = record({ endedAt: new Date(now - 3_600_000).toISOString() });
    expect(told(null, snapshot({ history: [record()] }))).toEqual([]);
    expect(told(snapshot(), snapshot({ history: [old] }))).toEqual([]);
  });
});

describe('what was prepared ahead', () => {
  it.each([
    ['ready', ['ready']],
    ['failed', []],
    ['cancelled', []],
    ['unchanged', []],
    ['interrupted', []],
    ['succeeded', ['ended']],
  ] as const)('and is %s', (outcome, kinds) => {
    const done = snapshot({ history: [record({ outcome, ahead: true })] });
    expect(noticesBetween(snapshot(), done, '').notices.map((notice) => notice.kind)).toEqual(
      kinds,
    );
  });
});

describe('words', () => {
  it('has a sentence for every outcome', () => {
    for (const outcome of outcomes) {
      if (outcome === 'ready' || outcome === 'discarded') continue;
      for (const runKind of ['upgrade', 'update', 'rebuild', 'rollback'] as const) {
        const { title } = en.notice.words({
          kind: 'ended',
          runId: record().id,
          runKind,
          outcome,
          generation: null,
          failedUnits: [],
          cause: null,
          restart: false,
        });
        expect(title).not.toBe('');
      }
    }
  });

  it('names a few inputs and counts the rest', () => {
    const words = (count: number) =>
      en.notice.words({
        kind: 'behind',
        names: Array.from({ length: count }, (_, n) => `i${n}`),
        of: 20,
      });
    expect(words(1)).toEqual({ title: '1 input is behind', body: 'i0' });
    expect(words(4).body).toBe('i0, i1, i2, and i3');
    expect(words(12)).toEqual({
      title: '12 inputs are behind',
      body: 'i0, i1, i2, and 9 more',
    });
  });
});
