// Joins what a run's log gained since the last message to the window, bounded: the rest is read by page.
import type { LogAppended } from '../../preload/contract/api.ts';

/** How many of the newest lines one message carries. */
export const mostLines = 500;

/** The two as one message; lines that do not follow on one another are left for the window to read. */
export function joinLog(earlier: LogAppended | null, later: LogAppended): LogAppended {
  const follows =
    earlier !== null &&
    earlier.runId === later.runId &&
    earlier.first + earlier.lines.length === later.first;
  const lines = follows ? [...earlier.lines, ...later.lines] : later.lines;
  const first = follows ? earlier.first : later.first;
  const cut = Math.max(0, lines.length - mostLines);
  return { runId: later.runId, total: later.total, first: first + cut, lines: lines.slice(cut) };
}
