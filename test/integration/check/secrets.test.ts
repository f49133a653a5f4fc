// Private repositories: the user's tokens reach the host they are for, and nobody else, whatever a lock says.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTokens } from '../../../main/flake/upstream/access-tokens.ts';
import { readNixTokens } from '../../../main/flake/upstream/nix-tokens.ts';
import { type GitServer, type Manner, makeRepository } from '../../rig/git-server.ts';
import { nixVersions } from '../../rig/nix.ts';
import { type Ground, oldRev, openGround, present } from './ground.ts';

const expected = `Basic ${Buffer.from('x-access-token:s3cret').toString('base64')}`;

describe.skipIf(!present)('tokens', () => {
  let ground: Ground;
  let rev = '';
  beforeAll(() => {
    ground = openGround();
    rev = makeRepository(join(ground.root, 'org', 'tools')).commit('main', 1_700_000_000);
  });
  afterAll(() => ground.close());

  const git = (url: string) => ({ original: { type: 'git', url }, locked: { rev: oldRev } });
  const refusal: Manner = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
  const guarded = () =>
    ground.serve({
      manner: (path, _, { authorization }) => {
        if (path.startsWith('/hidden/') && authorization !== expected) return { status: 404 };
        return authorization === expected ? 'git' : refusal;
      },
    });
  const withTokens = (setting: string) => {
    let read = 0;
    return {
      tokens: async () => {
        read += 1;
        return parseTokens(setting);
      },
      times: () => read,
    };
  };
  const hostOf = (server: GitServer) => new URL(server.url).host;

  it('open a private repository, only after it refused, also for the commit time', async () => {
    const server = await guarded();
    const { tokens, times } = withTokens(`${hostOf(server)}=s3cret`);
    const { of } = await ground.check(
      { tools: git(`${server.url}/org/tools`), main: git(`${server.url}/org/tools.git`) },
      { tokens },
    );
    expect(of('tools')).toMatchObject({
      status: 'behind',
      latest: { rev, lastModified: 1_700_000_000 },
    });
    expect(server.seen[0]?.authorization).toBeUndefined();
    expect(times()).toBe(1);
  });

  it('are not even read where nobody refuses', async () => {
    const open = await ground.serve();
    const { tokens, times } = withTokens(`${hostOf(open)}=s3cret`);
    const { of } = await ground.check({ tools: git(`${open.url}/org/tools`) }, { tokens });
    expect(of('tools').status).toBe('behind');
    expect(times()).toBe(0);
    expect(open.seen.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  it('that do not fit leave the server’s own word', async () => {
    const server = await guarded();
    const { tokens } = withTokens(`${hostOf(server)}=wrong`);
    const { of } = await ground.check({ tools: git(`${server.url}/org/tools`) }, { tokens });
    expect(of('tools')).toMatchObject({ status: 'unreachable', reason: 'auth-required' });
  });

  it('never leave their host: not by the lock, not by a redirect, not by http', async () => {
    const spy = await ground.serve({ manner: () => refusal });
    const plain = await ground.serve({ protocol: 'plain', manner: () => refusal });
    const server = await ground.serve({
      manner: (path, _, { authorization }) => {
        if (path.startsWith('/away/')) return { redirect: `${spy.url}${path}` };
        // Refuses first, and leads away whoever comes with the token.
        if (path.startsWith('/trap/')) {
          return authorization === undefined ? refusal : { redirect: `${spy.url}${path}` };
        }
        return { status: 404 };
      },
    });
    const trusted = hostOf(server);
    const { tokens } = withTokens(`${trusted}=s3cret localhost=s3cret`);
    const { report } = await ground.check(
      {
        away: git(`${server.url}/away/tools`),
        trap: git(`${server.url}/trap/tools`),
        other: git(`${spy.url}/org/tools`),
        named: git(`https://${trusted.replace(':', '%3a')}@${hostOf(spy)}/org/tools`),
        path: git(`${spy.url}/${trusted}/tools`),
        host: {
          original: { type: 'github', owner: 'org', repo: 'tools', host: hostOf(spy) },
          locked: { rev: oldRev },
        },
        plain: git(`${plain.url}/org/tools`),
        tarball: {
          original: { type: 'tarball', url: `${server.url}/away/x.tar.gz` },
          locked: { rev: oldRev },
        },
      },
      { tokens },
    );
    expect(
      report.inputs.every(({ status }) => status === 'unreachable' || status === 'unknown'),
    ).toBe(true);
    expect(spy.seen.length).toBeGreaterThan(0);
    for (const one of [...spy.seen, ...plain.seen]) {
      expect(one.authorization ?? '').not.toContain(expected.slice(6));
    }
    expect(server.seen.some(({ authorization }) => authorization === expected)).toBe(true);
  });
});

describe('the tokens that nix would use', () => {
  let folder = '';
  let ground: Ground | null = null;
  const at = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  beforeAll(() => {
    ground = present ? openGround() : null;
    folder = ground?.folder ?? '';
  });
  afterAll(() => ground?.close());

  /** A PATH on which there is no nix, whatever this machine has. */
  const withoutNix = async <T>(work: () => Promise<T>): Promise<T> => {
    const path = process.env.PATH;
    mkdirSync(join(folder, 'empty'), { recursive: true });
    process.env.PATH = join(folder, 'empty');
    try {
      return await work();
    } finally {
      process.env.PATH = path;
    }
  };

  it.skipIf(!present)('are found in its files where there is no nix', async () => {
    at('more.conf', 'extra-access-tokens = b=2 # why\n');
    at('nix.conf', 'access-tokens = a=1 c=3\ninclude more.conf\n!include gone.conf\n');
    const own = at('own.conf', 'include own.conf\nextra-access-tokens = a=4\n');
    const environment = { NIX_CONF_DIR: folder, NIX_USER_CONF_FILES: own, HOME: folder };
    expect(await withoutNix(() => readNixTokens({ environment }))).toEqual([
      { place: 'a', token: '4' },
      { place: 'c', token: '3' },
      { place: 'b', token: '2' },
    ]);
    const all = { ...environment, NIX_CONFIG: 'access-tokens = z=9' };
    expect(await withoutNix(() => readNixTokens({ environment: all }))).toEqual([
      { place: 'z', token: '9' },
    ]);
  });

  it.skipIf(nixVersions().length === 0).each(nixVersions())(
    'are asked of nix $version itself',
    async ({ bin }) => {
      const tokens = await readNixTokens({
        environment: {},
        nixEnvironment: {
          PATH: `${bin}:${process.env.PATH}`,
          NIX_CONFIG: 'access-tokens = github.com=abc gitlab.com=PAT:def',
        },
      });
      expect([...tokens].sort((a, b) => (a.place < b.place ? -1 : 1))).toEqual([
        { place: 'github.com', token: 'abc' },
        { place: 'gitlab.com', token: 'PAT:def' },
      ]);
    },
  );
});
