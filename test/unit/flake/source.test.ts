// What an original reference is called, where it is asked, and what is refused.
import { describe, expect, it } from 'vitest';
import { isSafeRemote, sourceOf } from '../../../main/flake/source.ts';

const of = (original: Record<string, string | boolean>) =>
  sourceOf(new Map(Object.entries(original)));

describe('sourceOf', () => {
  it.each([
    [
      { type: 'github', owner: 'NixOS', repo: 'nixpkgs', ref: 'nixos-unstable' },
      'github:NixOS/nixpkgs/nixos-unstable',
      'https://github.com/NixOS/nixpkgs',
      { how: 'smart-http', url: 'https://github.com/NixOS/nixpkgs', ref: 'nixos-unstable' },
    ],
    [
      { type: 'github', owner: 'o', repo: 'r', dir: 'nix', host: 'git.example.org' },
      'github:o/r?dir=nix&host=git.example.org',
      'https://git.example.org/o/r',
      { how: 'smart-http', url: 'https://git.example.org/o/r', ref: null },
    ],
    [
      { type: 'gitlab', owner: 'group%2Fsub', repo: 'r' },
      'gitlab:group%2Fsub/r',
      'https://gitlab.com/group/sub/r',
      { how: 'smart-http', url: 'https://gitlab.com/group/sub/r.git', ref: null },
    ],
    [
      { type: 'sourcehut', owner: '~mort', repo: 'r' },
      'sourcehut:~mort/r',
      'https://git.sr.ht/~mort/r',
      { how: 'smart-http', url: 'https://git.sr.ht/~mort/r', ref: null },
    ],
    [
      { type: 'git', url: 'https://example.org/a.git', ref: 'feature/x', submodules: true },
      'git+https://example.org/a.git?ref=feature/x&submodules=1',
      'https://example.org/a.git',
      { how: 'smart-http', url: 'https://example.org/a.git', ref: 'feature/x' },
    ],
    [
      { type: 'git', url: 'ssh://git@example.org/a.git' },
      'git+ssh://git@example.org/a.git',
      'ssh://git@example.org/a.git',
      { how: 'git', url: 'ssh://git@example.org/a.git', ref: null },
    ],
    [
      { type: 'git', url: 'file:///home/me/my%20repo' },
      'git+file:///home/me/my%20repo',
      'file:///home/me/my%20repo',
      { how: 'local-git', path: '/home/me/my repo', ref: null },
    ],
    [
      { type: 'git', url: 'https://me:secret@example.org/a' },
      'git+https://me:***@example.org/a',
      'https://me:***@example.org/a',
      { how: 'git', url: 'https://me:secret@example.org/a', ref: null },
    ],
    [{ type: 'path', path: './sub' }, 'path:./sub', './sub', { how: 'none', reason: 'path' }],
    [
      { type: 'tarball', url: 'https://example.org/a/%2A.tar.gz' },
      'https://example.org/a/%2A.tar.gz',
      'https://example.org/a/%2A.tar.gz',
      { how: 'tarball', url: 'https://example.org/a/%2A.tar.gz' },
    ],
    [
      { type: 'file', url: 'https://example.org/keys' },
      'https://example.org/keys',
      'https://example.org/keys',
      { how: 'tarball', url: 'https://example.org/keys' },
    ],
    [
      { type: 'indirect', id: 'nixpkgs', ref: 'nixos-25.05' },
      'flake:nixpkgs/nixos-25.05',
      'registry:nixpkgs',
      { how: 'indirect', id: 'nixpkgs', ref: 'nixos-25.05' },
    ],
    [
      { type: 'hg', url: 'https://example.org/hg' },
      'hg+https://example.org/hg',
      'https://example.org/hg',
      { how: 'none', reason: 'mercurial' },
    ],
    [
      { type: 'pijul', url: 'https://example.org/p' },
      'https://example.org/p',
      'https://example.org/p',
      { how: 'none', reason: 'unsupported-type' },
    ],
  ])('%j', (original, source, upstream, ask) => {
    expect(of(original as Record<string, string | boolean>)).toMatchObject({
      source,
      upstream,
      ask,
    });
  });

  it('knows a pin by the revision in flake.nix, and a local input by its path', () => {
    const rev = 'a'.repeat(40);
    expect(of({ type: 'github', owner: 'o', repo: 'r', rev })).toMatchObject({
      pinned: true,
      source: `github:o/r/${rev}`,
    });
    expect(of({ type: 'path', path: './x' }).local).toBe(true);
    expect(of({ type: 'path', path: '/x' }).local).toBe(false);
  });

  it.each([
    { type: 'github', owner: '..', repo: 'r' },
    { type: 'github', owner: 'o', repo: 'a/../../b' },
    { type: 'github', owner: 'o' },
    { type: 'github', owner: 'o', repo: 'r', host: 'evil.example/x?' },
    { type: 'github', owner: 'o', repo: 'r', host: 'me@evil.example' },
    { type: 'github', owner: 'o', repo: 'r', host: '-oProxyCommand=x' },
    { type: 'gitlab', owner: 'a%2F..%2Fb', repo: 'r' },
    { type: 'git', url: 'ext::sh -c id' },
    { type: 'git', url: '--upload-pack=id' },
    { type: 'git', url: 'ftp://example.org/x' },
    { type: 'git', url: 'https://example.org/a\nb' },
    { type: 'git', url: 'file://host/x' },
    { type: 'git', url: 'file:./x' },
    { type: 'git', url: 'file:x' },
    { type: 'git' },
    { type: 'tarball' },
  ])('asks nobody about %j', (original) => {
    expect(of(original as Record<string, string>).ask.how).toBe('none');
  });
});

describe('isSafeRemote', () => {
  it.each([
    ['https://example.org/x', true],
    ['ssh://git@example.org:22/x', true],
    ['ssh://-oProxyCommand=id/x', false],
    ['ssh://%2DoProxyCommand=id/x', false],
    ['ssh://-l@example.org/x', false],
    ['git@example.org:x', false],
    ['file:///x', true],
    ['file:/x', true],
    ['file:./x', false],
    ['file:x', false],
    ['ext::id', false],
  ])('%s: %s', (url, safe) => {
    let result: boolean;
    try {
      result = isSafeRemote(url);
    } catch {
      result = false;
    }
    expect(result).toBe(safe);
  });
});
