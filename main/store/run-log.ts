// A run's log on disk, one JSON line each: written in batches, read by page however long it grows.
import { appendFile, open, stat } from 'node:fs/promises';
import { LogLine } from '../../preload/contract/run.ts';
import { errorWord } from './json-file.ts';

/** A log stops growing here (bytes); the line that says so is its last. */
export const logLimit = 256 * 1024 * 1024;

export interface RunLogWriter {
  append(lines: readonly LogLine[]): void;
  /** lines written or waiting to be */
  count(): number;
  /** resolves when all that was appended is on disk; tells what could not be written */
  flush(): Promise<string | null>;
}

/** Appends in order and in batches; a full disk loses log lines, never the run. */
export function openRunLog(path: string, existing = 0): RunLogWriter {
  let waiting: string[] = [];
  let count = existing;
  let bytes = 0;
  let problem: string | null = null;
  let writing: Promise<void> | null = null;

  const drain = async () => {
    while (waiting.length > 0) {
      const batch = waiting.join('');
      waiting = [];
      try {
        await appendFile(path, batch, { mode: 0o600 });
      } catch (error) {
        problem ??= errorWord(error);
      }
    }
    writing = null;
  };

  return {
    append(lines) {
      for (const line of lines) {
        if (bytes > logLimit) return;
        const text = `${JSON.stringify(line)}\n`;
        bytes += text.length;
        waiting.push(
          bytes > logLimit
            ? `${JSON.stringify({ at: line.at, level: 'warn', text: 'The log ends here: it reached its limit.' })}\n`
            : text,
        );
        count += 1;
      }
      writing ??= drain();
    },
    count: () => count,
    async flush() {
      while (writing !== null) await writing;
      return problem;
    },
  };
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
    const size = await stat(path).then(
      (info) => info.size,
      () => 0,
    );
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
