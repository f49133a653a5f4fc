// Reads a run's log in pages as they come into view, and takes what is appended meanwhile.
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { SnowbellApi } from '../../preload/contract/api.ts';
import type { LogLine } from '../../preload/contract/run.ts';
import type { Failure } from '../../preload/contract/snapshot.ts';

export const pageSize = 500;
/** Pages kept at once; a log of any length takes no more memory than these. */
export const keptPages = 60;
/** Dragging over a long log must not queue a question for every page that flew by. */
const mostAtOnce = 3;

interface Page {
  readonly lines: (LogLine | undefined)[];
  /** the log's length when the page was last asked for; -1 never */
  asked: number;
}

export interface LogPages {
  readonly total: number;
  readonly failure: Failure | null;
  readonly lineAt: (index: number) => LogLine | undefined;
  /** asks for what is missing of these lines; the newest wish replaces older ones */
  readonly want: (indices: readonly number[]) => void;
  /** how many pages are held now */
  readonly held: () => number;
}

/** The log of `runId`, at least `known` lines long. */
export function useLogPages(api: SnowbellApi, runId: string, known: number): LogPages {
  const pages = useRef(new Map<number, Page>());
  const asking = useRef(new Set<number>());
  const wish = useRef<readonly number[]>([]);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [total, setTotal] = useState(known);
  const [failure, setFailure] = useState<Failure | null>(null);
  const length = Math.max(total, known);
  const lengthNow = useRef(length);
  lengthNow.current = length;

  /** The page, made when it is not there, as the one used last. */
  const touch = useCallback((key: number): Page => {
    const store = pages.current;
    const page = store.get(key) ?? { lines: [], asked: -1 };
    // A Map keeps the order of insertion, so the first keys are those not used for longest.
    store.delete(key);
    store.set(key, page);
    for (const old of store.keys()) {
      if (store.size <= keptPages) break;
      store.delete(old);
    }
    return page;
  }, []);

  const put = useCallback(
    (first: number, lines: readonly LogLine[]) => {
      lines.forEach((line, offset) => {
        const index = first + offset;
        const key = Math.floor(index / pageSize);
        const page = offset === 0 || index % pageSize === 0 ? touch(key) : pages.current.get(key);
        if (page !== undefined) page.lines[index % pageSize] = line;
      });
      redraw();
    },
    [touch],
  );

  const askNext = useCallback(() => {
    for (const index of wish.current) {
      if (asking.current.size >= mostAtOnce) return;
      const key = Math.floor(index / pageSize);
      if (asking.current.has(key)) continue;
      const page = touch(key);
      if (page.lines[index % pageSize] !== undefined || page.asked === lengthNow.current) continue;
      page.asked = lengthNow.current;
      asking.current.add(key);
      api
        .readLog(runId, key * pageSize, pageSize)
        .then(
          (answer) => {
            if (!answer.ok) return setFailure(answer.failure);
            setFailure(null);
            setTotal((before) => Math.max(before, answer.value.total));
            put(answer.value.first, answer.value.lines);
          },
          (error) => setFailure({ kind: 'bug', detail: String(error) }),
        )
        .finally(() => {
          asking.current.delete(key);
          askNext();
        });
    }
  }, [api, runId, put, touch]);

  const want = useCallback(
    (indices: readonly number[]) => {
      wish.current = indices;
      askNext();
    },
    [askNext],
  );

  useEffect(() => {
    want([0]);
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
  const held = useCallback(() => pages.current.size, []);
  return { total: length, failure, lineAt, want, held };
}
