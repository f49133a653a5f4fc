// What becomes of whole logs: own small ones, and recorded ones where they are at hand.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLine } from '../../../main/nix/internal-json.ts';
import {
  advance,
  errorText,
  failedDerivations,
  heaviestFirst,
  listedWork,
  openWork,
  progressOf,
  startWatching,
  untrustedSettings,
  type Watched,
} from '../../../main/nix/progress.ts';

function feed(watched: Watched, records: readonly object[]) {
  return records.flatMap((record) => {
    const event = parseLine(`@nix ${JSON.stringify(record)}`);
    return event === null ? [] : [advance(watched, event, 1000)];
  });
}

const drv = (name: string) => `/nix/store/${'a'.repeat(32)}-${name}.drv`;
const msg = (text: string, level = 3) => ({ action: 'msg', level, msg: text });
const start = (id: number, type: number, fields: readonly unknown[] = [], parent = 0) => ({
  action: 'start',
  id,
  level: 0,
  parent,
  text: '',
  type,
  fields,
});
const stop = (id: number) => ({ action: 'stop', id });
const result = (id: number, type: number, ...fields: readonly unknown[]) => ({
  action: 'result',
  id,
  type,
  fields,
});

const work = [
  msg('these 2 derivations will be built:'),
  msg(`  ${drv('curl-8.15')}`),
  msg(`  ${drv('firefox-142.0')}`),
  msg('these 2 paths will be fetched (1.5 MiB download, 3.0 MiB unpacked):'),
  msg(`  /nix/store/${'b'.repeat(32)}-glibc-2.40`),
  msg(`  /nix/store/${'c'.repeat(32)}-bash-5.2`),
  start(1, 102),
  start(2, 104),
  start(3, 103),
];

describe('listedWork', () => {
  it('is said once nix begins to do it', () => {
    const watched = startWatching();
    feed(watched, work.slice(0, 6));
    expect(listedWork(watched)).toBeNull();
    feed(watched, work.slice(6));
    expect(listedWork(watched)).toEqual({
      builds: 2,
      heavy: ['firefox-142.0'],
      fetches: 2,
      download: 1.5 * 2 ** 20,
      unpacked: 3 * 2 ** 20,
    });
  });
  it('is nothing where nothing is to be done', () => {
    const watched = startWatching();
    feed(watched, [start(1, 102)]);
    expect(listedWork(watched)).toBeNull();
  });
});

describe('openWork', () => {
  it('knows what runs, what waits, how long builds took and how fast downloads come', () => {
    const watched = startWatching();
    feed(watched, work);
    const left = 1.5 * 2 ** 20;
    expect(openWork(watched, 2000)).toEqual({
      running: [],
      waiting: ['curl-8.15', 'firefox-142.0'],
      lanes: 0,
      download: { left, perSecond: null },
    });
    feed(watched, [start(4, 105, [drv('curl-8.15'), '', 1, 1], 2), start(5, 101, ['u'], 3)]);
    feed(watched, [result(5, 105, 2 ** 20, left, 1, 0)]);
    expect(openWork(watched, 5000)).toEqual({
      running: [{ name: 'curl-8.15', forMs: 4000 }],
      waiting: ['firefox-142.0'],
      lanes: 1,
      download: { left: 2 ** 19, perSecond: 2 ** 18 },
    });
    const ended = parseLine(`@nix ${JSON.stringify(stop(4))}`);
    if (ended === null) throw new Error('not read');
    advance(watched, ended, 7000);
    expect(watched.built).toEqual([{ name: 'curl-8.15', ms: 6000 }]);
    expect(openWork(watched, 8000)).toMatchObject({
      running: [],
      waiting: ['firefox-142.0'],
      lanes: 1,
    });
  });
});

describe('progressOf', () => {
  it('is evaluating, without totals, until nix has listed its work', () => {
    const watched = startWatching();
    expect(progressOf(watched)).toMatchObject({
      evaluating: true,
      totalsFinal: false,
      toBuild: [],
    });
    feed(watched, work);
    const progress = progressOf(watched);
    expect(progress).toMatchObject({
      evaluating: false,
      totalsFinal: true,
      toBuild: ['firefox-142.0', 'curl-8.15'],
      bytes: { done: 0, expected: 1.5 * 1024 * 1024 },
    });
    expect(progress.builds.expected).toBe(2);
    expect(progress.fetches.expected).toBe(2);
  });

  it('shows a running build with its phase and a download with the bytes of its transfer', () => {
    const watched = startWatching();
    feed(watched, [
      ...work,
      start(4, 105, [drv('curl-8.15'), '', 1, 1]),
      result(4, 104, 'unpackPhase'),
      result(4, 104, 'buildPhase'),
      result(2, 105, 0, 2, 1, 0),
      start(5, 108, [`/nix/store/${'b'.repeat(32)}-glibc-2.40`, 'https://cache.example.org']),
      start(6, 100, [`/nix/store/${'b'.repeat(32)}-glibc-2.40`, 'https://c', 'local'], 5),
      result(6, 105, 200, 3000, 0, 0),
      start(7, 101, ['https://cache.example.org/x.nar.xz'], 6),
      result(7, 105, 100, 1000, 0, 0),
      result(3, 105, 0, 2, 1, 0),
    ]);
    expect(progressOf(watched)).toMatchObject({
      builds: { done: 0, expected: 2, running: 1, failed: 0 },
      fetches: { done: 0, expected: 2, running: 1 },
      bytes: { done: 100 },
      jobs: [
        { id: '4', kind: 'build', name: 'curl-8.15', phase: 'buildPhase', startedAt: 1000 },
        { id: '5', kind: 'fetch', name: 'glibc-2.40', bytesDone: 100, bytesExpected: 1000 },
      ],
    });
    feed(watched, [stop(7), stop(6), stop(5), result(3, 105, 1, 2, 0, 0)]);
    expect(progressOf(watched)).toMatchObject({
      fetches: { done: 1 },
      bytes: { done: 100 },
      jobs: [{ id: '4' }],
    });
  });

  it('adds up builds that evaluation itself asked for, and takes its total back meanwhile', () => {
    const watched = startWatching();
    feed(watched, [
      msg('this derivation will be built:'),
      msg(`  ${drv('generated.nix')}`),
      start(1, 102),
      start(2, 104),
      result(2, 105, 1, 1, 0, 0),
      stop(2),
      stop(1),
    ]);
    expect(progressOf(watched)).toMatchObject({ evaluating: true, totalsFinal: false });
    feed(watched, [
      msg('this derivation will be built:'),
      msg(`  ${drv('top')}`),
      start(11, 102),
      start(12, 104),
      result(12, 105, 0, 1, 1, 0),
    ]);
    expect(progressOf(watched).builds).toEqual({ done: 1, expected: 2, running: 1, failed: 0 });
  });
});

describe('advance', () => {
  it('gives a line of the log its level and its speaker', () => {
    const watched = startWatching();
    const lines = feed(watched, [
      msg('\x1b[31;1merror:\x1b[0m no', 0),
      msg('careful', 1),
      msg('evaluating file', 4),
      start(4, 105, [drv('curl-8.15'), '', 1, 1]),
      result(4, 101, 'cc \x1b[1ma.c\x1b[0m'),
    ]);
    expect(lines).toEqual([
      { at: 1000, level: 'error', text: 'error: no' },
      { at: 1000, level: 'warn', text: 'careful' },
      null,
      null,
      { at: 1000, level: 'build', source: 'curl-8.15', text: 'cc a.c' },
    ]);
  });

  it("leaves out git's percentages but keeps what git says at their end", () => {
    const watched = startWatching();
    const say = (text: string) => advance(watched, { kind: 'plain', text }, 0);
    expect(say('remote: Counting objects:  33% (1/3)')).toBeNull();
    expect(say('remote: Counting objects: 100% (3/3), done.')).not.toBeNull();
    expect(say("fatal: couldn't find remote ref")).not.toBeNull();
  });
});

describe('failedDerivations', () => {
  it('names the culprit with its newest lines, not what merely needed it', () => {
    const watched = startWatching();
    feed(watched, [
      ...work,
      start(4, 105, [drv('curl-8.15'), '', 1, 1]),
      ...Array.from({ length: 40 }, (_, index) => result(4, 101, `line ${index}`)),
      stop(4),
      msg(
        `error: Cannot build '${drv('curl-8.15')}'.\n       Reason: builder failed with exit code 2.`,
        0,
      ),
      msg(`error: Cannot build '${drv('top')}'.\n       Reason: 1 dependency failed.`, 0),
      msg(`error: 1 dependencies of derivation '${drv('other')}' failed to build`, 0),
    ]);
    const failed = failedDerivations(watched);
    expect(failed.map((entry) => entry.name)).toEqual(['curl-8.15']);
    expect(failed[0]?.lastLines).toHaveLength(25);
    expect(failed[0]?.lastLines.at(-1)).toBe('line 39');
    expect(errorText(watched)).toContain('builder failed with exit code 2');
  });

  it('knows the wording of older nix and a wrong hash', () => {
    const watched = startWatching();
    feed(watched, [
      msg(`error: builder for '${drv('a')}' failed with exit code 3`, 0),
      msg(`error: hash mismatch in fixed-output derivation '${drv('b')}':`, 0),
    ]);
    expect(failedDerivations(watched).map((entry) => entry.name)).toEqual(['a', 'b']);
  });
});

it('collects the settings of a flake that nobody trusts', () => {
  const watched = startWatching();
  const warning = "warning: ignoring untrusted flake configuration setting 'extra-substituters'.";
  feed(watched, [msg(warning, 1), msg(warning, 1)]);
  expect(untrustedSettings(watched)).toEqual(['extra-substituters']);
});

it('puts what takes long in front and keeps the order of the rest', () => {
  expect(heaviestFirst(['b-1', 'linux-6.12', 'a-1', 'chromium-unwrapped-140'])).toEqual([
    'chromium-unwrapped-140',
    'linux-6.12',
    'b-1',
    'a-1',
  ]);
});

const samples = new URL('../../../../shared/samples/nix/internal-json', import.meta.url).pathname;

describe.each(['2.26', '2.34'])('a recorded log of nix %s', (version) => {
  const replay = (name: string) => {
    const watched = startWatching();
    const text = readFileSync(join(samples, version, name), 'utf8');
    const phases = new Set<string>();
    for (const line of text.split('\n')) {
      const event = parseLine(line);
      if (event !== null) advance(watched, event, 0);
      if (event?.kind === 'phase') phases.add(event.phase);
    }
    return { watched, progress: progressOf(watched), phases };
  };
  const present = existsSync(join(samples, version));

  it.skipIf(!present)('of a build that works', () => {
    const { progress, phases, watched } = replay('build-ok.jsonl');
    expect(progress.builds).toMatchObject({ done: 2, expected: 2, running: 0, failed: 0 });
    expect(progress.jobs).toEqual([]);
    expect([...phases]).toContain('buildPhase');
    expect(failedDerivations(watched)).toEqual([]);
  });

  it.skipIf(!present)('of a build that fails', () => {
    const { progress, watched } = replay('build-fail.jsonl');
    expect(progress.builds).toMatchObject({ done: 1, failed: 1 });
    const [failed] = failedDerivations(watched);
    expect(failed).toMatchObject({ name: 'top-fail-1.0', lastLines: ['hi', 'boom'] });
  });

  it.skipIf(!present)('of a download', () => {
    const { progress } = replay('substitute-http.jsonl');
    expect(progress.fetches).toMatchObject({ done: 8, expected: 8, running: 0 });
    expect(progress.bytes.done).toBeGreaterThan(12_000_000);
    expect(progress.bytes.done).toBe(progress.bytes.expected);
  });

  it.skipIf(!present)('of an evaluation that fails', () => {
    const { watched } = replay('eval-error.jsonl');
    expect(errorText(watched)).toContain("The option 'services.foo' does not exist");
  });
});
