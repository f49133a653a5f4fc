// The shape of the sentences that every language has for every kind of failure, and for reasons within a kind.
import type { Kind, Reason } from '../kinds.ts';

type Sentence = (subject: string | null, detail: string | null) => string;

export type Said = { readonly summary: Sentence; readonly remedy: Sentence };

export type Sentences = Readonly<Record<Kind | Reason, Said>>;

export const say = (summary: Sentence, remedy: Sentence): Said => ({ summary, remedy });

/** The host that a flake does not have, by the attribute it was looked for under. */
export const hostOf = (attribute: string | null): string | null => {
  const name = (attribute ?? '').replace(/^\w+Configurations\.?/, '').replace(/["'“”]/g, '');
  return name === '' ? null : name;
};

/** The subject, where the words that are quoted do not name it anyway. */
export const beside = (subject: string | null, quoted: string | null): string | null =>
  subject !== null && quoted?.includes(subject) === true ? null : subject;

type Told = {
  readonly kind: Kind;
  readonly subject: string | null;
  readonly reason?: Reason | null | undefined;
  readonly detail?: string | null | undefined;
};

export const inSentences = (
  sentences: Sentences,
  { kind, subject, reason, detail = null }: Told,
): { readonly summary: string; readonly remedy: string } => {
  const { summary, remedy } = sentences[reason ?? kind];
  return { summary: summary(subject, detail), remedy: remedy(subject, detail) };
};
