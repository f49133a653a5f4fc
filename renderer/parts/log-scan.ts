// Finds the lines of a whole log that match, reading it once from disk and on as it grows.
import { useEffect, useReducer, useRef } from 'react';
import type { SnowbellApi } from '../../preload/contract/api.ts';
import type { LogLine } from '../../preload/contract/run.ts';
import { plainLine } from './hostile-text.ts';
import { expressionOf, type Hit, hitsOf, type Span } from './log-match.ts';
import { openRegexSearch } from './regex-search.ts';

const chunk = 2000;
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
  /** where in a line of that number (as `shownText` of it) the words are */
  readonly spans: ReadonlyMap<number, readonly Span[]>;
  /** true: the expression took too long and was given up */
  readonly tooSlow: boolean;
}

const nothing: LogMatches = { lines: [], searching: false, spans: new Map(), tooSlow: false };

/** A line as it is shown, in one string: what is found is what can be read. */
export function shownText(line: LogLine): string {
  const words = plainLine(line.text);
  return line.source === undefined ? words : `${plainLine(line.source)}> ${words}`;
}

const textOf = (line: LogLine | undefined) => (line === undefined ? '' : shownText(line));

/** null: nothing is asked for, or the expression is none */
function searchOf(text: string, regex: boolean, level: LevelFilter) {
  const words = regex ? text : text.trim();
  if (words === '') {
    if (level === 'all') return null;
    const all = async (texts: readonly string[]): Promise<readonly Hit[] | null> =>
      texts.map((_, index) => ({ index, spans: [] }));
    return { hits: all, close: () => {} };
  }
  if (!regex) {
    const hits = async (texts: readonly string[]): Promise<readonly Hit[] | null> =>
      hitsOf(texts, words, false);
    return { hits, close: () => {} };
  }
  return expressionOf(words) === null ? null : openRegexSearch(words);
}

export function passes(line: LogLine, level: LevelFilter): boolean {
  switch (level) {
    case 'all':
      return true;
    case 'warnings':
      return line.level === 'warn' || line.level === 'error';
    case 'errors':
      return line.level === 'error';
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
    const search = searchOf(text, regex, level);
    if (search === null) {
      scan.current = { stop: () => {}, go: () => {}, matches: () => nothing };
      redraw();
      return;
    }
    let stopped = false;
    let reading = false;
    let at = 0;
    let drawn = 0;
    let shown: LogMatches = { ...nothing, searching: true };
    let tooSlow = false;
    const found: number[] = [];
    const spans = new Map<number, readonly Span[]>();
    const show = (searching: boolean) => {
      shown = { lines: found.slice(), searching, spans, tooSlow };
      drawn = performance.now();
      redraw();
    };
    const go = async () => {
      if (reading || stopped) return;
      reading = true;
      try {
        while (!stopped && !tooSlow && at < end.current && found.length < most) {
          const answer = await api.readLog(runId, at, chunk);
          if (stopped || !answer.ok || answer.value.lines.length === 0) break;
          const { lines } = answer.value;
          const tried = lines.flatMap((line, offset) => (passes(line, level) ? [offset] : []));
          const hits = await search.hits(tried.map((offset) => textOf(lines[offset])));
          if (stopped) break;
          if (hits === null) {
            tooSlow = true;
            break;
          }
          for (const hit of hits) {
            if (found.length === most) break;
            const number = at + (tried[hit.index] ?? 0);
            found.push(number);
            if (hit.spans.length > 0) spans.set(number, hit.spans);
          }
          at += lines.length;
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
        search.close();
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
