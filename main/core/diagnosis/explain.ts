// From the text of a rebuild's log to its cause in plain words.
import { actionOf } from './actions.ts';
import { findCause } from './find-cause.ts';
import type { Explanation } from './kinds.ts';
import { normalise } from './normalise.ts';
import { structure } from './structure.ts';
import { english } from './words/en.ts';
import type { Sentences } from './words/sentences.ts';

/**
 * Explains a log of `nix`, `nixos-rebuild` (bash and -ng), `nh`, `home-manager` or Snowbell itself.
 * Any text is accepted; time is linear in its length. `other` is the answer where no cause is recognised.
 */
export const explain = (log: string, words: Sentences = english): Explanation => {
  const { kind, subject, evidence, places = [] } = findCause(structure(normalise(log)));
  const sentences = words[kind];
  const files = kind === 'untracked-file' && subject !== null ? [subject] : places;
  const offered = actionOf[kind];
  // without a known file there is nothing to open or to add
  const action =
    files.length === 0 && (offered === 'open-file' || offered === 'git-add') ? null : offered;
  return {
    kind,
    summary: sentences.summary(subject),
    remedy: sentences.remedy(subject),
    evidence,
    subject,
    action,
    places: files,
  };
};
