// The check against real git servers on loopback, well-behaved and not.
import { symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFlake } from '../../../main/flake/check.ts';
import {
  type Certificates,
  type GitServer,
  type GitServerOptions,
  makeRepository,
  type Repository,
} from '../../rig/git-server.ts';
import { writeFlake } from './flake-folder.ts';
import { type Ground, oldRev, openGround, present } from './ground.ts';

describe.skipIf(!present)('a check against real git servers', () => {
  let ground: Ground;
  let folder = '';
  let certificates: Certificates;
  let serve: Ground['serve'];
  let check: Ground['check'];
  let tools: Repository;
  let first = '';
  let second = '';

  beforeAll(() => {
    ground = openGround(['github.com', 'gitlab.com', 'dead.test']);
    ({ folder, certificates, serve, check } = ground);
    tools = makeRepository(join(ground.root, 'org', 'tools'));
    symlinkSync(tools.path, `${tools.path}.git`);
    first = tools.commit('main', 1_700_000_000);
    second = tools.commit('main', 1_700_086_400);
    tools.commit('release/1.0', 1_700_000_500);
    tools.tag('v1', first, false);
    tools.tag('v2', second, true);
    tools.tag('stable', second, true);
  });
  afterAll(() => ground.close());

  const git = (server: GitServer, more: Record<string, unknown> = {}, rev = oldRev) => ({
    original: { type: 'git', url: `${server.url}/org/tools`, ...more },
    locked: { rev },
  });

  it('tells behind from current, with the commit time of what is new', async () => {
    const server = await serve();
    const { report, of } = await check({
      old: git(server, { ref: 'main' }, first),
      fresh: git(server, { ref: 'main' }, second),
      sideways: ['old'],
    });
    expect(of('old')).toMatchObject({
      status: 'behind',
      reason: null,
      upstream: `${server.url}/org/tools`,
      source: `git+${server.url}/org/tools?ref=main`,
      locked: { rev: first },
      latest: { rev: second, lastModified: 1_700_086_400 },
    });
    expect(of('fresh')).toMatchObject({ status: 'current', latest: { rev: second } });
    expect(of('sideways')).toMatchObject({ status: 'follows', follows: ['old'], latest: null });
    expect(report.summary).toMatchObject({ behind: 1, current: 1, follows: 1 });
    expect(server.seen.map((one) => one.userAgent)).toContain(
      'snowbell/9.9.9 (+flake input check)',
    );
  });

  it('asks the default branch, whatever it is called by now', async () => {
    const moved = makeRepository(join(folder, 'srv', 'org', 'moved'));
    moved.commit('master', 1_700_000_000);
    const trunk = moved.commit('trunk', 1_700_000_100);
    moved.setHead('trunk');
    const server = await serve();
    const { of } = await check({
      moved: {
        original: { type: 'git', url: `${server.url}/org/moved` },
        locked: { rev: oldRev, ref: 'refs/heads/master' },
      },
    });
    expect(of('moved')).toMatchObject({ status: 'behind', ref: null, latest: { rev: trunk } });
  });

  it('reads light tags, annotated tags and branches with a slash', async () => {
    const server = await serve();
    const slashed = tools.git('rev-parse', 'refs/heads/release/1.0');
    const { of } = await check({
      light: git(server, { ref: 'v1' }, first),
      annotated: git(server, { ref: 'v2' }, second),
      full: git(server, { ref: 'refs/tags/v2' }, first),
      slashed: git(server, { ref: 'release/1.0' }, slashed),
      unversioned: git(server, { ref: 'stable' }, second),
      prefix: git(server, { ref: 'mai' }),
    });
    expect(of('light').status).toBe('current');
    expect(of('annotated').status).toBe('current');
    expect(of('full')).toMatchObject({ status: 'behind', latest: { rev: second } });
    expect(of('slashed').status).toBe('current');
    expect(of('unversioned').status).toBe('current');
    expect(of('prefix')).toMatchObject({ status: 'unreachable', reason: 'no-such-ref' });
  });

  it('asks github and gitlab at their own addresses', async () => {
    const server = await serve();
    const route = () => ({ hostname: '127.0.0.1', port: server.port });
    const { of } = await check(
      {
        hub: {
          original: { type: 'github', owner: 'org', repo: 'tools', ref: 'main' },
          locked: { rev: first },
        },
        lab: { original: { type: 'gitlab', owner: 'org', repo: 'tools' }, locked: { rev: second } },
      },
      { network: { route } },
    );
    expect(of('hub')).toMatchObject({
      status: 'behind',
      upstream: 'https://github.com/org/tools',
      latest: { rev: second },
    });
    expect(of('lab')).toMatchObject({
      status: 'current',
      upstream: 'https://gitlab.com/org/tools',
    });
    expect(server.seen.map((one) => one.path)).toEqual(
      expect.arrayContaining(['/org/tools/git-upload-pack', '/org/tools.git/git-upload-pack']),
    );
  });

  it('asks one upstream once, however many inputs have it', async () => {
    const server = await serve();
    const told: string[] = [];
    const { report } = await check(
      {
        a: git(server, {}, second),
        b: git(server, {}, second),
        c: git(server, { shallow: true }, second),
        d: git(server, { ref: 'v1' }, first),
      },
      { onInput: (input, done, of) => told.push(`${input.name} ${done}/${of}`) },
    );
    expect(report.summary.current).toBe(4);
    expect(server.seen).toHaveLength(2);
    expect(told).toHaveLength(4);
    expect(told.at(-1)).toMatch(/ 4\/4$/);
  });

  it('asks twenty-six inputs of one host over one HTTP/2 connection', async () => {
    for (let index = 0; index < 26; index += 1) {
      tools.git('update-ref', `refs/heads/many-${index}`, second);
    }
    const server = await serve();
    const many = Object.fromEntries(
      Array.from({ length: 26 }, (_, index) => [
        `input-${index}`,
        git(server, { ref: `many-${index}` }, second),
      ]),
    );
    const { report } = await check(many);
    expect(report.summary.current).toBe(26);
    expect(server.connections()).toBe(1);
    expect(server.seen).toHaveLength(26);
    expect(new Set(server.seen.map((one) => one.httpVersion))).toEqual(new Set(['2.0']));
    expect(server.bytes() / 26).toBeLessThan(400);
  });

  it('answers for ten thousand inputs of two dozen upstreams with two dozen requests', async () => {
    const server = await serve();
    const inputs = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [
        `input-${index}`,
        index % 7 === 6
          ? [`input-${index - 1}`]
          : git(server, { ref: `many-${index % 24}` }, index % 2 === 0 ? second : first),
      ]),
    );
    const { report } = await check(inputs);
    expect(report.inputs).toHaveLength(10_000);
    expect(report.summary.behind + report.summary.current + report.summary.follows).toBe(10_000);
    expect(server.seen.filter(({ path }) => path.endsWith('/git-upload-pack'))).toHaveLength(25);
    expect(server.connections()).toBe(1);
  });

  it('uses a few kept-alive connections where HTTP/2 is not offered', async () => {
    const server = await serve({ protocol: 'http/1.1' });
    const many = Object.fromEntries(
      Array.from({ length: 26 }, (_, index) => [
        `input-${index}`,
        git(server, { ref: `many-${index}` }, second),
      ]),
    );
    const { report } = await check(many);
    expect(report.summary.current).toBe(26);
    expect(server.connections()).toBeLessThanOrEqual(6);
  });

  it('reads servers that know nothing of version 2', async () => {
    const server = await serve({ manner: () => 'version-0' });
    const { of } = await check({
      head: git(server, {}, first),
      annotated: git(server, { ref: 'v2' }, second),
      gone: git(server, { ref: 'gone' }),
    });
    expect(of('head')).toMatchObject({ status: 'behind', latest: { rev: second } });
    expect(of('annotated').status).toBe('current');
    expect(of('gone')).toMatchObject({ status: 'unreachable', reason: 'no-such-ref' });
  });

  it('reads servers of plain files', async () => {
    const server = await serve({ manner: () => 'files' });
    const { of } = await check({
      head: git(server, {}, second),
      annotated: git(server, { ref: 'v2' }, first),
    });
    expect(of('head').status).toBe('current');
    expect(of('annotated')).toMatchObject({ status: 'behind', latest: { rev: second } });
  });

  it('follows a repository that moved, but never away from https', async () => {
    let port = 0;
    const server = await serve({
      manner: (path) => {
        if (path.startsWith('/former/')) {
          return { redirect: path.replace('/former/', '/org/') };
        }
        if (path.startsWith('/unsafe/')) {
          return { redirect: `http://localhost:${port}${path}` };
        }
        return 'git';
      },
    });
    port = server.port;
    const { of } = await check({
      moved: {
        original: { type: 'git', url: `${server.url}/former/tools` },
        locked: { rev: first },
      },
      unsafe: {
        original: { type: 'git', url: `${server.url}/unsafe/tools` },
        locked: { rev: first },
      },
    });
    expect(of('moved')).toMatchObject({
      status: 'behind',
      latest: { rev: second, lastModified: 1_700_086_400 },
    });
    expect(of('unsafe')).toMatchObject({ status: 'unreachable', reason: 'unsafe-redirect' });
  });

  it('says why a server could not be asked, and hides no other input', async () => {
    const manners: Record<string, ReturnType<NonNullable<GitServerOptions['manner']>>> = {
      portal: 'portal',
      missing: { status: 404 },
      broken: { status: 500 },
      limited: { status: 429, headers: { 'retry-after': '60' } },
      private: { status: 401, headers: { 'www-authenticate': 'Basic realm="rig"' } },
      cut: 'hang-up',
    };
    const server = await serve({
      manner: (path) => manners[path.split('/')[1] ?? ''] ?? 'git',
      protocol: 'http/1.1',
    });
    const closed = await serve();
    await closed.close();
    const at = (part: string) => ({
      original: { type: 'git', url: `${server.url}/${part}/tools` },
      locked: { rev: oldRev },
    });
    const { report, of } = await check({
      ...Object.fromEntries(Object.keys(manners).map((name) => [name, at(name)])),
      refused: git(closed),
      good: git(server, {}, second),
    });
    expect(Object.fromEntries(report.inputs.map((one) => [one.name, one.reason]))).toEqual({
      portal: 'not-a-git-server',
      missing: 'not-found',
      broken: 'http-500',
      limited: 'rate-limited',
      private: 'auth-required',
      cut: 'connection-lost',
      refused: 'refused',
      good: null,
    });
    expect(of('good').status).toBe('current');
    expect(report.summary).toMatchObject({ unreachable: 7, current: 1 });
    expect(of('portal').latest).toBeNull();
  });

  it('trusts no certificate that nobody vouches for', async () => {
    const server = await serve();
    const { of } = await check({ tools: git(server) }, { network: { ca: [] } });
    expect(of('tools')).toMatchObject({ status: 'unreachable', reason: 'tls' });
  });

  it('trusts the certificates that the environment names', async () => {
    const server = await serve();
    const { of } = await check(
      { tools: git(server, {}, second) },
      { network: { ca: [], environment: { SSL_CERT_FILE: certificates.caFile } } },
    );
    expect(of('tools').status).toBe('current');
  });

  it('answers for the others while one host is silent, and for that one in the end', async () => {
    const server = await serve();
    const held: import('node:net').Socket[] = [];
    const dead = createServer((socket) => held.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => dead.listen(0, '127.0.0.1', resolve));
    const address = dead.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const stop = new AbortController();
    const told: string[] = [];
    // The silent host never answers: only when all the others have is the check allowed to end.
    const result = await checkFlake({
      dir: writeFlake(join(folder, 'flake-dead'), {
        dead: {
          original: { type: 'git', url: `https://localhost:${port}/org/tools` },
          locked: { rev: oldRev },
        },
        one: git(server, {}, second),
        two: git(server, { ref: 'v1' }, second),
      }),
      host: 'rig',
      offline: false,
      held: [],
      skipped: [],
      now: () => 0,
      version: '0',
      signal: stop.signal,
      network: { ca: [certificates.ca], environment: {}, connectTimeoutMs: 120_000 },
      onInput: ({ name, status }) => {
        told.push(`${name} ${status}`);
        if (told.length === 2) stop.abort();
      },
    });
    expect(told.sort()).toEqual(['one current', 'two behind']);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });

    const { of } = await check(
      {
        dead: {
          original: { type: 'git', url: `https://localhost:${port}/org/tools` },
          locked: { rev: oldRev },
        },
      },
      { network: { connectTimeoutMs: 200 } },
    );
    expect(of('dead')).toMatchObject({ status: 'unreachable', reason: 'timeout' });
    for (const socket of held) socket.destroy();
    await new Promise((resolve) => dead.close(resolve));
  });

  it('gives up on a server that takes the question and says nothing', async () => {
    const server = await serve({ manner: () => 'silent' });
    const { of } = await check({ tools: git(server) }, { network: { answerTimeoutMs: 300 } });
    expect(of('tools')).toMatchObject({ status: 'unreachable', reason: 'timeout' });
  });

  it('reads repositories on this machine, and never those of a parent folder', async () => {
    const { of } = await check({
      file: { original: { type: 'git', url: `file://${tools.path}` }, locked: { rev: first } },
      branch: {
        original: { type: 'git', url: `file://${tools.path}`, ref: 'v2' },
        locked: { rev: second },
      },
      inside: {
        original: { type: 'git', url: `file://${join(tools.path, 'refs')}` },
        locked: { rev: second },
      },
      gone: { original: { type: 'git', url: 'file:///no/such/folder' }, locked: { rev: first } },
    });
    expect(of('file')).toMatchObject({
      status: 'behind',
      latest: { rev: second, lastModified: 1_700_086_400 },
    });
    expect(of('branch').status).toBe('current');
    expect(of('inside')).toMatchObject({ status: 'unreachable', reason: 'not-a-repository' });
    expect(of('gone')).toMatchObject({ status: 'unreachable', reason: 'not-found' });
  });

  it('gives git nothing that is an option or a foreign protocol', async () => {
    const marker = join(folder, 'should-never-be');
    const input = (url: string) => ({ original: { type: 'git', url }, locked: { rev: oldRev } });
    const { report } = await check({
      ext: input(`ext::sh -c "touch ${marker}"`),
      option: input(`--upload-pack=touch ${marker}`),
      ssh: input(`ssh://-oProxyCommand=touch%20${marker}/x`),
      user: input('ssh://-oProxyCommand=x@host/x'),
      lines: input('https://localhost/a\nb'),
    });
    expect(report.inputs.map((one) => [one.status, one.reason])).toEqual(
      report.inputs.map(() => ['unknown', 'unusable-source']),
    );
  });

  it('compares immutable addresses of tarballs without downloading one', async () => {
    const rev = 'a'.repeat(40);
    const server = await serve({
      manner: (path) => {
        if (path.startsWith('/latest/')) return { redirect: '/linked/x.tar.gz' };
        if (path.startsWith('/linked/')) {
          const link = `</pinned/x.tar.gz?rev=${rev}&lastModified=1700000000>; rel="immutable"`;
          return { status: 200, headers: { link } };
        }
        return path.startsWith('/plain/') ? { status: 200 } : { status: 404 };
      },
    });
    const tarball = (path: string, locked: Record<string, unknown>) => ({
      original: { type: 'tarball', url: `${server.url}${path}` },
      locked,
    });
    const { of } = await check({
      old: tarball('/latest/x.tar.gz', { rev: oldRev }),
      fresh: tarball('/latest/x.tar.gz', { rev }),
      plain: tarball('/plain/x.tar.gz', { rev }),
      gone: tarball('/gone/x.tar.gz', { rev }),
    });
    expect(of('old')).toMatchObject({
      status: 'behind',
      latest: { rev, lastModified: 1_700_000_000 },
    });
    expect(of('fresh').status).toBe('current');
    expect(of('plain')).toMatchObject({ status: 'unknown', reason: 'unmarked-file' });
    expect(of('gone')).toMatchObject({ status: 'unreachable', reason: 'not-found' });
    expect(new Set(server.seen.map((one) => one.method))).toEqual(new Set(['HEAD']));
  });

  it('asks nobody when offline', async () => {
    const server = await serve();
    const { report } = await check(
      {
        tools: git(server),
        pinned: git(server, { rev: first }, first),
        sub: { original: { type: 'path', path: './sub' } },
        sideways: ['tools'],
      },
      { offline: true },
    );
    expect(report.inputs.map((one) => [one.name, one.status, one.reason])).toEqual([
      ['tools', 'unknown', 'offline'],
      ['pinned', 'pinned', null],
      ['sub', 'local', null],
      ['sideways', 'follows', null],
    ]);
    expect(server.connections()).toBe(0);
  });

  it('does not count what is held or skipped, but still says that it is behind', async () => {
    const server = await serve();
    const { report, of } = await check(
      {
        held: git(server, {}, first),
        skipped: git(server, {}, first),
        told: git(server, {}, first),
      },
      { held: ['held'], skipped: [{ name: 'skipped', rev: second }] },
    );
    expect(of('held')).toMatchObject({ status: 'behind', held: true, skipped: false });
    expect(of('skipped')).toMatchObject({ status: 'behind', held: false, skipped: true });
    expect(report.summary.behind).toBe(1);
  });
});
