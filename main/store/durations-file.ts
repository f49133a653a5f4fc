// How long builds took on this machine, by package name without version: `durations.json`, bounded.
import { join } from 'node:path';
import { z } from 'zod';
import { median } from '../core/eta.ts';
import { splitName } from '../nix/package-diff.ts';
import { readJson, type WriteResult, writeJson } from './json-file.ts';

/** Milliseconds of the newest builds of each name, oldest first; the newest names last. */
const Durations = z.object({
  version: z.literal(1),
  builds: z.array(z.tuple([z.string(), z.array(z.number().nonnegative())])),
});

const keptNames = 4000;
const keptTimes = 5;
const longestName = 120;

export interface BuildTime {
  /** the derivation's name, with its version */
  readonly name: string;
  readonly ms: number;
}

const pathOf = (stateDir: string) => join(stateDir, 'durations.json');
const keyOf = (name: string) => splitName(name).name.slice(0, longestName);

async function read(stateDir: string): Promise<Map<string, readonly number[]>> {
  const found = await readJson(pathOf(stateDir), Durations);
  // Learned again soon: a broken one is set aside and worth no notice.
  return new Map(found.kind === 'read' ? found.value.builds : []);
}

/** Tells the usual milliseconds of a build (the median), null for what was never built here. */
export async function usualDurations(stateDir: string): Promise<(name: string) => number | null> {
  const known = await read(stateDir);
  return (name) => median(known.get(keyOf(name)) ?? []);
}

/** Adds what a run built; the names that were not built for longest go when there are too many. */
export async function learnDurations(
  stateDir: string,
  builds: readonly BuildTime[],
): Promise<WriteResult> {
  if (builds.length === 0) return { kind: 'written' };
  const known = await read(stateDir);
  for (const { name, ms } of builds) {
    const key = keyOf(name);
    const times = [...(known.get(key) ?? []), Math.round(ms)].slice(-keptTimes);
    // Deleted first, so that it moves to the end.
    known.delete(key);
    known.set(key, times);
  }
  const newest = [...known].slice(-keptNames);
  return writeJson(pathOf(stateDir), { version: 1, builds: newest });
}
