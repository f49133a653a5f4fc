// This machine's name, and the folders where its flake may be.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** The kernel's own word, which is what nixos-rebuild takes for the attribute. */
export function hostName(file = '/proc/sys/kernel/hostname'): string {
  try {
    const name = readFileSync(file, 'utf8').trim();
    if (name !== '') return name;
  } catch {
    // no such file outside Linux, or in a narrow container
  }
  return hostname();
}

/** What NH_FLAKE and FLAKE hold: a folder, perhaps with an attribute behind `#` or a scheme in front. */
function folderOf(value: string | undefined): string | null {
  if (value === undefined) return null;
  const path = value
    .replace(/#.*$/, '')
    .replace(/^(?:path:|git\+file:\/\/)/, '')
    .replace(/\?.*$/, '');
  return isAbsolute(path) ? path : null;
}

function hasFlake(folder: string): boolean {
  try {
    return statSync(join(folder, 'flake.nix')).isFile();
  } catch {
    return false;
  }
}

/**
 * Folders with a flake.nix, the likeliest first: where /etc/nixos/flake.nix really is, `NH_FLAKE`,
 * `FLAKE`. Each once, links resolved.
 */
export function findFlakes(
  env: Readonly<Record<string, string | undefined>>,
  etcFlake = '/etc/nixos/flake.nix',
): readonly string[] {
  const found: string[] = [];
  const candidates = [() => dirname(realpathSync(etcFlake))];
  for (const name of ['NH_FLAKE', 'FLAKE']) {
    const folder = folderOf(env[name]);
    if (folder !== null) candidates.push(() => realpathSync(folder));
  }
  for (const candidate of candidates) {
    try {
      const folder = candidate();
      if (hasFlake(folder) && !found.includes(folder)) found.push(folder);
    } catch {
      // not there
    }
  }
  return found;
}
