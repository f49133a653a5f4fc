// Whatever others wrote reaches the page as plain, visible text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ansiPieces } from '../../../renderer/parts/ansi-text.ts';
import { plainLine } from '../../../renderer/parts/hostile-text.ts';

describe('plainLine', () => {
  it.each([
    ['plain', 'plain'],
    ['tab\tstays', 'tab\tstays'],
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007after', 'after'],
    ['\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['bell\u0007', 'bell\\x07'],
    ['50%\r100%', '50%\\x0d100%'],
    ['nul\u0000', 'nul\\x00'],
    ['del\u007f', 'del\\x7f'],
    ['c1\u009b31m', 'c1\\x9b31m'],
    ['rtl\u202egnp', 'rtl\\u202egnp'],
    ['a lone \u001b', 'a lone \\x1b'],
    ['ä → 漢 🙂', 'ä → 漢 🙂'],
  ])('%j', (text, shown) => {
    expect(plainLine(text)).toBe(shown);
  });

  it('leaves no control or reordering character of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plainLine(text)).not.toMatch(
          /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
        );
      }),
    );
  });
});

describe('colours', () => {
  it.each([
    ['plain', [{ text: 'plain', style: '' }]],
    [
      '\u001b[1;31merror:\u001b[0m no',
      [
        { text: 'error:', style: 'ansi-red ansi-bold' },
        { text: ' no', style: '' },
      ],
    ],
    [
      '\u001b[38;5;31mx\u001b[92my',
      [
        { text: 'x', style: '' },
        { text: 'y', style: 'ansi-green' },
      ],
    ],
    [
      '\u001b[34ma\u001b[39mb',
      [
        { text: 'a', style: 'ansi-blue' },
        { text: 'b', style: '' },
      ],
    ],
  ])('%j', (line, pieces) => expect(ansiPieces(line)).toEqual(pieces));

  it('never changes what is said, only how', () => {
    const noise = fc.array(
      fc.constantFrom(
        '\u001b[31m',
        '\u001b[0m',
        '\u001b',
        '[',
        '1m',
        'a',
        '\u0007',
        '\u001b]0;t',
        '\u202e',
        '漢',
      ),
    );
    fc.assert(
      fc.property(noise, (parts) => {
        const line = parts.join('');
        expect(
          ansiPieces(line)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(plainLine(line));
      }),
    );
  });
});
