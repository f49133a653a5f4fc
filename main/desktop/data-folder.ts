// Where Electron keeps its own files: in the cache, or in the session's runtime folder where that cannot be written.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Electron ends at once, and without a word, where it can put no lock for its single instance.
 * @param name one for each program that may run beside another
 * @param runtime $XDG_RUNTIME_DIR, if there is one
 */
export function dataFolder(cacheDir: string, runtime: string | undefined, name: string): string {
  const places = [join(cacheDir, name)];
  if (runtime !== undefined && runtime !== '') places.push(join(runtime, 'snowbell', name));
  return places.find(isWritable) ?? join(cacheDir, name);
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
