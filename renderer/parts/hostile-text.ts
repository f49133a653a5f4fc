// Makes text that others wrote safe to show: what would be interpreted is shown instead.

// CSI, OSC (ended by BEL or ST) and two-byte escape sequences.
const sequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
// Control characters but the tab, and those that reorder or hide their neighbours.
const harmful =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** One line without escape sequences; other control characters become visible, as "\x07". */
export function plainLine(text: string): string {
  return text.replace(sequences, '').replace(harmful, escaped);
}
