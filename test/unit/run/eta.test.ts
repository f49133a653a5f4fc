// The time that is left: what it is made of, and when nothing is said; and what is remembered for it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { median, type OpenWork, remaining } from '../../../main/core/eta.ts';
import { learnDurations, usualDurations } from '../../../main/store/durations-file.ts';
import { temporaryFolder } from '../store/folder.ts';

const usual: Readonly<Record<string, number>> = { linux: 600_000, firefox: 900_000, etc: 1000 };
const typical = (name: string) => usual[name] ?? null;
const idle: OpenWork = {
  running: [],
  waiting: [],
  lanes: 1,
  download: { left: 0, perSecond: null },
};
const at = (name: string, forMs: number) => ({ name, forMs });

describe('remaining', () => {
  it.each<readonly [string, Partial<OpenWork>, number | null]>([
    ['nothing is left', {}, null],
    ['one build goes on', { running: [at('linux', 100_000)] }, 500_000],
    ['builds wait for one lane', { running: [at('linux', 0)], waiting: ['firefox'] }, 1_500_000],
    ['the longest decides', { waiting: ['linux', 'firefox', 'etc'], lanes: 4 }, 900_000],
    ['a build takes longer than ever', { running: [at('linux', 700_000)] }, 70_000],
    ['a build is far beyond what it ever took', { running: [at('etc', 70_000)] }, null],
    ['nothing like it was ever built', { waiting: ['new'] }, null],
    ['too little is known', { waiting: ['linux', 'new', 'newer'] }, null],
    ['most is known', { waiting: ['linux', 'linux', 'linux', 'new'] }, 2_400_000],
    ['a download goes on', { download: { left: 10_000_000, perSecond: 1_000_000 } }, 10_000],
    ['nobody knows how fast a download is', { download: { left: 10, perSecond: null } }, null],
    [
      'the download takes longer than the builds',
      { waiting: ['etc'], download: { left: 10_000_000, perSecond: 1_000_000 } },
      10_000,
    ],
  ])('when %s', (_what, work, ms) => {
    expect(remaining({ ...idle, ...work }, typical)).toBe(ms);
  });

  it('knows a median', () => {
    expect(median([])).toBeNull();
    expect(median([3])).toBe(3);
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});

describe('durations', () => {
  it('are learned by name without version, and the newest five count', async () => {
    const folder = temporaryFolder();
    expect((await usualDurations(folder))('firefox-142.0')).toBeNull();
    for (const [version, ms] of [
      ['140.0', 1],
      ['141.0', 100],
      ['142.0', 200],
      ['143.0', 300],
      ['144.0', 400],
      ['145.0', 500],
    ] as const) {
      await learnDurations(folder, [{ name: `firefox-${version}`, ms }]);
    }
    const now = await usualDurations(folder);
    expect(now('firefox-146.0')).toBe(300);
    expect(now('firefox-esr-128')).toBeNull();
    expect(now('__proto__')).toBeNull();
  });

  it('are bounded: what was not built for longest is forgotten', async () => {
    const folder = temporaryFolder();
    const names = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `p${from + index}x`, ms: 10 }));
    await learnDurations(folder, names(0, 4000));
    await learnDurations(folder, [{ name: 'p0x', ms: 20 }, ...names(5000, 10)]);
    const now = await usualDurations(folder);
    expect(now('p0x')).toBe(15);
    expect(now('p1x')).toBeNull();
    expect(now('p5009x')).toBe(10);
    const stored = JSON.parse(readFileSync(join(folder, 'durations.json'), 'utf8'));
    expect(stored.builds).toHaveLength(4000);
  });

  it('that are broken are learned anew', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'durations.json'), '{"version":1,"builds":[["a",["x"]]]}');
    expect((await usualDurations(folder))('a')).toBeNull();
    await learnDurations(folder, [{ name: 'a', ms: 5 }]);
    expect((await usualDurations(folder))('a')).toBe(5);
  });
});
