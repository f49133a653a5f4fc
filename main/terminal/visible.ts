// Makes text from strangers harmless for a terminal: nothing in it is obeyed, all of it can be seen.

/** What moves the cursor, recolours the rest or turns its direction; log lines and lock files come from strangers. */
const harmful = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function escaped(char: string): string {
  const code = char.charCodeAt(0);
  return code < 256
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** For text that may have several lines: line ends and tabs stay what they are. */
export function visible(text: string): string {
  return text.replace(harmful, (char) => (char === '\n' || char === '\t' ? char : escaped(char)));
}

/** For text that must stay within its line. */
export function visibleInLine(text: string): string {
  return text.replace(harmful, escaped);
}
