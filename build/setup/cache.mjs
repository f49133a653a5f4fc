// Where set-up keeps what it makes, and how a folder comes to be there whole or not at all.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** The folder for what set-up fetched or made; the program keeps its own cache beside it. */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME;
  return join(base?.startsWith('/') ? base : join(homedir(), '.cache'), 'snowbell', 'setup');
}

/**
 * Makes `target` by filling a folder beside it and renaming that into place, so that an interruption
 * leaves nothing half-made and two makers at once end with one of both results.
 * @param {string} target
 * @param {(folder: string) => Promise<void>} fill
 */
export async function makeWhole(target, fill) {
  if (existsSync(target)) return;
  const parent = dirname(target);
  mkdirSync(parent, { recursive: true });
  removeAbandoned(target);
  const making = join(parent, `.${basename(target)}.${process.pid}.${randomUUID().slice(0, 8)}`);
  mkdirSync(making);
  const undo = () => rmSync(making, { recursive: true, force: true });
  try {
    await fill(making);
    renameSync(making, target);
  } catch (error) {
    // Another set-up finished first: its result is as good as ours.
    const taken = error?.code === 'ENOTEMPTY' || error?.code === 'EEXIST';
    if (!taken || !existsSync(target)) throw error;
  } finally {
    undo();
  }
}

/** Removes what set-ups left behind whose process is gone. */
function removeAbandoned(target) {
  const parent = dirname(target);
  const prefix = `.${basename(target)}.`;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split('.')[0]);
    if (!Number.isInteger(pid) || pid <= 0 || alive(pid)) continue;
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error?.code === 'EPERM';
  }
}
