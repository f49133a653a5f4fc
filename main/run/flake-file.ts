// Finds a file that a log speaks of within the flake, and nowhere else on the disk.
import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';

/**
 * The real path of `FILE` or `FILE:LINE[:COLUMN]`, absolute or relative to the flake's folder or to the root of its
 * Git repository (nix counts from there); null where it is not there, or lies outside.
 */
export async function inFlake(flake: string, place: string): Promise<string | null> {
  const name = place.replace(/:\d+(?::\d+)?$/, '');
  const folder = await realpath(flake).catch(() => null);
  if (folder === null) return null;
  const roots = [...new Set([folder, await repositoryOf(folder)])];
  for (const root of roots) {
    const path = await realpath(isAbsolute(name) ? name : join(root, name)).catch(() => null);
    if (path !== null && roots.some((each) => contains(each, path))) return path;
  }
  return null;
}

function contains(root: string, path: string): boolean {
  const inside = relative(root, path);
  const [first] = inside.split('/');
  return inside !== '' && first !== '..' && first !== '.git' && !isAbsolute(inside);
}

/** The folder itself where no Git repository is around it. */
async function repositoryOf(folder: string): Promise<string> {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    if (await stat(join(at, '.git')).catch(() => null)) return at;
  }
  return folder;
}
