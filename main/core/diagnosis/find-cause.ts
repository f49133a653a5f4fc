// Weighs what the log's structure and lines say, and picks the one cause: root before consequence, outcome before noise.
import type { Cause, Kind } from './kinds.ts';
import {
  type LineRule,
  lineRules,
  mayEndARun,
  saysNoSpace,
  speaksOfBoot,
  worthALook,
} from './line-rules.ts';
import { flatQuotes, readMessage } from './message-rules.ts';
import { journalTime, type Line } from './normalise.ts';
import type { ErrorBlock, Structure } from './structure.ts';

type Found = {
  readonly kind: Kind;
  readonly subject: string | null;
  readonly at: number;
  readonly evidence: readonly string[];
  readonly places?: readonly string[];
};

/** Lower wins; kinds without an entry share `specific`. Root causes stand before what they bring about. */
const specific = 20;
const rank: Partial<Record<Kind, number>> = {
  'disk-full-boot': 1,
  'disk-full-store': 2,
  'out-of-memory': 3,
  'pkexec-not-setuid': 4,
  'polkit-no-agent': 5,
  'polkit-dismissed': 6,
  'polkit-denied': 7,
  'lock-held': 8,
  'switch-inhibited': 9,
  'home-manager-conflict': 10,
  'activation-script-failed': 30,
  'bootloader-failed': 31,
  'build-failed': 40,
  interrupted: 41,
  'units-failed': 50,
  other: 60,
};
const rankOf = (kind: Kind): number => rank[kind] ?? specific;

/** Kinds that speak of the activation itself: that it went on afterwards does not refute them. */
const ofActivation: ReadonlySet<Kind> = new Set<Kind>([
  'units-failed',
  'activation-script-failed',
  'home-manager-conflict',
  'lock-held',
  'disk-full-boot',
]);

const warning = /^(?:warning|Warning|WARNING|note|trace|hint|info|\[?INFO)\b/;
const unitWarning = /^warning: (?:the following (?:user )?units failed|error\(s\) occurred)/;
const staleAnswer =
  /(?:using cached version|continuing with the (?:most recent|cached) version|using (?:the )?cached)/;
const unableToDownload = /^warning: (?:error: )?unable to download '/;
/** a step that another attempt repeats */
const retried =
  /(?:retrying in|will retry|trying again|attempt \d+ (?:of|\/) ?\d+|error \(ignored\)|\(ignored\)|ignoring)/i;
const efiVariable = /(?:efi(?:bootmgr| variable|vars?\b)|[Bb]oot variable|NVRAM)/;
const fetching =
  /(?:curl|wget|fatal:|git|ssh|trying https?:|cannot download|https?:\/\/|go: |npm (?:ERR|error)|yarn|pnpm|download|fetch|cargo|pip)/i;
const terminal =
  /^(?:warning: error\(s\) occurred while switching|.{0,2000}returned non-zero exit status [1-9]|Traceback \(most recent call last\)|\/nix\/store\/.{1,900}: cannot execute|.{0,160}: (?:command|Befehl) (?:not found|nicht gefunden)|.{0,80}command not found|Error: |Error:$|\s{0,3}0: |\[ERROR\]|ERROR[: ]|✗|✘|❌|💥|⚠.{0,40}(?:fail|error)|fatal: |[A-Z]\w{2,40}(?:Error|Exception): |Oops, Nix failed|.{0,200}: (?:No such file or directory|Permission denied|Operation not permitted|cannot execute|(?:\w{1,20} \w{1,20} )?must (?:now )?be (?:run as|owned by)|invalid option|unrecognized (?:option|argument)s?)|usage: |.{0,60}(?:rebuild|build|switch|update|activation|deployment) (?:has )?(?:failed|FAILED)|.{0,60}exit(?:ed)?(?: with)?(?: status| code|: )+ ?[1-9]\d{0,2}\b|make: \*\*\*|.{1,400}: Assertion '.{0,300}' failed\.|sudo: .{1,200} must be |terminate called|.{0,160}\((?:core dumped|Speicherabzug)|.{0,80}Segmentation fault)/;
/** home-manager has already dealt with the file that it names */
const settled = /^skipping collision: |\bwill be (?:moved|skipped|backed up|overwritten)\b/;
const removal = /^(?:removing|removed|creating|updating|copying|building|linking|Activating|> )/;

const clip = (text: string): string => (text.length > 500 ? `${text.slice(0, 499)}…` : text);

const matchLine = (
  text: string,
  weight: LineRule['weight'],
): { kind: Kind; subject: string | null } | null => {
  for (const rule of lineRules) {
    if (rule.weight !== weight) continue;
    const found = rule.pattern.exec(text);
    if (found === null) continue;
    const subject = found.slice(1).find((group) => group !== undefined) ?? null;
    return { kind: rule.kind, subject };
  }
  return null;
};

const derivationName = (path: string): string =>
  path
    .replace(/^.*\//, '')
    .replace(/^[a-z0-9]{32}-/, '')
    .replace(/\.drv$/, '');

const around = (lines: readonly Line[], at: number, before: number, after: number): Line[] =>
  lines.slice(Math.max(0, at - before), at + after + 1);

const noSpaceAt = (lines: readonly Line[], at: number): Kind => {
  const here = lines[at]?.text ?? '';
  const near = around(lines, at, 25, 12)
    .filter((line) => !line.build)
    .map((line) => line.text);
  if (efiVariable.test(here)) return 'bootloader-failed';
  if (speaksOfBoot(here)) return 'disk-full-boot';
  if (/^\s{0,12}(?:error:|>)/.test(here)) return 'disk-full-store';
  if (
    near.some((text) =>
      /(?:systemd-boot|install-grub|boot ?loader|boot entries|lanzaboote|lzbt)/i.test(text),
    )
  )
    return near.some((text) => efiVariable.test(text)) ? 'bootloader-failed' : 'disk-full-boot';
  // what is written between build and activation goes to the boot partition
  const after = lines.slice(at, at + 12).map((line) => line.text);
  const switching = after.some((text) =>
    /error\(s\) occurred while switching|switch-to-configuration.{0,400}exit status/.test(text),
  );
  return switching ? 'disk-full-boot' : 'disk-full-store';
};

/** Why a builder died, from what it said last. */
const refineBuilder = (s: Structure, block: ErrorBlock, drv: string | null): Found => {
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
      return { kind: 'disk-full-store', subject: name, at: block.at, evidence: [opening, text] };
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
        subject: hint.subject ?? name,
        at: block.at,
        evidence: [opening, raw],
      };
    }
  }
  const tail = said.filter((text) => text.trim() !== '').slice(-3);
  return { kind: 'build-failed', subject: name, at: block.at, evidence: [opening, ...tail] };
};

/** The last lines of a builder's log that nix quotes below an error which is cut off here. */
const lostItsHead = (s: Structure): Found | null => {
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
const placesOf = (block: ErrorBlock, lines: readonly Line[]): string[] => {
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

const subjectOf = (
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

const blockEvidence = (block: ErrorBlock, lines: readonly Line[]): string[] => {
  const [first = '', second = ''] = block.message;
  const evidence = [`error: ${first}`];
  if (second !== '') evidence.push(second);
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

const nearbyHint = (
  s: Structure,
  at: number,
  reach: number,
  onlyFetching: boolean,
): Found | null => {
  for (let i = at; i >= Math.max(0, at - reach); i -= 1) {
    const line = s.lines[i];
    if (line === undefined || line.text === '') continue;
    const text = flatQuotes(line.text);
    if (
      onlyFetching &&
      !/^\s{0,8}(?:fatal|curl|ssh|git|remote|wget|[\w.-]{1,60}@[\w.-]{1,60}:)/i.test(text)
    )
      continue;
    if (warning.test(text) || retried.test(text)) continue;
    const hint = matchLine(text, 'hints');
    if (hint !== null) return { ...hint, at: i, evidence: [line.text.trim()] };
  }
  return null;
};

/** What git itself said, where nix has put it below its own message. */
const hintBelow = (s: Structure, block: ErrorBlock): Found | null => {
  for (let i = block.end + 1; i <= block.end + 4; i += 1) {
    const text = s.lines[i]?.text ?? '';
    if (!/^(?:fatal|remote|ssh|git@|ERROR)\b/.test(text)) continue;
    const hint = matchLine(flatQuotes(text), 'hints');
    if (hint !== null) return { ...hint, at: i, evidence: [text.trim()] };
  }
  return null;
};

const ofFlake = /\bflake\b|Git tree '|git\+file:|-source\//;

/** Without a flake no git decides what nix may see: the file is simply not there. */
const outsideAnyFlake = (found: Found, lines: readonly Line[]): Found =>
  found.kind === 'untracked-file' &&
  found.subject?.startsWith('/') === true &&
  !lines.some(({ text }) => ofFlake.test(text))
    ? { ...found, kind: 'other', places: [] }
    : found;

const readBlock = (s: Structure, block: ErrorBlock): Found | null => {
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

/** A warning that something could not be downloaded, with the body of the answer that nix prints below it. */
type Stale = { readonly at: number; readonly end: number; readonly cached: boolean };

const readStale = (lines: readonly Line[], at: number): Stale => {
  let end = at;
  for (let i = at; i < Math.min(lines.length, at + 40); i += 1) {
    const text = lines[i]?.text ?? '';
    if (i > at && /^(?:warning:|error:|evaluating |building |copying |•)/.test(text)) break;
    if (staleAnswer.test(text)) return { at, end: i, cached: true };
    if (retried.test(text)) return { at, end: i, cached: false };
    if (text !== '' && (i === at || /^[\s{}"<]|^response body/.test(text))) end = i;
  }
  return { at, end, cached: false };
};

const mostFound = 500;

type Scan = {
  readonly found: readonly Found[];
  readonly terminalAt: number;
  readonly terminalText: string;
  readonly stale: Stale | null;
  readonly grumbles: boolean;
};

const insideBlocks = (s: Structure): ((at: number) => boolean) => {
  let next = 0;
  return (at) => {
    while (next < s.errors.length && (s.errors[next]?.end ?? 0) < at) next += 1;
    const block = s.errors[next];
    return block !== undefined && block.at <= at && at <= block.end;
  };
};

/** One pass over the lines outside nix's error blocks. */
const scanLines = (s: Structure): Scan => {
  const found: Found[] = [];
  const inside = insideBlocks(s);
  let terminalAt = -1;
  let terminalText = '';
  let stale: Stale | null = null;
  let grumbles = false;
  for (let at = 0; at < s.lines.length; at += 1) {
    const line = s.lines[at];
    if (line === undefined || line.build || line.text === '') continue;
    const look = worthALook.test(line.text);
    if (!look && !mayEndARun.test(line.text)) continue;
    // errors are read as blocks, and those beyond the kept ones only repeat
    if (inside(at) || line.text.startsWith('error:')) continue;
    const text = flatQuotes(line.text);
    const unit = unitWarning.test(text);
    if (warning.test(text) && !unit) {
      if (staleAnswer.test(text) || unableToDownload.test(text)) stale = readStale(s.lines, at);
      if (
        at > s.progress.building &&
        s.progress.activating !== -1 &&
        /^warning: /.test(text) &&
        at > s.progress.firstActivating
      )
        grumbles = true;
      continue;
    }
    if (retried.test(text) || settled.test(text)) continue;
    // one line of a unit's journal, as `systemctl status` shows it
    if (journalTime.test(text)) {
      const conflict = matchLine(text, 'fails');
      if (
        conflict?.kind === 'home-manager-conflict' ||
        conflict?.kind === 'activation-script-failed'
      )
        found.push({ ...conflict, at, evidence: [line.text] });
      continue;
    }
    if (removal.test(text)) continue;
    if (/^Failed to (?:stop|unmount|reset|create|remove|set|apply)/.test(text)) grumbles = true;
    if (terminal.test(text)) {
      terminalAt = at;
      terminalText = line.text.trim();
    }
    if (!look) continue;
    if (found.length > 2 * mostFound) found.splice(0, mostFound);
    if (saysNoSpace(text)) {
      found.push({
        kind: 'disk-full-store',
        subject: null,
        at,
        evidence: [line.text.trim()],
      });
      continue;
    }
    const hit = matchLine(text, 'fails');
    if (hit !== null) found.push({ ...hit, at, evidence: [line.text.trim()] });
  }
  const placed = found.map((each) =>
    each.kind === 'disk-full-store' ? { ...each, kind: noSpaceAt(s.lines, each.at) } : each,
  );
  return { found: placed, terminalAt, terminalText, stale, grumbles };
};

const toCause = ({ kind, subject, evidence, places = [] }: Found): Cause => ({
  kind,
  subject,
  evidence: evidence.map(clip),
  places,
});

const best = (candidates: readonly Found[]): Found | null => {
  let chosen: Found | null = null;
  for (const candidate of candidates) {
    if (chosen === null || rankOf(candidate.kind) < rankOf(chosen.kind)) chosen = candidate;
  }
  return chosen;
};

/** nixos-rebuild's word for a switch that reported errors; most often a unit did not start */
const switchFailed = /^warning: error\(s\) occurred while switching to the new configuration/;
/** a cache that promised an output and did not deliver it; nix names no other cause */
const unsubstituted = /^some substitutes for the outputs of derivation /;
const familiar =
  /^(?:warning: |evaluating |building |these \d+ |this (?:path|derivation) will|copying |activating |• |updating|unpacking |> |Calculating |<<<|>>>|\[[ACDRU].?\]|No version or selection|Version changes|setting up|trace: |evaluation warning|Activating |Starting Home Manager|Cleaning up|Creating |reloading|restarting|stopping|starting|would |Checking|Closure size|SIZE|DIFF|unit|result|\/nix\/store\/)/;

const builderGaveUp =
  /^(?:make(?:\[\d{1,3}\])?: \*\*\* .{1,400} Error \d|ninja: build stopped|FAILED: |\/nix\/store\/[^\s:]{1,200}-stdenv-\w{1,20}\/setup: line \d|error: could not compile )/;

/** The log of one build alone, as `nix log` shows it: no nix around it, and a build tool that gave up at its end. */
const soundsLikeABuilder = (lines: readonly Line[]): boolean =>
  around(lines, lines.length - 1, 30, 0).some(({ text }) => builderGaveUp.test(text));

const unitHeading = /^\s{0,4}[●×] ([\w@\\.-]{1,120}\.(?:service|socket|mount|timer|path|target))\b/;
/** A rebuild that systemd runs is no unit of the new system. */
const rebuildUnit = /^nixos-(?:rebuild|upgrade)/;

/** A unit whose status stands in the log as failed, where nothing else tells of a failure. */
const failedUnitShown = (lines: readonly Line[]): Found | null => {
  for (let at = 0; at < lines.length; at += 1) {
    const unit = unitHeading.exec(lines[at]?.text ?? '')?.[1];
    if (unit === undefined || rebuildUnit.test(unit)) continue;
    const status = lines.slice(at + 1, at + 8).find(({ text }) => /^\s*Active: /.test(text));
    if (status !== undefined && /^\s*Active: failed\b/.test(status.text)) {
      const evidence = [(lines[at]?.text ?? '').trim(), status.text.trim()];
      return { kind: 'units-failed', subject: unit, at, evidence };
    }
  }
  return null;
};

/** What came of the run and why. Pure; linear in the number of lines. */
export const findCause = (s: Structure): Cause => {
  const { progress, lines } = s;
  const scan = scanLines(s);

  const lastStart = progress.runStarts[progress.runStarts.length - 1] ?? -1;
  const stillStands = (at: number): boolean => at > progress.done && at > progress.activating;

  const blocks: Found[] = [];
  for (const block of s.errors) {
    if (block.at < progress.done) continue;
    const read = readBlock(s, block);
    if (read === null) continue;
    if (!stillStands(block.at) && !ofActivation.has(read.kind)) continue;
    // a program that an activation calls may print "error:" and yet all goes on
    const afterSwitch = progress.activating !== -1 && lastStart < progress.activating;
    if (read.kind === 'other' && afterSwitch && scan.terminalAt < block.at) continue;
    // neither does an unknown "error:" count when nix went on building
    if (
      read.kind === 'other' &&
      block.at < progress.building &&
      block.message.length < 3 &&
      scan.terminalAt < block.at &&
      /^[^']{0,60}$/.test(block.message[0] ?? '')
    )
      continue;
    blocks.push(read);
  }
  const recent = blocks.filter((found) => found.at > lastStart);
  const told = recent.length > 0 ? recent : blocks;

  const said = scan.found.filter(
    (found) =>
      found.at > progress.done && (ofActivation.has(found.kind) || found.at > progress.activating),
  );
  const likeliest = best([...told, ...said].sort((a, b) => a.at - b.at));
  const chosen = likeliest === null ? null : outsideAnyFlake(likeliest, lines);
  if (chosen !== null && chosen.kind !== 'other') return toCause(chosen);

  const shown = chosen === null && progress.done === -1 ? failedUnitShown(lines) : null;
  if (shown !== null) return toCause(shown);

  const failedAt = scan.terminalAt > progress.done ? scan.terminalAt : -1;
  const consequences = s.errors.some(
    (block) => stillStands(block.at) && readMessage(block.message).means === 'consequence',
  );
  if (chosen === null && (failedAt !== -1 || consequences)) {
    if (progress.activating !== -1 && failedAt > progress.firstActivating) {
      if (/exit status [24]\b|error\(s\) occurred/.test(scan.terminalText))
        return {
          kind: /status 2\b/.test(scan.terminalText) ? 'activation-script-failed' : 'units-failed',
          subject: null,
          evidence: [clip(scan.terminalText)],
        };
    }
    if (progress.activating === -1 || /exit status [1-9]|^Error: /.test(scan.terminalText)) {
      const hint = nearbyHint(s, lines.length - 1, 400, false);
      if (hint !== null) return toCause(hint);
      if (consequences) {
        const block = s.errors.find((each) => readMessage(each.message).means === 'consequence');
        const missed = s.errors.find((each) => unsubstituted.test(each.message.join(' ')));
        if (missed !== undefined)
          return {
            kind: 'network-unreachable',
            subject: null,
            evidence: blockEvidence(missed, lines),
          };
        return {
          kind: 'build-failed',
          subject: null,
          evidence: block === undefined ? [] : blockEvidence(block, lines),
        };
      }
      if (lines.some(({ text }) => switchFailed.test(text)))
        return { kind: 'units-failed', subject: null, evidence: [clip(scan.terminalText)] };
      return {
        kind: soundsLikeABuilder(lines) ? 'build-failed' : 'other',
        subject: null,
        evidence: [clip(scan.terminalText)],
      };
    }
  }
  if (chosen !== null) return toCause(chosen);

  const tail = lostItsHead(s);
  if (tail !== null) return toCause(tail);

  const went = progress.activating !== -1 || progress.done !== -1 || progress.building !== -1;
  const { stale } = scan;
  // a download that is given up leaves its warning as the last word; one that succeeds does not
  const gaveUp =
    stale !== null &&
    (stale.cached ||
      lines.slice(stale.end + 1).every(({ text }) => /^(?:$|\s|warning|rc=)/.test(text)));
  if (!went && stale !== null && gaveUp) {
    const said = lines.slice(stale.at, stale.end + 1).map(({ text }) => text.trim());
    const read = readMessage([
      (said[0] ?? '').replace(/^warning: (?:error: )?/, ''),
      ...said.slice(1),
    ]);
    const known =
      read.means === 'rate-limited' ||
      read.means === 'http-not-found' ||
      read.means === 'auth-failed';
    return {
      kind: known ? read.means : 'network-unreachable',
      subject: read.subject,
      evidence: said.filter((text) => text !== '').map(clip),
    };
  }
  const ok =
    went ||
    s.evaluationWarnings.length > 0 ||
    lines.some((line) => line.build || familiar.test(line.text));
  if (!ok) {
    const hint = nearbyHint(s, lines.length - 1, 400, false);
    if (hint !== null) return toCause(hint);
    const last = lines.findLast((line) => line.text.trim() !== '');
    return { kind: 'other', subject: null, evidence: last === undefined ? [] : [clip(last.text)] };
  }
  if (s.evaluationWarnings.length > 0 && !scan.grumbles) {
    const evidence = s.evaluationWarnings.slice(0, 5).map((at) => clip(lines[at]?.text ?? ''));
    return { kind: 'evaluation-warning-only', subject: null, evidence };
  }
  const sign = lines[progress.done] ?? lines[progress.activating] ?? lines[progress.building];
  return { kind: 'success', subject: null, evidence: sign === undefined ? [] : [clip(sign.text)] };
};
