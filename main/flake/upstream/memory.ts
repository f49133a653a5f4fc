// What one check leaves for the next: answers with their age, commit times and counts, what hosts asked for, files seen.
import type { CommitsBetween } from '../../../preload/contract/details.ts';
import type { GivenAnswer } from '../../core/freshness.ts';
import type { HostTrouble } from './back-off.ts';
import type { Sighting } from './sighting.ts';

/** Changed in place by a check; whoever asks for the check keeps it. Times are milliseconds since the epoch. */
export interface Memory {
  /** Unix seconds by revision; once known they never change */
  readonly commitTimes: Map<string, number>;
  /** what lies between two revisions, by place and both; once known it never changes */
  readonly distances: Map<string, CommitsBetween>;
  /** the last good answer by question */
  readonly answers: Map<string, GivenAnswer>;
  readonly hosts: Map<string, HostTrouble>;
  /** files without revisions, by address */
  readonly sightings: Map<string, Sighting>;
  registry: { readonly at: number; readonly text: string } | null;
}

export function emptyMemory(): Memory {
  return {
    commitTimes: new Map(),
    distances: new Map(),
    answers: new Map(),
    hosts: new Map(),
    sightings: new Map(),
    registry: null,
  };
}

/** Sets an entry and makes it the newest, so that what is bounded drops the oldest. */
export function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
}

/** The same values in tables of its own, to tell later what has changed. */
export function copyOf(memory: Memory): Memory {
  return {
    commitTimes: new Map(memory.commitTimes),
    distances: new Map(memory.distances),
    answers: new Map(memory.answers),
    hosts: new Map(memory.hosts),
    sightings: new Map(memory.sightings),
    registry: memory.registry,
  };
}

type Table<T> = ReadonlyMap<string, T>;

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** `newer` says whether the other side's value is the one to keep where both changed it. */
function mergeTable<T>(
  before: Table<T>,
  mine: Table<T>,
  theirs: Table<T>,
  newer: (theirs: T, mine: T) => boolean = () => false,
): Map<string, T> {
  const merged = new Map(theirs);
  for (const [key, was] of before) {
    if (!mine.has(key) && isSame(theirs.get(key), was)) merged.delete(key);
  }
  for (const [key, value] of mine) {
    const was = before.get(key);
    if (isSame(value, was)) continue;
    const other = theirs.get(key);
    const both = other !== undefined && !isSame(other, was);
    if (!both || !newer(other, value)) remember(merged, key, value);
  }
  return merged;
}

/** What `mine` changed since `before`, put into `theirs`: two checks at once lose nothing of each other's. */
export function mergeMemory(before: Memory, mine: Memory, theirs: Memory): Memory {
  const ownCopy = mine.registry !== null && mine.registry.at >= (theirs.registry?.at ?? 0);
  return {
    commitTimes: mergeTable(before.commitTimes, mine.commitTimes, theirs.commitTimes),
    distances: mergeTable(before.distances, mine.distances, theirs.distances),
    answers: mergeTable(before.answers, mine.answers, theirs.answers, (a, b) => a.at > b.at),
    // A host's own wish to be left alone outlives a check that did not hear it.
    hosts: mergeTable(
      before.hosts,
      mine.hosts,
      theirs.hosts,
      (a, b) => a.refusesUntil > b.refusesUntil,
    ),
    sightings: mergeTable(before.sightings, mine.sightings, theirs.sightings),
    registry: ownCopy ? mine.registry : theirs.registry,
  };
}
