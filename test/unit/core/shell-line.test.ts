// Commands as they are shown to be typed: a shell reads of them what was meant.
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellLine } from '../../../main/core/shell-line.ts';

it.each([
  [['sudo', 'nix-env', '-p', '/nix/var/nix/profiles/system'], 'plain words as they are'],
  [['a b', "it's", '$HOME', '`id`', '"', '\\', '', '*', '~', '#', '!'], 'the rest quoted'],
])('%j', (words) => {
  const line = shellLine(['printf', '%s\\n', ...words]);
  expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe(`${words.join('\n')}\n`);
});

it('leaves what needs no quotes without', () => {
  expect(shellLine(['sudo', 'rm', '/a/b-c.d'])).toBe('sudo rm /a/b-c.d');
});
