// What one check leaves for the next: answers with their age, hosts to spare, files seen, the registry's copy.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyMemory, type Memory } from '../../../main/flake/upstream/memory.ts';
import { readMemory, writeMemory } from '../../../main/store/upstreams-file.ts';
import { type GitServer, type Manner, makeRepository } from '../../rig/git-server.ts';
import { type Ground, oldRev, openGround, present } from './ground.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = 1_700_100_000_000;

describe.skipIf(!present)('a check after another one', () => {
  let ground: Ground;
  let rev = '';
  let times = 0;
  beforeAll(() => {
    ground = openGround(['github.com']);
    rev = makeRepository(join(ground.root, 'org', 'tools')).commit('main', 1_700_000_000);
  });
  afterAll(() => ground.close());

  const git = (server: GitServer, lockedRev = oldRev) => ({
    original: { type: 'git', url: `${server.url}/org/tools` },
    locked: { rev: lockedRev },
  });
  /** What a restart leaves of a memory: all that is on disk. */
  const restarted = async (memory: Memory): Promise<Memory> => {
    times += 1;
    const folder = join(ground.folder, `cache-${times}`);
    expect(await writeMemory(folder, memory)).toEqual({ kind: 'written' });
    return readMemory(folder);
  };

  it('keeps the last good answer of what cannot be reached, with its age, across a restart', async () => {
    let manner: Manner = 'git';
    const server = await ground.serve({ manner: () => manner });
    const memory = emptyMemory();
    const good = await ground.check({ tools: git(server) }, { memory, now: () => start });
    expect(good.of('tools').status).toBe('behind');
    expect(good.lastGood).toEqual({});

    manner = { status: 500 };
    const again = { memory: await restarted(memory), now: () => start + hour };
    const failed = await ground.check({ tools: git(server), fresh: git(server, rev) }, again);
    expect(failed.of('tools')).toMatchObject({
      status: 'unreachable',
      reason: 'http-500',
      latest: null,
    });
    // The lock may have moved on meanwhile: the answer is compared with what is locked now.
    expect(failed.lastGood).toEqual({
      tools: { at: start, status: 'behind', rev },
      fresh: { at: start, status: 'current', rev },
    });
    expect(failed.report.summary).toMatchObject({ unreachable: 2, current: 0, behind: 0 });
    expect(Object.keys(failed.of('tools')).sort()).toEqual(Object.keys(good.of('tools')).sort());
  });

  it('leaves a failing host alone for a while, unless a person asks', async () => {
    let manner: Manner = { status: 500 };
    const server = await ground.serve({ manner: () => manner });
    const well = await ground.serve();
    const inputs = { tools: git(server), well: git(well, rev) };
    let memory = emptyMemory();
    const options = (ms: number) => ({ memory, now: () => start + ms, random: () => 0.5 });
    await ground.check(inputs, options(0));
    const asked = server.seen.length;
    memory = await restarted(memory);

    const spared = await ground.check(inputs, options(minute));
    expect(spared.of('tools')).toMatchObject({ status: 'unreachable', reason: 'http-500' });
    expect(spared.of('well').status).toBe('current');
    expect(server.seen).toHaveLength(asked);

    manner = 'git';
    const byHand = await ground.check(inputs, { ...options(minute), byHand: true });
    expect(byHand.of('tools').status).toBe('behind');
    expect(memory.hosts.size).toBe(0);
  });

  it('asks again by itself when the pause is over', async () => {
    const server = await ground.serve({ manner: () => ({ status: 500 }) });
    const memory = emptyMemory();
    const options = (ms: number) => ({ memory, now: () => start + ms, random: () => 0.5 });
    await ground.check({ tools: git(server) }, options(0));
    const asked = server.seen.length;
    await ground.check({ tools: git(server) }, options(2 * minute));
    expect(server.seen.length).toBeGreaterThan(asked);
    expect([...memory.hosts.values()]).toMatchObject([{ failures: 2, until: start + 6 * minute }]);
  });

  it('never asks before a rate limit is over, not even when a person asks', async () => {
    let manner: Manner = { status: 429, headers: { 'retry-after': '3600' } };
    const server = await ground.serve({ manner: () => manner });
    let memory = emptyMemory();
    const options = (ms: number) => ({ memory, now: () => start + ms, byHand: true });
    const limited = await ground.check({ tools: git(server) }, options(0));
    expect(limited.of('tools').reason).toBe('rate-limited');
    expect(server.seen).toHaveLength(1);
    manner = 'git';
    memory = await restarted(memory);

    const spared = await ground.check({ tools: git(server) }, options(hour - 1));
    expect(spared.of('tools')).toMatchObject({ status: 'unreachable', reason: 'rate-limited' });
    expect(server.seen).toHaveLength(1);
    const after = await ground.check({ tools: git(server) }, options(hour));
    expect(after.of('tools').status).toBe('behind');
  });

  it('does not blame a host for one repository, or for a network that is not there', async () => {
    const server = await ground.serve({
      manner: (path) => (path.startsWith('/broken/') ? { status: 500 } : 'git'),
    });
    const memory = emptyMemory();
    await ground.check(
      {
        broken: {
          original: { type: 'git', url: `${server.url}/broken/tools` },
          locked: { rev: oldRev },
        },
        fine: git(server, rev),
        nowhere: {
          original: { type: 'git', url: 'https://nowhere.invalid/x' },
          locked: { rev: oldRev },
        },
      },
      { memory },
    );
    expect([...memory.hosts.keys()]).toEqual([]);
  });

  it('judges files without revisions by what it saw before', async () => {
    let tag = '"one"';
    const server = await ground.serve({
      manner: (path, method) => {
        if (path.startsWith('/no-head/') && method === 'HEAD') return { status: 405 };
        if (path.startsWith('/bare/')) return { status: 200 };
        return { status: 200, headers: { etag: tag, 'content-length': '4' }, body: 'file' };
      },
    });
    let memory = emptyMemory();
    const look = async (hash: string, time: number) => {
      memory = await restarted(memory);
      const input = (type: string, path: string) => ({
        original: { type, url: `${server.url}${path}` },
        locked: { narHash: hash, lastModified: time },
      });
      const { of, report } = await ground.check(
        {
          archive: input('tarball', '/a.tar.gz'),
          same: input('tarball', '/a.tar.gz'),
          file: input('file', '/keys'),
          choosy: input('file', '/no-head/keys'),
          bare: input('file', '/bare/keys'),
        },
        { memory },
      );
      expect(of('bare')).toMatchObject({ status: 'unknown', reason: 'unmarked-file' });
      const told = report.inputs.filter(({ name }) => name !== 'bare');
      expect(new Set(told.map(({ status, reason }) => `${status} ${reason}`)).size).toBe(1);
      return [of('archive').status, of('archive').reason];
    };
    expect(await look('sha256-1', 1)).toEqual(['unknown', 'first-seen']);
    expect(await look('sha256-1', 1)).toEqual(['unknown', 'first-seen']);
    tag = '"two"';
    expect(await look('sha256-1', 1)).toEqual(['behind', null]);
    expect(await look('sha256-2', 2)).toEqual(['current', null]);
    tag = '"three"';
    expect(await look('sha256-2', 2)).toEqual(['behind', null]);
    expect(server.seen.filter(({ method }) => method === 'GET').length).toBeGreaterThan(0);
  });

  it('reads the addresses of flakehub and of channels behind their redirects', async () => {
    const pinned = 'b'.repeat(40);
    let build = 1;
    const server = await ground.serve({
      manner: (path) => {
        if (path.startsWith('/f/NixOS/')) {
          const to = `/f/pinned/NixOS/nixpkgs/0.1.7/source.tar.gz?rev=${pinned}&revCount=7`;
          return {
            status: 307,
            headers: { location: to, link: `<${to}>; rel="immutable"` },
          };
        }
        if (path.startsWith('/nixos-unstable/')) {
          return { redirect: `/releases/nixos-26.11pre${build}/nixexprs.tar.xz` };
        }
        if (path.startsWith('/releases/')) {
          const link = `<${server.url}${path}>; rel="immutable"`;
          return { status: 200, headers: { link } };
        }
        return { status: 404 };
      },
    });
    const tarball = (path: string, locked: Record<string, unknown>) => ({
      original: { type: 'tarball', url: `${server.url}${path}` },
      locked: { narHash: 'sha256-x', ...locked },
    });
    const channel = tarball('/nixos-unstable/nixexprs.tar.xz', {
      url: `${server.url}/releases/nixos-26.11pre1/nixexprs.tar.xz`,
    });
    const hub = (lockedRev: string) =>
      tarball('/f/NixOS/nixpkgs/0.1.%2A.tar.gz', { rev: lockedRev });
    const one = await ground.check({ channel, hub: hub(pinned), old: hub(oldRev) });
    expect(one.of('channel').status).toBe('current');
    expect(one.of('hub').status).toBe('current');
    expect(one.of('old')).toMatchObject({ status: 'behind', latest: { rev: pinned } });
    build = 2;
    const two = await ground.check({ channel });
    expect(two.of('channel')).toMatchObject({ status: 'behind', latest: { rev: null } });
  });

  it('resolves indirect inputs through the registry, fetched once a day', async () => {
    let manner: Manner | null = null;
    const github = { type: 'github', owner: 'org', repo: 'tools' };
    const registry = JSON.stringify({
      version: 2,
      flakes: [
        { from: { type: 'indirect', id: 'tools' }, to: github },
        { from: { type: 'indirect', id: 'local' }, to: { type: 'path', path: '/etc' } },
      ],
    });
    const server = await ground.serve({
      manner: (path) => {
        if (!path.endsWith('.json')) return 'git';
        return manner ?? { status: 200, body: registry };
      },
    });
    let memory = emptyMemory();
    const options = (ms: number) => ({
      memory,
      now: () => start + ms,
      registry: `${server.url}/flake-registry.json`,
      network: { route: () => ({ hostname: '127.0.0.1', port: server.port }) },
    });
    const indirect = (id: string, ref?: string) => ({
      original: { type: 'indirect', id, ...(ref === undefined ? {} : { ref }) },
      locked: { type: 'github', rev: oldRev },
    });
    const inputs = {
      tools: indirect('tools'),
      branch: indirect('tools', 'main'),
      local: indirect('local'),
      nobody: indirect('nobody'),
      direct: { original: github, locked: { rev } },
    };
    const fetches = () => server.seen.filter(({ path }) => path.endsWith('.json')).length;
    const first = await ground.check(inputs, options(0));
    expect(first.of('tools')).toMatchObject({
      status: 'behind',
      upstream: 'registry:tools',
      ref: null,
      latest: { rev, lastModified: 1_700_000_000 },
    });
    expect(first.of('branch')).toMatchObject({ status: 'behind', ref: 'main', latest: { rev } });
    expect(first.of('local')).toMatchObject({ status: 'unknown', reason: 'indirect' });
    expect(first.of('nobody')).toMatchObject({ status: 'unknown', reason: 'not-in-registry' });
    expect(first.of('direct').status).toBe('current');
    // The name and the place that it stands for are one upstream, asked once; and one commit time.
    expect(server.seen.filter(({ path }) => path.endsWith('/git-upload-pack'))).toHaveLength(3);
    expect(fetches()).toBe(1);

    memory = await restarted(memory);
    await ground.check(inputs, options(23 * hour));
    expect(fetches()).toBe(1);
    manner = { status: 500 };
    const stale = await ground.check(inputs, options(25 * hour));
    expect(fetches()).toBe(2);
    expect(stale.of('tools').status).toBe('behind');

    memory = emptyMemory();
    const without = await ground.check({ tools: indirect('tools') }, options(0));
    expect(without.of('tools')).toMatchObject({ status: 'unreachable', reason: 'http-500' });
  });
});
