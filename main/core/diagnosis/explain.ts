// From the text of a rebuild's log to its cause in plain words.
import { actionFor } from './actions.ts';
import { findCause } from './find-cause.ts';
import type { Explanation } from './kinds.ts';
import { normalise } from './normalise.ts';
import { structure } from './structure.ts';
import { english } from './words/en.ts';
import { inSentences, type Sentences } from './words/sentences.ts';

/**
 * Explains a log of `nix`, `nixos-rebuild` (bash and -ng), `nh`, `home-manager` or Snowbell itself.
 * Any text is accepted; time is linear in its length. `other` is the answer where no cause is recognised.
 */
export const explain = (log: string, words: Sentences = english): Explanation => {
  const cause = findCause(structure(normalise(log)));
  const { kind, subject, evidence, reason = null, detail = null } = cause;
  const places = kind === 'untracked-file' && subject !== null ? [subject] : (cause.places ?? []);
  return {
    kind,
    ...inSentences(words, cause),
    evidence,
    subject,
    reason,
    detail,
    action: actionFor(kind, reason, places),
    places,
  };
};
