// Finds a piece of text in a whole log, reading it page by page.
import { useEffect, useState } from 'react';
import type { SnowbellApi } from '../../preload/contract/api.ts';
import { plainLine } from './hostile-text.ts';

const chunk = 2000;
const mostMatches = 10_000;

export interface LogMatches {
  /** line numbers, ascending */
  readonly lines: readonly number[];
  readonly searching: boolean;
}

const nothing: LogMatches = { lines: [], searching: false };

/** Lines of `runId` that hold `query` in any case; empty for an empty query. */
export function useLogSearch(api: SnowbellApi, runId: string, query: string): LogMatches {
  const [matches, setMatches] = useState<LogMatches>(nothing);
  useEffect(() => {
    const needle = query.trim().toLowerCase();
    if (needle === '') {
      setMatches(nothing);
      return;
    }
    let stopped = false;
    const search = async () => {
      const found: number[] = [];
      setMatches({ lines: [], searching: true });
      for (let from = 0; !stopped; from += chunk) {
        const answer = await api.readLog(runId, from, chunk);
        if (stopped || !answer.ok) break;
        const before = found.length;
        answer.value.lines.forEach((line, offset) => {
          const said = `${line.source ?? ''}> ${plainLine(line.text)}`.toLowerCase();
          if (found.length < mostMatches && said.includes(needle)) found.push(from + offset);
        });
        if (found.length > before) setMatches({ lines: [...found], searching: true });
        if (answer.value.lines.length === 0 || from + chunk >= answer.value.total) break;
        if (found.length >= mostMatches) break;
      }
      if (!stopped) setMatches({ lines: found, searching: false });
    };
    search().catch(() => {
      if (!stopped) setMatches(nothing);
    });
    return () => {
      stopped = true;
    };
  }, [api, runId, query]);
  return matches;
}
