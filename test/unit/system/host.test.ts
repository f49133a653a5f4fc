// Finding this machine's name and its flake.
import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findFlakes, hostName } from '../../../main/system/host.ts';
import { scratch, write } from './toy-system.ts';

it("takes the kernel's word for the name, else the system's", () => {
  const folder = write(scratch(), { name: 'desk\n', empty: '\n' });
  expect(hostName(join(folder, 'name'))).toBe('desk');
  expect(hostName(join(folder, 'empty'))).toBe(hostname());
  expect(hostName(join(folder, 'absent'))).toBe(hostname());
});

it('follows /etc/nixos/flake.nix to its folder, then the variables, each folder once', () => {
  const root = write(scratch(), {
    'dotfiles/flake.nix': '{}',
    'other/flake.nix': '{}',
    'etc/flake.nix': '->../dotfiles/flake.nix',
    link: '->other',
  });
  const etc = join(root, 'etc/flake.nix');
  expect(
    findFlakes({ NH_FLAKE: `${join(root, 'link')}#desk`, FLAKE: join(root, 'dotfiles') }, etc),
  ).toEqual([join(root, 'dotfiles'), join(root, 'other')]);
});

it('leaves out what is no flake', () => {
  const root = scratch();
  mkdirSync(join(root, 'empty'));
  expect(
    findFlakes({ NH_FLAKE: join(root, 'empty'), FLAKE: 'github:ada/dots' }, join(root, 'none')),
  ).toEqual([]);
});
