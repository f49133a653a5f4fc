// Asking through the proxy that the environment names.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openNetwork } from '../../../main/flake/upstream/network.ts';
import { askSmartHttp } from '../../../main/flake/upstream/smart-http.ts';
import {
  gitServerParts,
  makeCertificates,
  makeRepository,
  startGitServer,
} from '../../rig/git-server.ts';

it.skipIf(!gitServerParts.git || !gitServerParts.openssl)(
  'goes through a proxy, and around it where no_proxy says so',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'snowbell-proxy-'));
    const certificates = makeCertificates(join(folder, 'tls'), ['forge.test']);
    const rev = makeRepository(join(folder, 'srv', 'tools')).commit('main', 1_700_000_000);
    const server = await startGitServer({ root: join(folder, 'srv'), certificates });
    const asked: string[] = [];
    const sockets: Socket[] = [];
    const proxy = createServer().on('connect', (request, near) => {
      asked.push(request.url ?? '');
      const far = connect(server.port, '127.0.0.1', () => {
        near.write('HTTP/1.1 200 OK\r\n\r\n');
        far.pipe(near);
        near.pipe(far);
      });
      far.on('error', () => undefined);
      near.on('error', () => undefined);
      sockets.push(far, near as Socket);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const network = openNetwork({
      userAgent: 'rig',
      ca: [certificates.ca],
      environment: {
        https_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
        no_proxy: 'localhost',
      },
    });
    const signal = AbortSignal.timeout(30_000);
    try {
      const ask = (url: string) => askSmartHttp(network, { url, ref: 'main' }, signal);
      expect(await ask('https://forge.test/tools')).toMatchObject({ kind: 'revision', rev });
      expect(asked).toEqual(['forge.test:443']);
      expect(await ask(`${server.url}/tools`)).toMatchObject({ kind: 'revision', rev });
      expect(asked).toHaveLength(1);
    } finally {
      await network.close();
      await server.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
