// Asking through the proxy that the environment names.
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type GitServer, makeRepository } from '../../rig/git-server.ts';
import { type RigProxy, startProxy } from '../../rig/proxy.ts';
import { type Ground, oldRev, openGround, present } from './ground.ts';

describe.skipIf(!present)('a proxy', () => {
  let ground: Ground;
  let server: GitServer;
  let plain: GitServer;
  let rev = '';
  const proxies: RigProxy[] = [];
  beforeAll(async () => {
    ground = openGround(['forge.test']);
    const tools = makeRepository(join(ground.root, 'tools'));
    rev = tools.commit('main', 1_700_000_000);
    for (let index = 0; index < 26; index += 1) {
      tools.git('update-ref', `refs/heads/many-${index}`, rev);
    }
    server = await ground.serve();
    plain = await ground.serve({ protocol: 'plain' });
  });
  afterEach(async () => {
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
  });
  afterAll(() => ground.close());

  const start = async (status = 200) => {
    const proxy = await startProxy(
      (host, port) => (host === 'forge.test' ? server.port : port),
      status,
    );
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
  ) => ground.check(inputs, { network: { environment } });

  it('carries what goes to hosts that only it can reach, and nothing that no_proxy names', async () => {
    const proxy = await start();
    const { of } = await check(
      { forge: git('https://forge.test/tools'), near: git(`${server.url}/tools`) },
      { https_proxy: `http://${proxy.address}`, no_proxy: 'localhost' },
    );
    expect(of('forge')).toMatchObject({ status: 'behind', latest: { rev } });
    expect(of('near')).toMatchObject({ status: 'behind', latest: { rev } });
    expect(new Set(proxy.asked)).toEqual(new Set(['forge.test:443']));
  });

  it('carries many inputs over few connections', async () => {
    const proxy = await start();
    const many = Object.fromEntries(
      Array.from({ length: 26 }, (_, index) => [
        `input-${index}`,
        git('https://forge.test/tools', `many-${index}`),
      ]),
    );
    const { report } = await check(many, { HTTPS_PROXY: proxy.address });
    expect(report.summary.behind).toBe(26);
    expect(proxy.asked.length).toBeLessThanOrEqual(6);
  });

  it('is also taken from all_proxy, and for plain http', async () => {
    const proxy = await start();
    const { of } = await check(
      {
        plain: git(`http://127.0.0.1:${plain.port}/tools`),
        secure: git('https://forge.test/tools'),
      },
      { ALL_PROXY: proxy.address },
    );
    expect(of('plain')).toMatchObject({ status: 'behind', latest: { rev } });
    expect(of('secure')).toMatchObject({ status: 'behind', latest: { rev } });
    expect(proxy.asked.length).toBeGreaterThan(1);
  });

  it('that refuses, is gone or cannot be spoken to is said to be the trouble', async () => {
    const refusing = await start(407);
    const gone = await start();
    const environments: Readonly<Record<string, string>>[] = [
      { https_proxy: `http://${refusing.address}` },
    ];
    for (const environment of environments) {
      const { of } = await check({ forge: git('https://forge.test/tools') }, environment);
      expect(of('forge'), JSON.stringify(environment)).toMatchObject({
        status: 'unreachable',
        reason: 'proxy',
      });
    }
    for (const text of ['socks4://127.0.0.1:9', 'ftp://127.0.0.1', 'http://[not']) {
      const { of } = await check({ forge: git('https://forge.test/tools') }, { https_proxy: text });
      expect(of('forge'), text).toMatchObject({
        status: 'unreachable',
        reason: 'proxy-unsupported',
      });
    }
    await gone.close();
    const { of } = await check(
      { forge: git('https://forge.test/tools') },
      { https_proxy: gone.address },
    );
    expect(of('forge')).toMatchObject({ status: 'unreachable', reason: 'refused' });
  });

  it('changes nothing about whom to trust', async () => {
    const proxy = await start();
    const environment = { https_proxy: proxy.address };
    const { of } = await ground.check(
      { forge: git('https://forge.test/tools') },
      { network: { ca: [], environment } },
    );
    expect(of('forge')).toMatchObject({ status: 'unreachable', reason: 'tls' });
    const trusting = { ...environment, SSL_CERT_FILE: ground.certificates.caFile };
    const trusted = await ground.check(
      { forge: git('https://forge.test/tools') },
      { network: { ca: [], environment: trusting } },
    );
    expect(trusted.of('forge').status).toBe('behind');
  });
});
