// What one check leaves for the next: answers with their age, commit times, what hosts asked for, files seen.
import type { GivenAnswer } from '../../core/freshness.ts';
import type { HostTrouble } from './back-off.ts';
import type { Sighting } from './sighting.ts';

/** Changed in place by a check; whoever asks for the check keeps it. Times are milliseconds since the epoch. */
export interface Memory {
  /** Unix seconds by revision; once known they never change */
  readonly commitTimes: Map<string, number>;
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
