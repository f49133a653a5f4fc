// `upstreams.json` in the cache: commit times by revision, which never change once they are known.
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, type WriteResult, writeJson } from './json-file.ts';

/** Newest this many are kept; a system has tens of inputs. */
const limit = 2000;

const Upstreams = z.object({
  version: z.literal(1),
  /** Unix seconds by revision */
  commitTimes: z.record(z.string(), z.number()),
});

export async function readCommitTimes(cacheDir: string): Promise<Map<string, number>> {
  const read = await readJson(join(cacheDir, 'upstreams.json'), Upstreams);
  return new Map(read.kind === 'read' ? Object.entries(read.value.commitTimes) : []);
}

export function writeCommitTimes(
  cacheDir: string,
  times: ReadonlyMap<string, number>,
): Promise<WriteResult> {
  const newest = [...times].slice(-limit);
  const value = { version: 1, commitTimes: Object.fromEntries(newest) };
  return writeJson(join(cacheDir, 'upstreams.json'), value);
}
