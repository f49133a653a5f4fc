// Tries once more after a stumble, and puts into a word what a network throws.
import { reasonOfError } from './reason.ts';
import { type Said, type Unreachable, unreachable } from './said.ts';

/** A stumble rather than a fall: worth one more try after a moment. */
const stumbles = /^(?:connection-lost|http-50[0234])$/;
const longestMomentMs = 1200;

/** Ends early when the signal is aborted; whoever goes on hears of that there. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}

/** The attempt's answer, or that of a second one; throws only when the signal was aborted, and for bugs. */
export async function withSecondTry<T extends Said>(
  attempt: () => Promise<T>,
  signal: AbortSignal,
): Promise<T | Unreachable> {
  for (let tries = 1; ; tries += 1) {
    let answer: T | Unreachable;
    try {
      answer = await attempt();
    } catch (error) {
      const reason = reasonOfError(error);
      if (reason === null) throw error;
      answer = unreachable(reason);
    }
    const said: Said = answer;
    if (said.kind !== 'unreachable' || tries === 2 || !stumbles.test(said.reason)) return answer;
    // A server may close an idle connection just as it is used: once more at once, on a new one.
    if (said.reason === 'connection-lost') continue;
    const asked = said.retryAfterMs ?? 0;
    if (asked > longestMomentMs) return answer;
    await pause(Math.max(asked, longestMomentMs * (0.25 + Math.random() * 0.75)), signal);
  }
}
