// Asks main for something when it is looked at, and again when asked to.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../preload/contract/api.ts';
import type { Failure } from '../../preload/contract/snapshot.ts';

export type Asked<T> =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Asking<T> {
  readonly answer: Asked<T>;
  readonly again: () => void;
}

/**
 * The answer to `ask`, read anew whenever `key` changes; null asks nothing. An older answer stays
 * until the newer one is there.
 */
export function useAsked<T>(key: string | null, ask: () => Promise<Answer<T>>): Asking<T> {
  const [held, setHeld] = useState<{ readonly key: string; readonly answer: Asked<T> } | null>(
    null,
  );
  const [round, setRound] = useState(0);
  const newest = useRef(ask);
  newest.current = ask;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again
  useEffect(() => {
    if (key === null) return;
    let gone = false;
    const take = (answer: Asked<T>) => {
      if (!gone) setHeld({ key, answer });
    };
    newest.current().then(
      (answer) =>
        take(
          answer.ok
            ? { kind: 'read', value: answer.value }
            : { kind: 'failed', failure: answer.failure },
        ),
      (error) => take({ kind: 'failed', failure: { kind: 'bug', detail: String(error) } }),
    );
    return () => {
      gone = true;
    };
  }, [key, round]);

  const again = useCallback(() => setRound((n) => n + 1), []);
  return { answer: held === null ? { kind: 'reading' } : held.answer, again };
}
