// The shape of the sentences that every language has for every kind of failure.
import type { Kind } from '../kinds.ts';

export type Said = {
  readonly summary: (subject: string | null) => string;
  readonly remedy: (subject: string | null) => string;
};

export type Sentences = Readonly<Record<Kind, Said>>;

export const say = (summary: Said['summary'], remedy: Said['remedy']): Said => ({
  summary,
  remedy,
});
