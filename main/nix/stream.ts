// Runs one nix command and watches its internal-json log: progress a few times a second, lines in batches.
import type { LogLine } from '../../preload/contract/run.ts';
import type { Progress } from '../../preload/contract/snapshot.ts';
import { type CommandResult, run } from '../process/command.ts';
import type { Machine } from '../system/machine.ts';
import { parseLine } from './internal-json.ts';
import { advance, progressOf, startWatching, type Watched } from './progress.ts';

/** Between two reports, in milliseconds. */
const interval = 100;
/** A batch is handed over early when it has grown to this many lines. */
const batch = 2000;

export interface Watcher {
  readonly onProgress?: (progress: Progress, watched: Watched) => void;
  readonly onLog?: (lines: readonly LogLine[]) => void;
  /** as often as `onProgress`, with all that has been seen */
  readonly onWatched?: (watched: Watched) => void;
  readonly signal?: AbortSignal;
}

/** Never throws for what nix does; standard error is in `watched`, only its newest 64 KiB in the result. */
export async function runNix(
  machine: Machine,
  argv: readonly string[],
  cwd: string,
  watcher: Watcher,
): Promise<{ readonly result: CommandResult; readonly watched: Watched }> {
  const watched = startWatching();
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
      if (!entry.text.includes('\n')) lines.push(entry);
      else for (const text of entry.text.split('\n')) lines.push({ ...entry, text });
      if (lines.length >= batch) {
        const taken = lines;
        lines = [];
        watcher.onLog?.(taken);
      }
    },
  });
  if (timer !== null) clearTimeout(timer);
  report();
  return { result, watched };
}
