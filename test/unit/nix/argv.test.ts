// The exact command lines given to nix.
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import {
  buildArgv,
  isUsableHost,
  isUsableInputName,
  toplevelInstallable,
  updateArgv,
} from '../../../main/nix/argv.ts';
import { buildsItself, gentleArgv } from '../../../main/nix/gentle.ts';
import { realMachine } from '../../../main/system/machine.ts';

describe('updateArgv', () => {
  it('names nothing when all inputs are meant', () => {
    expect(updateArgv({ inputs: null, candidate: '/run/candidate.lock' })).toEqual([
      'nix',
      '--extra-experimental-features',
      'nix-command flakes',
      'flake',
      'update',
      '--flake',
      '.',
      '--output-lock-file',
      '/run/candidate.lock',
      '--log-format',
      'internal-json',
      '--option',
      'warn-dirty',
      'false',
    ]);
  });

  it('names the chosen inputs, and the folder as a path where git would refuse it', () => {
    const argv = updateArgv({ inputs: ['nixpkgs', 'hm'], candidate: '/c', below: '' });
    expect(argv.slice(3, 9)).toEqual(['flake', 'update', 'nixpkgs', 'hm', '--flake', 'path:.']);
    const deeper = updateArgv({ inputs: null, candidate: '/c', below: 'ho sts/x&y' });
    expect(deeper).toContain('path:.?dir=ho%20sts%2Fx%26y');
  });
});

describe('buildArgv', () => {
  it('builds against the candidate and may not touch flake.lock', () => {
    const argv = buildArgv({ host: 'desk', candidate: '/c.lock', outLink: '/result' });
    expect(argv.slice(3)).toEqual([
      'build',
      '.#nixosConfigurations."desk".config.system.build.toplevel',
      '--reference-lock-file',
      '/c.lock',
      '--no-update-lock-file',
      '--log-format',
      'internal-json',
      '--option',
      'warn-dirty',
      'false',
      '--out-link',
      '/result',
      '--print-out-paths',
    ]);
    // With this flag nix would quietly build inputs that the candidate lacks.
    expect(argv).not.toContain('--no-write-lock-file');
  });

  it('takes the lock in place when there is no candidate', () => {
    const argv = buildArgv({ host: 'desk', candidate: null, outLink: '/result' });
    expect(argv).not.toContain('--reference-lock-file');
    expect(argv).toContain('--no-update-lock-file');
  });

  it('encodes what nix would decode or take for an output', () => {
    expect(toplevelInstallable('my.host^100%')).toBe(
      '.#nixosConfigurations."my.host%5E100%25".config.system.build.toplevel',
    );
  });
});

describe('gentle', () => {
  it('takes the lowest priorities and half the cores', () => {
    expect(gentleArgv(['nix', 'build'], () => true, 8)).toEqual(
      'nice -n 19 ionice -c 3 nix build --max-jobs 1 --cores 4'.split(' '),
    );
    expect(gentleArgv(['nix'], (program) => program === 'nice', 1)).toEqual(
      'nice -n 19 nix --max-jobs 1 --cores 1'.split(' '),
    );
    expect(gentleArgv(['nix'], () => false, 3)).toEqual('nix --max-jobs 1 --cores 1'.split(' '));
  });

  it.each([
    ['local', true],
    ['daemon', false],
    ['unix:///socket', false],
    ['ssh-ng://host', false],
    ['/a/store', true],
  ])('with NIX_REMOTE=%s nix builds itself: %s', async (remote, own) => {
    const machine = { ...realMachine({ HOME: '/h' }), nixEnv: { NIX_REMOTE: remote } };
    expect(await buildsItself(machine)).toBe(own);
  });

  it('looks whether the store is this user’s where nothing is said', async () => {
    const at = (folder: string) => ({
      ...realMachine({ HOME: '/h' }),
      nixEnv: { NIX_REMOTE: '', NIX_STATE_DIR: folder },
    });
    expect(await buildsItself(at(tmpdir()))).toBe(true);
    expect(await buildsItself(at('/nowhere'))).toBe(false);
  });
});

it.each([
  ['nixpkgs', true],
  ['home-manager/nixpkgs', true],
  ['--impure', false],
  ['-', false],
  ['', false],
  ['a\nb', false],
])('input name %j is usable: %s', (name, usable) => {
  expect(isUsableInputName(name)).toBe(usable);
});

it.each([
  ['desk', true],
  ['desk.example.org', true],
  ['a"b', false],
  ['-desk', false],
  ['', false],
])('host %j is usable: %s', (host, usable) => {
  expect(isUsableHost(host)).toBe(usable);
});
