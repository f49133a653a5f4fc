// What the lines outside nix's error blocks say: activation, boot loader, passwords, git, and programs that end in failure.
import type { Found } from './candidates.ts';
import { otherUnits } from './failed-units.ts';
import { fullDiskAt } from './full-disk.ts';
import { matchLine, retried, warning } from './hints.ts';
import { mayEndARun, saysNoSpace, worthALook } from './line-rules.ts';
import { flatQuotes } from './message-rules.ts';
import { journalTime, type Line } from './normalise.ts';
import type { Structure } from './structure.ts';

const unitWarning = /^warning: (?:the following (?:user )?units failed|error\(s\) occurred)/;
const staleAnswer =
  /(?:using cached version|continuing with the (?:most recent|cached) version|using (?:the )?cached)/;
const unableToDownload = /^warning: (?:error: )?unable to download '/;
const terminal =
  /^(?:warning: error\(s\) occurred while switching|.{0,2000}returned non-zero exit status [1-9]|Traceback \(most recent call last\)|\/nix\/store\/.{1,900}: cannot execute|.{0,160}: (?:command|Befehl) (?:not found|nicht gefunden)|.{0,80}command not found|Error: |Error:$|\s{0,3}0: |\[ERROR\]|ERROR[: ]|✗|✘|❌|💥|⚠.{0,40}(?:fail|error)|fatal: |[A-Z]\w{2,40}(?:Error|Exception): |Oops, Nix failed|.{0,200}: (?:No such file or directory|Permission denied|Operation not permitted|cannot execute|(?:\w{1,20} \w{1,20} )?must (?:now )?be (?:run as|owned by)|invalid option|unrecognized (?:option|argument)s?)|usage: |.{0,60}(?:rebuild|build|switch|update|activation|deployment) (?:has )?(?:failed|FAILED)|.{0,60}exit(?:ed)?(?: with)?(?: status| code|: )+ ?[1-9]\d{0,2}\b|make: \*\*\*|.{1,400}: Assertion '.{0,300}' failed\.|sudo: (?!unable to resolve host|setrlimit|.{0,80}try again).|terminate called|.{0,160}\((?:core dumped|Speicherabzug)|.{0,80}Segmentation fault)/;
/** home-manager has already dealt with the file that it names */
const settled = /^skipping collision: |\bwill be (?:moved|skipped|backed up|overwritten)\b/;
const removal = /^(?:removing|removed|creating|updating|copying|building|linking|Activating|> )/;

/** A warning that something could not be downloaded, with the body of the answer that nix prints below it. */
export type Stale = { readonly at: number; readonly end: number; readonly cached: boolean };

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

export type Scan = {
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
export const scanLines = (s: Structure): Scan => {
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
    // home-manager's script would have stopped there
    const outlived = at < s.progress.homeStep;
    if (!outlived && terminal.test(text)) {
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
    if (outlived && hit?.kind === 'activation-script-failed') continue;
    if (hit !== null)
      found.push({ ...hit, detail: otherUnits(text), at, evidence: [line.text.trim()] });
  }
  const placed = found.map((each) =>
    each.kind === 'disk-full-store' ? { ...each, ...fullDiskAt(s.lines, each.at) } : each,
  );
  return { found: placed, terminalAt, terminalText, stale, grumbles };
};
