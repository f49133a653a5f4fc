// Servers that are huge, slow, broken, lying or endless: an honest word in the end, never a wrong revision.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addPulls,
  type GitServer,
  type Manner,
  makeRepository,
  type Repository,
} from '../../rig/git-server.ts';
import { type Ground, oldRev, openGround, present } from './ground.ts';

describe.skipIf(!present)('servers that make it hard', () => {
  let ground: Ground;
  let tools: Repository;
  let rev = '';
  beforeAll(() => {
    ground = openGround();
    tools = makeRepository(join(ground.root, 'org', 'tools'));
    rev = tools.commit('main', 1_700_000_000);
  });
  afterAll(() => ground.close());

  const git = (server: GitServer, more: Record<string, unknown> = {}, path = '/org/tools') => ({
    original: { type: 'git', url: `${server.url}${path}`, ...more },
    locked: { rev: oldRev },
  });
  const packet = (text: string) => `${(text.length + 5).toString(16).padStart(4, '0')}${text}\n`;
  const result = 'application/x-git-upload-pack-result';

  it('answers for one branch among 200,000 refs with next to no bytes', async () => {
    const huge = makeRepository(join(ground.root, 'org', 'huge'));
    const tip = huge.commit('nixos-unstable', 1_700_000_000);
    huge.commit('main', 1_700_000_100);
    huge.tag('24.11', tip, true);
    addPulls(huge, 200_000, tip);
    const server = await ground.serve();
    const at = (ref: string | null) => git(server, ref === null ? {} : { ref }, '/org/huge');
    const { of } = await ground.check(
      { branch: at('nixos-unstable'), tag: at('24.11'), head: at(null), none: at('pull') },
      { commitTimes: false },
    );
    expect(of('branch').latest?.rev).toBe(tip);
    expect(of('tag').latest?.rev).toBe(tip);
    expect(of('head').status).toBe('behind');
    expect(of('none')).toMatchObject({ status: 'unreachable', reason: 'no-such-ref' });
    expect(server.seen).toHaveLength(5);
    expect(server.bytes()).toBeLessThan(6000);

    // A server of the old kind names them all; still one honest answer.
    const old = await ground.serve({ manner: () => 'version-0' });
    const long = await ground.check({ branch: git(old, { ref: 'nixos-unstable' }, '/org/huge') });
    expect(long.of('branch').latest?.rev).toBe(tip);
  });

  it.each<[string, (path: string, method: string) => Manner, string]>([
    [
      'that never stops naming refs',
      () => ({
        endless: packet(`${oldRev} refs/heads/main-${'x'.repeat(900)}`).repeat(50),
        type: result,
        everyMs: 0,
      }),
      'not-a-git-server',
    ],
    [
      'that never stops, and names nothing',
      () => ({ endless: 'refs '.repeat(5000), type: 'text/plain', everyMs: 0 }),
      'not-a-git-server',
    ],
    [
      'that gives its answer byte by byte',
      () => ({ endless: '1', type: result, everyMs: 20 }),
      'timeout',
    ],
    [
      'that answers with other refs than asked for',
      () => ({
        status: 200,
        headers: { 'content-type': result },
        body: `${packet(`${oldRev} refs/heads/main2`)}${packet(`${oldRev} refs/heads/mai`)}0000`,
      }),
      'no-such-ref',
    ],
    [
      'with a revision that is none',
      () => ({
        status: 200,
        headers: { 'content-type': result },
        body: `${packet('main refs/heads/main')}0000`,
      }),
      'not-a-git-server',
    ],
    [
      'whose answer is cut short',
      () => ({
        status: 200,
        headers: { 'content-type': result },
        body: packet(`${oldRev} refs/heads/main`),
      }),
      'not-a-git-server',
    ],
    [
      'that only leads around in circles',
      (path) => ({ redirect: path.startsWith('/org') ? `/else${path}` : path.slice(5) }),
      'too-many-redirects',
    ],
    [
      'behind a portal that leads to its own page',
      () => ({ redirect: 'http://portal.test/login' }),
      'unsafe-redirect',
    ],
    ['behind a portal with a page of its own', () => 'portal', 'not-a-git-server'],
  ])('says what is wrong with a server %s', async (_, manner, reason) => {
    const server = await ground.serve({ manner });
    // Only what never ends needs a time limit that a test can wait for.
    const askTimeoutMs = reason === 'timeout' ? 1500 : 45_000;
    const { of } = await ground.check({ tools: git(server, { ref: 'main' }) }, { askTimeoutMs });
    expect(of('tools')).toMatchObject({ status: 'unreachable', latest: null, reason });
  });

  it('tries once more after a stumble, and once only', async () => {
    let asked = 0;
    const server = await ground.serve({
      manner: () => {
        asked += 1;
        return asked === 1 ? { status: 503, headers: { 'retry-after': '0' } } : 'git';
      },
    });
    const { of } = await ground.check({ tools: git(server, { ref: 'main' }) });
    expect(of('tools')).toMatchObject({ status: 'behind', latest: { rev } });

    const broken = await ground.serve({ manner: () => ({ status: 502 }) });
    const again = await ground.check({ tools: git(broken, { ref: 'main' }) });
    expect(again.of('tools').reason).toBe('http-502');
    expect(broken.seen).toHaveLength(2);
    const busy = await ground.serve({
      manner: () => ({ status: 503, headers: { 'retry-after': '600' } }),
    });
    await ground.check({ tools: git(busy, { ref: 'main' }) });
    expect(busy.seen).toHaveLength(1);
  });

  it('takes no commit time that is not that commit’s', async () => {
    const server = await ground.serve({
      manner: (_path, _method) =>
        server.seen.length > 1
          ? { status: 200, headers: { 'content-type': result }, body: packet('packfile') }
          : 'git',
    });
    const { of } = await ground.check({ tools: git(server, { ref: 'main' }) });
    expect(of('tools')).toMatchObject({ status: 'behind', latest: { rev, lastModified: null } });
  });

  it('says so when the newest revision is older than the locked one: still behind', async () => {
    const server = await ground.serve();
    const { of } = await ground.check({
      tools: {
        original: { type: 'git', url: `${server.url}/org/tools` },
        locked: { rev: oldRev, lastModified: 1_800_000_000 },
      },
    });
    expect(of('tools')).toMatchObject({
      status: 'behind',
      locked: { lastModified: 1_800_000_000 },
      latest: { rev, lastModified: 1_700_000_000 },
    });
  });
});
