// Judges a file that has no revisions by what its server says of it each time it is looked at.

/** What a server says that changes whenever the file does; null where it does not say it. */
export interface Mark {
  readonly etag: string | null;
  /** the Last-Modified header, as it came */
  readonly modified: string | null;
  readonly length: string | null;
}

/** The last look at a file, and what is known of the locked one by now. */
export interface Sighting {
  readonly mark: Mark;
  /** what was locked then */
  readonly locked: string;
  /** the locked file's own time in Unix seconds, null where the lock has none */
  readonly lockedTime: number | null;
  /** how the locked file and the one seen relate; 'first-seen' where nobody can say */
  readonly verdict: 'first-seen' | 'current' | 'behind';
}

export interface LockedFile {
  readonly locked: string;
  readonly lockedTime: number | null;
}

/** Mirrors give one file different tags; the same time and size are then as good. Null where nothing can be told. */
export function isSameFile(a: Mark, b: Mark): boolean | null {
  if (a.etag !== null && a.etag === b.etag) return true;
  if (a.modified !== null && b.modified !== null) {
    return a.modified === b.modified && a.length === b.length;
  }
  return a.etag === null || b.etag === null ? null : false;
}

/**
 * One more look. A file that changed while the lock stayed is newer than the locked one; a lock that moved on
 * while the file stayed holds that very file. What was locked before the first look is not known, and stays so.
 */
export function look(before: Sighting | undefined, mark: Mark, now: LockedFile): Sighting {
  const unknown: Sighting = { mark, ...now, verdict: 'first-seen' };
  if (before === undefined) return unknown;
  const same = isSameFile(before.mark, mark);
  if (same === null) return unknown;
  if (before.locked === now.locked) {
    return { mark, ...now, verdict: same ? before.verdict : 'behind' };
  }
  // An older lock that somebody took out again holds an older file.
  const forward =
    before.lockedTime === null || now.lockedTime === null || now.lockedTime >= before.lockedTime;
  return same && forward && before.verdict !== 'current'
    ? { mark, ...now, verdict: 'current' }
    : unknown;
}
