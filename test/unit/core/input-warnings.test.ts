// Warnings about nixpkgs, by where it comes from, its branch and its age.
import { expect, it } from 'vitest';
import { inputWarnings } from '../../../main/core/input-warnings.ts';
import { unsupportedSince } from '../../../main/core/nixos-releases.ts';
import type { InputReport } from '../../../preload/contract/input.ts';

const now = Date.parse('2026-07-01T12:00:00Z');
const report = (more: Partial<InputReport>): InputReport => ({
  name: 'n',
  type: 'github',
  source: 's',
  upstream: 'https://github.com/NixOS/nixpkgs',
  ref: null,
  flake: true,
  status: 'current',
  reason: null,
  held: false,
  skipped: false,
  locked: { rev: null, lastModified: null },
  latest: null,
  follows: null,
  ...more,
});
const daysAgo = (days: number) => ({ rev: null, lastModified: now / 1000 - days * 86_400 });

it.each([
  [{ ref: 'nixos-25.11' }, ['nixos-25.11']],
  [{ ref: 'nixos-25.11-small' }, ['nixos-25.11-small']],
  [{ ref: 'nixpkgs-25.05-darwin' }, ['nixpkgs-25.05-darwin']],
  [{ ref: 'release-24.05' }, ['release-24.05']],
  [{ ref: 'nixos-26.05' }, []],
  [{ ref: 'nixos-unstable' }, []],
  [{ ref: 'nixos-25.11-mine' }, []],
  [{ ref: 'nixos-25.11', status: 'follows' as const }, []],
  [{ ref: 'nixos-25.11', upstream: 'https://github.com/somebody/nixpkgs' }, []],
  [{ ref: 'release-25.11', upstream: 'https://github.com/nix-community/home-manager' }, []],
  [{ ref: 'nixos-25.11', upstream: 'registry:nixpkgs' }, ['nixos-25.11']],
  [{ upstream: 'https://channels.nixos.org/nixos-25.11/nixexprs.tar.xz' }, ['nixos-25.11']],
  [{ locked: daysAgo(30) }, []],
  [{ locked: daysAgo(31) }, [31]],
  [{ locked: daysAgo(400), upstream: 'https://github.com/a/b' }, []],
])('%j', (more, expected) => {
  expect(
    inputWarnings(report(more), now).map((one) =>
      one.kind === 'old-nixpkgs' ? one.days : one.branch,
    ),
  ).toEqual(expected);
});

it('counts the last day in, and judges no release that it does not know', () => {
  expect(unsupportedSince('nixos-25.11', Date.parse('2026-06-30T23:00:00Z'))).toBeNull();
  expect(unsupportedSince('nixos-25.11', Date.parse('2026-07-01T00:00:00Z'))).toBe('2026-06-30');
  expect(unsupportedSince('nixos-99.11', Date.parse('2199-01-01'))).toBeNull();
});
