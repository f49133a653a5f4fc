// A regular expression that is tried for no longer than a person waits, in a worker of its own.
import { type Hit, hitsOf } from './log-match.ts';
import type { RegexAnswer, RegexQuestion } from './regex-worker.ts';

/** One page of lines takes a few milliseconds; what takes this long (milliseconds) never ends. */
const patienceMs = 2_000;

export interface RegexSearch {
  /** null where it takes too long; it is never asked again then */
  hits(texts: readonly string[]): Promise<readonly Hit[] | null>;
  close(): void;
}

/** `words` must be an expression. Where a page has no workers it is tried in the page itself. */
export function openRegexSearch(words: string): RegexSearch {
  if (typeof Worker === 'undefined')
    return { hits: async (texts) => hitsOf(texts, words, true), close: () => {} };
  const worker = new Worker(new URL('./regex-worker.ts', import.meta.url), { type: 'module' });
  let over = false;
  const heard = () =>
    new Promise<RegexAnswer | undefined>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<RegexAnswer>) => resolve(data);
      worker.onerror = () => resolve(undefined);
    });
  const close = () => {
    over = true;
    worker.terminate();
  };
  // Its own start is not counted.
  const ready = heard();
  return {
    async hits(texts) {
      await ready;
      if (over) return null;
      const answer = heard();
      worker.postMessage({ texts, words } satisfies RegexQuestion);
      const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined));
      const hits = (await Promise.race([answer, late])) ?? null;
      if (hits === null) close();
      return hits;
    },
    close,
  };
}
