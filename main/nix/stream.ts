// Runs one nix command and watches its internal-json log: progress a few times a second, lines in batches.
import type { LogLine } from '../../preload/contract/run.ts';
import type { Progress } from '../../preload/contract/snapshot.ts';
import { type CommandResult, run } from '../process/command.ts';
import type { Machine } from '../system/machine.ts';
import { type Wait, watchForWaits } from './asked-to-wait.ts';
import { parseLine } from './internal-json.ts';
import { advance, errorText, progressOf, startWatching, type Watched } from './progress.ts';

/** Between two reports, in milliseconds. */
const interval = 100;
/** A batch is handed over early when it has grown to this many lines. */
const batch = 2000;

export interface Watcher {
  readonly onProgress?: (progress: Progress, watched: Watched) => void;
  readonly onLog?: (lines: readonly LogLine[]) => void;
  /** as often as `onProgress`, with all that has been seen */
  readonly onWatched?: (watched: Watched) => void;
  /** a server asks to wait, and nix or a builder does; the log says so too */
  readonly onWait?: (wait: Wait) => void;
  readonly signal?: AbortSignal;
}

/** How a command of nix ended, in what its callers tell apart. */
export type NixEnd =
  | { readonly kind: 'done'; readonly stdout: string }
  | { readonly kind: 'failed'; readonly detail: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'no-nix' };

/** Never throws for what nix does; what it said on standard error is in `watched`. */
export async function runNix(
  machine: Machine,
  argv: readonly string[],
  cwd: string,
  watcher: Watcher,
): Promise<{ readonly end: NixEnd; readonly watched: Watched }> {
  const watched = startWatching();
  const waitIn = watchForWaits();
  let lines: LogLine[] = [];
  let timer: NodeJS.Timeout | null = null;
  let at = Date.now();
  const report = () => {
    timer = null;
    if (lines.length > 0) {
      const taken = lines;
      lines = [];
      watcher.onLog?.(taken);
    }
    watcher.onWatched?.(watched);
    watcher.onProgress?.(progressOf(watched), watched);
  };
  const take = (line: LogLine) => {
    lines.push(line);
    const wait = waitIn(line);
    if (wait === null) return;
    lines.push(wait.line);
    watcher.onWait?.(wait);
  };
  const result = await run(argv, {
    cwd,
    env: machine.nixEnv,
    keepBytes: 64 * 1024,
    maxLine: 1024 * 1024,
    ...(watcher.signal === undefined ? {} : { signal: watcher.signal }),
    onLine: (line, stream) => {
      if (stream === 'stdout') return;
      const event = parseLine(line);
      if (event === null) return;
      // One reading of the clock a batch is exact enough, and the clock is the dearest part of a line.
      if (timer === null) {
        at = Date.now();
        timer = setTimeout(report, interval);
      }
      const entry = advance(watched, event, at);
      if (entry === null) return;
      if (!entry.text.includes('\n')) take(entry);
      else for (const text of entry.text.split('\n')) take({ ...entry, text });
      if (lines.length >= batch) {
        const taken = lines;
        lines = [];
        watcher.onLog?.(taken);
      }
    },
  });
  if (timer !== null) clearTimeout(timer);
  report();
  return { end: endOf(result, watched), watched };
}

function endOf(result: CommandResult, watched: Watched): NixEnd {
  const failed = (otherwise: string): NixEnd => ({
    kind: 'failed',
    detail: errorText(watched) || otherwise,
  });
  switch (result.kind) {
    case 'missing':
      return { kind: 'no-nix' };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'timed-out':
      return failed('nix ended with a time-out');
    case 'signalled':
      return failed(`nix ended with ${result.signal}`);
    case 'exited':
      return result.code === 0
        ? { kind: 'done', stdout: result.stdout }
        : failed(`nix ended with code ${result.code}`);
  }
}
