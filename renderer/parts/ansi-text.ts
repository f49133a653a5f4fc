// Reads the colours that builders put into their lines; every other escape sequence is dropped.
import { plainLine } from './hostile-text.ts';

export interface Piece {
  readonly text: string;
  /** class names of its colour and weight; '' for plain text */
  readonly style: string;
}

const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
const graphics = /\u001b\[([0-9;]*)m/g;

interface Pen {
  readonly colour: string | null;
  readonly bold: boolean;
}
const plain: Pen = { colour: null, bold: false };

function withCodes(pen: Pen, codes: readonly number[]): Pen {
  let next = pen;
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    // Colours out of 256 or 16 million are not told apart here: their numbers are skipped.
    if (code === 38 || code === 48) index += codes[index + 1] === 5 ? 2 : 4;
    else if (code === 0) next = plain;
    else if (code === 1) next = { ...next, bold: true };
    else if (code === 22) next = { ...next, bold: false };
    else if (code === 39) next = { ...next, colour: null };
    else if (code >= 30 && code <= 37) next = { ...next, colour: colours[code - 30] ?? null };
    else if (code >= 90 && code <= 97) next = { ...next, colour: colours[code - 90] ?? null };
  }
  return next;
}

function styleOf({ colour, bold }: Pen): string {
  return [...(colour === null ? [] : [`ansi-${colour}`]), ...(bold ? ['ansi-bold'] : [])].join(' ');
}

/** The pieces of one line in order; all of them together are `plainLine` of it. */
export function ansiPieces(line: string): readonly Piece[] {
  if (!line.includes('\u001b[')) return [{ text: plainLine(line), style: '' }];
  const pieces: Piece[] = [];
  let pen = plain;
  let from = 0;
  const add = (raw: string) => {
    const text = plainLine(raw);
    if (text !== '') pieces.push({ text, style: styleOf(pen) });
  };
  for (const found of line.matchAll(graphics)) {
    add(line.slice(from, found.index));
    pen = withCodes(pen, (found[1] ?? '').split(';').map(Number));
    from = found.index + found[0].length;
  }
  add(line.slice(from));
  return pieces;
}
