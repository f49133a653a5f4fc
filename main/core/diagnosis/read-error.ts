// What one of nix's error blocks says of the cause: read by its message, refined by what stands around it.
import { blockEvidence, placesOf, subjectOf } from './about-error.ts';
import type { Found } from './candidates.ts';
import { fullDiskOfError } from './full-disk.ts';
import {
  type Ground,
  groundOfAssertion,
  groundOfError,
  groundOfHash,
  groundOfLine,
  groundOfMissing,
  groundOfRecursion,
  groundOfType,
} from './grounds.ts';
import { around, hintBelow, matchLine, nearbyHint } from './hints.ts';
import type { Kind } from './kinds.ts';
import { flatQuotes, readMessage } from './message-rules.ts';
import type { Line } from './normalise.ts';
import { refineBuilder } from './read-builder.ts';
import type { ErrorBlock, Structure } from './structure.ts';

const ofFlake = /\bflake\b|Git tree '|git\+file:|-source\//;

/** Without a flake no git decides what nix may see: the file is simply not there. */
export const outsideAnyFlake = (found: Found, lines: readonly Line[]): Found =>
  found.kind === 'untracked-file' &&
  found.subject?.startsWith('/') === true &&
  !lines.some(({ text }) => ofFlake.test(text))
    ? {
        ...found,
        kind: 'other',
        places: [],
        ...groundOfError(found.evidence.slice(0, 1).map((text) => text.replace(/^error: /, ''))),
      }
    : found;

/** What git said when it failed, in its own words: nix only repeats that it did. */
const wordOfGit = (s: Structure, block: ErrorBlock): string | null => {
  const said = around(s.lines, block.at, 12, 0)
    .concat(around(s.lines, block.end, 0, 4))
    .filter(({ text }) => /^(?:fatal|[Ss]chwerwiegend|fatale?|致命错误|remote) ?[:：]/.test(text));
  return said.at(-1)?.text.trim() ?? null;
};

/** What nix was fetching when git failed. */
const repository = (s: Structure, block: ErrorBlock): string | null => {
  for (const { text } of around(s.lines, block.at, 12, 0)) {
    const address = /\bfetching Git repository '([^']{1,300})'/.exec(flatQuotes(text))?.[1];
    if (address !== undefined) return address;
  }
  return null;
};

const groundWithin = (
  kind: Kind,
  subject: string | null,
  { lines }: Structure,
  block: ErrorBlock,
): Ground => {
  switch (kind) {
    case 'hash-mismatch-source':
      return groundOfHash(block.message);
    case 'undefined-variable-or-attribute':
      return groundOfMissing(subject, block, lines);
    case 'infinite-recursion':
      return groundOfRecursion(subject, block);
    case 'type-mismatch-option':
      return groundOfType(block.message);
    case 'failed-assertion':
      return groundOfAssertion(block.message);
    default:
      return {};
  }
};

export const readError = (s: Structure, block: ErrorBlock): Found | null => {
  const read = readMessage(block.message);
  switch (read.means) {
    case 'consequence':
      return null;
    case 'builder':
      return refineBuilder(s, block, read.subject);
    case 'git':
    case 'mirrors': {
      const hint = nearbyHint(s, block.end, 40, false) ?? hintBelow(s, block);
      const subject = subjectOf('other', block, s.lines, read.subject) ?? repository(s, block);
      if (hint !== null) {
        return {
          ...hint,
          subject: hint.subject ?? subject,
          at: block.at,
          evidence: [...hint.evidence, ...blockEvidence(block, s.lines)],
        };
      }
      const evidence = blockEvidence(block, s.lines);
      if (read.means === 'mirrors')
        return { kind: 'http-not-found', subject, at: block.at, evidence };
      const word = wordOfGit(s, block);
      return word === null
        ? { kind: 'other', subject, at: block.at, evidence, ...groundOfError(block.message) }
        : {
            kind: 'other',
            subject,
            at: block.at,
            evidence: [word, ...evidence],
            ...groundOfLine(word),
          };
    }
    case 'other': {
      const evidence = blockEvidence(block, s.lines);
      const plainly = matchLine(flatQuotes(block.message[0] ?? ''), 'fails');
      if (plainly !== null) return { ...plainly, at: block.at, evidence };
      const hint = nearbyHint(s, block.at, 12, true);
      const subject = subjectOf('other', block, s.lines, read.subject);
      if (hint !== null)
        return {
          ...hint,
          subject: hint.subject ?? subject,
          at: block.at,
          evidence: [...hint.evidence, ...evidence],
        };
      return {
        kind: 'other',
        subject,
        at: block.at,
        evidence,
        places: placesOf(block, s.lines),
        ...groundOfError(block.message),
      };
    }
    case 'disk-full-store':
      return {
        ...fullDiskOfError(block.message),
        at: block.at,
        evidence: blockEvidence(block, s.lines),
      };
    default: {
      const subject = subjectOf(read.means, block, s.lines, read.subject);
      const places = placesOf(block, s.lines);
      if (places.length === 0 && read.means === 'syntax-error' && subject !== null)
        places.push(subject);
      return {
        kind: read.means,
        subject,
        at: block.at,
        evidence: blockEvidence(block, s.lines),
        places,
        ...groundWithin(read.means, subject, s, block),
      };
    }
  }
};
