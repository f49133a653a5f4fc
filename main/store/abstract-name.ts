// A name that the kernel gives to one process at a time, and takes back when its holder dies: what our locks are made of.
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { errorWord } from './json-file.ts';

export type Taken =
  | { readonly kind: 'held'; release(): Promise<void> }
  /** `error` is EADDRINUSE where somebody holds it */
  | { readonly kind: 'refused'; readonly error: Error };

/**
 * The name of a file in a folder, or of the folder itself, for this user; `purpose` tells one kind of lock from
 * another. An abstract name leaves nothing behind when its holder is killed, unlike a PID or socket file.
 */
export function abstractName(purpose: 'run' | 'turn', folder: string, file?: string): string {
  let real = folder;
  try {
    real = realpathSync(folder);
  } catch {
    // not made yet: its name as given is all there is
  }
  const place = file === undefined ? real : join(real, file);
  const hash = createHash('sha256')
    .update(`${process.getuid?.() ?? 0}:${place}`)
    .digest('hex');
  return `\0snowbell-${purpose}-${hash.slice(0, 32)}`;
}

/** One folder has one real name only once it is there. */
export async function makeNameable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
}

export function takeName(name: string): Promise<Taken> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    // A lock must not keep a process alive that has nothing else to do.
    server.unref();
    server.once('error', (error) => resolve({ kind: 'refused', error }));
    server.listen(name, () =>
      resolve({
        kind: 'held',
        release: () => new Promise((released) => server.close(() => released())),
      }),
    );
  });
}

export function isTaken(error: Error): boolean {
  return errorWord(error) === 'EADDRINUSE';
}
