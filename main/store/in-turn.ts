// Lets one writer of a file at a time read it and write it back, across processes.
import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { abstractName, makeNameable, takeName } from './abstract-name.ts';

/** How long a turn is waited for; a writer that hangs for longer must not stop the others. Milliseconds. */
const patienceMs = 5000;
const lookMs = 15;

/**
 * Runs `work` when no other process is at the same file; after some seconds of waiting, whatever the reason, it
 * runs all the same.
 */
export async function inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
  const folder = dirname(path);
  await makeNameable(folder);
  const name = abstractName('turn', folder, basename(path));
  const until = performance.now() + patienceMs;
  let turn = await takeName(name);
  while (turn.kind === 'refused' && performance.now() < until) {
    await pause(lookMs * (0.5 + Math.random()));
    turn = await takeName(name);
  }
  try {
    return await work();
  } finally {
    if (turn.kind === 'held') await turn.release();
  }
}
