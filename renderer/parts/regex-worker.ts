// Tries a person's regular expression on lines, beside the page: one that never ends can be ended.
import { type Hit, hitsOf } from './log-match.ts';

export interface RegexQuestion {
  readonly texts: readonly string[];
  readonly words: string;
}
/** null: it is there, and waits for questions */
export type RegexAnswer = readonly Hit[] | null;

const port = globalThis as unknown as {
  onmessage: (event: MessageEvent<RegexQuestion>) => void;
  postMessage(answer: RegexAnswer): void;
};
port.onmessage = ({ data }) => port.postMessage(hitsOf(data.texts, data.words, true));
port.postMessage(null);
