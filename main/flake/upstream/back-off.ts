// How long a host that fails is left alone: longer each time, as long as it asks for, and not all at the same moment.

/** What went wrong with a host; times are milliseconds since the epoch. */
export interface HostTrouble {
  /** checks in a row in which it gave no answer at all */
  readonly failures: number;
  /** the last reason's word */
  readonly reason: string;
  /** when we mean to ask again */
  readonly until: number;
  /** before this the host itself does not want to be asked; 0 where it did not say */
  readonly refusesUntil: number;
}

const firstPauseMs = 2 * 60_000;
const longestPauseMs = 6 * 3_600_000;
/** A host that asks for more is not believed. */
const longestRefusalMs = 24 * 3_600_000;

/** Faults of the host, not of the question asked or of the network here. */
export function isHostsFault(reason: string): boolean {
  return /^(?:timeout|refused|connection-lost|rate-limited|http-5\d\d)$/.test(reason);
}

/** `random` is from 0 up to 1; `retryAfterMs` is what the host asked for, null where it did not. */
export function nextTrouble(
  before: HostTrouble | null,
  failed: { readonly reason: string; readonly retryAfterMs: number | null },
  now: number,
  random: number,
): HostTrouble {
  const failures = (before?.failures ?? 0) + 1;
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 20));
  const asked = Math.min(longestRefusalMs, Math.max(0, failed.retryAfterMs ?? 0));
  return {
    failures,
    reason: failed.reason,
    until: now + Math.max(asked, Math.round(pause * (0.75 + random / 2))),
    refusesUntil: failed.reason === 'rate-limited' && asked > 0 ? now + asked : 0,
  };
}

/** Whether a host may be asked now. A person who wants to know goes past our own pause, never past the host's. */
export function mayAsk(trouble: HostTrouble | undefined, now: number, byHand: boolean): boolean {
  if (trouble === undefined) return true;
  // A clock that was set back must not lock a host out for years.
  const holds = (until: number) => now < until && until - now <= longestRefusalMs;
  return !holds(byHand ? trouble.refusesUntil : trouble.until);
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Milliseconds that a reply asks us to wait: `Retry-After` as seconds or a date, else GitHub's own header. */
export function retryAfterOf(headers: Headers, now: number): number | null {
  const text = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const after = text('retry-after');
  if (/^\d{1,9}$/.test(after)) return Number(after) * 1000;
  const date = after === '' ? Number.NaN : Date.parse(after);
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  const reset = text('x-ratelimit-reset');
  if (text('x-ratelimit-remaining') === '0' && /^\d{1,12}$/.test(reset)) {
    return Math.max(0, Number(reset) * 1000 - now);
  }
  return null;
}
