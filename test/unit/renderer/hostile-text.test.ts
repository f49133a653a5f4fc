// Whatever others wrote reaches the page as plain, visible text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainLine } from '../../../renderer/parts/hostile-text.ts';

describe('plainLine', () => {
  it.each([
    ['plain', 'plain'],
    ['tab\tstays', 'tab\tstays'],
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007after', 'after'],
    ['\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['bell\u0007', 'bell␇'],
    ['50%\r100%', '50%␍100%'],
    ['nul\u0000', 'nul␀'],
    ['del\u007f', 'del␡'],
    ['c1\u009b31m', 'c1⟨U+009B⟩31m'],
    ['rtl\u202egnp', 'rtl⟨U+202E⟩gnp'],
    ['a lone \u001b', 'a lone ␛'],
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
