// Reads a flake's folder: is there a flake, and what does its lock say; each failure names file and place.
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Lock, parseLock } from './lock.ts';

/** A lock file beyond this is not read at all. */
export const maxLockBytes = 64 * 1024 * 1024;

export interface FlakeFailure {
  readonly kind:
    | 'no-folder'
    | 'no-flake-nix'
    | 'no-lock'
    | 'unreadable'
    | 'malformed'
    | 'unsupported-version';
  /** the file or folder, with the place inside where there is one */
  readonly detail: string;
}

export type FlakeResult =
  | { readonly ok: true; readonly dir: string; readonly lock: Lock; readonly text: string }
  | { readonly ok: false; readonly failure: FlakeFailure };

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const failed = (kind: FlakeFailure['kind'], detail: string): FlakeResult => ({
  ok: false,
  failure: { kind, detail },
});

/** Why a file could not be had: gone, or there but not for us. */
function unavailable(error: unknown, path: string, gone: FlakeFailure['kind']): FlakeResult {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return failed(gone, path);
  return failed('unreadable', code === '' ? path : `${path}: ${code}`);
}

/** `dir` is the flake's folder; links are followed. */
export async function readFlake(dir: string): Promise<FlakeResult> {
  try {
    if (!(await stat(dir)).isDirectory()) return failed('no-folder', dir);
  } catch (error) {
    return unavailable(error, dir, 'no-folder');
  }
  const flake = join(dir, 'flake.nix');
  try {
    await stat(flake);
  } catch (error) {
    return unavailable(error, flake, 'no-flake-nix');
  }
  const path = join(dir, 'flake.lock');
  try {
    // A pipe or a device in the file's place would be read for ever.
    const info = await stat(path);
    if (!info.isFile()) return failed('unreadable', `${path}: not a file`);
    if (info.size > maxLockBytes) return failed('malformed', `${path}: larger than 64 MiB`);
    const file = await open(path, 'r');
    try {
      const text = await file.readFile('utf8');
      const result = parseLock(text);
      if (result.ok) return { ok: true, dir, lock: result.lock, text };
      return failed(result.failure.kind, `${path}: ${result.failure.detail}`);
    } finally {
      await file.close();
    }
  } catch (error) {
    return unavailable(error, path, 'no-lock');
  }
}
