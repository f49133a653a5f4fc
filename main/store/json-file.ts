// Reads and writes one small JSON file so that it is never half-written and never silently dropped.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';

export type JsonRead<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'absent' }
  /** the file was not what it should be and now lies at `asideAt` (null: it could not be moved) */
  | { readonly kind: 'corrupt'; readonly asideAt: string | null; readonly detail: string }
  | { readonly kind: 'unreadable'; readonly detail: string };

export type WriteResult =
  | { readonly kind: 'written' }
  | { readonly kind: 'write-failed'; readonly path: string; readonly detail: string };

/** The system's word for a failed call (ENOSPC, EACCES, …), or the message where there is none. */
export function errorWord(error: unknown): string {
  if (error instanceof Error) {
    const { code } = error as NodeJS.ErrnoException;
    return code ?? error.message;
  }
  return String(error);
}

export interface JsonReadOptions {
  /** false for files that are not Snowbell's to move, such as those under /etc */
  readonly setAside: boolean;
}

export async function readJson<T>(
  path: string,
  schema: z.ZodType<T>,
  options: JsonReadOptions = { setAside: true },
): Promise<JsonRead<T>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const word = errorWord(error);
    if (word === 'ENOENT' || word === 'ENOTDIR') return { kind: 'absent' };
    return { kind: 'unreadable', detail: `${path}: ${word}` };
  }
  let detail: string;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    if (parsed.success) return { kind: 'read', value: parsed.data };
    const first = parsed.error.issues[0];
    detail = `${first?.path.join('.') ?? ''}: ${first?.message ?? 'not as expected'}`;
  } catch (error) {
    detail = error instanceof Error ? error.message : String(error);
  }
  const asideAt = options.setAside ? await setAside(path) : null;
  return { kind: 'corrupt', asideAt, detail: `${path}: ${detail}` };
}

/** A file that cannot be understood is kept for its owner under a name of its own. */
async function setAside(path: string): Promise<string | null> {
  const aside = `${path}.corrupt-${randomBytes(4).toString('hex')}`;
  try {
    await rename(path, aside);
    return aside;
  } catch {
    return null;
  }
}

export function writeJson(path: string, value: unknown): Promise<WriteResult> {
  return writeWhole(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** Temp file beside it, fsync, rename, fsync of the folder: after a power cut either old or new. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  mode = 0o600,
): Promise<WriteResult> {
  const folder = dirname(path);
  const mark = `${process.pid}-${randomBytes(6).toString('hex')}`;
  const temporary = join(folder, `.${basename(path)}.${mark}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(folder);
    return { kind: 'written' };
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return { kind: 'write-failed', path, detail: errorWord(error) };
  }
}

/** Removes what a writer that was killed left beside its file; a name says whose it is. */
export async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const writer = /^\..+\.(\d+)-[0-9a-f]{12}$/.exec(name)?.[1];
    if (writer === undefined || isAlive(Number(writer))) continue;
    await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorWord(error) !== 'ESRCH';
  }
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
