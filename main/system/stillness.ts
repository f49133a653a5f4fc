// Whether the computer has time for work that nobody waits for: nobody at it, and nothing much going on.
import { availableParallelism, loadavg } from 'node:os';
import type { Stillness } from '../core/state.ts';

/** Nobody touched it for this long (seconds). */
const awaySeconds = 300;
/** Share of the processors that others may be using by the average of the last minute. */
const calmShare = 0.5;

/** `idleSeconds` null: the desktop does not tell. */
export function stillnessOf(
  idleSeconds: number | null,
  load = loadavg()[0] ?? 0,
  cores = availableParallelism(),
): Stillness {
  return {
    person: idleSeconds === null ? 'unknown' : idleSeconds >= awaySeconds ? 'away' : 'here',
    calm: load < cores * calmShare,
  };
}
