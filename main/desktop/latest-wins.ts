// Calls a function at most so often with the newest value: nothing ticks while nothing changes.

export interface LatestWins<T> {
  offer(value: T): void;
  /** forgets what waits */
  stop(): void;
}

/** The first value goes at once, then at most one each `everyMs`, the last one always. */
export function latestWins<T>(everyMs: number, deliver: (value: T) => void): LatestWins<T> {
  let waiting: { readonly value: T } | null = null;
  let timer: NodeJS.Timeout | null = null;
  const next = () => {
    timer = null;
    if (waiting === null) return;
    const { value } = waiting;
    waiting = null;
    timer = setTimeout(next, everyMs);
    deliver(value);
  };
  return {
    offer(value) {
      waiting = { value };
      if (timer === null) next();
    },
    stop() {
      waiting = null;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
