// Finds the parts of a log that mean something: nix's error blocks with their root message, and how far the run came.
import { flatQuotes } from './message-rules.ts';
import type { Line } from './normalise.ts';
import { withoutWrapper } from './wrapper.ts';

export type ErrorBlock = {
  /** index of its first and last line */
  readonly at: number;
  readonly end: number;
  /** the innermost message, its lines trimmed, the first not empty */
  readonly message: readonly string[];
  /** the trace around it: `while fetching the input …`, `at FILE:LINE:COL` */
  readonly trace: readonly string[];
  /** log lines of a failed builder that nix repeats within the block */
  readonly builderLines: readonly string[];
};

export type Progress = {
  /** index of the last line of each sort, -1 where there is none */
  readonly evaluating: number;
  readonly building: number;
  readonly activating: number;
  readonly firstActivating: number;
  readonly done: number;
  /** a step of home-manager's activation */
  readonly homeStep: number;
  /** where a Makefile or the like says that what it called has failed; that is its last word */
  readonly wrapped: number;
  readonly runStarts: readonly number[];
};

export type Structure = {
  readonly lines: readonly Line[];
  readonly errors: readonly ErrorBlock[];
  readonly progress: Progress;
  readonly evaluationWarnings: readonly number[];
};

const errorStart = /^(\s{0,40})(?:\[\w{1,8}\s?\]\s)?(?:nix(?:-[a-z]{2,12})?: )?error:(?:\s|$)/;
/** Releases before 2.4 said the first of these without the word "error"; a log that lost its head begins with the others. */
const bareError =
  /^(?:builder for '[^']{1,300}\.drv' failed|hash mismatch in fixed-output derivation|fixed-output derivation produced path|output path '[^']{1,300}' (?:has|should have) .{0,40}hash|some substitutes for the outputs of derivation |cannot build derivation '|Package '[^']{1,200}' in .{1,400} (?:is marked as|has an unfree|is not available)|The option '[^']{1,300}' does not exist\.|syntax error, .{1,300} at \/[^\s:]{1,300}:\d{1,7}:\d{1,7}$|unable to download '[^']{1,400}': HTTP error \d{3}(?!.{0,200}retrying)|\s{0,12}Failed assertions:$|\s{0,12}Reason: \d{1,6} dependenc)/;
/** the ruled heading of 2.4's pre-releases; the message follows at the margin */
const heading = /^-{2,4} \w{1,40} -{2,1000}(?: \S{1,40})?$/;
const mayBeBare = /^(?:[bhfocsuPT]|\s{0,12}[FR])/;
const opens = (text: string): boolean =>
  errorStart.test(text) || (mayBeBare.test(text) && bareError.test(flatQuotes(text)));
const ignored = /^\s{0,40}error \(ignored\)/i;
/** `error[E0433]`, `error: could not compile` and the like speak within builds only */
const trace = /^\s*(?:…|\.\.\.|\u2026)\s/;
const oldTrace = /^(?:while |\s*(?:called from|from call site))/;
const position = /^\s*at(?:: \(\d| (?:\S*\/|«|<nix|\(|flake\.nix|[\w.-]+\.nix:))/;
/** a line of the source that nix quotes, or the caret below it */
const quotedSource = /^\s*(?:\d{1,7})?\|/;
const blockLimit = 4000;
const mostErrors = 300;
const keptFirst = 100;

const cutPath = /['"‘`]\/nix\/store\/[^\s'"’]{1,200}$/;

const indentOf = (text: string): number => text.length - text.trimStart().length;

/** Where the block that starts at `at` ends: before the next line that stands as far left as its start. */
const blockEnd = (lines: readonly Line[], at: number, indent: number): number => {
  let end = at;
  let old = /error:\s+while /.test(lines[at]?.text ?? '');
  const ruled = heading.test((lines[at]?.text ?? '').replace(errorStart, '').trim());
  let told = false;
  // what stands as far right as its beginning belongs to it where "error:" stood further left
  const headless = indent > 0 && !errorStart.test(lines[at]?.text ?? '');
  for (let i = at + 1; i < lines.length && i < at + blockLimit; i += 1) {
    const line = lines[i];
    if (line === undefined) break;
    if (line.build) {
      if (line.from !== null) continue;
      end = i;
      continue;
    }
    if (line.text === '') continue;
    if (indentOf(line.text) > (headless ? indent - 1 : indent)) {
      end = i;
      continue;
    }
    if (opens(line.text)) break;
    // a terminal's edge, within a path that is longer than a line
    if (i === end + 1 && cutPath.test(lines[end]?.text ?? '')) {
      end = i;
      continue;
    }
    if (ruled) {
      // the heading's message runs to the next blank line, which a place may stand before
      if (lines[i - 1]?.text === '' && i > at + 1 && told) break;
      told ||= !position.test(line.text);
      end = i;
      continue;
    }
    // releases before 2.4 put every message and the trace at the margin
    if (old && (oldTrace.test(line.text) || i === end + 1)) {
      old = oldTrace.test(line.text);
      end = i;
      continue;
    }
    const first = (lines[at]?.text ?? '').replace(errorStart, '').trim();
    if (first === '' && /^(?:Failed assertions:|- )/.test(line.text)) {
      end = i;
      continue;
    }
    if (trace.test(line.text) || position.test(line.text)) {
      end = i;
      continue;
    }
    break;
  }
  return end;
};

const readBlock = (lines: readonly Line[], at: number): ErrorBlock => {
  const indent = indentOf(lines[at]?.text ?? '');
  const end = blockEnd(lines, at, indent);
  let root = at;
  for (let i = at + 1; i <= end; i += 1) {
    const line = lines[i];
    if (line !== undefined && !line.build && errorStart.test(line.text) && !ignored.test(line.text))
      root = i;
  }
  const message: string[] = [];
  const around: string[] = [];
  const builderLines: string[] = [];
  for (let i = at; i <= end; i += 1) {
    const line = lines[i];
    if (line === undefined) continue;
    if (line.build) {
      if (line.from === null) builderLines.push(line.text);
      continue;
    }
    const text = line.text.trim();
    if (trace.test(line.text) || position.test(line.text)) around.push(text);
  }
  const rootIndent = indentOf(lines[root]?.text ?? '');
  let old = false;
  const ruled = heading.test((lines[root]?.text ?? '').replace(errorStart, '').trim());
  for (let i = root; i <= end && message.length < 60; i += 1) {
    const line = lines[i];
    if (line === undefined || line.build) continue;
    const text = (i === root ? line.text.replace(errorStart, '') : line.text).trim();
    if (i === root && oldTrace.test(text)) {
      old = true;
      continue;
    }
    if (old && oldTrace.test(text)) continue;
    if (ruled && message.length === 0 && quotedSource.test(text)) continue;
    if (text === '' || heading.test(text)) {
      if (message.length > 0) message.push('');
      continue;
    }
    if (i !== root && !old && message.length > 0 && indentOf(line.text) < rootIndent) break;
    if (trace.test(line.text) || position.test(line.text)) {
      if (message.length > 0) break;
      continue;
    }
    message.push(text);
  }
  while (message.length > 0 && message[message.length - 1] === '') message.pop();
  return { at, end, message, trace: around, builderLines };
};

const started =
  /^(?:\$ |> )?(?:building the system configuration|building Nix\.\.\.|unpacking channels|building the configuration in|> Building NixOS configuration|Building NixOS configuration|Starting Home Manager activation\b)/i;
const activation =
  /^(?:> )?(?:activating the configuration\.\.\.|setting up \/etc\.\.\.|(?:stopping|starting|restarting|reloading) the following units:|NOT restarting the following changed units:|reloading user units for |restarting sysinit-reactivation\.target|the following new units were started:|setting up tmpfiles|would (?:stop|start|restart|reload|activate) the)/;
const homeActivation = /^(?:> )?Activating [a-zA-Z][\w-]{0,80}$/;
const finished =
  /^(?:> )?(?:Done\. The new configuration is|Done\. The virtual machine can be started|\[?\d{0,2}:?\d{0,2}:?\d{0,2}\]? ?\[?INFO ?\]?.{0,40}(?:Activation|Deployment|All done)|🚀.{0,80}(?:Success|succeeded))/i;
const built =
  /^(?:building '\/nix\/store\/|these \d+ (?:derivations|paths) will|this (?:derivation|path) will)/;
const evaluationWarning =
  /^(?:> )?(?:(?:trace: )?evaluation warning:|trace: (?:warning|Warning|WARNING|Obsolete|obsolete|lib\.|.{0,200}(?:deprecat|renamed|obsolete|has been|will be removed))|warning: .{0,300}(?:has been renamed|is deprecated since|was renamed to|has been replaced by|Obsolete option))/;

export const structure = (all: readonly Line[]): Structure => {
  const { lines, at: wrapped } = withoutWrapper(all);
  const errors: ErrorBlock[] = [];
  const evaluationWarnings: number[] = [];
  const runStarts: number[] = [];
  let evaluating = -1;
  let building = -1;
  let activating = -1;
  let firstActivating = -1;
  let done = -1;
  let homeStep = -1;
  let blockUntil = -1;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    if (line === undefined || line.build || line.text === '') continue;
    const text = line.text;
    if (i > blockUntil && opens(text) && !ignored.test(text)) {
      const block = readBlock(lines, i);
      // a log of thousands of errors repeats itself: its beginning and its end are enough
      if (errors.length >= mostErrors) errors.splice(keptFirst, 1);
      errors.push(block);
      blockUntil = block.end;
      continue;
    }
    if (i <= blockUntil) continue;
    const initial = text.charCodeAt(0);
    if (initial === 32 || initial === 9) continue;
    if (started.test(text)) runStarts.push(i);
    if (text.startsWith('evaluating ')) evaluating = i;
    else if (built.test(text)) building = i;
    else if (finished.test(text)) done = i;
    else if (homeActivation.test(text)) homeStep = i;
    else if (activation.test(text)) {
      activating = i;
      if (firstActivating === -1) firstActivating = i;
    } else if (evaluationWarning.test(text)) evaluationWarnings.push(i);
  }
  return {
    lines,
    errors,
    evaluationWarnings,
    progress: {
      evaluating,
      building,
      activating,
      firstActivating,
      done,
      homeStep,
      wrapped,
      runStarts,
    },
  };
};
