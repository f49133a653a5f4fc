// A rehearsal: made, found again, made afresh, interrupted; with nix and without.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findProgram, run } from '../../../main/process/command.ts';
import { advanceRehearsal } from '../../../main/rehearsal/advance.ts';
import { git } from '../../../main/rehearsal/git-history.ts';
import { makeRehearsal, type Rehearsal } from '../../../main/rehearsal/make.ts';
import { listGenerations } from '../../../main/system/generations.ts';
import { nixVersions } from '../../rig/nix.ts';

type Made = Extract<Rehearsal, { kind: 'made' }>;

const path = process.env.PATH ?? '';

function scratch(name = 'snowbell-rehearsal-'): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), name)));
  onTestFinished(async () => {
    await run(['chmod', '-R', 'u+w', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A PATH with only these programs, and with `bin` in front where it is given. */
function pathWith(programs: readonly string[], bin?: string): void {
  const folder = scratch('snowbell-path-');
  for (const program of programs) {
    const found = findProgram(program, path);
    if (found !== null) {
      writeFileSync(join(folder, program), `#!/bin/sh\nexec ${found} "$@"\n`, { mode: 0o755 });
    }
  }
  process.env.PATH = bin === undefined ? folder : `${bin}${delimiter}${path}`;
  onTestFinished(() => {
    process.env.PATH = path;
  });
}

async function make(root: string, reset = false): Promise<Made> {
  const result = await makeRehearsal({ root, reset });
  if (result.kind === 'failed') throw new Error(`${result.failure.kind}: ${result.failure.detail}`);
  return result;
}

interface Lock {
  readonly nodes: Readonly<
    Record<string, { readonly locked?: { readonly rev: string; readonly url: string } }>
  >;
}

async function behind(made: Made): Promise<readonly string[]> {
  const lock = JSON.parse(readFileSync(join(made.flakeDir, 'flake.lock'), 'utf8')) as Lock;
  const names: string[] = [];
  for (const [name, { locked }] of Object.entries(lock.nodes)) {
    if (locked === undefined) continue;
    const head = await git(['-C', new URL(locked.url).pathname, 'rev-parse', 'HEAD']);
    if (head !== locked.rev) names.push(name);
  }
  return names;
}

describe('without nix', () => {
  it('has a flake that can be checked, and says what is missing', async () => {
    const root = scratch();
    pathWith(['git']);
    const made = await make(root);
    expect(made.incomplete).toMatchObject({ kind: 'no-nix' });
    // The pinned one is behind its branch as well, which is what being pinned means.
    expect(await behind(made)).toEqual(['dotfiles', 'home-manager', 'nixpkgs']);
    expect(await git(['-C', made.flakeDir, 'status', '--porcelain'])).toBe('');
    expect(readdirSync(root).sort()).toEqual(
      ['.snowbell-rehearsal', 'flake', 'home', 'made.json', 'nix', 'run', 'upstreams'].sort(),
    );
  });

  it('has the same revisions in whatever folder', async () => {
    pathWith(['git']);
    const revs = async () => {
      const made = await make(scratch());
      const lock = JSON.parse(readFileSync(join(made.flakeDir, 'flake.lock'), 'utf8')) as Lock;
      return Object.values(lock.nodes).map((node) => node.locked?.rev);
    };
    expect(await revs()).toEqual(await revs());
  });

  it('says that git is missing', async () => {
    const root = scratch();
    pathWith([]);
    expect(await makeRehearsal({ root })).toMatchObject({
      kind: 'failed',
      failure: { kind: 'no-git' },
    });
  });

  it('is found as it was left, and made afresh on request or after an interruption', async () => {
    const root = scratch();
    pathWith(['git']);
    const made = await make(root);
    const note = join(made.flakeDir, 'note.txt');
    writeFileSync(note, 'mine');
    await make(root);
    expect(existsSync(note)).toBe(true);
    await make(root, true);
    expect(existsSync(note)).toBe(false);
    writeFileSync(note, 'mine');
    rmSync(join(root, 'made.json'));
    await make(root);
    expect(existsSync(note)).toBe(false);
  });

  it('never empties a folder that is not a rehearsal', async () => {
    const root = scratch();
    pathWith(['git']);
    mkdirSync(join(root, 'photos'));
    expect(await makeRehearsal({ root, reset: true })).toMatchObject({
      kind: 'failed',
      failure: { kind: 'not-a-rehearsal' },
    });
    expect(readdirSync(root)).toEqual(['photos']);
  });

  it('falls behind again', async () => {
    const root = scratch();
    pathWith(['git']);
    const made = await make(root);
    const upstream = join(root, 'upstreams/nixpkgs.git');
    const before = await git(['-C', upstream, 'rev-parse', 'HEAD']);
    const rev = await advanceRehearsal(root, 'kernel');
    expect(rev).not.toBe(before);
    expect(await git(['-C', upstream, 'rev-parse', 'HEAD'])).toBe(rev);
    expect(await git(['-C', upstream, 'show', 'HEAD:release.json'])).toContain('6.12.44');
    await advanceRehearsal(root, 'home-manager');
    expect(await behind(made)).toContain('home-manager');
  });
});

if (nixVersions().length === 0) it.skip('rehearses with nix, which is not here');

describe.each(nixVersions())('with nix $version', ({ bin }) => {
  it('has a first generation that is the current, the booted and the default one', async () => {
    const root = scratch();
    pathWith([], bin);
    const made = await make(root);
    expect(made.incomplete).toBeNull();
    expect(await listGenerations(made.machine)).toMatchObject([
      { number: 1, current: true, booted: true, default: true, kernel: '6.12.40' },
    ]);
  });

  it('has the lock that this nix would write, also in a folder with an odd name', async () => {
    const root = join(scratch(), "it's ü #1");
    pathWith([], bin);
    const made = await make(root);
    expect(made.incomplete).toBeNull();
    const file = join(made.flakeDir, 'flake.lock');
    const before = readFileSync(file, 'utf8');
    const locked = await run(['nix', 'flake', 'lock', '--output-lock-file', `${file}.again`], {
      cwd: made.flakeDir,
      env: made.machine.nixEnv,
    });
    expect(locked).toMatchObject({ kind: 'exited', code: 0 });
    expect(readFileSync(`${file}.again`, 'utf8').trim()).toBe(before.trim());
  });

  it('gets its first generation once nix is there', async () => {
    const root = scratch();
    pathWith(['git']);
    expect((await make(root)).incomplete).toMatchObject({ kind: 'no-nix' });
    pathWith([], bin);
    const made = await make(root);
    expect(made.incomplete).toBeNull();
    expect(existsSync(made.machine.currentSystem)).toBe(true);
  });

  it('switches like NixOS: moves the current system, and ends as a file asks', async () => {
    const root = scratch();
    pathWith([], bin);
    const { machine } = await make(root);
    const script = join(realpathSync(machine.profile), 'bin/switch-to-configuration');
    rmSync(machine.currentSystem);
    expect(await run([script, 'boot'])).toMatchObject({ code: 0 });
    expect(existsSync(machine.currentSystem)).toBe(false);
    expect(await run([script, 'switch'])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('activating the configuration...'),
    });
    expect(realpathSync(machine.currentSystem)).toBe(realpathSync(machine.profile));
    writeFileSync(join(root, 'switch-exit'), '4\n');
    expect(await run([script, 'test'])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('warning: the following units failed: sshd.service'),
    });
    expect(await run([script, 'check'])).toMatchObject({ code: 0 });
    writeFileSync(join(root, 'check-exit'), '1\n');
    expect(await run([script, 'check'])).toMatchObject({ code: 1 });
    expect(await run([script, 'dance'])).toMatchObject({ code: 1 });
  });

  it('is made afresh over a store that its owner may not write to', async () => {
    const root = scratch();
    pathWith([], bin);
    await make(root);
    expect((await make(root, true)).incomplete).toBeNull();
  });
});
