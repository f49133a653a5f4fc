// Where words or a regular expression are found in lines of text: pure, for the page and for its worker.

/** In UTF-16 units of the text, the end left out. */
export type Span = readonly [from: number, to: number];

export interface Hit {
  /** of the line among those that were given */
  readonly index: number;
  readonly spans: readonly Span[];
}

/** An expression is tried on no more of a line than this. */
const longestTried = 2000;
/** More places than this in one line are not marked. */
const mostSpans = 100;

/** null where `source` is no regular expression. */
export function expressionOf(source: string): RegExp | null {
  try {
    return new RegExp(source, 'giu');
  } catch {
    try {
      return new RegExp(source, 'gi');
    } catch {
      return null;
    }
  }
}

function wordSpans(text: string, words: string): readonly Span[] | null {
  const lower = text.toLowerCase();
  let at = lower.indexOf(words);
  if (at === -1) return null;
  // A few letters change their length with their case: the line is found, its places are not told.
  if (lower.length !== text.length) return [];
  const spans: Span[] = [];
  for (; at !== -1 && spans.length < mostSpans; at = lower.indexOf(words, at + words.length))
    spans.push([at, at + words.length]);
  return spans;
}

function expressionSpans(text: string, expression: RegExp): readonly Span[] | null {
  let found = false;
  const spans: Span[] = [];
  for (const match of text.slice(0, longestTried).matchAll(expression)) {
    found = true;
    if (spans.length === mostSpans) break;
    if (match[0] !== '') spans.push([match.index, match.index + match[0].length]);
  }
  return found ? spans : null;
}

/** The lines that hold `words`, letters of any case; as an expression it may take any time at all. */
export function hitsOf(texts: readonly string[], words: string, regex: boolean): readonly Hit[] {
  const expression = regex ? expressionOf(words) : null;
  if (regex && expression === null) return [];
  const wanted = words.trim().toLowerCase();
  if (!regex && wanted === '') return [];
  const hits: Hit[] = [];
  texts.forEach((text, index) => {
    const spans = expression === null ? wordSpans(text, wanted) : expressionSpans(text, expression);
    if (spans !== null) hits.push({ index, spans });
  });
  return hits;
}

export interface MarkedPiece {
  readonly text: string;
  readonly style: string;
  readonly hit: boolean;
}

/** Cuts a line's pieces where places begin and end; `spans` ascend and do not overlap. */
export function markPieces(
  pieces: readonly { readonly text: string; readonly style: string }[],
  spans: readonly Span[],
): readonly MarkedPiece[] {
  const marked: MarkedPiece[] = [];
  let start = 0;
  for (const { text, style } of pieces) {
    const end = start + text.length;
    let at = start;
    const add = (to: number, hit: boolean) => {
      if (to > at) marked.push({ text: text.slice(at - start, to - start), style, hit });
      at = Math.max(at, to);
    };
    for (const [from, to] of spans) {
      if (to <= at || from >= end) continue;
      add(Math.max(at, from), false);
      add(Math.min(end, to), true);
    }
    add(end, false);
    start = end;
  }
  return marked;
}
