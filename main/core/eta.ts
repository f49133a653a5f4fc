// How long a build is likely to go on, from how long the same packages took before; null where that is a guess.

export interface OpenWork {
  /** builds that are going on, and for how long (milliseconds) */
  readonly running: readonly { readonly name: string; readonly forMs: number }[];
  /** names of builds that have not begun */
  readonly waiting: readonly string[];
  /** how many builds go on at once */
  readonly lanes: number;
  /** bytes still to be downloaded, and how many come in a second; null: not known yet */
  readonly download: { readonly left: number; readonly perSecond: number | null };
}

/** At least this share of what is left must have been built here before. */
const ground = 0.75;
/** A build that takes longer than ever goes on for this share of its time. */
const overtime = 0.1;
/** Beyond so many times its usual length a build says nothing any more. */
const hopeless = 5;

/** Milliseconds; `typical` tells how long a build of that name takes, null where it was never seen. */
export function remaining(work: OpenWork, typical: (name: string) => number | null): number | null {
  const builds = buildTime(work, typical);
  const download = downloadTime(work);
  if (builds === null || download === null) return null;
  // nix downloads and builds side by side.
  const most = Math.max(builds, download);
  return most === 0 ? null : Math.round(most);
}

function downloadTime({ download }: OpenWork): number | null {
  if (download.left <= 0) return 0;
  if (download.perSecond === null || download.perSecond <= 0) return null;
  return (download.left / download.perSecond) * 1000;
}

function buildTime(
  { running, waiting, lanes }: OpenWork,
  typical: (name: string) => number | null,
): number | null {
  const open = running.length + waiting.length;
  if (open === 0) return 0;
  const begun = running.map(({ name, forMs }) => ({ usual: typical(name), forMs }));
  const ahead = waiting.map((name) => ({ usual: typical(name), forMs: 0 }));
  const known = [...begun, ...ahead].flatMap(({ usual }) => (usual === null ? [] : [usual]));
  if (known.length < open * ground) return null;
  if (
    begun.some(({ usual, forMs }) => usual !== null && forMs > 60_000 && forMs > hopeless * usual)
  ) {
    return null;
  }
  const otherwise = median(known) ?? 0;
  let sum = 0;
  let longest = 0;
  for (const { usual, forMs } of [...begun, ...ahead]) {
    const left = Math.max((usual ?? otherwise) - forMs, forMs * overtime);
    sum += left;
    longest = Math.max(longest, left);
  }
  return Math.max(longest, sum / Math.max(1, lanes));
}

/** The middle one, or the mean of the two in the middle; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
