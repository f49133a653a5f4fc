// A server that answers 429: the wait is said in words, and can be cancelled.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { watchForWaits } from '../../../main/nix/asked-to-wait.ts';
import { buildToplevel } from '../../../main/nix/build.ts';
import { resolveCandidate } from '../../../main/nix/resolve.ts';
import { run } from '../../../main/process/command.ts';
import { rehearsalMachine, rehearsalPlaces } from '../../../main/rehearsal/places.ts';
import { nixVersions } from '../../rig/nix.ts';

const line = (text: string) => ({ at: 1, level: 'warn' as const, text });

describe('a wait that a server asks for', () => {
  it('is said in words', () => {
    const said =
      "error: unable to download 'https://api.github.com/repos/NixOS/nixpkgs/commits/HEAD': HTTP error 429 (Too Many Requests); retrying in 82046 ms (attempt 1/5)";
    expect(watchForWaits()(line(said))).toEqual({
      host: 'api.github.com',
      ms: 82_046,
      line: {
        at: 1,
        level: 'warn',
        text: 'api.github.com asks us to wait: going on in 82 s, attempt 1 of 5. You can cancel; nothing has changed.',
      },
    });
  });

  it.each([
    "error: unable to download 'https://example.org/x': HTTP error 502; retrying in 250 ms",
    "error: unable to download 'https://example.org/x': HTTP error 429",
    'copying 429 paths',
  ])('is nothing else: %s', (text) => expect(watchForWaits()(line(text))).toBeNull());

  it('is said once for the downloads of one host that wait side by side', () => {
    const watch = watchForWaits();
    const refused = (path: string, ms: number) =>
      `error: unable to download 'https://cache.example.org/${path}': HTTP error 429; retrying in ${ms} ms`;
    const at = (ms: number, text: string) => watch({ at: ms, level: 'warn', text })?.ms ?? null;
    expect(at(1000, refused('a.narinfo', 60_000))).toBe(60_000);
    expect(at(1100, refused('b.narinfo', 62_000))).toBeNull();
    expect(at(1200, refused('c.narinfo', 90_000))).toBe(90_000);
    expect(at(100_000, refused('a.narinfo', 60_000))).toBe(60_000);
  });

  it('is told of a builder that fetches a source, among others that print', () => {
    const watch = watchForWaits();
    const says = (source: string, text: string) =>
      watch({ at: 1, level: 'build', source, text })?.line.text ?? null;
    expect(says('a.tar.gz', 'trying https://example.org/a.tar.gz')).toBeNull();
    expect(says('b.tar.gz', 'trying https://other.example.org/b.tar.gz')).toBeNull();
    expect(says('a.tar.gz', 'curl: (22) The requested URL returned error: 429')).toBeNull();
    expect(
      says('b.tar.gz', 'Warning: Problem : HTTP error. Will retry in 2 seconds. 1 retries left.'),
    ).toBeNull();
    expect(
      says('a.tar.gz', 'Warning: Problem : HTTP error. Will retry in 60 seconds. 2 retries left.'),
    ).toBe('example.org asks us to wait: going on in 60 s. You can cancel; nothing has changed.');
    expect(says('b.tar.gz', 'curl: (22) The requested URL returned error: 503')).toBeNull();
    expect(
      says('b.tar.gz', 'Warning: Problem : HTTP error. Will retry in 4 seconds. 1 retries left.'),
    ).toBeNull();
  });

  it.skipIf(nixVersions().length === 0).each(nixVersions())(
    'by nix $version is said and can be cancelled',
    async ({ bin }) => {
      const folder = realpathSync(mkdtempSync(join(tmpdir(), 'snowbell-wait-')));
      const server = createServer((_request, response) => response.writeHead(429).end('enough'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`);
      try {
        writeFileSync(
          join(folder, 'flake.nix'),
          `{ inputs.x.url = "http://127.0.0.1:${port}/x.tar.gz"; outputs = _: { }; }`,
        );
        const cancel = new AbortController();
        const said: string[] = [];
        const waits: string[] = [];
        const answer = await resolveCandidate(
          rehearsalMachine(rehearsalPlaces(join(folder, 'r'))),
          {
            dir: folder,
            inputs: null,
            candidate: join(folder, 'candidate.lock'),
            copied: folder,
            signal: cancel.signal,
            onWait: ({ host, ms }) => waits.push(`${host} ${ms > 0}`),
            onLog: ({ text }) => {
              said.push(text);
              if (text.includes('asks us to wait')) cancel.abort();
            },
          },
        );
        expect(answer, said.join('\n')).toEqual({ kind: 'cancelled' });
        expect(waits[0]).toBe('127.0.0.1 true');
        expect(said.filter((text) => text.startsWith('127.0.0.1 asks us to wait'))).not.toEqual([]);
      } finally {
        vi.unstubAllEnvs();
        server.closeAllConnections();
        server.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );

  it.skipIf(nixVersions().length === 0).each(nixVersions())(
    'by nix $version is said while building too, and can be cancelled',
    async ({ bin }) => {
      const folder = realpathSync(mkdtempSync(join(tmpdir(), 'snowbell-wait-')));
      const server = createServer((_request, response) => response.writeHead(429).end('enough'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`);
      const machine = rehearsalMachine(rehearsalPlaces(join(folder, 'r')));
      try {
        writeFileSync(
          join(folder, 'flake.nix'),
          `{ outputs = _: { nixosConfigurations.toy.config.system.build.toplevel = derivation {
            name = "toy"; system = "builtin"; builder = "builtin:fetchurl";
            url = "http://127.0.0.1:${port}/toy"; urls = [ ]; unpack = false; executable = false;
            preferLocalBuild = true; outputHashMode = "flat"; outputHashAlgo = "sha256";
            outputHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
          }; }; }`,
        );
        mkdirSync(join(folder, 'r/home/tmp'), { recursive: true });
        const cancel = new AbortController();
        const said: string[] = [];
        const waits: string[] = [];
        const built = await buildToplevel(machine, {
          dir: folder,
          host: 'toy',
          candidate: null,
          outLink: join(folder, 'result'),
          copied: folder,
          signal: cancel.signal,
          onWait: ({ host, ms }) => {
            waits.push(`${host} ${ms > 0}`);
            cancel.abort();
          },
          onLog: (lines) => said.push(...lines.map(({ text }) => text)),
        });
        expect(built, said.join('\n')).toEqual({ kind: 'cancelled' });
        expect(waits[0]).toBe('127.0.0.1 true');
        expect(said.some((text) => text.startsWith('127.0.0.1 asks us to wait'))).toBe(true);
      } finally {
        vi.unstubAllEnvs();
        server.closeAllConnections();
        server.close();
        await run(['chmod', '-R', 'u+w', folder]);
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );
});
