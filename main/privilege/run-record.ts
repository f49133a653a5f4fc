// Reads what the helper left of one run: its record, and the log while it grows.
import { access, type FileHandle, open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { z } from 'zod';

const Running = z.object({
  protocol: z.number(),
  state: z.literal('running'),
  step: z.enum(['checking', 'profile', 'activating', 'pruning', 'boot-menu']),
  verb: z.string(),
  storePath: z.string().nullable(),
  before: z.string().nullable(),
  previousGeneration: z.number().nullable(),
  pid: z.number(),
  start: z.number(),
  boot: z.string(),
});

const Ended = z.object({
  protocol: z.number(),
  state: z.literal('ended'),
  verb: z.string(),
  storePath: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  exit: z.number().nullable(),
  refused: z.string().nullable(),
  previousGeneration: z.number().nullable(),
  generation: z.number().nullable(),
  profileRestored: z.boolean(),
  bootMenu: z.number().nullable().default(null),
  lock: z.string().nullable(),
  endedAt: z.string(),
});

export type RunningRecord = z.infer<typeof Running>;
export type EndedRecord = z.infer<typeof Ended>;

const Stored = z.discriminatedUnion('state', [Running, Ended]);

export type HelperRecord =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'running'; readonly record: RunningRecord }
  /** it was running, and is not any more: killed, or the power went */
  | { readonly kind: 'interrupted'; readonly record: RunningRecord }
  | { readonly kind: 'ended'; readonly record: EndedRecord };

/** The record of one run; `runId` is a UUID that this program made. */
export async function readRecord(runsDir: string, runId: string): Promise<HelperRecord> {
  const first = await readStored(runsDir, runId);
  if (first.kind !== 'running') return first;
  if (await isAlive(first.record)) return first;
  // It may have ended between the two looks.
  const second = await readStored(runsDir, runId);
  return second.kind === 'running' ? { kind: 'interrupted', record: second.record } : second;
}

async function readStored(runsDir: string, runId: string): Promise<HelperRecord> {
  let text: string;
  try {
    text = await readFile(join(runsDir, `${runId}.result`), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') return { kind: 'none' };
    return { kind: 'unreadable', detail: String(error) };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { kind: 'unreadable', detail: String(error) };
  }
  const parsed = Stored.safeParse(json);
  if (!parsed.success) return { kind: 'unreadable', detail: z.prettifyError(parsed.error) };
  return parsed.data.state === 'running'
    ? { kind: 'running', record: parsed.data }
    : { kind: 'ended', record: parsed.data };
}

/** A process id alone may be somebody else's by now; with start time and boot it is not. */
async function isAlive(record: RunningRecord): Promise<boolean> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    if (boot.trim() !== record.boot) return false;
    const stat = await readFile(`/proc/${record.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] !== 'Z' && fields[19] === String(record.start);
  } catch {
    return false;
  }
}

export type FoundRecord =
  | HelperRecord
  /** the helper runs and has not written its first record */
  | { readonly kind: 'beginning' }
  /** it had begun, and ended without a record */
  | { readonly kind: 'vanished' };

/** The record of a run whose caller is gone: without one, its files and the processes tell more. */
export async function findRecord(runsDir: string, runId: string): Promise<FoundRecord> {
  const first = await readRecord(runsDir, runId);
  if (first.kind !== 'none') return first;
  const begun = await hasBegun(runsDir, runId);
  if (await isAtWork(runsDir, runId)) return { kind: 'beginning' };
  // It may have ended between the looks.
  const second = await readRecord(runsDir, runId);
  if (second.kind !== 'none') return second;
  return begun || (await hasBegun(runsDir, runId)) ? { kind: 'vanished' } : { kind: 'none' };
}

async function hasBegun(runsDir: string, runId: string): Promise<boolean> {
  const found = await Promise.allSettled(
    ['log', 'job'].map((name) => access(join(runsDir, `${runId}.${name}`))),
  );
  return found.some((one) => one.status === 'fulfilled');
}

/** Words of the helper before its run id; a person's `less LOG` or `snowbell log ID` has none of them. */
const helperWords = new Set(['--perform', 'activate', 'rollback', 'prune']);
/** A log this young (milliseconds) may have its writer, where other people's processes are hidden. */
const youngMs = 60_000;

/** pkexec does not count: its dialog is answered to nobody, and the helper then withholds. */
async function isAtWork(runsDir: string, runId: string): Promise<boolean> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const words = text.split('\0');
    if (!words.includes(runId) || !words.some((word) => helperWords.has(word))) continue;
    if (basename(words[0] ?? '') !== 'pkexec') return true;
  }
  const hidden = (await readFile('/proc/1/cmdline').catch(() => null)) === null;
  if (!hidden) return false;
  const log = await stat(join(runsDir, `${runId}.log`)).catch(() => null);
  return log !== null && Date.now() - log.mtimeMs < youngMs;
}

const maxLine = 64 * 1024;

/** A log that another process writes: each `drain` gives the whole lines that came since the last. */
export function openLog(runsDir: string, runId: string, onLine: (line: string) => void) {
  const path = join(runsDir, `${runId}.log`);
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(64 * 1024);
  let file: FileHandle | null = null;
  let position = 0;
  let rest = '';

  const take = (text: string) => {
    const parts = (rest + text).split('\n');
    rest = (parts.pop() ?? '').slice(0, maxLine);
    for (const part of parts) onLine(part.replace(/\r$/, '').slice(0, maxLine));
  };

  return {
    async drain(): Promise<void> {
      file ??= await open(path, 'r').catch(() => null);
      if (file === null) return;
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
        if (bytesRead === 0) return;
        position += bytesRead;
        take(decoder.write(buffer.subarray(0, bytesRead)));
      }
    },
    async close(): Promise<void> {
      take(decoder.end());
      if (rest !== '') onLine(rest);
      rest = '';
      await file?.close();
      file = null;
    },
  };
}
