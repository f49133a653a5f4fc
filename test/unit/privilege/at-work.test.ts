// A nixos-rebuild that outlived its caller is known by its processes, also one that is a Python program.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { rebuildIsAtWork } from '../../../main/privilege/rebuild.ts';

const system = `/nix/store/${randomUUID()}-nixos-system`;
let end: () => void = () => undefined;
afterEach(() => end());

it.each([
  ['/nix/store/x-nixos-rebuild/bin/nixos-rebuild', 'switch', '--store-path', system],
  ['/nix/store/x-nixos-rebuild-ng/bin/.nixos-rebuild-wrapped', 'switch', '--store-path', system],
  [`${system}/bin/switch-to-configuration`, 'switch'],
])('%s', async (...words) => {
  expect(await rebuildIsAtWork([system])).toBe(false);
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()', ...words]);
  end = () => child.kill();
  await expect.poll(() => rebuildIsAtWork([system])).toBe(true);
  expect(await rebuildIsAtWork(['/nix/store/another'])).toBe(false);
});
