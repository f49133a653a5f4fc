// Names of the flake registry, resolved as nix resolves them.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRegistry, resolveName } from '../../../../main/flake/upstream/registry.ts';

const indirect = (id: string, ref?: string) => ({
  type: 'indirect',
  id,
  ...(ref === undefined ? {} : { ref }),
});
const github = (repo: string, more: object = {}) => ({
  type: 'github',
  owner: 'NixOS',
  repo,
  ...more,
});

const registry = parseRegistry(
  JSON.stringify({
    version: 2,
    flakes: [
      { from: indirect('nixpkgs', 'special'), to: github('special') },
      { from: indirect('nixpkgs'), to: github('nixpkgs', { ref: 'nixpkgs-unstable' }) },
      { from: indirect('exact'), to: github('exact'), exact: true },
      { from: indirect('alias'), to: indirect('nixpkgs') },
      { from: indirect('around'), to: indirect('about') },
      { from: indirect('about'), to: indirect('around') },
    ],
  }),
);

it.each([
  ['nixpkgs', null, github('nixpkgs', { ref: 'nixpkgs-unstable' })],
  ['nixpkgs', 'nixos-25.11', github('nixpkgs', { ref: 'nixos-25.11' })],
  ['nixpkgs', 'special', github('special')],
  ['exact', null, github('exact')],
  ['exact', 'x', null],
  ['alias', null, github('nixpkgs', { ref: 'nixpkgs-unstable' })],
  ['alias', 'v1', github('nixpkgs', { ref: 'v1' })],
  ['around', null, null],
  ['unknown', null, null],
])('%s %s', (id, ref, expected) => {
  if (registry === null) throw new Error('not a registry');
  const found = resolveName(registry, id, ref);
  expect(found === null ? null : Object.fromEntries(found)).toEqual(expected);
});

it('takes nothing else for a registry', () => {
  for (const text of ['', '<html>', '[]', '{"version":1,"flakes":[]}', '{"version":2}']) {
    expect(parseRegistry(text)).toBeNull();
  }
  fc.assert(
    fc.property(fc.json(), (text) => {
      parseRegistry(text);
    }),
  );
});
