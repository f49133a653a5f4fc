// A whole upgrade of a rehearsal by each nix there is: resolve, build, compare, set; and how it goes wrong.
import { mkdtempSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildToplevel } from '../../../main/nix/build.ts';
import { readBuildLog } from '../../../main/nix/build-log.ts';
import { readClosure } from '../../../main/nix/closure.ts';
import { diffPackages, type PackageDiff } from '../../../main/nix/package-diff.ts';
import { resolveCandidate } from '../../../main/nix/resolve.ts';
import { nixVersion } from '../../../main/nix/version.ts';
import { findProgram, run } from '../../../main/process/command.ts';
import { advanceRehearsal } from '../../../main/rehearsal/advance.ts';
import { makeRehearsal, type Rehearsal } from '../../../main/rehearsal/make.ts';
import { hostDifferences } from '../../../main/system/differences.ts';
import { listGenerations } from '../../../main/system/generations.ts';
import { realMachine } from '../../../main/system/machine.ts';
import { restartReasons, switchInhibitors } from '../../../main/system/restart.ts';
import { restartingUnits } from '../../../main/system/services.ts';
import type { LogLine } from '../../../preload/contract/run.ts';
import type { Progress } from '../../../preload/contract/snapshot.ts';
import { nixVersions } from '../../rig/nix.ts';

type Made = Extract<Rehearsal, { kind: 'made' }>;

const path = process.env.PATH ?? '';
const there = nixVersions();

function lockOf(file: string): Record<string, string | undefined> {
  const lock = JSON.parse(readFileSync(file, 'utf8')) as {
    nodes: Record<string, { locked?: { rev?: string } }>;
  };
  return Object.fromEntries(
    Object.entries(lock.nodes).map(([name, node]) => [name, node.locked?.rev]),
  );
}

/** What `nix store diff-closures` prints, as name → [versions gone, versions come]. */
function readDiffClosures(text: string): Map<string, readonly [string, string]> {
  const found = new Map<string, readonly [string, string]>();
  for (const line of text.replace(/\x1b\[[\d;]*m/g, '').split('\n')) {
    const match = /^(.+?): (.*?) → (.*?)(?:, [+-]?[\d.]+ [KMG]iB)?$/.exec(line);
    if (match !== null) found.set(match[1] ?? '', [match[2] ?? '', match[3] ?? '']);
  }
  return found;
}

/** Our own comparison in the same form. */
function ours(diff: PackageDiff): Map<string, readonly [string, string]> {
  const list = (versions: string | null) => (versions === null ? [] : versions.split(', '));
  const show = (versions: readonly string[]) =>
    versions.length === 0 ? '∅' : versions.map((version) => version || 'ε').join(', ');
  return new Map(
    diff.changes.map(({ name, from, to }) => [
      name,
      [
        show(list(from).filter((version) => !list(to).includes(version))),
        show(list(to).filter((version) => !list(from).includes(version))),
      ] as const,
    ]),
  );
}

if (there.length === 0) it.skip('upgrades with nix, which is not here');

describe.each(there)('nix $version', ({ version, bin }) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'snowbell-upgrade-')));
  let made: Made;

  beforeAll(async () => {
    process.env.PATH = `${bin}${delimiter}${path}`;
    const result = await makeRehearsal({ root: join(folder, 'rehearsal') });
    if (result.kind === 'failed') throw new Error(result.failure.detail);
    expect(result.incomplete).toBeNull();
    made = result;
  });

  afterAll(async () => {
    process.env.PATH = path;
    await run(['chmod', '-R', 'u+w', folder]);
    await rm(folder, { recursive: true, force: true });
  });

  const candidate = (name: string) => join(folder, `${name}.lock`);
  const outLink = (name: string) => join(folder, `${name}-result`);

  async function resolved(name: string, inputs: readonly string[] | null = null) {
    const result = await resolveCandidate(made.machine, {
      dir: made.flakeDir,
      inputs,
      candidate: candidate(name),
    });
    expect(result).toEqual({ kind: 'resolved' });
  }

  function build(name: string, more: Partial<Parameters<typeof buildToplevel>[1]> = {}) {
    return buildToplevel(made.machine, {
      dir: made.flakeDir,
      host: made.host,
      candidate: candidate(name),
      outLink: outLink(name),
      ...more,
    });
  }

  it('is found and supported', async () => {
    expect(await nixVersion(made.machine)).toEqual({
      kind: 'found',
      flavour: 'nix',
      version,
      supported: true,
    });
  });

  it('resolves one chosen input and leaves flake.lock alone', async () => {
    const before = readFileSync(join(made.flakeDir, 'flake.lock'), 'utf8');
    await resolved('one', ['home-manager']);
    expect(readFileSync(join(made.flakeDir, 'flake.lock'), 'utf8')).toBe(before);
    const [old, now] = [lockOf(join(made.flakeDir, 'flake.lock')), lockOf(candidate('one'))];
    expect(now['home-manager']).not.toBe(old['home-manager']);
    expect({ ...now, 'home-manager': null }).toEqual({ ...old, 'home-manager': null });
  });

  it('tells an input that the flake does not have', async () => {
    const ask = (name: string) =>
      resolveCandidate(made.machine, {
        dir: made.flakeDir,
        inputs: [name],
        candidate: candidate('unknown'),
      });
    expect(await ask('nixpkgz')).toEqual({ kind: 'unknown-input', name: 'nixpkgz' });
    expect(await ask('--commit-lock-file')).toEqual({
      kind: 'unknown-input',
      name: '--commit-lock-file',
    });
  });

  it('upgrades: all inputs, a build with progress, the same differences as nix names', async () => {
    await resolved('all');
    const seen: Progress[] = [];
    const log: LogLine[] = [];
    const result = await build('all', {
      onProgress: (progress) => seen.push(progress),
      onLog: (lines) => log.push(...lines),
    });
    expect(result).toMatchObject({ kind: 'built', untrustedSettings: [] });
    if (result.kind !== 'built') return;
    expect(result.storePath).toBe(readlinkSync(outLink('all')));

    const final = seen.filter((progress) => progress.totalsFinal);
    expect(final[0]?.toBuild).toContain('firefox-142.0');
    const total = final[0]?.toBuild.length ?? 0;
    expect(total).toBeGreaterThan(10);
    expect(seen.at(-1)?.builds).toEqual({ done: total, expected: total, running: 0, failed: 0 });
    const jobs = seen.flatMap((progress) => progress.jobs);
    expect(jobs).toContainEqual(
      expect.objectContaining({ kind: 'build', name: 'firefox-142.0', phase: 'buildPhase' }),
    );
    expect(log).toContainEqual(
      expect.objectContaining({
        level: 'build',
        source: 'firefox-142.0',
        text: 'building firefox 142.0',
      }),
    );

    const { machine } = made;
    const [before, after] = await Promise.all([
      readClosure(machine, machine.currentSystem),
      readClosure(machine, result.storePath),
    ]);
    if (before.kind !== 'read' || after.kind !== 'read') throw new Error('no closure');
    const diff = diffPackages(before.paths, after.paths);
    const theirs = await run(
      [
        ...['nix', '--extra-experimental-features', 'nix-command flakes', 'store'],
        ...['diff-closures', machine.currentSystem, result.storePath],
      ],
      { env: machine.nixEnv },
    );
    if (theirs.kind !== 'exited') throw new Error(theirs.kind);
    expect(theirs.code).toBe(0);
    expect(ours(diff)).toEqual(readDiffClosures(theirs.stdout));
    expect(diff.changes[0]).toMatchObject({ name: 'nixos-system-rehearsal', direction: 'up' });
    expect(diff.changes).toContainEqual({
      name: 'neofetch',
      from: '7.1.0',
      to: null,
      direction: 'removed',
    });
    expect(diff.sizeDelta).toBeGreaterThan(0);

    expect(await restartReasons(machine.bootedSystem, result.storePath)).toContainEqual({
      what: 'kernel',
      from: '6.12.40',
      to: '6.12.43',
    });
    expect(await restartingUnits(machine.currentSystem, result.storePath)).toEqual([
      'sshd.service',
    ]);
    expect(await hostDifferences(machine.currentSystem, result.storePath)).toEqual([]);
    expect(await switchInhibitors(machine.currentSystem, result.storePath)).toEqual([]);

    const set = await run(['nix-env', '--profile', machine.profile, '--set', result.storePath], {
      env: machine.nixEnv,
    });
    expect(set).toMatchObject({ kind: 'exited', code: 0 });
    expect(await listGenerations(machine)).toMatchObject([
      { number: 2, kernel: '6.12.43', default: true, current: false, booted: false },
      { number: 1, kernel: '6.12.40', default: false, current: true, booted: true },
    ]);
  });

  it('builds with the lock in place when there is no candidate', async () => {
    expect(await build('in-place', { candidate: null })).toMatchObject({
      kind: 'built',
      storePath: realpathSync(made.machine.bootedSystem),
    });
  });

  it('builds a folder as a path, which needs no git', async () => {
    expect(await build('as-path', { candidate: null, copied: made.flakeDir })).toMatchObject({
      kind: 'built',
      storePath: realpathSync(made.machine.bootedSystem),
    });
  });

  it('says which derivation failed, with its last lines', async () => {
    await advanceRehearsal(join(folder, 'rehearsal'), 'broken');
    await resolved('broken', ['nixpkgs']);
    const result = await build('broken');
    expect(result).toMatchObject({
      kind: 'failed',
      failedDerivations: [
        {
          name: 'mesa-25.2.2',
          lastLines: [
            'unpacking source archive mesa-25.2.2.tar.xz',
            'building mesa 25.2.2',
            'mesa.c:3: error: expected ; before }',
          ],
        },
      ],
    });
    // What nix itself keeps of it, for when nobody has listened.
    const drv = result.kind === 'failed' ? (result.failedDerivations[0]?.drv ?? '') : '';
    expect(await readBuildLog(made.machine, drv, 2)).toEqual([
      'building mesa 25.2.2',
      'mesa.c:3: error: expected ; before }',
    ]);
    expect(await readBuildLog(made.machine, `${drv.slice(0, -4)}x.drv`, 2)).toEqual([]);
  });

  it('says what an evaluation died of', async () => {
    expect(await build('all', { host: 'elsewhere' })).toMatchObject({
      kind: 'failed',
      detail: expect.stringContaining('elsewhere'),
      failedDerivations: [],
    });
    expect(await build('all', { host: 'a"b' })).toMatchObject({ kind: 'failed' });
  });

  it('takes a repository that is gone for a failure, also where nix has an older answer', async () => {
    const upstream = join(folder, 'rehearsal/upstreams/home-manager.git');
    const away = `${upstream}.away`;
    expect(await run(['mv', upstream, away])).toMatchObject({ code: 0 });
    onTestFinished(async () => {
      await run(['mv', away, upstream]);
    });
    const result = await resolveCandidate(made.machine, {
      dir: made.flakeDir,
      inputs: ['home-manager'],
      candidate: candidate('gone'),
    });
    // Which of the two is nix's choice; that it is neither is the point.
    expect(['failed', 'stale-answer']).toContain(result.kind);
    expect(result).toMatchObject({ detail: expect.stringMatching(/home-manager|repository/) });
  });

  it('cancels a build and leaves nothing of it running', async () => {
    await advanceRehearsal(join(folder, 'rehearsal'), 'endless');
    await resolved('endless', ['nixpkgs']);
    const cancel = new AbortController();
    const result = await build('endless', {
      signal: cancel.signal,
      onLog: (lines) => {
        if (lines.some((line) => line.text.includes('CC      src/curl'))) cancel.abort();
      },
    });
    expect(result).toEqual({ kind: 'cancelled' });
    const ps = findProgram('ps');
    if (ps === null) return;
    await expect
      .poll(
        async () => {
          const list = await run([ps, '-e', '-o', 'args=']);
          return list.kind === 'exited'
            ? list.stdout
                .split('\n')
                .filter((line) => line.includes(folder) || line.includes('src/curl'))
            : ['ps failed'];
        },
        { timeout: 20_000 },
      )
      .toEqual([]);
  });

  it('is cancelled before it begins as well', async () => {
    expect(await build('all', { signal: AbortSignal.abort() })).toEqual({ kind: 'cancelled' });
  });
});

it('says that there is no nix', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'snowbell-no-nix-'));
  onTestFinished(() => rm(empty, { recursive: true, force: true }));
  writeFileSync(join(empty, 'flake.nix'), '{ outputs = _: { }; }');
  const machine = { ...realMachine({ HOME: empty }), nixEnv: { PATH: empty } };
  expect(await nixVersion(machine)).toEqual({ kind: 'missing' });
  expect(
    await resolveCandidate(machine, { dir: empty, inputs: null, candidate: join(empty, 'c') }),
  ).toEqual({ kind: 'no-nix' });
  expect(
    await buildToplevel(machine, {
      dir: empty,
      host: 'x',
      candidate: null,
      outLink: join(empty, 'r'),
    }),
  ).toEqual({ kind: 'no-nix' });
});
