// Makes text that others wrote safe to show: what would be interpreted is shown instead.

// CSI, OSC (ended by BEL or ST) and two-byte escape sequences.
const sequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
const controls = /[\u0000-\u0008\u000a-\u001f\u007f]/g;
const c1 = /[\u0080-\u009f]/g;
// Characters that reorder or hide their neighbours.
const tricks = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

function named(character: string): string {
  return `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** One line without escape sequences; other control characters become visible pictures. */
export function plainLine(text: string): string {
  return text
    .replace(sequences, '')
    .replace(controls, (c) =>
      c === '\u007f' ? '␡' : String.fromCharCode(0x2400 + c.charCodeAt(0)),
    )
    .replace(c1, named)
    .replace(tricks, named);
}
