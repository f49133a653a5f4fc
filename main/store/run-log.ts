// A run's log on disk, one JSON line each: written in batches, read by page however long it grows.
import { appendFileSync } from 'node:fs';
import { appendFile, open, stat } from 'node:fs/promises';
import { LogLine } from '../../preload/contract/run.ts';
import { errorWord } from './json-file.ts';

/** A log stops growing here (bytes); the line that says so is its last. */
export const logLimit = 256 * 1024 * 1024;

/** More than a calm build says within one write (characters). */
const flood = 256 * 1024;

export interface RunLogWriter {
  append(lines: readonly LogLine[]): void;
  /** lines written or waiting to be */
  count(): number;
  /** resolves when all that was appended is on disk; tells what could not be written */
  flush(): Promise<string | null>;
}

/** Appends in order and in batches; a full disk loses log lines, never the run. */
export async function openRunLog(path: string, limit = logLimit): Promise<RunLogWriter> {
  await endTornLine(path);
  // A log that another user left can be neither read nor added to; the run goes on without it.
  const { total } = await readRunLog(path)
    .read(0, 1)
    .catch(() => ({ total: 0 }));
  let waiting: string[] = [];
  let count = total;
  let bytes = await sizeOf(path);
  let problem: string | null = null;
  let writing: Promise<void> | null = null;

  const drain = async () => {
    while (waiting.length > 0) {
      // One turn's lines go together, and whoever else waits gets a turn.
      await new Promise((resolve) => setImmediate(resolve));
      const batch = waiting.join('');
      waiting = [];
      try {
        // In a flood the disk sets the pace: what waited for it would be held without a bound.
        if (batch.length > flood) appendFileSync(path, batch, { mode: 0o600 });
        else await appendFile(path, batch, { mode: 0o600 });
      } catch (error) {
        problem ??= errorWord(error);
      }
    }
    writing = null;
  };

  return {
    append(lines) {
      const batch: string[] = [];
      for (const line of lines) {
        if (bytes > limit) break;
        const text = written(line);
        bytes += text.length;
        batch.push(
          bytes > limit
            ? `${JSON.stringify({ at: line.at, level: 'warn', text: 'The log ends here: it reached its limit.' })}\n`
            : text,
        );
        count += 1;
      }
      if (batch.length === 0) return;
      // Joined at once: what waits for a slow disk is then held as one text, not as all its pieces.
      waiting.push(batch.join(''));
      writing ??= drain();
    },
    count: () => count,
    async flush() {
      while (writing !== null) await writing;
      return problem;
    },
  };
}

/** The same as JSON of the whole line, several times as fast: floods come through here. */
function written({ at, level, source, text }: LogLine): string {
  const from = source === undefined ? '' : `"source":${JSON.stringify(source)},`;
  return `{"at":${at},"level":"${level}",${from}"text":${JSON.stringify(text)}}\n`;
}

/** A writer that was killed may have left half a line; the next one must not be glued to it. */
async function endTornLine(path: string): Promise<void> {
  const file = await open(path, 'r+').catch(() => null);
  if (file === null) return;
  try {
    const { size } = await file.stat();
    const { bytesRead, buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    if (bytesRead === 1 && buffer[0] !== 10) await file.write('\n', size);
  } catch {
    // a log that cannot be mended is still appended to
  } finally {
    await file.close();
  }
}

function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (info) => info.size,
    () => 0,
  );
}

const stride = 256;

export interface LogPageRead {
  readonly lines: readonly LogLine[];
  /** whole lines in the file by now */
  readonly total: number;
}

export interface RunLogReader {
  read(from: number, count: number): Promise<LogPageRead>;
}

/**
 * Remembers where every 256th line begins, so that a page costs the same at either end of the file.
 * Follows a file that grows; one that is not there yet is empty.
 */
export function readRunLog(path: string): RunLogReader {
  const offsets: number[] = [0];
  let scanned = 0;
  let total = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const scan = async () => {
    const size = await sizeOf(path);
    if (size <= scanned) return;
    const file = await open(path, 'r');
    try {
      const chunk = Buffer.allocUnsafe(1024 * 1024);
      let at = scanned;
      while (at < size) {
        const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
        if (bytesRead === 0) break;
        let position = chunk.indexOf(10);
        while (position !== -1 && position < bytesRead) {
          total += 1;
          scanned = at + position + 1;
          if (total % stride === 0) offsets.push(scanned);
          position = chunk.indexOf(10, position + 1);
        }
        at += bytesRead;
      }
    } finally {
      await file.close();
    }
  };

  const page = async (from: number, count: number): Promise<LogPageRead> => {
    await scan();
    const last = Math.min(from + count, total);
    if (from >= last) return { lines: [], total };
    const begin = offsets[Math.floor(from / stride)] ?? 0;
    const end = offsets[Math.ceil(last / stride)] ?? scanned;
    const file = await open(path, 'r');
    try {
      const bytes = Buffer.alloc(end - begin);
      await file.read(bytes, 0, bytes.length, begin);
      const skip = from % stride;
      const texts = bytes.toString('utf8').split('\n');
      return { lines: texts.slice(skip, skip + last - from).map(parseLine), total };
    } finally {
      await file.close();
    }
  };

  return {
    read(from, count) {
      const next = queue.then(() => page(from, count));
      queue = next.catch(() => undefined);
      return next;
    },
  };
}

function parseLine(text: string): LogLine {
  try {
    const parsed = LogLine.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // shown below as it is
  }
  return { at: 0, level: 'info', text };
}
