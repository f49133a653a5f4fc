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
  [
    "error: attribute 'nest' missing\n\n       at /nix/store/11111111111111111111111111111111-source/lib/modules.nix:483:28:\n\n       … while evaluating the module argument `nest' in \"/home/nora/cfg/owl.nix\":",
    'undefined-variable-or-attribute',
    'module-argument',
    ['“nest”', 'specialArgs'],
  ],
  [
    'error: infinite recursion encountered\n\n       at /nix/store/11111111111111111111111111111111-source/lib/modules.nix:483:28:\n\n       … while evaluating the module argument `nest\' in ":anon-5:anon-1":',
    'infinite-recursion',
    'module-argument',
    ['“nest”', 'imports'],
  ],
  [
    'error: The option `services.owl.description\' has conflicting definition values:\n       - In `/home/nora/cfg/a.nix\': "a"\n       - In `/home/nora/cfg/b.nix\': "b"',
    'type-mismatch-option',
    'conflicting-values',
    ['“services.owl.description”', 'lib.mkForce'],
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

const nixpkgs = `/nix/store/${'1'.repeat(32)}-source`;
const own = `/nix/store/${'2'.repeat(32)}-source`;

describe('what it is about', () => {
  it('is the option of a failed assertion, whose whole sentence is quoted', () => {
    const { subject, summary } = explain(
      'error:\n       … while evaluating\n\n       error:\n       Failed assertions:\n       - users.users.nora.shell is set to owl, but\n       programs.owl.enable is not true. Set\n       programs.owl.enable = true;\n\n       - The moon is up.',
    );
    expect(subject).toBe('users.users.nora.shell');
    expect(summary).toBe(
      'The configuration was refused: users.users.nora.shell is set to owl, but programs.owl.enable is not true. Set programs.owl.enable = true.',
    );
  });

  it('is the first of several assertions also where the log has lost its beginning', () => {
    const { subject, summary } = explain(
      "       Failed assertions:\n       - The option definition `environment.nest' in `/home/nora/cfg/a.nix' no longer has any effect; please remove it.\n       It was removed.\n\n       - The moon is up.",
    );
    expect(subject).toBe('environment.nest');
    expect(summary).toContain('no longer has any effect; please remove it. It was removed.');
  });

  it('is a name, with the place where it is used', () => {
    const { subject, summary } = explain(
      `error: undefined variable 'owl'\n\n       at ${own}/hosts/nest.nix:3:20:`,
    );
    expect(subject).toBe('owl');
    expect(summary).toContain('“owl” at hosts/nest.nix:3');
  });

  it('is never a place in nixpkgs, wherever that lies', () => {
    const { subject, places } = explain(
      `error:\n       … while evaluating\n         at ${own}/hosts/nest.nix:3:20:\n\n       … while evaluating\n         at ${nixpkgs}/lib/attrsets.nix:1534:13:\n\n       … while evaluating\n         at ${nixpkgs}/nixos/modules/services/sshd.nix:151:40:\n\n       error: value is a list while a set was expected`,
    );
    expect(subject).toBe('hosts/nest.nix:3');
    expect(places).toEqual(['hosts/nest.nix:3']);
  });

  it('is every unit that failed, the first by name', () => {
    const { subject, summary } = explain(
      'activating the configuration...\nwarning: the following units failed: a.service, b.service, c.timer',
    );
    expect(subject).toBe('a.service');
    expect(summary).toContain('“a.service” (and b.service, c.timer) did not start');
  });

  it('is the unit whose journal tells of the failure, where nothing else names it', () => {
    const { kind, subject } = explain(
      "activating the configuration...\nMar 29 18:34:03 nest systemd[1]: owl.service: Failed with result 'exit-code'.\nCommand 'systemd-run switch-to-configuration switch' returned non-zero exit status 4.",
    );
    expect([kind, subject]).toEqual(['units-failed', 'owl.service']);
  });

  it('is the address that a builder fetched from', () => {
    const { kind, subject } = explain(
      `error: builder for '${own}.drv' failed with exit code 1;\n       last 2 log lines:\n       > trying https://a.example/owl.zip\n       > curl: (6) Could not resolve host: a.example`,
    );
    expect([kind, subject]).toEqual(['network-unreachable', 'https://a.example/owl.zip']);
  });

  it('is the boot partition, by the name it is mounted under', () => {
    const log = (path: string): string =>
      `OSError: [Errno 28] No space left on device: '${path}/EFI/nixos/a.efi.tmp'\nFailed to install bootloader`;
    expect(explain(log('/boot')).subject).toBe('/boot');
    expect(explain(log('/boot/efi')).subject).toBe('/boot/efi');
  });
});
