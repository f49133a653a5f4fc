// Which inputs have a page that compares two revisions, and that no other link comes out of a hostile lock.
import { describe, expect, it } from 'vitest';
import { compareLink } from '../../../main/core/links.ts';
import type { InputReport } from '../../../preload/contract/input.ts';
import { input } from './desktop-samples.ts';

const from = 'a'.repeat(40);
const to = 'b'.repeat(40);
const behind = (more: Partial<InputReport> = {}) =>
  input('nixpkgs', { status: 'behind', latest: { rev: to, lastModified: 2 }, ...more });

describe('the page of an input', () => {
  it.each([
    ['github', 'https://github.com/o/r', `https://github.com/o/r/compare/${from}...${to}`],
    ['github', 'https://git.firm.test/o/r', `https://git.firm.test/o/r/compare/${from}...${to}`],
    ['gitlab', 'https://gitlab.com/g/s/r', `https://gitlab.com/g/s/r/-/compare/${from}...${to}`],
    ['git', 'https://github.com/o/r.git', `https://github.com/o/r/compare/${from}...${to}`],
    ['git', 'https://codeberg.org/o/r', `https://codeberg.org/o/r/compare/${from}...${to}`],
    ['git', 'https://gitlab.com/g/r', `https://gitlab.com/g/r/-/compare/${from}...${to}`],
  ])('of %s at %s', (type, upstream, link) => {
    expect(compareLink(behind({ type, upstream }))).toBe(link);
  });

  it.each([
    ['no upstream', { upstream: null }],
    ['no newer revision', { latest: null }],
    ['an unknown newer revision', { latest: { rev: null, lastModified: 2 } }],
    ['no locked revision', { locked: { rev: null, lastModified: 1 } }],
    ['a forge without such a page', { type: 'sourcehut', upstream: 'https://git.sr.ht/~u/r' }],
    ['a server that only looks like one', { type: 'git', upstream: 'https://github.com.evil/o/r' }],
    ['ssh', { upstream: 'ssh://git@github.com/o/r' }],
    ['plain http', { upstream: 'http://github.com/o/r' }],
    ['a file', { upstream: 'file:///etc' }],
    ['a script', { upstream: 'javascript:alert(1)' }],
    ['a password', { upstream: 'https://user:secret@github.com/o/r' }],
    ['a query', { upstream: 'https://github.com/o/r?x=1' }],
    ['a fragment', { upstream: 'https://github.com/o/r#x' }],
    ['a line break', { upstream: 'https://github.com/o/r\nx' }],
    ['no repository', { upstream: 'https://github.com' }],
    ['a revision that is none', { latest: { rev: '../../settings', lastModified: 2 } }],
    ['a short revision', { locked: { rev: 'abcdef0', lastModified: 1 } }],
  ])('is not there for %s', (_what, more) => {
    expect(compareLink(behind(more))).toBeNull();
  });

  it('takes SHA-256 revisions', () => {
    const long = 'c'.repeat(64);
    expect(compareLink(behind({ latest: { rev: long, lastModified: 2 } }))).toContain(long);
  });
});
