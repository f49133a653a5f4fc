// What a derivation's builder printed, as nix keeps it on disk or its substituters do.
import { run } from '../process/command.ts';
import type { Machine } from '../system/machine.ts';
import { logArgv } from './argv.ts';

/** The newest `count` lines; empty where nix has none. */
export async function readBuildLog(
  machine: Machine,
  drv: string,
  count: number,
): Promise<readonly string[]> {
  const result = await run(logArgv(drv), {
    env: machine.nixEnv,
    keepBytes: 64 * 1024,
    timeoutMs: 15_000,
  });
  if (result.kind !== 'exited' || result.code !== 0) return [];
  const lines = result.stdout.replace(/\n$/, '').split('\n');
  return result.stdout === '' ? [] : lines.slice(-count);
}
