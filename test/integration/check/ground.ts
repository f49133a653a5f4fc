// What the tests of the check stand on: a folder, certificates, servers that are closed in the end, flakes to check.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheckOptions, checkFlake } from '../../../main/flake/check.ts';
import type { CheckReport, InputReport } from '../../../preload/contract/input.ts';
import type { LastGood } from '../../../preload/contract/snapshot.ts';
import {
  type Certificates,
  type GitServer,
  type GitServerOptions,
  gitServerParts,
  makeCertificates,
  startGitServer,
} from '../../rig/git-server.ts';
import { type WantedInput, writeFlake } from './flake-folder.ts';

/** Whether this machine has what the servers are made of. */
export const present = gitServerParts.git && gitServerParts.openssl;

/** A revision that no server has. */
export const oldRev = '0123456789abcdef0123456789abcdef01234567';

export interface Checked {
  readonly report: CheckReport;
  readonly lastGood: Readonly<Record<string, LastGood>>;
  of(name: string): InputReport;
}

export interface Ground {
  readonly folder: string;
  /** the folder whose repositories `serve` serves */
  readonly root: string;
  readonly certificates: Certificates;
  serve(options?: Partial<GitServerOptions>): Promise<GitServer>;
  check(
    inputs: Readonly<Record<string, WantedInput | readonly string[]>>,
    options?: Partial<CheckOptions>,
  ): Promise<Checked>;
  close(): Promise<void>;
}

export function openGround(hosts: readonly string[] = []): Ground {
  const folder = mkdtempSync(join(tmpdir(), 'snowbell-check-'));
  const root = join(folder, 'srv');
  const certificates = makeCertificates(join(folder, 'tls'), hosts);
  const servers: GitServer[] = [];
  let flakes = 0;
  return {
    folder,
    root,
    certificates,
    async serve(options = {}) {
      const server = await startGitServer({ root, certificates, ...options });
      servers.push(server);
      return server;
    },
    async check(inputs, options = {}) {
      flakes += 1;
      const result = await checkFlake({
        dir: writeFlake(join(folder, `flake-${flakes}`), inputs),
        host: 'rig',
        offline: false,
        held: [],
        skipped: [],
        now: () => 1_700_100_000_000,
        version: '9.9.9',
        ...options,
        network: { ca: [certificates.ca], environment: {}, ...options.network },
      });
      if (!result.ok) throw new Error(`${result.failure.kind} ${result.failure.detail}`);
      const { report, lastGood } = result;
      return {
        report,
        lastGood,
        of(name) {
          const found = report.inputs.find((input) => input.name === name);
          if (found === undefined) throw new Error(`no input ${name}`);
          return found;
        },
      };
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
