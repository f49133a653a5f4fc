// One run at a time, for window and command line together: an abstract socket that the kernel releases.
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { errorWord } from './json-file.ts';

export interface HeldLock {
  release(): Promise<void>;
}

export type LockResult =
  | { readonly kind: 'held'; readonly lock: HeldLock }
  | { readonly kind: 'busy' };

/**
 * The lock belongs to a state folder, so a rehearsal and the real system do not hold each other up.
 * An abstract name leaves nothing behind when its holder is killed, unlike a PID or socket file.
 */
export async function takeRunLock(stateDir: string): Promise<LockResult> {
  // One folder has one real name only once it is there.
  await mkdir(stateDir, { recursive: true, mode: 0o700 }).catch(() => undefined);
  const server = createServer((socket) => socket.destroy());
  // A lock must not keep a process alive that has nothing else to do.
  server.unref();
  const bound = await listen(server, nameOf(stateDir));
  if (!bound) return { kind: 'busy' };
  return {
    kind: 'held',
    lock: { release: () => new Promise((resolve) => server.close(() => resolve())) },
  };
}

/** Whether somebody holds it now, without taking it. */
export function isRunLockHeld(stateDir: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(nameOf(stateDir));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function nameOf(stateDir: string): string {
  return `\0snowbell-run-${identity(stateDir)}`;
}

function identity(stateDir: string): string {
  let real = stateDir;
  try {
    real = realpathSync(stateDir);
  } catch {
    // not made yet: its name as given is all there is
  }
  return createHash('sha256')
    .update(`${process.getuid?.() ?? 0}:${real}`)
    .digest('hex')
    .slice(0, 32);
}

function listen(server: Server, name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      errorWord(error) === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(name, () => resolve(true));
  });
}
