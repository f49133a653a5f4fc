// `upstreams.json` in the cache: what one check leaves for the next, bounded, and worth nothing once it is damaged.
import { join } from 'node:path';
import { z } from 'zod';
import { copyOf, emptyMemory, type Memory, mergeMemory } from '../flake/upstream/memory.ts';
import { inTurn } from './in-turn.ts';
import { readJson, type WriteResult, writeJson } from './json-file.ts';

/** Of each kind the newest this many are kept; a system has tens of inputs. */
const limit = 2000;
const words = z.string().max(8192);
const time = z.number().nonnegative();
const rev = words.nullable();
const seconds = z.number().nullable();

const Answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('revision'), rev: words, lastModified: seconds }),
  z.object({ kind: z.literal('content'), changed: z.boolean(), rev, lastModified: seconds }),
]);
const Mark = z.object({
  etag: words.nullable(),
  modified: words.nullable(),
  length: words.nullable(),
});
const table = <T extends z.ZodType>(value: T) => z.array(z.tuple([words, value])).default([]);

/** Pairs in the order of age, because keys of an object may be names that it has by itself. */
const Upstreams = z.object({
  version: z.literal(1),
  commitTimes: z.record(z.string(), z.number()),
  distances: table(z.object({ ahead: z.int().nonnegative(), back: z.int().nonnegative() })),
  answers: table(z.object({ at: time, answer: Answer, locked: words.nullable() })),
  hosts: table(z.object({ failures: z.number(), reason: words, until: time, refusesUntil: time })),
  sightings: table(
    z.object({
      mark: Mark,
      locked: words,
      lockedTime: seconds,
      verdict: z.enum(['first-seen', 'current', 'behind']),
    }),
  ),
  registry: z
    .object({ at: time, text: z.string().max(4 * 1024 * 1024) })
    .nullable()
    .default(null),
});

const pathOf = (cacheDir: string) => join(cacheDir, 'upstreams.json');

/** Empty where there is none; a damaged one is set aside, since all of it can be asked for again. */
export async function readMemory(cacheDir: string): Promise<Memory> {
  const read = await readJson(pathOf(cacheDir), Upstreams);
  const value =
    read.kind === 'read' ? read.value : Upstreams.parse({ version: 1, commitTimes: {} });
  return {
    commitTimes: new Map(Object.entries(value.commitTimes)),
    distances: new Map(value.distances),
    answers: new Map(value.answers),
    hosts: new Map(value.hosts),
    sightings: new Map(value.sightings),
    registry: value.registry,
  };
}

const newest = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].slice(-limit);

/**
 * Adds to what is on disk what changed in `memory` since it was read as `before`; the rest stays as others
 * left it meanwhile. Without `before` all of `memory` is news.
 */
export function writeMemory(
  cacheDir: string,
  memory: Memory,
  before: Memory = emptyMemory(),
): Promise<WriteResult> {
  return inTurn(pathOf(cacheDir), async () => {
    const merged = mergeMemory(before, memory, await readMemory(cacheDir));
    return writeJson(pathOf(cacheDir), {
      version: 1,
      commitTimes: Object.fromEntries(newest(merged.commitTimes)),
      distances: newest(merged.distances),
      answers: newest(merged.answers),
      hosts: newest(merged.hosts),
      sightings: newest(merged.sightings),
      registry: merged.registry,
    });
  });
}

export interface OpenMemory {
  /** changed in place by whoever opened it */
  readonly memory: Memory;
  /** puts the changes on disk, beside what others put there meanwhile */
  write(): Promise<WriteResult>;
}

export async function openMemory(cacheDir: string): Promise<OpenMemory> {
  const memory = await readMemory(cacheDir);
  const before = copyOf(memory);
  return { memory, write: () => writeMemory(cacheDir, memory, before) };
}
