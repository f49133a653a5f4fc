// Within a kind, a failure that needs words of its own gets them, with what a person has to know or copy.
import { describe, expect, it } from 'vitest';
import { explain } from '../../../../main/core/diagnosis/explain.ts';
import type { Kind, Reason } from '../../../../main/core/diagnosis/kinds.ts';

const storePath = `/nix/store/${'0'.repeat(32)}-owl`;
const noHost = (...alike: string[]): string =>
  [
    "error: flake 'git+file:///etc/nixos' does not provide attribute 'packages.x86_64-linux.nixosConfigurations.\"owl\".config.system.build.toplevel', 'legacyPackages.x86_64-linux.nixosConfigurations.\"owl\".config.system.build.toplevel' or 'nixosConfigurations.\"owl\".config.system.build.toplevel'",
    ...alike,
  ].join('\n');

/** log, kind, reason, what its sentences name */
const cases: readonly (readonly [string, Kind, Reason, readonly string[]])[] = [
  [noHost(), 'undefined-variable-or-attribute', 'no-such-host', ['“owl”', '--host']],
  [
    noHost('       Did you mean one of owl1, bowl or howl?'),
    'undefined-variable-or-attribute',
    'no-such-host',
    ['“owl”', 'It has owl1, bowl, howl.'],
  ],
  [
    noHost('       Did you mean bowl?'),
    'undefined-variable-or-attribute',
    'no-such-host',
    ['It has bowl.'],
  ],
  [
    `error: hash mismatch in fixed-output derivation '${storePath}.drv':\n         specified: sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n            got:    sha256-2sG6+gkuFGhOMZh8gM/pd0eXnCmBmDDJ9rFUfkYmTXo=`,
    'hash-mismatch-source',
    'hash-not-set',
    ['“sha256-2sG6+gkuFGhOMZh8gM/pd0eXnCmBmDDJ9rFUfkYmTXo=”'],
  ],
  [
    "error: builder for '/nix/store/00000000000000000000000000000000-owl.drv' failed with exit code 1;\n       last 1 log lines:\n       > ld: final link failed: /tmp/nix-build-owl.drv-0/a.out: No space left on device",
    'disk-full-store',
    'build-folder-full',
    ['“/tmp”'],
  ],
  [
    "error: writing to file '/home/nora/.cache/nix/a': No space left on device",
    'other',
    'other-disk-full',
    ['“/home/nora/.cache/nix/a”'],
  ],
  [
    "fatal: could not write to /run/user/1000/a\ncp: error writing '/run/agenix.d/1/nest': No space left on device",
    'other',
    'other-disk-full',
    ['“/run/agenix.d/1/nest”'],
  ],
  [
    "error: opening file '/home/nora/cfg/flake.lock': Permission denied",
    'other',
    'no-permission',
    ['“/home/nora/cfg/flake.lock”', 'chown'],
  ],
  [
    `error: creating symlink '/nix/var/nix/profiles/system-3-link' -> '${storePath}': Permission denied`,
    'other',
    'no-permission',
    ['“/nix/var/nix/profiles/system-3-link”', 'sudo'],
  ],
  [
    'building the system configuration...\n/run/current-system/sw/bin/nixos-rebuild: line 12: /etc/nixos/nest: Permission denied',
    'other',
    'no-permission',
    ['“/etc/nixos/nest”'],
  ],
  [
    'Traceback (most recent call last):\n  File "x", line 3, in <module>\nPermissionError: [Errno 13] Permission denied: \'/home/nora/cfg/result\'',
    'other',
    'no-permission',
    ['“/home/nora/cfg/result”'],
  ],
  ['error: could not find a flake.nix file', 'other', 'no-flake', ['--flake']],
  [
    "error: path '/home/nora/cfg' is not part of a flake (neither it nor its parent directories contain a 'flake.nix' file)",
    'other',
    'no-flake',
    ['flake.nix'],
  ],
  [
    "error: access to absolute path '/etc' is forbidden in pure evaluation mode (use '--impure' to override)",
    'other',
    'pure-evaluation',
    ["access to absolute path '/etc' is forbidden", '--impure'],
  ],
  [
    "error: cannot update unlocked flake input 'hive' in pure mode",
    'other',
    'pure-evaluation',
    ["unlocked flake input 'hive'"],
  ],
  [
    "error: cached failure of attribute 'nixosConfigurations.owl.config'",
    'other',
    'failure-from-cache',
    ['--option eval-cache false'],
  ],
  [
    'error: attempt to call something which is not a function but a path\n\n       at /home/nora/cfg/a.nix:5:10:',
    'other',
    'wrong-value',
    ['/home/nora/cfg/a.nix:5', 'which is not a function but a path'],
  ],
  [
    "error: attribute 'nest' already defined at /home/nora/cfg/a.nix:3:3\n\n       at /home/nora/cfg/a.nix:9:3:",
    'other',
    'defined-twice',
    ['“nest”', '/home/nora/cfg/a.nix:9'],
  ],
  ['sudo: nixos: command not found', 'other', 'no-such-command', ['“nixos”']],
  ['run.sh: line 3: nom: command not found', 'other', 'no-such-command', ['“nom”']],
  ['zsh: command not found: nh', 'other', 'no-such-command', ['“nh”']],
  [
    `error: path '${storePath}' is not valid`,
    'other',
    'nix-says',
    ["Nix says: “path '/nix/store/…-owl' is not valid”."],
  ],
  [
    'building the system configuration...\nerror:\n       … while evaluating\n\n       error: the moon is in the way;\n       it will pass.',
    'other',
    'nix-says',
    ['“the moon is in the way; it will pass”.'],
  ],
  [
    'building the system configuration...\nnixos-rebuild: the moon is in the way: invalid option',
    'other',
    'log-says',
    ['“nixos-rebuild: the moon is in the way: invalid option”.'],
  ],
  [
    "fatal: no moon in the sky\nerror:\n       … while fetching the input 'git+https://git.example/tools'\n\n       error: program 'git' failed with exit code 128",
    'other',
    'log-says',
    ['“fatal: no moon in the sky”'],
  ],
];

describe.each(cases)('%j', (log, kind, reason, named) => {
  it(`is ${kind} for ${reason}, and says what helps`, () => {
    const told = explain(log);
    expect([told.kind, told.reason]).toEqual([kind, reason]);
    for (const words of named) expect(`${told.summary} ${told.remedy}`).toContain(words);
  });
});

describe('a hash', () => {
  it('can be copied from what is shown, and from what to do', () => {
    const { evidence, remedy, reason } = explain(
      `error: hash mismatch in fixed-output derivation '${storePath}.drv':\n        likely URL: https://a.example/x\n         specified: sha256-A=\n            got:    sha256-B=`,
    );
    expect(evidence).toContain('specified: sha256-A=');
    expect(evidence).toContain('got:    sha256-B=');
    expect(remedy).toContain('“sha256-B=”');
    expect(reason).toBeNull();
  });

  it.each([
    `fixed-output derivation produced path '${storePath}' with sha256 hash '0aabb' instead of the expected hash '1bbcc'\nerror: build of '${storePath}.drv' failed`,
    `output path ‘${storePath}’ should have r:sha256 hash ‘1bbcc’, instead has ‘0aabb’\nerror: build of ‘${storePath}.drv’ failed`,
    `hash mismatch in fixed-output derivation '${storePath}.drv':\n  wanted: sha256:1bbcc\n  got:    sha256:0aabb\nerror: build of '${storePath}.drv' failed`,
  ])('is read in the wording of earlier releases: %j', (log) => {
    expect(explain(log).detail).toMatch(/0aabb$/);
  });
});

describe('words of others', () => {
  it('are quoted without what would hide or turn them, and not at length', () => {
    const { summary } = explain(
      `error: the \u202emoon\u200b \u001b[31m${'is in the way '.repeat(90)}`,
    );
    expect(summary).toMatch(/^Nix says: “the moon is in the way .{100,240}…”\.$/);
  });

  it('are never cut within a letter', () => {
    const { summary } = explain(`error: ${'🦉'.repeat(400)}`);
    expect(summary).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  it('take the place of nothing: an empty message is not quoted', () => {
    expect(explain('error:').summary).not.toContain('“');
  });
});
