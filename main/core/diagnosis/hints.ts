// Lines that name a cause once something else has said that the run failed.
import type { Found } from './candidates.ts';
import type { Kind } from './kinds.ts';
import { type LineRule, lineRules } from './line-rules.ts';
import { flatQuotes } from './message-rules.ts';
import type { Line } from './normalise.ts';
import type { ErrorBlock, Structure } from './structure.ts';

export const warning = /^(?:warning|Warning|WARNING|note|trace|hint|info|\[?INFO)\b/;
/** a step that another attempt repeats */
export const retried =
  /(?:retrying in|will retry|trying again|attempt \d+ (?:of|\/) ?\d+|error \(ignored\)|\(ignored\)|ignoring)/i;

export const matchLine = (
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

export const around = (lines: readonly Line[], at: number, before: number, after: number): Line[] =>
  lines.slice(Math.max(0, at - before), at + after + 1);

export const nearbyHint = (
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
export const hintBelow = (s: Structure, block: ErrorBlock): Found | null => {
  for (let i = block.end + 1; i <= block.end + 4; i += 1) {
    const text = s.lines[i]?.text ?? '';
    if (!/^(?:fatal|remote|ssh|git@|ERROR)\b/.test(text)) continue;
    const hint = matchLine(flatQuotes(text), 'hints');
    if (hint !== null) return { ...hint, at: i, evidence: [text.trim()] };
  }
  return null;
};
