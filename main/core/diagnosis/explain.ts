// From the text of a rebuild's log to its cause in plain words.
import { findCause } from './find-cause.ts';
import type { Explanation } from './kinds.ts';
import { normalise } from './normalise.ts';
import { structure } from './structure.ts';
import { english, type Sentences } from './words.ts';

/**
 * Explains a log of `nix`, `nixos-rebuild` (bash and -ng), `nh`, `home-manager` or Snowbell itself.
 * Any text is accepted; time is linear in its length. `other` is the answer where no cause is recognised.
 */
export const explain = (
  log: string,
  words: Readonly<Record<Explanation['kind'], Sentences>> = english,
): Explanation => {
  const { kind, subject, evidence } = findCause(structure(normalise(log)));
  const sentences = words[kind];
  // without a known file there is nothing to open or to add
  const action =
    subject === null && (sentences.action === 'open-file' || sentences.action === 'git-add')
      ? null
      : sentences.action;
  return {
    kind,
    summary: sentences.summary(subject),
    remedy: sentences.remedy(subject),
    evidence,
    subject,
    action,
  };
};
