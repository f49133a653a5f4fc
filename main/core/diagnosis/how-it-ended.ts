// What to make of a log in which nothing names a cause: it is read from how the run ended.
import { blockEvidence } from './about-error.ts';
import { clip, toCause } from './candidates.ts';
import { failedUnitShown } from './failed-units.ts';
import { groundOfLine } from './grounds.ts';
import { around, nearbyHint } from './hints.ts';
import type { Cause } from './kinds.ts';
import { flatQuotes, readMessage } from './message-rules.ts';
import type { Line } from './normalise.ts';
import { lostItsHead, soundsLikeABuilder } from './read-builder.ts';
import type { Scan, Stale } from './scan-lines.ts';
import type { ErrorBlock, Structure } from './structure.ts';

/** nixos-rebuild's word for a switch that reported errors; most often a unit did not start */
const switchFailed = /^warning: error\(s\) occurred while switching to the new configuration/;
/** a cache that promised an output and did not deliver it; nix names no other cause */
const unsubstituted = /^some substitutes for the outputs of derivation /;

/** Errors that only repeat that something else failed, where what failed is not in the log. */
const onlyConsequences = ({ errors, lines }: Structure, first: ErrorBlock): Cause => {
  const missed = errors.find(({ message }) => unsubstituted.test(message.join(' ')));
  return missed === undefined
    ? { kind: 'build-failed', subject: null, evidence: blockEvidence(first, lines) }
    : { kind: 'network-unreachable', subject: null, evidence: blockEvidence(missed, lines) };
};

/** The beginning of a report that names the failure further down. */
const nothingSaid = /^(?:Traceback|Error:$|\s{0,3}0: )/;

const lastWord = (lines: readonly Line[]): string =>
  lines.findLast(({ text }) => /^\S/.test(text))?.text ?? '';

/** Of what runs before the units are stopped, the boot loader's programs are written in Python. */
const isTraceback = ({ text }: Line): boolean => /^Traceback \(most recent call last\)/.test(text);

const lastOfTraceback = (lines: readonly Line[], before: number): string =>
  clip(lines.slice(0, before).findLast(({ text }) => /^\S/.test(text))?.text ?? '');

const went = ({ activating, done, building }: Structure['progress']): boolean =>
  activating !== -1 || done !== -1 || building !== -1;

/** What a warning says of a download that nix tried. */
const notDownloaded = (lines: readonly Line[], stale: Stale): Cause => {
  const said = lines.slice(stale.at, stale.end + 1).map(({ text }) => text.trim());
  const opening = (said[0] ?? '').replace(/^warning: (?:error: )?/, '');
  const { means, subject } = readMessage([opening, ...said.slice(1)]);
  const known = means === 'rate-limited' || means === 'http-not-found' || means === 'auth-failed';
  return {
    kind: known ? means : 'network-unreachable',
    subject,
    evidence: said.filter((text) => text !== '').map(clip),
  };
};

/** A program said that it failed, or nix that something before did, without a word about why. */
const endedBadly = (s: Structure, { terminalAt, terminalText, stale }: Scan): Cause | null => {
  const { progress, lines } = s;
  const failedAt = terminalAt > progress.done ? terminalAt : -1;
  const consequences = s.errors.filter(
    ({ message }) => readMessage(message).means === 'consequence',
  );
  const [first] = consequences;
  const someStand = consequences.some(({ at }) => at > progress.done && at > progress.activating);
  const wrapped = progress.wrapped !== -1;
  if (failedAt === -1 && !someStand && !wrapped) return null;
  const lastWords = terminalText === '' ? lastWord(lines) : terminalText;
  const evidence = [clip(lastWords)];
  const switching = progress.activating !== -1;
  if (
    switching &&
    failedAt > progress.firstActivating &&
    /exit status [24]\b|error\(s\) occurred/.test(terminalText)
  ) {
    const script = /status 2\b/.test(terminalText);
    return { kind: script ? 'activation-script-failed' : 'units-failed', subject: null, evidence };
  }
  if (switching && !wrapped && !/exit status [1-9]|^Error: /.test(terminalText)) return null;
  const hint = nearbyHint(s, lines.length - 1, 400, false);
  if (hint !== null) return toCause(hint);
  if (someStand && first !== undefined) return onlyConsequences(s, first);
  const switched = lines.findIndex(({ text }) => switchFailed.test(text));
  if (switched !== -1 && !switching && around(lines, switched, 60, 0).some(isTraceback))
    return {
      kind: 'bootloader-failed',
      subject: null,
      evidence: [lastOfTraceback(lines, switched)],
    };
  if (switched !== -1) return { kind: 'units-failed', subject: null, evidence };
  if (soundsLikeABuilder(lines)) return { kind: 'build-failed', subject: null, evidence };
  if (stale !== null && !went(progress)) return notDownloaded(lines, stale);
  const word = nothingSaid.test(lastWords) ? lastWord(lines) : lastWords;
  return { kind: 'other', subject: null, evidence, ...groundOfLine(word) };
};

/** The words of a command that failed. */
const commandFailed =
  /^(?:.{0,80}\bfailed: |(?:mv|ln|cp|rm|mkdir|rmdir|chmod|chown|install|sed|cat|touch): |.{1,160}: (?:No such file or directory|Permission denied|Operation not permitted|File exists|Not a directory|Is a directory)$)/;

/** Home Manager's activation stops at the first command that fails, and says no more than that command did. */
const homeStopped = ({ progress, lines }: Structure): Cause | null => {
  const { homeStep } = progress;
  if (homeStep < Math.max(0, progress.done, progress.activating)) return null;
  const last = lines.slice(homeStep + 1).filter(({ text }) => text.trim() !== '');
  const failed = last.slice(-3).find(({ text }) => commandFailed.test(text));
  if (failed === undefined) return null;
  const inTheWay = /'([^']{1,300})': File exists$/.exec(flatQuotes(failed.text))?.[1];
  if (inTheWay !== undefined)
    return { kind: 'home-manager-conflict', subject: inTheWay, evidence: [clip(failed.text)] };
  const step = (lines[homeStep]?.text ?? '').replace(/^.*Activating /, '');
  return { kind: 'activation-script-failed', subject: step, evidence: [clip(failed.text)] };
};

const waiting = /^waiting for (?:exclusive access|(?:the |a )?[\w ]{0,40}lock\b)/i;

/** The last thing said is that nix waits for another. */
const stillWaiting = (lines: readonly Line[]): Cause | null => {
  const last = lines.findLast(({ text }) => text.trim() !== '')?.text ?? '';
  return waiting.test(last) ? { kind: 'lock-held', subject: null, evidence: [clip(last)] } : null;
};

/** Nothing came after a download that failed: nix went on with what it had, or gave up without saying so. */
const staleAnswer = ({ progress, lines }: Structure, { stale }: Scan): Cause | null => {
  if (went(progress) || stale === null) return null;
  // a download that is given up leaves its warning as the last word; one that succeeds does not
  const gaveUp =
    stale.cached ||
    lines.slice(stale.end + 1).every(({ text }) => /^(?:$|\s|warning|rc=)/.test(text));
  return gaveUp ? notDownloaded(lines, stale) : null;
};

const familiar =
  /^(?:warning: |evaluating |building |these \d+ |this (?:path|derivation) will|copying |activating |• |updating|unpacking |> |Calculating |<<<|>>>|\[[ACDRU].?\]|No version or selection|Version changes|setting up|trace: |evaluation warning|Activating |Starting Home Manager|Cleaning up|Creating |reloading|restarting|stopping|starting|would |Checking|Closure size|SIZE|DIFF|unit|result|\/nix\/store\/)/;

/** Not a line in it is of a kind that a rebuild prints: whatever it is, it is no success. */
const unfamiliar = (s: Structure): Cause | null => {
  const { lines } = s;
  if (
    went(s.progress) ||
    s.evaluationWarnings.length > 0 ||
    lines.some((line) => line.build || familiar.test(line.text))
  )
    return null;
  const hint = nearbyHint(s, lines.length - 1, 400, false);
  if (hint !== null) return toCause(hint);
  const last = lines.findLast((line) => line.text.trim() !== '')?.text;
  return last === undefined
    ? { kind: 'other', subject: null, evidence: [] }
    : { kind: 'other', subject: null, evidence: [clip(last)], ...groundOfLine(last) };
};

const wentWell = ({ progress, lines, evaluationWarnings }: Structure, scan: Scan): Cause => {
  if (evaluationWarnings.length > 0 && !scan.grumbles) {
    const evidence = evaluationWarnings.slice(0, 5).map((at) => clip(lines[at]?.text ?? ''));
    return { kind: 'evaluation-warning-only', subject: null, evidence };
  }
  const sign = lines[progress.done] ?? lines[progress.activating] ?? lines[progress.building];
  return { kind: 'success', subject: null, evidence: sign === undefined ? [] : [clip(sign.text)] };
};

/** In the order in which one speaks louder than the next. */
export const howItEnded = (s: Structure, scan: Scan): Cause => {
  const unit = s.progress.done === -1 ? failedUnitShown(s.lines) : null;
  if (unit !== null) return toCause(unit);
  const bad = homeStopped(s) ?? endedBadly(s, scan) ?? stillWaiting(s.lines);
  if (bad !== null) return bad;
  const tail = lostItsHead(s);
  if (tail !== null) return toCause(tail);
  return staleAnswer(s, scan) ?? unfamiliar(s) ?? wentWell(s, scan);
};
