// Asking through a SOCKS proxy that the environment names: a real one, on loopback.
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type GitServer, makeRepository } from '../../rig/git-server.ts';
import { type RigSocksProxy, type SocksManner, startSocksProxy } from '../../rig/socks-proxy.ts';
import { type Ground, oldRev, openGround, present } from './ground.ts';

describe.skipIf(!present)('a SOCKS proxy', () => {
  let ground: Ground;
  let server: GitServer;
  let older: GitServer;
  let plain: GitServer;
  let rev = '';
  const proxies: RigSocksProxy[] = [];
  beforeAll(async () => {
    ground = openGround(['forge.test', 'older.test', 'plain.test']);
    const tools = makeRepository(join(ground.root, 'tools'));
    rev = tools.commit('main', 1_700_000_000);
    for (let index = 0; index < 26; index += 1) {
      tools.git('update-ref', `refs/heads/many-${index}`, rev);
    }
    server = await ground.serve();
    older = await ground.serve({ protocol: 'http/1.1' });
    plain = await ground.serve({ protocol: 'plain' });
  });
  afterEach(async () => {
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
  });
  afterAll(() => ground.close());

  const start = async (manner: SocksManner = {}) => {
    const places: Readonly<Record<string, GitServer>> = {
      'forge.test': server,
      'older.test': older,
      'plain.test': plain,
    };
    const proxy = await startSocksProxy((host, port) => places[host]?.port ?? port, manner);
    proxies.push(proxy);
    return proxy;
  };
  const git = (url: string, ref = 'main') => ({
    original: { type: 'git', url, ref },
    locked: { rev: oldRev },
  });
  const check = (
    inputs: Parameters<Ground['check']>[0],
    environment: Readonly<Record<string, string>>,
    more: { readonly connectTimeoutMs?: number } = {},
  ) => ground.check(inputs, { network: { environment, ...more } });
  const forge = { forge: git('https://forge.test/tools') };

  it.each(['socks5', 'socks5h', 'socks'])(
    'is spoken to as %s, whatever the hosts speak',
    async (scheme) => {
      const proxy = await start();
      const { of } = await check(
        {
          ...forge,
          older: git('https://older.test/tools'),
          plain: git('http://plain.test/tools'),
          address: git(`${server.url.replace('localhost', '127.0.0.1')}/tools`),
          spared: git(`${server.url}/tools`),
        },
        { ALL_PROXY: `${scheme}://127.0.0.1:${proxy.port}`, no_proxy: 'localhost' },
      );
      for (const name of ['forge', 'older', 'plain', 'address', 'spared']) {
        expect(of(name), name).toMatchObject({ status: 'behind', latest: { rev } });
      }
      expect(new Set(proxy.asked)).toEqual(
        new Set(['forge.test:443', 'older.test:443', 'plain.test:80', `127.0.0.1:${server.port}`]),
      );
    },
  );

  it('carries many inputs of a host over one connection', async () => {
    const proxy = await start({ bound: 4 });
    const many = Object.fromEntries(
      Array.from({ length: 26 }, (_, index) => [
        `input-${index}`,
        git('https://forge.test/tools', `many-${index}`),
      ]),
    );
    const { report } = await check(many, { https_proxy: `socks5://127.0.0.1:${proxy.port}` });
    expect(report.summary.behind).toBe(26);
    expect(proxy.asked).toEqual(['forge.test:443']);
  });

  it('is told the name and password that its address has', async () => {
    const proxy = await start({ wants: 'me:p@ss', bound: 3 });
    const at = `127.0.0.1:${proxy.port}`;
    const good = await check(forge, { all_proxy: `socks5://me:p%40ss@${at}` });
    expect(good.of('forge').status).toBe('behind');
    for (const address of [`socks5://me:wrong@${at}`, `socks5://${at}`]) {
      const { of } = await check(forge, { all_proxy: address });
      expect(of('forge'), address).toMatchObject({ status: 'unreachable', reason: 'proxy' });
    }
    expect(proxy.named).toEqual(['me:p@ss', 'me:wrong']);
    expect(new Set(proxy.asked)).toEqual(new Set(['forge.test:443']));
  });

  it.each<[string, SocksManner]>([
    ['forbids', { reply: 2 }],
    ['fails', { reply: 1 }],
    ['speaks another version', { instead: '\x00\x5a\x00\x00\x00\x00\x00\x00' }],
    ['is a web server', { instead: 'HTTP/1.1 400 Bad Request\r\n\r\n' }],
  ])('that %s is said to be the trouble', async (_, manner) => {
    const proxy = await start(manner);
    const { of } = await check(forge, { https_proxy: `socks5://127.0.0.1:${proxy.port}` });
    expect(of('forge')).toMatchObject({ status: 'unreachable', reason: 'proxy' });
  });

  it('that is gone is the trouble too, and nobody is asked past it', async () => {
    const proxy = await start();
    await proxy.close();
    const before = server.seen.length;
    const { of } = await check(
      { near: git(`${server.url}/tools`) },
      { https_proxy: `socks5://127.0.0.1:${proxy.port}` },
    );
    expect(of('near')).toMatchObject({ status: 'unreachable', reason: 'proxy' });
    expect(server.seen).toHaveLength(before);
  });

  it('passes on what it found of the host', async () => {
    const refused = await start({ reply: 5 });
    const at = (proxy: RigSocksProxy) => ({ https_proxy: `socks5://127.0.0.1:${proxy.port}` });
    expect((await check(forge, at(refused))).of('forge').reason).toBe('refused');
    const nowhere = await start({ reply: 4 });
    expect((await check(forge, at(nowhere))).of('forge').reason).toBe('no-network');
  });

  it('that says nothing holds nobody up for long', async () => {
    const proxy = await start({ instead: '' });
    const { of } = await check(
      forge,
      { https_proxy: `socks5://127.0.0.1:${proxy.port}` },
      { connectTimeoutMs: 300 },
    );
    expect(of('forge')).toMatchObject({ status: 'unreachable', reason: 'timeout' });
  });

  it('changes nothing about whom to trust', async () => {
    const proxy = await start();
    const { of } = await ground.check(forge, {
      network: { ca: [], environment: { https_proxy: `socks5://127.0.0.1:${proxy.port}` } },
    });
    expect(of('forge')).toMatchObject({ status: 'unreachable', reason: 'tls' });
  });
});
