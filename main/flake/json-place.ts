// Finds where a text stops being JSON, since JSON.parse does not always say.

const space = /[ \t\r\n]*/y;
const scalar =
  /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
const key = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

type Expecting = 'value' | 'first-key' | 'key' | 'colon' | 'first-item' | 'after-value' | 'end';

/** The offset of the first character that cannot be there, or null for valid JSON. */
export function offsetOfJsonError(text: string): number | null {
  const open: ('{' | '[')[] = [];
  let at = 0;
  let expecting: Expecting = 'value';
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const closed = (): Expecting => {
    at += 1;
    open.pop();
    return open.length === 0 ? 'end' : 'after-value';
  };
  for (;;) {
    skip(space);
    const char = text[at];
    if (expecting === 'end') return at === text.length ? null : at;
    if (char === undefined) return at;
    switch (expecting) {
      case 'first-item':
        expecting = char === ']' ? closed() : 'value';
        break;
      case 'value':
        if (char === '{' || char === '[') {
          open.push(char);
          at += 1;
          expecting = char === '{' ? 'first-key' : 'first-item';
        } else if (skip(scalar)) expecting = open.length === 0 ? 'end' : 'after-value';
        else return at;
        break;
      case 'first-key':
      case 'key':
        if (char === '}' && expecting === 'first-key') expecting = closed();
        else if (skip(key)) expecting = 'colon';
        else return at;
        break;
      case 'colon':
        if (char !== ':') return at;
        at += 1;
        expecting = 'value';
        break;
      case 'after-value': {
        const inside = open.at(-1);
        if (char === ',') {
          at += 1;
          expecting = inside === '{' ? 'key' : 'value';
        } else if (char === (inside === '{' ? '}' : ']')) expecting = closed();
        else return at;
        break;
      }
    }
  }
}

/** Line and column of an offset, both from 1. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    if (end === -1 || end >= offset) return { line, column: offset - start + 1 };
    start = end + 1;
    line += 1;
  }
}
