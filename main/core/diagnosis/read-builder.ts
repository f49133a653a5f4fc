// Why a builder died, from what it said last: most often its own fault, at times the disk's, the memory's or the network's.
import type { Found } from './candidates.ts';
import { fullDiskOfBuilder } from './full-disk.ts';
import { around, matchLine, retried, warning } from './hints.ts';
import type { Kind } from './kinds.ts';
import { saysNoSpace } from './line-rules.ts';
import { flatQuotes } from './message-rules.ts';
import type { Line } from './normalise.ts';
import type { ErrorBlock, Structure } from './structure.ts';

const fetching =
  /(?:curl|wget|fatal:|git|ssh|trying https?:|cannot download|https?:\/\/|go: |npm (?:ERR|error)|yarn|pnpm|download|fetch|cargo|pip)/i;

const fetched: ReadonlySet<Kind> = new Set<Kind>([
  'http-not-found',
  'network-unreachable',
  'rate-limited',
  'auth-failed',
]);

/** What a fetcher was fetching: `source` is the name of half of them. */
const addressOf = (said: readonly string[]): string | null => {
  for (const text of said) {
    const address = /\btrying (https?:\S{1,300})/.exec(text)?.[1];
    if (address !== undefined) return address;
  }
  return null;
};

const derivationName = (path: string): string =>
  path
    .replace(/^.*\//, '')
    .replace(/^[a-z0-9]{32}-/, '')
    .replace(/\.drv$/, '');

/** Why a builder died, from what it said last. */
export const refineBuilder = (s: Structure, block: ErrorBlock, drv: string | null): Found => {
  const name = drv === null ? null : derivationName(drv);
  const said: string[] = [...block.builderLines];
  for (const line of around(s.lines, block.at, 250, 0)) {
    if (line.build && line.from !== null && name?.startsWith(line.from)) said.push(line.text);
    else if (block.builderLines.length === 0 && line.build && line.from === null)
      said.push(line.text);
  }
  if (said.length === 0) {
    for (const line of around(s.lines, block.at, 40, 0)) if (!line.build) said.push(line.text);
  }
  // notes that nix adds below a failed build
  for (const line of around(s.lines, block.end, 0, 3)) {
    if (/^\s*note: /.test(line.text)) said.push(line.text);
  }
  const opening = `error: ${block.message.slice(0, 2).join(' ')}`;
  for (const text of said) {
    if (saysNoSpace(text) || /caused by lack of free disk space/.test(text)) {
      return { ...fullDiskOfBuilder(text, name), at: block.at, evidence: [opening, text] };
    }
  }
  for (const raw of said) {
    const text = flatQuotes(raw);
    if (warning.test(text.trim()) || retried.test(text)) continue;
    const hint = matchLine(text, 'hints');
    if (hint === null) continue;
    const fetches =
      fetching.test(text) ||
      (name !== null && /(?:source|\.tar|\.zip|-vendor|-deps|fetch|\.patch)/.test(name));
    if (hint.kind === 'out-of-memory' || hint.kind === 'hash-mismatch-source' || fetches) {
      return {
        kind: hint.kind,
        subject: hint.subject ?? (fetched.has(hint.kind) ? addressOf(said) : null) ?? name,
        at: block.at,
        evidence: [opening, raw],
      };
    }
  }
  const tail = said.filter((text) => text.trim() !== '').slice(-3);
  return { kind: 'build-failed', subject: name, at: block.at, evidence: [opening, ...tail] };
};

/** The last lines of a builder's log that nix quotes below an error which is cut off here. */
export const lostItsHead = (s: Structure): Found | null => {
  const { progress, lines } = s;
  if (s.errors.length > 0) return null;
  const end = lines.findLastIndex((line) => line.build && line.from === null && line.text !== '');
  if (end === -1 || end < Math.max(progress.activating, progress.done, progress.building))
    return null;
  const quoted = lines.filter((line) => line.build && line.from === null).map(({ text }) => text);
  const footer = lines
    .slice(end + 1, end + 4)
    .map((line) => /nix(?:-store -l| log) (\/nix\/store\/\S{1,300}?\.drv)/.exec(line.text)?.[1])
    .find((path) => path !== undefined);
  const block: ErrorBlock = {
    at: end,
    end,
    message: [],
    trace: [],
    builderLines: quoted.slice(-60),
  };
  const found = refineBuilder(s, block, footer ?? null);
  return { ...found, evidence: found.evidence.slice(1) };
};

const builderGaveUp =
  /^(?:make(?:\[\d{1,3}\])?: \*\*\* .{1,400} Error \d|ninja: build stopped|FAILED: |\/nix\/store\/[^\s:]{1,200}-stdenv-\w{1,20}\/setup: line \d|error: could not compile )/;

/** The log of one build alone, as `nix log` shows it: no nix around it, and a build tool that gave up at its end. */
export const soundsLikeABuilder = (lines: readonly Line[]): boolean =>
  around(lines, lines.length - 1, 30, 0).some(({ text }) => builderGaveUp.test(text));
