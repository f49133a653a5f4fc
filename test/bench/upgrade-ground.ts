// What the benchmarks of an upgrade stand on: a nix store of their own, rows and medians.
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../main/process/command.ts';
import { type Machine, realMachine } from '../../main/system/machine.ts';
import type { BenchRow } from './check.ts';

export const nixCommand = ['nix', '--extra-experimental-features', 'nix-command flakes'] as const;

export interface BenchStore {
  readonly folder: string;
  readonly machine: Machine;
  close(): Promise<void>;
}

/** A store below a temporary folder, without daemon, sandbox and substituters. */
export function openBenchStore(): BenchStore {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'snowbell-bench-')));
  mkdirSync(join(folder, 'home'));
  const machine: Machine = {
    ...realMachine({ HOME: join(folder, 'home') }),
    storeDir: join(folder, 'store'),
    nixEnv: {
      HOME: join(folder, 'home'),
      NIX_STORE_DIR: join(folder, 'store'),
      NIX_STATE_DIR: join(folder, 'var'),
      NIX_LOG_DIR: join(folder, 'log'),
      NIX_CONF_DIR: join(folder, 'etc'),
      NIX_USER_CONF_FILES: '',
      NIX_REMOTE: 'local',
      NIX_CONFIG: [
        'sandbox = false',
        'build-users-group =',
        'build-hook =',
        'substituters =',
        'substitute = false',
      ].join('\n'),
    },
  };
  return {
    folder,
    machine,
    async close() {
      await run(['chmod', '-R', 'u+w', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** `ok` is told where the smaller number is not simply the better one. */
export function rowOf(
  row: string,
  unit: string,
  ours: number,
  more: { peer?: number; floor?: number; budget?: number; ok?: boolean },
): BenchRow {
  const { peer, floor, budget } = more;
  return {
    row,
    ours: round(ours),
    peer: peer === undefined ? null : round(peer),
    floor: floor === undefined ? null : round(floor),
    unit,
    ratio: peer === undefined ? null : round(ours / peer),
    budget: budget === undefined ? null : round(budget),
    ok: more.ok ?? (budget === undefined ? null : ours <= budget),
  };
}
