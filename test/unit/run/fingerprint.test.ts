// What counts as an edit of the configuration between review and switch, in real folders.
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configurationFingerprint, fileHash } from '../../../main/run/fingerprint.ts';
import { temporaryFolder } from '../store/folder.ts';
import { type GitFolder, gitFolder, hasGit } from './git-folder.ts';

describe("a file's hash", () => {
  it('is that of its bytes, null without a file, and an error for what cannot be read', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'x'), 'abc');
    expect(await fileHash(join(folder, 'x'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(await fileHash(join(folder, 'y'))).toBeNull();
    await expect(fileHash(folder)).rejects.toThrow('EISDIR');
  });
});

describe.skipIf(!hasGit)('the fingerprint of a repository', () => {
  async function changes(
    act: (folder: GitFolder) => void,
    commit = true,
    sub = '',
  ): Promise<boolean> {
    const made = gitFolder(commit);
    if (!commit) made.git('add', '--all');
    if (sub !== '') {
      made.write(join(sub, 'flake.nix'), '{ }');
      made.write(join(sub, 'flake.lock'), '{ }');
      made.git('add', '--all');
      made.git('commit', '--quiet', '--message=sub');
    }
    const before = await configurationFingerprint(join(made.folder, sub));
    expect(before).not.toBeNull();
    act(made);
    return (await configurationFingerprint(join(made.folder, sub))) !== before;
  }

  it.each<[string, (folder: GitFolder) => void]>([
    ['an edit', ({ write }) => write('configuration.nix', '{ x = 1; }')],
    ['another edit of the same length', ({ write }) => write('configuration.nix', '{x}\n')],
    ['a removed file', ({ folder }) => rmSync(join(folder, 'configuration.nix'))],
    [
      'an added file',
      ({ write, git }) => {
        write('new.nix', '1');
        git('add', 'new.nix');
      },
    ],
    [
      'a file that git was told of',
      ({ write, git }) => {
        write('new.nix', '1');
        git('add', '--intent-to-add', 'new.nix');
      },
    ],
    [
      'a commit',
      ({ write, git }) => {
        write('configuration.nix', '{ y }');
        git('commit', '--quiet', '--all', '--message=edit');
      },
    ],
    [
      "another flake's lock",
      ({ write, git }) => {
        write('sub/flake.lock', '1');
        git('add', '--all');
      },
    ],
  ])('changes with %s', async (_what, act) => {
    expect(await changes(act)).toBe(true);
  });

  it.each<[string, (folder: GitFolder) => void]>([
    ['nothing', () => undefined],
    ['an edit of flake.lock', ({ write }) => write('flake.lock', 'new\n')],
    ['flake.lock removed', ({ folder }) => rmSync(join(folder, 'flake.lock'))],
    [
      'flake.lock staged',
      ({ write, git }) => {
        write('flake.lock', 'new\n');
        git('add', 'flake.lock');
      },
    ],
    ['an untracked file, which nix does not see', ({ write }) => write('notes.txt', 'x')],
    ['new times alone', ({ folder }) => utimesSync(join(folder, 'flake.nix'), 1, 1)],
  ])('does not change with %s', async (_what, act) => {
    expect(await changes(act)).toBe(false);
  });

  it('does not change when an edit is only staged', async () => {
    const { folder, git, write } = gitFolder();
    write('configuration.nix', '{ edited }');
    const before = await configurationFingerprint(folder);
    git('add', 'configuration.nix');
    expect(await configurationFingerprint(folder)).toBe(before);
  });

  it('of a flake in a folder of it covers what lies beside that folder', async () => {
    expect(await changes(({ write }) => write('configuration.nix', '{ z }'), true, 'sub')).toBe(
      true,
    );
    expect(await changes(({ write }) => write('sub/flake.lock', 'n'), true, 'sub')).toBe(false);
  });

  it('works before the first commit', async () => {
    expect(await changes(({ write }) => write('configuration.nix', '{ z }'), false)).toBe(true);
    expect(await changes(({ write }) => write('flake.lock', 'n'), false)).toBe(false);
  });
});

describe('the fingerprint of a plain folder', () => {
  function plain(): string {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'modules'));
    writeFileSync(join(folder, 'flake.nix'), '{ }');
    writeFileSync(join(folder, 'flake.lock'), 'old');
    writeFileSync(join(folder, 'modules/a.nix'), '1');
    return folder;
  }

  it.each<[string, (folder: string) => void, boolean]>([
    ['an edit', (folder) => writeFileSync(join(folder, 'modules/a.nix'), '22'), true],
    ['a new file', (folder) => writeFileSync(join(folder, 'modules/b.nix'), ''), true],
    ['a removed file', (folder) => rmSync(join(folder, 'modules/a.nix')), true],
    ['flake.lock', (folder) => writeFileSync(join(folder, 'flake.lock'), 'newer'), false],
    ['nothing', () => undefined, false],
  ])('%s', async (_what, act, changed) => {
    const folder = plain();
    const before = await configurationFingerprint(folder);
    expect(before).not.toBeNull();
    act(folder);
    expect((await configurationFingerprint(folder)) !== before).toBe(changed);
  });

  it('cannot be told of a folder that is not there', async () => {
    expect(await configurationFingerprint(join(temporaryFolder(), 'gone'))).toBeNull();
  });
});
