// What one of nix's error blocks is about: its subject, the files it names and the lines worth showing.
import type { Kind } from './kinds.ts';
import { flatQuotes } from './message-rules.ts';
import type { Line } from './normalise.ts';
import type { ErrorBlock } from './structure.ts';

const sourcePosition =
  /^at (?:\/nix\/store\/[a-z0-9]{32}-[^/\s]{1,120}\/|«[^»]{0,300}»\/?)?(\/?[^\s:]{1,300}):(\d{1,7})(?::\d{1,7})?/;
const inputTrace = /while (?:fetching|updating) the (?:flake )?input '([^']{1,300})'/;
const definedIn = /^- In '(?:\/nix\/store\/[a-z0-9]{32}-[^/\s]{1,120}\/)?([^']{1,300})'/;
const wantsPlace: ReadonlySet<Kind> = new Set<Kind>(['syntax-error', 'infinite-recursion']);
const wantsInput: ReadonlySet<Kind> = new Set<Kind>([
  'network-unreachable',
  'rate-limited',
  'http-not-found',
  'auth-failed',
  'nar-hash-mismatch',
  'other',
]);

/** A place in nixpkgs, or in text that nix made up itself, is nothing a person could mend. */
const ofNixpkgs = /^(?:\/?lib\/|«|\/nix\/var\/nix\/profiles\/|<nix)/;

const placeOf = (block: ErrorBlock, lines: readonly Line[]): string | null => {
  for (let i = block.end; i >= block.at; i -= 1) {
    const place = sourcePosition.exec(lines[i]?.text.trim() ?? '');
    if (place !== null && !ofNixpkgs.test(place[1] ?? '')) return `${place[1]}:${place[2]}`;
  }
  return null;
};

/** Releases before 2.4 named the place at the end of the message. */
const placeWithin = (block: ErrorBlock): string | null => {
  const place = /\bat (\/[^\s:]{1,300}):(\d{1,7}):\d{1,7}/.exec(block.message.join(' '));
  return place === null || ofNixpkgs.test(place[1] ?? '') ? null : `${place[1]}:${place[2]}`;
};

const mostPlaces = 8;
const definedFile =
  /(?:^- In|defined in|^\s*in|, in|and) '(?:\/nix\/store\/[a-z0-9]{32}-[^/\s]{1,120}\/)?([^'\s]{1,300})'/g;

/** Every file that an error names: where a value is defined, then where evaluation stood, innermost first. */
export const placesOf = (block: ErrorBlock, lines: readonly Line[]): string[] => {
  const found = new Set<string>();
  const keep = (file: string, line: string | null): void => {
    if (!ofNixpkgs.test(file) && !/^nixos\/modules\//.test(file) && found.size < mostPlaces)
      found.add(line === null ? file : `${file}:${line}`);
  };
  for (const text of block.message)
    for (const [, file = ''] of flatQuotes(text).matchAll(definedFile)) keep(file, null);
  for (let i = block.end; i >= block.at; i -= 1) {
    const place = sourcePosition.exec(lines[i]?.text.trim() ?? '');
    if (place !== null) keep(place[1] ?? '', place[2] ?? null);
  }
  return [...found];
};

export const subjectOf = (
  kind: Kind,
  block: ErrorBlock,
  lines: readonly Line[],
  named: string | null,
): string | null => {
  if (wantsPlace.has(kind)) return placeOf(block, lines) ?? placeWithin(block) ?? named;
  if (wantsInput.has(kind)) {
    let input: string | null = null;
    for (const text of block.trace) input = inputTrace.exec(flatQuotes(text))?.[1] ?? input;
    if (input !== null) return named ?? input;
  }
  if (kind === 'other' || kind === 'undefined-variable-or-attribute')
    return named ?? placeOf(block, lines);
  if (kind === 'failed-assertion' && named === null) return placeOf(block, lines);
  return named === null ? null : named.replace(/^\/nix\/store\/[a-z0-9]{32}-(.*)\.drv$/, '$1');
};

/** The lines that compare two hashes, for somebody to copy one of them. */
const hashes = /^(?:likely URL|specified|wanted|expected|got|actual):/;

export const blockEvidence = (block: ErrorBlock, lines: readonly Line[]): string[] => {
  const [first = '', second = ''] = block.message;
  const evidence = [`error: ${first}`];
  if (second !== '') evidence.push(second);
  for (const text of block.message)
    if (hashes.test(text) && evidence.length < 5 && !evidence.includes(text)) evidence.push(text);
  const origin = block.message.find((text) => definedIn.test(flatQuotes(text)));
  if (origin !== undefined && !evidence.includes(origin)) evidence.push(origin);
  const place = lines
    .slice(block.at, block.end + 1)
    .map((line) => line.text.trim())
    .reverse()
    .find((text) => {
      const found = sourcePosition.exec(text);
      return found !== null && !ofNixpkgs.test(found[1] ?? '');
    });
  if (place !== undefined) evidence.push(place);
  return evidence;
};
