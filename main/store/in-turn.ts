// Lets one writer of a file at a time read it and write it back, across processes.
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a turn is waited for; a writer that hangs for longer must not stop the others. Milliseconds. */
const patienceMs = 5000;
const lookMs = 15;

/** The kernel gives an abstract name to one socket at a time, and takes it back when its owner dies. */
function nameOf(path: string): string {
  let folder = dirname(path);
  try {
    folder = realpathSync(folder);
  } catch {
    // not made yet: its name as given is all there is
  }
  const place = `${process.getuid?.() ?? 0}:${join(folder, basename(path))}`;
  return `\0snowbell-turn-${createHash('sha256').update(place).digest('hex').slice(0, 32)}`;
}

/** null where the name is taken; an error of any other kind is null too, since nothing better comes of waiting. */
function take(name: string): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', () => resolve(null));
    server.listen(name, () => resolve(server));
  });
}

/** Runs `work` when no other process is at the same file; after some seconds of waiting it runs all the same. */
export async function inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
  // One folder has one real name only once it is there.
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(() => undefined);
  const name = nameOf(path);
  const until = performance.now() + patienceMs;
  let turn = await take(name);
  while (turn === null && performance.now() < until) {
    await pause(lookMs * (0.5 + Math.random()));
    turn = await take(name);
  }
  try {
    return await work();
  } finally {
    const held = turn;
    if (held !== null) await new Promise<void>((resolve) => held.close(() => resolve()));
  }
}
