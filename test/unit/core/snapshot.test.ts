// The picture that window, tray and notifier are given of a state.
import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../../../main/core/snapshot.ts';
import { firstState, type State } from '../../../main/core/state.ts';
import { defaultSettings } from '../../../preload/contract/settings.ts';
import { input, now, record } from './desktop-samples.ts';

const first = firstState('1.2.3', false, now);
const behind = (name: string) => input(name, { status: 'behind' });
const good = (...inputs: ReturnType<typeof input>[]) => ({ at: now - 5000, flake: '/f', inputs });
const picture = (state: Partial<State>) => snapshotOf({ ...first, ...state }, 7);

describe('a snapshot', () => {
  it('begins with nothing known', () => {
    expect(picture({})).toMatchObject({
      revision: 7,
      version: '1.2.3',
      now,
      check: { kind: 'never', nextAt: null },
      behind: 0,
      run: { kind: 'idle' },
      ready: null,
      decision: null,
    });
  });

  it('counts what is behind, neither held nor skipped', () => {
    const inputs = [behind('a'), behind('b'), behind('c'), input('d')];
    const settings = { ...defaultSettings, held: ['b'] };
    const rev = 'e'.repeat(40);
    const skipped = { ...behind('e'), latest: { rev, lastModified: null } };
    const all = good(...inputs, skipped);
    const snapshot = picture({ good: all, settings, skipped: [{ name: 'e', rev }] });
    expect(snapshot.behind).toBe(2);
    const newer = picture({ good: all, settings, skipped: [{ name: 'e', rev: 'older' }] });
    expect(newer.behind).toBe(3);
    expect(snapshot.check.kind === 'checked' && snapshot.check.inputs[1]?.held).toBe(true);
  });

  it('explains earlier runs in the language in use, and keeps the state as it was written', () => {
    const diagnosis = {
      kind: 'lock-held',
      summary: 'Another switch or Nix command is already at work.',
      remedy: 'Wait until it is done, then try again.',
      subject: null,
    };
    const history = [record({ outcome: 'failed', diagnosis })];
    expect(picture({ history }).history).toEqual(history);
    const german = picture({ history, language: 'de' }).history[0]?.diagnosis;
    expect(german?.summary).toContain('schon bei der Arbeit');
    expect(german?.remedy).not.toBe(diagnosis.remedy);
    expect(history[0]?.diagnosis).toEqual(diagnosis);
  });

  it('follows a hold that was lifted since the check', () => {
    const held = input('a', { status: 'behind', held: true });
    expect(picture({ good: good(held) }).behind).toBe(1);
  });

  it.each(['unreachable', 'unknown', 'pinned', 'local', 'follows', 'current'] as const)(
    'does not count %s',
    (status) => {
      expect(picture({ good: good(input('a', { status })) }).behind).toBe(0);
    },
  );

  it('keeps the last good answer beside a failure, with both times', () => {
    const failure = { kind: 'malformed', detail: 'nodes.x', at: now };
    expect(
      picture({ good: good(behind('a')), check: { kind: 'resting', failure }, nextCheckAt: 9 }),
    ).toMatchObject({
      behind: 1,
      check: {
        kind: 'failed',
        at: now,
        nextAt: 9,
        failure: { kind: 'malformed', detail: 'nodes.x' },
        lastGoodAt: now - 5000,
        inputs: [{ name: 'a' }],
      },
    });
  });

  it('says of a first check that failed that nothing is known', () => {
    const failure = { kind: 'unreadable', detail: '', at: now };
    expect(picture({ check: { kind: 'resting', failure } })).toMatchObject({
      behind: 0,
      check: { kind: 'failed', lastGoodAt: null, inputs: [] },
    });
  });

  const checking = (...fresh: ReturnType<typeof input>[]): State['check'] => ({
    kind: 'checking',
    since: now,
    done: fresh.length,
    of: 3,
    again: false,
    fresh: Object.fromEntries(fresh.map((one) => [one.name, one])),
  });

  it('shows fresh answers among the old ones while it checks', () => {
    const settings = { ...defaultSettings, held: ['new'] };
    const snapshot = picture({
      good: good(behind('a'), behind('b')),
      check: checking(input('a'), behind('new')),
      settings,
    });
    expect(snapshot).toMatchObject({
      behind: 1,
      check: {
        kind: 'checking',
        done: 2,
        of: 3,
        inputs: [
          { name: 'a', status: 'current' },
          { name: 'b', status: 'behind' },
          { name: 'new', status: 'behind', held: true },
        ],
      },
    });
  });

  it.each(['constructor', 'toString', '__proto__'])(
    'is not misled by an input named %s',
    (name) => {
      const snapshot = picture({ good: good(behind(name)), check: checking() });
      expect(snapshot).toMatchObject({
        behind: 1,
        check: { inputs: [{ name, status: 'behind' }] },
      });
    },
  );
});
