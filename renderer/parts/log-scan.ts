// Finds the lines of a whole log that match, reading it once from disk and on as it grows.
import { useEffect, useReducer, useRef } from 'react';
import type { SnowbellApi } from '../../preload/contract/api.ts';
import type { LogLine } from '../../preload/contract/run.ts';
import { plainLine } from './hostile-text.ts';

const chunk = 2000;
/** An expression is tried on no more of a line than this, so that a hostile line cannot stall it. */
const longestTried = 2000;
const redrawMs = 100;

export type LevelFilter = 'all' | 'warnings' | 'errors';

export interface LogQuery {
  readonly text: string;
  readonly regex: boolean;
  readonly level: LevelFilter;
}

export interface LogMatches {
  /** line numbers, ascending */
  readonly lines: readonly number[];
  readonly searching: boolean;
}

const nothing: LogMatches = { lines: [], searching: false };

/** A line as it is shown, in one string: what is found is what can be read. */
export function shownText(line: LogLine): string {
  const words = plainLine(line.text);
  return line.source === undefined ? words : `${plainLine(line.source)}> ${words}`;
}

function passes(line: LogLine, level: LevelFilter): boolean {
  switch (level) {
    case 'all':
      return true;
    case 'warnings':
      return line.level === 'warn' || line.level === 'error';
    case 'errors':
      return line.level === 'error';
  }
}

/** The test of one line; null for an expression that is none, and where nothing is asked for. */
export function matcherOf(query: LogQuery): ((line: LogLine) => boolean) | null {
  const { level, regex } = query;
  const words = regex ? query.text : query.text.trim().toLowerCase();
  if (words === '') return level === 'all' ? null : (line) => passes(line, level);
  if (!regex) return (line) => passes(line, level) && shownText(line).toLowerCase().includes(words);
  const expression = expressionOf(words);
  if (expression === null) return null;
  return (line) => passes(line, level) && expression.test(shownText(line).slice(0, longestTried));
}

/** null where `source` is no regular expression. */
export function expressionOf(source: string): RegExp | null {
  try {
    return new RegExp(source, 'iu');
  } catch {
    try {
      return new RegExp(source, 'i');
    } catch {
      return null;
    }
  }
}

/** Lines of `runId` that match; it reads on when `total` grows, and keeps at most `most` of them. */
export function useLogScan(
  api: SnowbellApi,
  runId: string,
  query: LogQuery,
  total: number,
  most: number,
): LogMatches {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const scan = useRef<{ stop: () => void; go: () => void; readonly matches: () => LogMatches }>({
    stop: () => {},
    go: () => {},
    matches: () => nothing,
  });
  const end = useRef(total);
  end.current = total;
  const { text, regex, level } = query;

  useEffect(() => {
    const test = matcherOf({ text, regex, level });
    if (test === null) {
      scan.current = { stop: () => {}, go: () => {}, matches: () => nothing };
      redraw();
      return;
    }
    let stopped = false;
    let reading = false;
    let at = 0;
    let drawn = 0;
    let shown: LogMatches = { lines: [], searching: true };
    const found: number[] = [];
    const show = (searching: boolean) => {
      shown = { lines: found.slice(), searching };
      drawn = performance.now();
      redraw();
    };
    const go = async () => {
      if (reading || stopped) return;
      reading = true;
      try {
        while (!stopped && at < end.current && found.length < most) {
          const answer = await api.readLog(runId, at, chunk);
          if (stopped || !answer.ok || answer.value.lines.length === 0) break;
          answer.value.lines.forEach((line, offset) => {
            if (found.length < most && test(line)) found.push(at + offset);
          });
          at += answer.value.lines.length;
          if (performance.now() - drawn > redrawMs) show(true);
        }
      } finally {
        reading = false;
        if (!stopped) show(false);
      }
    };
    scan.current = {
      stop: () => {
        stopped = true;
      },
      go: () => {
        // What cannot be read is said by the view itself, which reads the same pages.
        go().catch(() => {});
      },
      matches: () => shown,
    };
    redraw();
    scan.current.go();
    return () => scan.current.stop();
  }, [api, runId, text, regex, level, most]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a longer log is read on
  useEffect(() => scan.current.go(), [total]);

  return scan.current.matches();
}
