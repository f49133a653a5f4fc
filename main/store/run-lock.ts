// One run at a time, for window and command line together.
import { connect } from 'node:net';
import { abstractName, isTaken, makeNameable, takeName } from './abstract-name.ts';

export interface HeldLock {
  release(): Promise<void>;
}

export type LockResult =
  | { readonly kind: 'held'; readonly lock: HeldLock }
  | { readonly kind: 'busy' };

/** The lock belongs to a state folder, so a rehearsal and the real system do not hold each other up. */
export async function takeRunLock(stateDir: string): Promise<LockResult> {
  await makeNameable(stateDir);
  const taken = await takeName(abstractName('run', stateDir));
  if (taken.kind === 'held') return { kind: 'held', lock: taken };
  if (isTaken(taken.error)) return { kind: 'busy' };
  throw taken.error;
}

/** Whether somebody holds it now, without taking it. */
export function isRunLockHeld(stateDir: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(abstractName('run', stateDir));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
