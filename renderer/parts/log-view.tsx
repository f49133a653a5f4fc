// A run's log of any length: follows the end, finds, filters, wraps, copies, and shows hostile bytes.
import {
  type KeyboardEvent,
  type MouseEvent,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Input, SearchField } from 'react-aria-components';
import type { LogLine } from '../../preload/contract/run.ts';
import { useStore } from '../bridge.ts';
import type { Text } from '../text/en.ts';
import { useText } from '../text/use-text.ts';
import { ansiPieces } from './ansi-text.ts';
import { Button } from './button.tsx';
import { ChoiceList } from './choice-list.tsx';
import { plainLine } from './hostile-text.ts';
import { Icon } from './icon.tsx';
import { copyLines } from './log-copy.ts';
import { expressionOf, markPieces, type Span } from './log-match.ts';
import { useLogPages } from './log-pages.ts';
import { type LevelFilter, useLogScan } from './log-scan.ts';
import { contentHeight, scrollFor, viewOf } from './log-window.ts';
import { Toggle } from './toggle.tsx';

const lineHeight = 19;
const pad = 8;
const overscan = 40;
const mostMatches = 10_000;
const mostFiltered = 1_000_000;
const levels: readonly LevelFilter[] = ['all', 'warnings', 'errors'];

interface LineProps {
  readonly line: LogLine | undefined;
  readonly spans: readonly Span[];
  readonly text: Text;
}

function Line({ line, spans, text }: LineProps) {
  if (line === undefined) return <span className="log-dim">{text.log.loading}</span>;
  const words = ansiPieces(line.text);
  const pieces =
    line.source === undefined
      ? words
      : [{ text: `${plainLine(line.source)}> `, style: 'log-dim' }, ...words];
  return (
    <>
      {line.source === undefined && (
        <span className="log-dim">{text.format.clockSeconds(line.at)} </span>
      )}
      {line.source === undefined && line.level === 'done' && '✓ '}
      {markPieces(pieces, spans).map((piece, index) => {
        const key = index;
        if (piece.hit)
          return (
            <mark key={key} className={`hit ${piece.style}`}>
              {piece.text}
            </mark>
          );
        return piece.style === '' ? (
          piece.text
        ) : (
          <span key={key} className={piece.style}>
            {piece.text}
          </span>
        );
      })}
    </>
  );
}

const noSpans: readonly Span[] = [];

/** Whether the ascending `numbers` hold `wanted`. */
function holds(numbers: readonly number[], wanted: number): boolean {
  return numbers[placeIn(numbers, wanted)] === wanted;
}

/** The index of the first of the ascending `numbers` that is not below `wanted`. */
function placeIn(numbers: readonly number[], wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Range {
  readonly from: number;
  readonly to: number;
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
  const scroller = useRef<HTMLElement>(null);
  const block = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [viewHeight, setViewHeight] = useState(0);
  const [follow, setFollow] = useState(live);
  const [wrap, setWrap] = useState(false);
  const [level, setLevel] = useState<LevelFilter>('all');
  const [query, setQuery] = useState('');
  const [regex, setRegex] = useState(false);
  const [at, setAt] = useState(0);
  /** in rows, not in order: from is where it began */
  const [range, setRange] = useState<Range | null>(null);
  const [copied, setCopied] = useState<number | null>(null);
  const { want, total } = log;

  const filtered = useLogScan(api, runId, { text: '', regex: false, level }, total, mostFiltered);
  const matches = useLogScan(
    api,
    runId,
    { text: useDeferredValue(query), regex, level: query === '' ? 'all' : level },
    total,
    mostMatches,
  );
  const chosen = level === 'all' ? null : filtered.lines;
  const rows = { count: chosen === null ? total : chosen.length, height: lineHeight };
  const numberOf = (row: number) => (chosen === null ? row : (chosen[row] ?? 0));
  const found = matches.lines[Math.min(at, matches.lines.length - 1)];
  const badRegex = regex && query !== '' && expressionOf(query) === null;

  const view = viewOf(rows, pad, top, viewHeight, overscan);
  const drawn = Array.from({ length: Math.max(0, view.end - view.first) }, (_, offset) =>
    numberOf(view.first + offset),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is in view is asked for when it changes
  useEffect(() => {
    if (drawn.length > 0) {
      // What the eye rests on comes first, what is only close by after it.
      const middle = Math.floor(drawn.length / 2);
      want([...drawn.slice(middle), ...drawn.slice(0, middle)]);
    }
  }, [want, total, drawn[0], drawn.at(-1), drawn.length]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const measure = () => setViewHeight(box.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows and a new shape move the end
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null || !follow) return;
    box.scrollTop = box.scrollHeight;
    setTop(box.scrollTop);
  }, [follow, rows.count, viewHeight, wrap]);

  // Wrapped lines have heights of their own: the block is put where its anchor line asks for.
  useLayoutEffect(() => {
    const lines = block.current;
    if (lines === null) return;
    const anchor = lines.children[view.anchor - view.first];
    const [before, height] =
      wrap && anchor instanceof HTMLElement
        ? [anchor.offsetTop, anchor.offsetHeight]
        : [(view.anchor - view.first) * lineHeight, lineHeight];
    lines.style.transform = `translateY(${top + view.anchorY - before - view.above * height}px)`;
  });

  const goTo = (row: number) => {
    const box = scroller.current;
    if (box === null) return;
    setFollow(false);
    box.scrollTop = scrollFor(rows, pad, row, box.clientHeight, !wrap);
    setTop(box.scrollTop);
  };
  const goToLine = useRef<(line: number) => void>(() => {});
  goToLine.current = (line) => goTo(chosen === null ? line : placeIn(chosen, line));
  useEffect(() => {
    if (found !== undefined) goToLine.current(found);
  }, [found]);

  const lastTop = useRef(0);
  const onScroll = () => {
    const box = scroller.current;
    if (box === null) return;
    setTop(box.scrollTop);
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
    if (event.key === 'Escape' && query !== '') event.stopPropagation();
  };

  const select = (next: Range | null) => {
    setRange(next);
    setCopied(null);
  };
  const low = range === null ? 0 : Math.min(range.from, range.to);
  const high = range === null ? -1 : Math.max(range.from, range.to);
  const copy = async (from: number, to: number) => {
    const numbers = Array.from({ length: to - from + 1 }, (_, offset) => numberOf(from + offset));
    setCopied(await copyLines(api, runId, numbers));
  };
  const onLineClick = (event: MouseEvent) => {
    // Dragging over words selects them as anywhere; only a plain click chooses the line.
    if (!event.shiftKey && getSelection()?.isCollapsed === false) return;
    const line = event.target instanceof Element ? event.target.closest('[data-row]') : null;
    const row = line instanceof HTMLElement ? Number(line.dataset.row) : Number.NaN;
    if (Number.isNaN(row)) return;
    if (event.shiftKey && range !== null) {
      getSelection()?.removeAllRanges();
      select({ from: range.from, to: row });
    } else if (range !== null && low === row && high === row) select(null);
    else select({ from: row, to: row });
  };
  const onKeys = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.shiftKey && by !== 0 && rows.count > 0) {
      const to = range === null ? view.anchor : range.to + by;
      const kept = Math.max(0, Math.min(rows.count - 1, to));
      select({ from: range === null ? kept : range.from, to: kept });
      if (kept <= view.first + overscan || kept >= view.end - overscan - 1) goTo(kept);
    } else if (event.ctrlKey && event.key.toLowerCase() === 'a') {
      select({ from: 0, to: Math.max(0, rows.count - 1) });
    } else if (event.ctrlKey && event.key.toLowerCase() === 'c') {
      if (range === null || getSelection()?.isCollapsed === false) return;
      void copy(low, high);
    } else if (event.key === 'Escape' && range !== null) {
      select(null);
      event.stopPropagation();
    } else return;
    event.preventDefault();
  };

  const levelName = (option: LevelFilter): string => {
    switch (option) {
      case 'all':
        return text.log.levelAll;
      case 'warnings':
        return text.log.levelWarnings;
      case 'errors':
        return text.log.levelErrors;
    }
  };

  return (
    <div className="log">
      <div className="log-bar">
        <span className="log-count">
          {copied !== null && copied > 0
            ? text.log.copied(copied)
            : chosen === null
              ? text.log.lines(total)
              : text.log.filtered(rows.count, total, filtered.searching)}
        </span>
        <ChoiceList
          small
          label={text.log.levels}
          value={level}
          options={levels}
          nameOf={levelName}
          onChange={(next) => {
            setLevel(next);
            select(null);
          }}
        />
        <Toggle on={wrap} onChange={setWrap}>
          {text.log.wrap}
        </Toggle>
        <Button
          weight="quiet"
          small
          onPress={() => send({ kind: 'open', what: { kind: 'run-log', runId } })}
        >
          {text.log.openFile}
        </Button>
        <Button weight="quiet" small onPress={() => send({ kind: 'save-log', runId })}>
          {text.log.saveAs}
        </Button>
        <div className="find">
          <SearchField
            aria-label={text.log.find}
            value={query}
            isInvalid={badRegex}
            onChange={(value) => {
              setQuery(value);
              setAt(0);
            }}
          >
            <Input className="find-box" placeholder={text.log.find} onKeyDown={onFindKey} />
          </SearchField>
          <Toggle label={text.log.regex} on={regex} onChange={setRegex}>
            <span className="mono" aria-hidden="true">
              .*
            </span>
          </Toggle>
          {query !== '' && (
            <>
              <span className="find-count" role="status">
                {badRegex
                  ? text.log.badRegex
                  : matches.tooSlow
                    ? text.log.slowRegex
                    : text.log.matches(
                        Math.min(at, matches.lines.length - 1) + 1,
                        matches.lines.length,
                        matches.searching || matches.lines.length === mostMatches,
                      )}
              </span>
              {matches.lines.length > 0 && (
                <>
                  <Button weight="icon" aria-label={text.log.previous} onPress={() => step(-1)}>
                    <Icon name="up" />
                  </Button>
                  <Button weight="icon" aria-label={text.log.next} onPress={() => step(1)}>
                    <Icon name="down" />
                  </Button>
                </>
              )}
            </>
          )}
        </div>
      </div>
      {log.failure !== null ? (
        <p className="log-empty">{`${text.log.failed}: ${plainLine(log.failure.detail)}`}</p>
      ) : total === 0 ? (
        <p className="log-empty">{text.log.empty}</p>
      ) : (
        rows.count === 0 &&
        !filtered.searching && <p className="log-empty">{text.log.filteredNone}</p>
      )}
      <section
        className="log-scroll"
        ref={scroller}
        onScroll={onScroll}
        onClick={onLineClick}
        onKeyDown={onKeys}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={text.log.label}
        aria-description={text.log.selectHint}
      >
        <div className="log-lines" style={{ height: contentHeight(rows, pad) }}>
          <div ref={block} className={wrap ? 'log-block wrapped' : 'log-block'}>
            {drawn.map((number, offset) => {
              const row = view.first + offset;
              const line = log.lineAt(number);
              const marks = [
                'log-line',
                `level-${line?.level ?? 'info'}`,
                ...(number === found ? ['found'] : holds(matches.lines, number) ? ['match'] : []),
                ...(row >= low && row <= high ? ['chosen'] : []),
              ];
              return (
                <div key={row} data-row={row} className={marks.join(' ')}>
                  <Line line={line} spans={matches.spans.get(number) ?? noSpans} text={text} />
                </div>
              );
            })}
          </div>
        </div>
      </section>
      {/* Over the lines: in the bar they would push what was just clicked away from the pointer. */}
      <div className="log-over">
        {range !== null && (
          <Button small onPress={() => void copy(low, high)}>
            {text.log.copySelection}
          </Button>
        )}
        {live && !follow && (
          <Button
            small
            onPress={() => {
              setFollow(true);
              // The button goes, and whoever reads on by keyboard is in the log.
              scroller.current?.focus();
            }}
          >
            {text.log.follow}
          </Button>
        )}
      </div>
    </div>
  );
}
