// Lines to paste into a NixOS configuration or a terminal, and paths and versions cut to size.
import { describe, expect, it } from 'vitest';
import { snippetFor } from '../../../renderer/parts/doctor-snippets.ts';
import { expressionOf, hitsOf, markPieces } from '../../../renderer/parts/log-match.ts';
import { passes, shownText } from '../../../renderer/parts/log-scan.ts';
import { shortPath } from '../../../renderer/parts/path-text.tsx';
import { releaseOf } from '../../../renderer/parts/sidebar.tsx';
import { heapOf } from '../../../renderer/screens/history.tsx';
import { nixOption } from '../../../renderer/screens/settings.tsx';

describe('NixOS options', () => {
  it.each([
    ['commitLock', true, 'programs.snowbell.settings.commitLock = true;'],
    ['checkEveryMinutes', 360, 'programs.snowbell.settings.checkEveryMinutes = 360;'],
    ['host', null, 'programs.snowbell.settings.host = null;'],
    ['held', ['a', 'b'], 'programs.snowbell.settings.held = [ "a" "b" ];'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Nix would put something in its place
    ['flake', '/a"b\\${c}', 'programs.snowbell.settings.flake = "/a\\"b\\\\\\${c}";'],
  ] as const)('%s', (key, value, line) => expect(nixOption(key, value)).toBe(line));

  it('quotes a path for the shell', () => {
    expect(
      snippetFor({
        what: 'state-folder',
        state: 'bad',
        detail: "/home/o'me; rm -rf ~",
        remedy: 'make-writable',
      })?.code,
    ).toBe(`sudo chown -R "$USER" '/home/o'\\''me; rm -rf ~'`);
  });

  it('has none where only a person can know', () => {
    expect(
      snippetFor({ what: 'flake', state: 'bad', detail: '', remedy: 'mend-flake' }),
    ).toBeNull();
  });
});

describe('cut to size', () => {
  it.each([
    ['/etc/nixos', '/etc/nixos'],
    ['/home/me/projects/machines/nixos', '/home/…/machines/nixos'],
    ['/home/somebody/nixos-configuration', '…/nixos-configuration'],
  ])('%s', (path, short) => expect(shortPath(path, 26)).toBe(short));

  it('never gets longer than asked for', () => {
    for (const length of [12, 20, 34])
      expect(shortPath(`/home/${'x'.repeat(80)}`, length).length).toBeLessThanOrEqual(length);
  });

  it.each([
    ['26.05.20261118.77cd2e1', '26.05'],
    ['26.05', '26.05'],
    ['26.05pre-git', '26.05pre-git'],
  ])('NixOS %s', (version, release) => expect(releaseOf(version)).toBe(release));
});

describe('finding in a log', () => {
  const line = { at: 0, level: 'warn', source: 'linux', text: 'CC [M] \u0007drm.o' } as const;
  const finds = (text: string, regex = false, level: 'all' | 'warnings' | 'errors' = 'all') =>
    passes(line, level) && hitsOf([shownText(line)], text, regex).length > 0;

  it.each([
    ['cc [m]', false, true],
    ['linux> cc', false, true],
    ['\\x07', false, true],
    ['^linux> CC \\[M\\] .*\\.o$', true, true],
    ['[m]', true, true],
    ['zz', true, false],
  ])('%s (expression: %s)', (text, regex, found) => expect(finds(text, regex)).toBe(found));

  it('takes no broken expression', () => {
    expect(expressionOf('(')).toBeNull();
    expect(hitsOf(['('], '(', true)).toEqual([]);
  });

  it('keeps to the level', () => {
    expect(finds('cc', false, 'warnings')).toBe(true);
    expect(finds('cc', false, 'errors')).toBe(false);
    expect(passes(line, 'errors')).toBe(false);
  });
});

describe('marking what was found', () => {
  const marked = (words: string, regex = false) => {
    const pieces = [
      { text: 'linux> ', style: 'log-dim' },
      { text: 'CC drm.o', style: '' },
    ];
    const [hit] = hitsOf([pieces.map(({ text }) => text).join('')], words, regex);
    return markPieces(pieces, hit?.spans ?? []).map(({ text, hit }) => (hit ? `[${text}]` : text));
  };

  it.each([
    ['cc', false, ['linux> ', '[CC]', ' drm.o']],
    ['> c', false, ['linux', '[> ]', '[C]', 'C drm.o']],
    ['[cx]', true, ['linu', '[x]', '> ', '[C]', '[C]', ' drm.o']],
    ['x*', true, ['linu', '[x]', '> ', 'CC drm.o']],
    ['zz', false, ['linux> ', 'CC drm.o']],
  ] as const)('%s (expression: %s)', (words, regex, pieces) =>
    expect(marked(words, regex)).toEqual(pieces),
  );

  it('finds a line whose letters change their length with their case, without a place', () => {
    expect(hitsOf(['İstanbul'], 'stan', false)).toEqual([{ index: 0, spans: [] }]);
  });
});

describe('heaps of runs', () => {
  it.each([
    ['succeeded', 'succeeded'],
    ['units-failed', 'failed'],
    ['dismissed', 'other'],
    [null, 'other'],
  ] as const)('%s', (outcome, heap) => expect(heapOf(outcome)).toBe(heap));
});
