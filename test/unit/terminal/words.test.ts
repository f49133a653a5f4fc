// Every outcome, failure and question has words; what strangers wrote is shown and not obeyed.
import { describe, expect, it } from 'vitest';
import { reviewText } from '../../../main/terminal/review-text.ts';
import { visible, visibleInLine } from '../../../main/terminal/visible.ts';
import {
  decisionText,
  failureText,
  kindWords,
  outcomeWords,
} from '../../../main/terminal/words.ts';
import { Review, reviewNotices } from '../../../preload/contract/run.ts';
import { outcomes, runKinds } from '../../../preload/contract/words.ts';

describe('words', () => {
  it('are there for every outcome and kind of run, and differ', () => {
    expect(new Set(outcomes.map((outcome) => outcomeWords[outcome])).size).toBe(outcomes.length);
    for (const kind of runKinds) expect(kindWords[kind]).toMatch(/\w/);
  });

  it('of a failure carry its detail', () => {
    expect(failureText({ kind: 'no-lock', detail: '/f/flake.lock' })).toContain('/f/flake.lock');
    expect(failureText({ kind: 'something-new', detail: 'x' })).toBe('something-new: x');
    expect(failureText({ kind: 'busy', detail: '' })).toMatch(/\.$/);
  });

  it('say "switched, flake.lock not written yet" where that is so', () => {
    const runId = 'x';
    for (const decision of [
      { kind: 'lock-not-written', runId, detail: 'EACCES' },
      { kind: 'lock-changed-meanwhile', runId },
    ] as const) {
      expect(decisionText(decision, false)).toContain('switched, flake.lock not written yet');
    }
    expect(decisionText({ kind: 'test-active', runId, previous: 1 }, false)).toMatch(/\w/);
    expect(decisionText({ kind: 'activation-failed', runId, previous: 1 }, false)).toMatch(/\w/);
  });

  it('names no way back to a generation that is gone', () => {
    for (const kind of ['activation-failed', 'test-active'] as const) {
      const of = (previous: number | null) =>
        decisionText({ kind, runId: 'x', previous }, false).includes('go-back');
      expect([of(1), of(null)]).toEqual([true, false]);
    }
  });
});

describe("strangers' text", () => {
  it.each([
    ['\x1b[2Jgone', '\\x1b[2Jgone'],
    ['a\rb', 'a\\x0db'],
    ['\x9b31m', '\\x9b31m'],
    ['\u202egnp.exe', '\\u202egnp.exe'],
    ['ä€😀', 'ä€😀'],
    ['a\tb\nc', 'a\tb\nc'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('stays within its line', () => {
    expect(visibleInLine('a\nb\tc')).toBe('a\\x0ab\\x09c');
  });
});

describe('a review in text', () => {
  const review = Review.parse({
    inputs: [
      { name: 'nixpkgs', from: 'a'.repeat(40), to: 'b'.repeat(40), selected: true },
      { name: 'extra', from: null, to: 'c'.repeat(40), selected: false },
    ],
    packages: [
      { name: 'curl', from: '8.1', to: '8.2', direction: 'up' },
      { name: 'git', from: '2.5', to: '2.4', direction: 'down' },
      { name: 'new', from: null, to: '1', direction: 'added' },
      { name: 'old', from: '1', to: null, direction: 'removed' },
      { name: 'evil\x1b[2J', from: '1', to: '2\r', direction: 'other' },
      { name: 'two', from: '1', to: '2\nPackages: nothing', direction: 'up' },
    ],
    sizeDelta: 1024,
    restart: [{ what: 'kernel', from: '6.1', to: '6.2' }],
    services: ['sshd.service'],
    differences: [{ what: 'host-name', running: 'atlas', built: 'vega' }],
    notices: [
      { kind: 'untracked-files', detail: 'new\nhere.nix' },
      { kind: 'little-space-boot', detail: '/boot' },
    ],
    space: { storeFree: 5 * 2 ** 30, bootFree: 10 * 2 ** 20, bootNeeded: 90 * 2 ** 20 },
    builtInMs: 10,
  });

  it('says what to know before, and how much room there is', () => {
    const text = reviewText(review, false);
    expect(text).toContain('git add');
    expect(text).toContain('new\\x0ahere.nix');
    expect(text).toContain('5.0 GiB free in the store');
    expect(text).toContain('10.0 MiB free on /boot, 90.0 MiB needed');
  });

  it('has words for every notice', () => {
    const notices = reviewNotices.map((kind) => ({ kind, detail: '' }));
    const lines = reviewText({ ...review, notices }, false).split('\n');
    expect(lines.filter((line) => line.startsWith('Note: ')).length).toBe(reviewNotices.length);
  });

  it('names what moves, what changes and what it takes', () => {
    const text = reviewText(review, false);
    for (const part of [
      'nixpkgs  aaaaaaa -> bbbbbbb',
      'extra    (nothing) -> ccccccc',
      'was not asked for',
      'curl 8.1 -> 8.2',
      '+ new 1',
      '- old 1',
      'sshd.service',
      'kernel 6.1 -> 6.2',
      'atlas',
      'vega',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('4 changed, 1 added, 1 removed');
  });

  it.each([true, false])('obeys no stranger, colours: %s', (colours) => {
    const text = reviewText(review, colours);
    expect(text).not.toContain('\x1b[2J');
    expect(text).not.toContain('\r');
    expect(text).toContain('\\x1b[2J');
    expect(text).not.toMatch(/^Packages: nothing/m);
    expect(text).not.toMatch(/^here/m);
    expect(text.includes('\x1b[1m')).toBe(colours);
  });

  it('counts what is too much to list', () => {
    const packages = Array.from({ length: 500 }, (_, index) => ({
      name: `p${index}`,
      from: '1',
      to: '2',
      direction: 'up' as const,
    }));
    const lines = reviewText({ ...review, packages }, false).split('\n');
    expect(lines.length).toBeLessThan(100);
    expect(lines.join('\n')).toContain('500 changed');
  });
});
