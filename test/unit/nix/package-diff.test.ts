// Names and versions out of store paths, and what two closures differ in.
import { describe, expect, it } from 'vitest';
import { parseClosure } from '../../../main/nix/closure.ts';
import {
  compareVersions,
  diffPackages,
  splitName,
  withoutTheSystem,
} from '../../../main/nix/package-diff.ts';

it.each([
  ['firefox-142.0', 'firefox', '142.0'],
  ['linux-6.12.43-modules', 'linux', '6.12.43'],
  ['python3.13-requests-2.32.4', 'python3.13-requests', '2.32.4'],
  ['curl-8.15.0-dev', 'curl', '8.15.0'],
  ['glibc-2.40-66', 'glibc', '2.40-66'],
  ['home-manager-0-unstable-2026-08-01', 'home-manager', '0-unstable-2026-08-01'],
  ['system-path', 'system', ''],
  ['etc', 'etc', ''],
  ['x-_y', 'x', '_y'],
])('%s is %s at %j', (full, name, version) => {
  expect(splitName(full)).toEqual({ name, version });
});

it.each([
  ['1.0', '2.3', -1],
  ['2.1', '2.3', -1],
  ['2.3', '2.3', 0],
  ['2.5', '2.3', 1],
  ['3.1', '2.3', 1],
  ['2.3.1', '2.3', 1],
  ['2.3.1', '2.3a', 1],
  ['2.3pre1', '2.3', -1],
  ['2.3pre3', '2.3pre12', -1],
  ['2.3a', '2.3c', -1],
  ['2.3pre1', '2.3c', -1],
  ['2.3pre1', '2.3q', -1],
  ['0-unstable-2026-07-18', '0-unstable-2026-08-01', -1],
  ['99999999999999999998', '99999999999999999999', -1],
])('%s against %s gives %i', (a, b, order) => {
  expect(Math.sign(compareVersions(a, b))).toBe(order);
  expect(Math.sign(compareVersions(b, a))).toBe(order === 0 ? 0 : -order);
});

const hash = (letter: string) => letter.repeat(32);
const path = (letter: string, name: string, size = 10) => ({
  path: `/nix/store/${hash(letter)}-${name}`,
  size,
});

describe('diffPackages', () => {
  it('tells moved, added and removed from merely rebuilt, the system first', () => {
    const diff = diffPackages(
      [
        path('a', 'curl-8.14'),
        path('b', 'linux-6.12.40'),
        path('c', 'neofetch-7.1'),
        path('d', 'bash-5.2'),
        path('e', 'same-1'),
        path('f', 'git-2.50.1'),
      ],
      [
        path('g', 'curl-8.15', 30),
        path('h', 'linux-6.12.43'),
        path('i', 'fastfetch-2.5'),
        path('j', 'bash-5.2'),
        path('e', 'same-1'),
        path('k', 'git-2.50.0'),
      ],
    );
    expect(diff.changes).toEqual([
      { name: 'linux', from: '6.12.40', to: '6.12.43', direction: 'up' },
      { name: 'curl', from: '8.14', to: '8.15', direction: 'up' },
      { name: 'fastfetch', from: null, to: '2.5', direction: 'added' },
      { name: 'git', from: '2.50.1', to: '2.50.0', direction: 'down' },
      { name: 'neofetch', from: '7.1', to: null, direction: 'removed' },
    ]);
    expect(diff.rebuilt).toEqual([{ name: 'bash', from: '5.2', to: '5.2', direction: 'rebuilt' }]);
    expect(diff.sizeDelta).toBe(20);
  });

  it('lists several versions of one name, the oldest first', () => {
    const diff = diffPackages(
      [path('a', 'openssl-3.9.1'), path('b', 'openssl-3.10.0')],
      [path('c', 'openssl-3.10.0'), path('d', 'openssl-3.11.0'), path('e', 'openssl-3.11.0-bin')],
    );
    expect(diff.changes).toEqual([
      { name: 'openssl', from: '3.9.1, 3.10.0', to: '3.10.0, 3.11.0', direction: 'up' },
    ]);
  });

  it('leaves out what is only the system itself where people count packages', () => {
    const diff = withoutTheSystem(
      diffPackages(
        [
          path('a', 'nixos-system-atlas-26.05.1'),
          path('b', 'initrd-linux-6.12.40'),
          path('c', 'linux-6.12.40'),
          path('d', 'initrd-nixos-1'),
        ],
        [
          path('e', 'nixos-system-atlas-26.05.2', 30),
          path('f', 'initrd-linux-6.12.43'),
          path('g', 'linux-6.12.43'),
          path('h', 'initrd-nixos-1'),
        ],
      ),
    );
    expect(diff.changes.map(({ name }) => name)).toEqual(['linux']);
    expect(diff.rebuilt).toEqual([]);
    expect(diff.sizeDelta).toBe(20);
  });

  it('finds nothing between a closure and itself', () => {
    const closure = [path('a', 'curl-8.14'), path('b', 'linux-6.12.40')];
    expect(diffPackages(closure, closure)).toEqual({ changes: [], rebuilt: [], sizeDelta: 0 });
  });
});

it('reads the lines of path-info', () => {
  expect(
    parseClosure('/nix/store/a-curl-8.14\t     120\n/tmp/a b/nix/store/c-x   7\nwarning: no\n'),
  ).toEqual([
    { path: '/nix/store/a-curl-8.14', size: 120 },
    { path: '/tmp/a b/nix/store/c-x', size: 7 },
  ]);
});
