// A run's log as plain text beside the original, for editors and for people who send it to others.
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { LogLine } from '../../preload/contract/run.ts';
import { runFolder } from './run-file.ts';

/** Writes `log.txt` in the run's folder and returns its path. */
export async function writeReadableLog(stateDir: string, id: string): Promise<string> {
  const { folder, log } = runFolder(stateDir, id);
  const path = join(folder, 'log.txt');
  await pipeline(readableLines(log), createWriteStream(path, { mode: 0o600 }));
  return path;
}

/** The log's lines as text, each with its end; an absent log has none. */
export async function* readableLines(log: string): AsyncGenerator<string> {
  const lines = createInterface({
    input: createReadStream(log),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const text of lines) yield `${readable(text)}\n`;
}

function readable(text: string): string {
  try {
    const parsed = LogLine.safeParse(JSON.parse(text));
    if (parsed.success) return logLineText(parsed.data);
  } catch {
    // shown as it is
  }
  return text;
}

/** `14:03:09 linux> CC drivers/…`, times in the local zone. */
export function logLineText(line: LogLine): string {
  const time = new Date(line.at).toTimeString().slice(0, 8);
  const source = line.source === undefined ? '' : `${line.source}> `;
  return `${time} ${source}${line.text}`;
}
