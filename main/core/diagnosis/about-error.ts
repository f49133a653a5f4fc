// What one of nix's error blocks is about: its subject, the files it names and the lines worth showing.
import type { Kind } from './kinds.ts';
import { flatQuotes } from './message-rules.ts';
import type { Line } from './normalise.ts';
import type { ErrorBlock } from './structure.ts';

const sourcePosition =
  /^at (\/nix\/store\/[a-z0-9]{32}-[^/\s]{1,120}\/|«[^»]{0,300}»\/?)?(\/?[^\s:]{1,300}):(\d{1,7})(?::\d{1,7})?/;
const inputTrace = /while (?:fetching|updating) the (flake )?input '([^']{1,300})'/;
const definedIn = /^- In '(?:\/nix\/store\/[a-z0-9]{32}-[^/\s]{1,120}\/)?([^']{1,300})'/;
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
/** Files by which a folder in the store is known as nixpkgs or home-manager, whatever else a trace names of it. */
const foreignFile =
  /(\/nix\/store\/[a-z0-9]{32}-[^/\s]{1,120}\/|«[^»]{1,300}»\/?)(?:lib\/(?:attrsets|customisation|fixed-points|lists|modules|options|strings|trivial|types)\.nix|pkgs\/(?:top-level|stdenv|build-support|by-name|development)\/|nixos\/lib\/|modules\/(?:lib\/|home-environment\.nix|files\.nix)|nixos\/common\.nix)/;

const notAFolder = /^«(?:nix|none|string|stdin)|[/:]nixpkgs[/?»]/i;

const foreignFolders = (block: ErrorBlock, lines: readonly Line[]): ReadonlySet<string> => {
  const folders = new Set<string>();
  for (let i = block.at; i <= block.end; i += 1) {
    const folder = foreignFile.exec(lines[i]?.text ?? '')?.[1];
    if (folder !== undefined) folders.add(folder);
  }
  return folders;
};

type Place = { readonly file: string; readonly line: string; readonly text: string };

/** Where evaluation stood, innermost first, as far as it may be the person's own. */
const ownPlaces = (block: ErrorBlock, lines: readonly Line[]): Place[] => {
  const foreign = foreignFolders(block, lines);
  const places: Place[] = [];
  for (let i = block.end; i >= block.at; i -= 1) {
    const text = lines[i]?.text.trim() ?? '';
    const [, folder, file = '', line = ''] = sourcePosition.exec(text) ?? [];
    if (file === '' || ofNixpkgs.test(file)) continue;
    if (folder === undefined || !(foreign.has(folder) || notAFolder.test(folder)))
      places.push({ file, line, text });
  }
  return places;
};

const placeOf = (block: ErrorBlock, lines: readonly Line[]): string | null => {
  const [place] = ownPlaces(block, lines);
  return place === undefined ? null : `${place.file}:${place.line}`;
};

/** The parser knows best where it stood, whosever file it is. */
const whereParserStood = (block: ErrorBlock, lines: readonly Line[]): string | null => {
  for (let i = block.end; i >= block.at; i -= 1) {
    const [, , file = '', line = ''] = sourcePosition.exec(lines[i]?.text.trim() ?? '') ?? [];
    if (file !== '' && !ofNixpkgs.test(file)) return `${file}:${line}`;
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
  for (const { file, line } of ownPlaces(block, lines)) keep(file, line);
  return [...found];
};

/** The input that was fetched, by its name in flake.nix where nix gives it. */
const inputOf = (block: ErrorBlock): string | null => {
  let named: string | null = null;
  let address: string | null = null;
  for (const text of block.trace) {
    const [, flake, input = null] = inputTrace.exec(flatQuotes(text)) ?? [];
    if (input === null) continue;
    if (flake === undefined) address = input;
    else named = input;
  }
  return named ?? address;
};

/** The option, or the argument of a module, that a failed evaluation had to do with. */
export const moduleArgument = (block: ErrorBlock): string | null => {
  for (const text of block.trace) {
    const name = /while evaluating the module argument '([^']{1,100})'/.exec(flatQuotes(text))?.[1];
    if (name !== undefined) return name;
  }
  return null;
};

const firstQuoted = (block: ErrorBlock): string | null =>
  /^(?!program )(?:.*?[\s(])??'([^'\s]{1,200})'/.exec(flatQuotes(block.message[0] ?? ''))?.[1] ??
  null;

const storeName = /^\/nix\/store\/[a-z0-9]{32}-([^/]{1,200}?)(?:\.drv)?$/;

export const subjectOf = (
  kind: Kind,
  block: ErrorBlock,
  lines: readonly Line[],
  named: string | null,
): string | null => {
  const input = wantsInput.has(kind) ? inputOf(block) : null;
  if (input !== null) return input;
  switch (kind) {
    case 'syntax-error':
      return whereParserStood(block, lines) ?? placeWithin(block) ?? named;
    case 'infinite-recursion':
      return placeOf(block, lines) ?? placeWithin(block) ?? moduleArgument(block) ?? named;
    case 'undefined-variable-or-attribute':
      return named ?? placeOf(block, lines);
    case 'other':
      return named ?? placeOf(block, lines) ?? firstQuoted(block)?.replace(storeName, '$1') ?? null;
    case 'failed-assertion':
      return named ?? placeOf(block, lines);
    default:
      return named === null ? null : named.replace(storeName, '$1');
  }
};

/** Where a name is used that does not exist. */
export const usedAt = (block: ErrorBlock, lines: readonly Line[]): string | null =>
  placeOf(block, lines) ?? placeWithin(block);

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
  const alike = block.message.find((text) => /^Did you mean /.test(text));
  if (alike !== undefined && !evidence.includes(alike)) evidence.push(alike);
  const [place] = ownPlaces(block, lines);
  if (place !== undefined) evidence.push(place.text);
  return evidence;
};
