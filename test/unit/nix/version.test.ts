// What `nix --version` of each vendor says.
import { expect, it } from 'vitest';
import { parseNixVersion } from '../../../main/nix/version.ts';

it.each([
  ['nix (Nix) 2.34.8', 'nix', '2.34.8', true],
  ['nix (Nix) 2.24.0pre20240701_dirty', 'nix', '2.24.0pre20240701_dirty', true],
  ['nix (Nix) 2.23.4', 'nix', '2.23.4', false],
  ['nix (Nix) 2.8.0', 'nix', '2.8.0', false],
  ['nix (Nix) 3.0', 'nix', '3.0', true],
  ['nix (Lix, like Nix) 2.93.3', 'lix', '2.93.3', true],
  ['nix (Determinate Nix 3.22.2) 2.35.2', 'determinate', '2.35.2', true],
  ['warning: something\nnix (Nix) 2.26.3\nSystem type: x86_64-linux', 'nix', '2.26.3', true],
])('%j', (text, flavour, version, supported) => {
  expect(parseNixVersion(text)).toEqual({ kind: 'found', flavour, version, supported });
});

it('is null for anything else', () => {
  expect(parseNixVersion('')).toBeNull();
  expect(parseNixVersion('sh: nix: not found')).toBeNull();
});
