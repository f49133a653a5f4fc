// Puts a copy of the helper into a rehearsal: its places, no root, the same talk and the same files.
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Machine } from '../system/machine.ts';
import type { Elevation } from './elevation.ts';
import { renderHelper } from './helper-script.ts';

export interface RehearsalHelper {
  readonly machine: Machine;
  /** the helper's source, build/helper/snowbell-helper.sh */
  readonly source: string;
  /** the helper's PATH: nix and the usual programs */
  readonly path: string;
}

/**
 * Writes the copy beside the rehearsal's state where the source is newer, and gives what `activate`
 * needs. Throws when the folder cannot be written then.
 */
export async function rehearsalElevation({
  machine,
  source,
  path,
}: RehearsalHelper): Promise<Extract<Elevation, { kind: 'rehearsal' }>> {
  if (machine.kind !== 'rehearsal') throw new Error('only a rehearsal goes without a password');
  const folder = join(machine.stateDir, 'helper');
  const runsDir = join(folder, 'runs');
  const helper = join(folder, 'snowbell-helper');
  await mkdir(folder, { recursive: true });
  const script = renderHelper(await readFile(source, 'utf8'), {
    store: machine.storeDir,
    profile: machine.profile,
    current: machine.currentSystem,
    booted: machine.bootedSystem,
    runs: runsDir,
    switchLock: join(dirname(machine.currentSystem), 'switch-to-configuration.lock'),
    systemd: '',
    path,
    rehearsal: true,
  });
  const written = await readFile(helper, 'utf8').catch(() => null);
  if (written !== script) await putInPlace(helper, script);
  return { kind: 'rehearsal', helper, runsDir, env: machine.nixEnv };
}

/** In one step: another Snowbell may be about to run it. */
async function putInPlace(helper: string, script: string): Promise<void> {
  const fresh = `${helper}.${randomUUID()}`;
  try {
    await writeFile(fresh, script);
    await chmod(fresh, 0o755);
    await rename(fresh, helper);
  } finally {
    await rm(fresh, { force: true });
  }
}
