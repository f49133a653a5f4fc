// What one of nix's error blocks says of the cause: read by its message, refined by what stands around it.
import { blockEvidence, placesOf, subjectOf } from './about-error.ts';
import type { Found } from './candidates.ts';
import { hintBelow, matchLine, nearbyHint } from './hints.ts';
import { speaksOfBoot } from './line-rules.ts';
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
    ? { ...found, kind: 'other', places: [] }
    : found;

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
      const subject = subjectOf('other', block, s.lines, read.subject);
      if (hint !== null) {
        return {
          ...hint,
          subject: hint.subject ?? subject,
          at: block.at,
          evidence: [...hint.evidence, ...blockEvidence(block, s.lines)],
        };
      }
      return {
        kind: read.means === 'mirrors' ? 'http-not-found' : 'other',
        subject,
        at: block.at,
        evidence: blockEvidence(block, s.lines),
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
      return { kind: 'other', subject, at: block.at, evidence };
    }
    case 'disk-full-store': {
      const boot = speaksOfBoot(block.message.join(' ')) ? 'disk-full-boot' : 'disk-full-store';
      return { kind: boot, subject: null, at: block.at, evidence: blockEvidence(block, s.lines) };
    }
    default:
      return {
        kind: read.means,
        subject: subjectOf(read.means, block, s.lines, read.subject),
        at: block.at,
        evidence: blockEvidence(block, s.lines),
        places: placesOf(block, s.lines),
      };
  }
};
