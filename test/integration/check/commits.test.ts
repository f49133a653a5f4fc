// How many commits an input is behind, counted by real git servers: cheaply, once, and not at all where nobody says.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askBetween, type CommitsOptions, type Span } from '../../../main/flake/commits-between.ts';
import { parseTokens } from '../../../main/flake/upstream/access-tokens.ts';
import { emptyMemory, type Memory } from '../../../main/flake/upstream/memory.ts';
import { packet } from '../../../main/flake/upstream/pkt-line.ts';
import { inputReader } from '../../../main/input-details.ts';
import {
  type GitServer,
  type Manner,
  makeRepository,
  type Repository,
} from '../../rig/git-server.ts';
import { type Ground, oldRev, openGround, present } from './ground.ts';

const start = 1_700_100_000_000;
const many = 400;

/** A pack's first packet, as a server would send it that has so many objects. */
function packSaying(count: number): string {
  const head = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1');
  head.writeUInt32BE(count, 8);
  const band = `\x01${head.toString('latin1')}`;
  return `${packet('packfile')}${(band.length + 4).toString(16).padStart(4, '0')}${band}0000`;
}

describe.skipIf(!present)('the commits between two revisions', () => {
  let ground: Ground;
  let tools: Repository;
  const revs: Record<string, string> = {};
  beforeAll(() => {
    ground = openGround(['github.com']);
    tools = makeRepository(join(ground.root, 'org', 'tools'));
    revs.first = tools.commit('main', 1_700_000_000);
    for (let index = 1; index <= 3; index += 1) {
      revs.locked = tools.commit('main', 1_700_000_000 + index);
    }
    // Files that differ from commit to commit: none of them may be counted.
    const folder = join(ground.folder, 'stream');
    mkdirSync(folder);
    const commits = Array.from({ length: many }, (_, index) =>
      [
        'commit refs/heads/main',
        `committer Rig <rig@localhost> ${1_700_000_100 + index} +0000`,
        'data 4\nmore',
        ...(index === 0 ? [`from ${revs.locked}`] : []),
        `M 100644 inline file\ndata ${String(index).length}\n${index}\n`,
      ].join('\n'),
    );
    writeFileSync(join(folder, 'commits'), `${commits.join('\n')}\ndone\n`);
    tools.git(
      ...['-c', 'alias.in=!f() { git fast-import --quiet < "$1"; }; f'],
      'in',
      join(folder, 'commits'),
    );
    revs.newest = tools.git('rev-parse', 'refs/heads/main');
    tools.git('update-ref', 'refs/heads/other', revs.first);
    revs.other = tools.commit('other', 1_700_000_500);
    // A merge that brings more than one line of history.
    tools.git('update-ref', 'refs/heads/merged', revs.newest);
    const tree = tools.git('rev-parse', `${revs.newest}^{tree}`);
    revs.merged = tools.git(
      ...['-c', 'user.name=Rig', '-c', 'user.email=rig@localhost', 'commit-tree', '-m', 'both'],
      ...['-p', revs.newest, '-p', revs.other, tree],
    );
    tools.git('update-ref', 'refs/heads/merged', revs.merged);
  }, 60_000);
  afterAll(() => ground.close());

  const span = (server: GitServer, from = 'locked', to = 'newest', path = 'org/tools'): Span => ({
    ask: { how: 'smart-http', url: `${server.url}/${path}`, ref: null },
    from: revs[from] ?? from,
    to: revs[to] ?? to,
  });
  const ask = (asked: Span, more: Partial<CommitsOptions> = {}) =>
    askBetween(asked, {
      memory: emptyMemory(),
      version: '9.9.9',
      now: () => start,
      signal: new AbortController().signal,
      tokens: async () => [],
      network: { ca: [ground.certificates.ca], environment: {} },
      ...more,
    });

  it.each(['h2', 'http/1.1', 'plain'] as const)('are counted over %s', async (protocol) => {
    const server = await ground.serve({ protocol });
    expect(await ask(span(server))).toEqual({ ahead: many, back: 0 });
    expect(await ask(span(server, 'newest', 'locked'))).toEqual({ ahead: 0, back: many });
    expect(await ask(span(server, 'newest', 'other'))).toEqual({ ahead: 1, back: many + 3 });
    expect(await ask(span(server, 'locked', 'merged'))).toEqual({ ahead: many + 2, back: 0 });
    const own = (range: string) => Number(tools.git('rev-list', '--count', range));
    expect(own(`${revs.locked}..${revs.merged}`)).toBe(many + 2);
    expect(server.seen.every(({ method }) => method === 'POST')).toBe(true);
  });

  it('are asked for once: the answer holds for good', async () => {
    const server = await ground.serve();
    const memory: Memory = emptyMemory();
    expect(await ask(span(server), { memory })).toEqual({ ahead: many, back: 0 });
    const asked = server.seen.length;
    expect(asked).toBe(2);
    expect(await ask(span(server), { memory })).toEqual({ ahead: many, back: 0 });
    expect(server.seen).toHaveLength(asked);
    expect(await ask(span(server, 'first'), { memory })).toEqual({ ahead: many + 3, back: 0 });
    expect(server.seen.length).toBeGreaterThan(asked);
  });

  it('are not the whole history where the server has lost the locked revision', async () => {
    const server = await ground.serve();
    expect(await ask(span(server, oldRev))).toBeNull();
    expect(await ask(span(server, 'locked', oldRev))).toBeNull();
  });

  it('are left out where a server cannot leave files out', async () => {
    const plain = makeRepository(join(ground.root, 'org', 'plain'));
    const from = plain.commit('main', 1_700_000_000);
    const to = plain.commit('main', 1_700_000_001);
    plain.git('config', 'uploadpack.allowFilter', 'false');
    const server = await ground.serve();
    expect(await ask(span(server, from, to, 'org/plain'))).toBeNull();
  });

  it('follow a repository to its new name', async () => {
    const server = await ground.serve({
      manner: (path) =>
        path.startsWith('/old/') ? { redirect: path.replace('/old/', '/org/') } : 'git',
    });
    expect(await ask(span(server, 'locked', 'newest', 'old/tools'))).toEqual({
      ahead: many,
      back: 0,
    });
  });

  it('of a private repository take the token of that host, only after it refused', async () => {
    const right = `Basic ${Buffer.from('x-access-token:s3cret').toString('base64')}`;
    const spy = await ground.serve({ manner: () => ({ status: 401 }) });
    const server = await ground.serve({
      manner: (path, _, { authorization }) => {
        if (path.startsWith('/away/')) return { redirect: `${spy.url}/org/tools/git-upload-pack` };
        return authorization === right ? 'git' : { status: 401 };
      },
    });
    const tokens = async () => parseTokens(`${new URL(server.url).host}=s3cret`);
    expect(await ask(span(server))).toBeNull();
    expect(await ask(span(server), { tokens })).toEqual({ ahead: many, back: 0 });
    expect(server.seen[0]?.authorization).toBeUndefined();
    // Neither another host nor a place that the first one leads to hears of it.
    expect(await ask(span(spy), { tokens })).toBeNull();
    expect(await ask(span(server, 'locked', 'newest', 'away/tools'), { tokens })).toBeNull();
    expect(spy.seen.length).toBeGreaterThan(0);
    expect(spy.seen.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  const result = { 'content-type': 'application/x-git-upload-pack-result' };
  it.each<[string, Manner]>([
    ['refuses', { status: 403 }],
    ['is down', { status: 503 }],
    ['hangs up', 'hang-up'],
    ['is a portal', 'portal'],
    ['knows no version 2', 'version-0'],
    ['says nothing', { status: 200, headers: result, body: '' }],
    ['speaks of an error', { status: 200, headers: result, body: packet('ERR not our ref') }],
    [
      'sends what is no pack',
      { status: 200, headers: result, body: `${packet('packfile')}0011\x01not a pack!!0000` },
    ],
    ['tells of impossibly many', { status: 200, headers: result, body: packSaying(4_000_000_000) }],
    [
      'goes on and on',
      { endless: '0005\x02'.repeat(5000), type: result['content-type'], everyMs: 0 },
    ],
  ])('are left out where the server %s', async (_, manner) => {
    const server = await ground.serve({ manner: () => manner });
    expect(await ask(span(server))).toBeNull();
    expect(server.bytes()).toBeLessThan(8_000_000);
  });

  it('are given up after a while, and when nobody wants to know any more', async () => {
    const server = await ground.serve({ manner: () => 'silent' });
    expect(await ask(span(server), { timeoutMs: 200 })).toBeNull();
    const slow = await ground.serve({
      manner: () => ({ endless: '0005\x02', type: result['content-type'], everyMs: 20 }),
    });
    expect(await ask(span(slow), { timeoutMs: 300 })).toBeNull();
    const gone = new AbortController();
    const asking = ask(span(server), { signal: gone.signal });
    gone.abort();
    await expect(asking).rejects.toThrow();
  });

  it('are not asked of a host that wants to be left alone', async () => {
    const memory: Memory = emptyMemory();
    const limited: Manner = { status: 429, headers: { 'retry-after': '3600' } };
    const server = await ground.serve({ manner: () => limited });
    expect(await ask(span(server), { memory })).toBeNull();
    const asked = server.seen.length;
    expect(asked).toBe(1);
    expect(await ask(span(server), { memory })).toBeNull();
    expect(server.seen).toHaveLength(asked);
    await ask(span(server), { memory, now: () => start + 3_700_000 });
    expect(server.seen.length).toBeGreaterThan(asked);
  });

  it('of a long history cost a few kilobytes', async () => {
    const server = await ground.serve();
    await ask(span(server));
    expect(server.bytes()).toBeLessThan(128 * 1024);
  });

  it('stay on disk for every later look, and are asked for once however often somebody looks', async () => {
    let manner: Manner = 'git';
    const server = await ground.serve({ manner: () => manner });
    const { locked = '', newest = '' } = revs;
    const wanted = {
      tools: {
        original: { type: 'git', url: `${server.url}/org/tools` },
        locked: { type: 'git', url: `${server.url}/org/tools`, rev: locked },
      },
      moved: {
        original: { type: 'git', url: `${server.url}/org/tools`, ref: 'other' },
        locked: { type: 'git', url: `${server.url}/org/tools`, rev: newest },
      },
      fixed: {
        original: { type: 'git', url: `${server.url}/org/tools`, rev: locked },
        locked: { type: 'git', url: `${server.url}/org/tools`, rev: locked },
      },
    };
    const { report } = await ground.check(wanted);
    const checked = server.seen.length;
    let clock = start;
    const seen = {
      now: start,
      flake: { kind: 'ready', path: report.flake, host: 'rig' },
      check: { kind: 'checked', at: start, nextAt: null, inputs: report.inputs },
    } as const;
    const reader = () =>
      inputReader({
        machine: { cacheDir: join(ground.folder, 'looked-at'), nixEnv: {} },
        version: '9.9.9',
        now: () => clock,
        network: { ca: [ground.certificates.ca], environment: {} },
      });
    const first = reader();
    const look = async (by: ReturnType<typeof reader>, name: string) => {
      const read = await by.read(seen, name);
      return read.ok ? read.value.commits : read.failure;
    };
    expect(await look(first, 'tools')).toBeNull();
    expect(server.seen).toHaveLength(checked);
    const between = { ok: true, value: { ahead: many, back: 0 } };
    expect(await Promise.all([first.commits(seen, 'tools'), first.commits(seen, 'tools')])).toEqual(
      [between, between],
    );
    expect(server.seen).toHaveLength(checked + 2);

    const second = reader();
    expect(await look(second, 'tools')).toEqual(between.value);
    expect(await second.commits(seen, 'tools')).toEqual(between);
    expect(await second.commits(seen, 'fixed')).toEqual({ ok: true, value: null });
    expect(server.seen).toHaveLength(checked + 2);

    manner = { status: 403 };
    expect(await second.commits(seen, 'moved')).toEqual({ ok: true, value: null });
    const asked = server.seen.length;
    manner = 'git';
    expect(await second.commits(seen, 'moved')).toEqual({ ok: true, value: null });
    expect(server.seen).toHaveLength(asked);
    clock += 3_600_000;
    expect(await second.commits(seen, 'moved')).toEqual({
      ok: true,
      value: { ahead: 1, back: many + 3 },
    });
    expect(await second.commits(seen, 'nobody')).toMatchObject({ ok: false });
  });

  it('of a repository on this machine are counted there', async () => {
    const local = (from: string, to: string): Span => ({
      ask: { how: 'local-git', path: tools.path, ref: null },
      from,
      to,
    });
    const { locked = '', newest = '' } = revs;
    expect(await ask(local(locked, newest))).toEqual({ ahead: many, back: 0 });
    expect(await ask(local(newest, locked))).toEqual({ ahead: 0, back: many });
    expect(await ask(local(oldRev, newest))).toBeNull();
  });
});
