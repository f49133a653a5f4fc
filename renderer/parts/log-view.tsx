// A run's log as a virtual list: follows the end, finds text, shows hostile bytes as they are.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import type { LogLine } from '../../preload/contract/run.ts';
import { useStore } from '../bridge.ts';
import type { Text } from '../text/en.ts';
import { useText } from '../text/use-text.ts';
import { Button } from './button.tsx';
import { plainLine } from './hostile-text.ts';
import { Icon } from './icon.tsx';
import { useLogPages } from './log-pages.ts';
import { useLogSearch } from './log-search.ts';

const lineHeight = 19;

function Line({ line, text }: { readonly line: LogLine | undefined; readonly text: Text }) {
  if (line === undefined) return <span className="log-dim">{text.log.loading}</span>;
  const words = plainLine(line.text);
  if (line.source !== undefined)
    return (
      <>
        <span className="log-dim">{plainLine(line.source)}&gt; </span>
        {words}
      </>
    );
  return (
    <>
      <span className="log-dim">{text.format.clockSeconds(line.at)} </span>
      {line.level === 'done' ? `✓ ${words}` : words}
    </>
  );
}

export interface LogViewProps {
  readonly runId: string;
  /** how many lines the log is known to have */
  readonly lines: number;
  /** true while it grows: the end is followed until the person scrolls up */
  readonly live: boolean;
}

export function LogView({ runId, lines, live }: LogViewProps) {
  const text = useText();
  const { api, send } = useStore();
  const log = useLogPages(api, runId, lines);
  const scroller = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const [follow, setFollow] = useState(live);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const matches = useLogSearch(api, runId, useDeferredValue(query));
  const current = matches.lines[Math.min(at, matches.lines.length - 1)];

  const rows = useVirtualizer({
    count: log.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    paddingStart: 8,
    paddingEnd: 8,
  });
  const visible = rows.getVirtualItems();
  const first = visible[0]?.index ?? 0;
  const last = visible.at(-1)?.index ?? 0;
  const { want, total } = log;

  useEffect(() => {
    if (total > 0) want(first, last);
  }, [want, total, first, last]);

  useEffect(() => {
    if (follow && total > 0) rows.scrollToIndex(total - 1, { align: 'end' });
  }, [follow, total, rows]);

  useEffect(() => {
    if (current === undefined) return;
    setFollow(false);
    rows.scrollToIndex(current, { align: 'center' });
  }, [current, rows]);

  const onScroll = () => {
    const box = scroller.current;
    if (box === null) return;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < lineHeight * 1.5;
    // Only a move upwards ends following: the end itself moves on by new lines.
    if (box.scrollTop < lastTop.current - 1 && !atEnd) setFollow(false);
    else if (atEnd && live) setFollow(true);
    lastTop.current = box.scrollTop;
  };

  const step = (by: number) => {
    const count = matches.lines.length;
    if (count > 0) setAt((Math.min(at, count - 1) + by + count) % count);
  };
  const onFindKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
  };

  return (
    <div className="log">
      <div className="log-bar">
        <span className="log-count">{text.log.lines(log.total)}</span>
        {live && !follow && (
          <Button weight="quiet" small onPress={() => setFollow(true)}>
            {text.log.follow}
          </Button>
        )}
        <Button
          weight="quiet"
          small
          onPress={() => send({ kind: 'open', what: { kind: 'run-log', runId } })}
        >
          {text.log.openFile}
        </Button>
        <div className="find">
          <SearchField
            aria-label={text.log.find}
            value={query}
            onChange={(value) => {
              setQuery(value);
              setAt(0);
            }}
          >
            <Input className="find-box" placeholder={text.log.find} onKeyDown={onFindKey} />
          </SearchField>
          {query !== '' && (
            <>
              <span className="find-count" role="status">
                {text.log.matches(
                  Math.min(at, matches.lines.length - 1) + 1,
                  matches.lines.length,
                  matches.searching,
                )}
              </span>
              <Button weight="icon" aria-label={text.log.previous} onPress={() => step(-1)}>
                <Icon name="up" />
              </Button>
              <Button weight="icon" aria-label={text.log.next} onPress={() => step(1)}>
                <Icon name="down" />
              </Button>
            </>
          )}
        </div>
      </div>
      {log.failure !== null ? (
        <p className="log-empty">{`${text.log.failed}: ${log.failure.detail}`}</p>
      ) : (
        log.total === 0 && <p className="log-empty">{text.log.empty}</p>
      )}
      <section
        className="log-scroll"
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={text.log.label}
      >
        <div className="log-lines" style={{ height: rows.getTotalSize() }}>
          {visible.map((row) => {
            const line = log.lineAt(row.index);
            return (
              <div
                key={row.key}
                className={`log-line level-${line?.level ?? 'info'}${row.index === current ? ' found' : ''}`}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <Line line={line} text={text} />
              </div>
            );
          })}
        </div>
      </section>
    </div>
  );
}
