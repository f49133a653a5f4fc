// Reads a run's log in pages as they come into view, and takes what is appended meanwhile.
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { SnowbellApi } from '../../preload/contract/api.ts';
import type { LogLine } from '../../preload/contract/run.ts';
import type { Failure } from '../../preload/contract/snapshot.ts';

export const pageSize = 500;
const keptPages = 80;

interface Page {
  readonly lines: (LogLine | undefined)[];
  /** the log's length when the page was last asked for; -1 never */
  asked: number;
}

export interface LogPages {
  readonly total: number;
  readonly failure: Failure | null;
  readonly lineAt: (index: number) => LogLine | undefined;
  /** asks for what is missing of the lines from `first` to `last` */
  readonly want: (first: number, last: number) => void;
}

/** The log of `runId`, at least `known` lines long. */
export function useLogPages(api: SnowbellApi, runId: string, known: number): LogPages {
  const pages = useRef(new Map<number, Page>());
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [total, setTotal] = useState(known);
  const [failure, setFailure] = useState<Failure | null>(null);
  const length = Math.max(total, known);
  const lengthNow = useRef(length);
  lengthNow.current = length;

  const put = useCallback((first: number, lines: readonly LogLine[]) => {
    const store = pages.current;
    lines.forEach((line, offset) => {
      const index = first + offset;
      const key = Math.floor(index / pageSize);
      let page = store.get(key);
      if (page === undefined) {
        page = { lines: [], asked: -1 };
        store.set(key, page);
      }
      page.lines[index % pageSize] = line;
    });
    // A Map keeps the order of insertion, so the first keys are the oldest pages.
    for (const key of store.keys()) {
      if (store.size <= keptPages) break;
      store.delete(key);
    }
    redraw();
  }, []);

  const want = useCallback(
    (first: number, last: number) => {
      for (let key = Math.floor(first / pageSize); key <= Math.floor(last / pageSize); key += 1) {
        const from = key * pageSize;
        const to = Math.min(from + pageSize, Math.max(last + 1, from + 1));
        let page = pages.current.get(key);
        if (page === undefined) {
          page = { lines: [], asked: -1 };
          pages.current.set(key, page);
        }
        if (page.asked === lengthNow.current) continue;
        let missing = false;
        for (let index = Math.max(first, from); index < to && !missing; index += 1)
          missing = page.lines[index % pageSize] === undefined;
        if (!missing) continue;
        page.asked = lengthNow.current;
        api.readLog(runId, from, pageSize).then(
          (answer) => {
            if (!answer.ok) return setFailure(answer.failure);
            setFailure(null);
            setTotal((before) => Math.max(before, answer.value.total));
            put(answer.value.first, answer.value.lines);
          },
          (error) => setFailure({ kind: 'bug', detail: String(error) }),
        );
      }
    },
    [api, runId, put],
  );

  useEffect(() => {
    want(0, 0);
    return api.onLog((appended) => {
      if (appended.runId !== runId) return;
      setTotal((before) => Math.max(before, appended.total));
      put(appended.first, appended.lines);
    });
  }, [api, runId, put, want]);

  const lineAt = useCallback(
    (index: number) => pages.current.get(Math.floor(index / pageSize))?.lines[index % pageSize],
    [],
  );
  return { total: length, failure, lineAt, want };
}
