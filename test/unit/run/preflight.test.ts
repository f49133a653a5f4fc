// What is said of a flake's folder before it is built: real repositories in every state that matters.
import { chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameSome, parseGitStatus } from '../../../main/core/git-status.ts';
import { preflight } from '../../../main/run/preflight.ts';
import { temporaryFolder } from '../store/folder.ts';
import { gitFolder, hasGit } from './git-folder.ts';

describe('parseGitStatus', () => {
  it('reads names with blanks, renames, conflicts and what is untracked', () => {
    const zeros = '0'.repeat(40);
    const text = [
      `# branch.oid ${zeros}`,
      '# branch.head main',
      `1 .M N... 100644 100644 100644 ${zeros} ${zeros} a b.nix`,
      `2 R. N... 100644 100644 100644 ${zeros} ${zeros} R100 new name.nix`,
      'old name.nix',
      `u UU N... 100644 100644 100644 100644 ${zeros} ${zeros} ${zeros} both.nix`,
      '? fresh\nline.nix',
      '! ignored',
      '',
    ].join('\0');
    expect(parseGitStatus(text)).toEqual({
      commit: zeros,
      detached: false,
      changed: ['a b.nix', 'new name.nix', 'both.nix'],
      untracked: ['fresh\nline.nix'],
    });
    expect(parseGitStatus('# branch.oid (initial)\0# branch.head (detached)\0')).toEqual({
      commit: null,
      detached: true,
      changed: [],
      untracked: [],
    });
  });

  it('names a few of many', () => {
    expect(nameSome(['a', 'b'])).toBe('a, b');
    expect(nameSome(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
  });
});

describe.skipIf(!hasGit)('preflight', () => {
  const said = async (folder: string) =>
    (await preflight(folder)).notices.map(({ kind, detail }) => `${kind}: ${detail}`);

  it('has nothing to say of a committed flake, nor of its lock and results', async () => {
    const { folder, write } = gitFolder();
    expect(await preflight(folder)).toEqual({
      dir: folder,
      copied: null,
      clean: true,
      notices: [],
    });
    symlinkSync('/nowhere', join(folder, 'result'));
    write('flake.lock', 'new\n');
    expect(await preflight(folder)).toEqual({
      dir: folder,
      copied: null,
      clean: false,
      notices: [],
    });
  });

  it('says what is changed and what nix will not see', async () => {
    const { folder, git, write } = gitFolder();
    write('configuration.nix', '{ a = 1; }\n');
    write('staged.nix', '1');
    git('add', 'staged.nix');
    write('modules/new one.nix', '1');
    expect(await said(folder)).toEqual([
      'dirty-tree: configuration.nix, staged.nix',
      'untracked-files: modules/',
    ]);
  });

  it('says that no branch is checked out', async () => {
    const { folder, git } = gitFolder();
    git('checkout', '--quiet', '--detach');
    expect(await said(folder)).toEqual([`detached-head: ${git('rev-parse', 'HEAD').slice(0, 7)}`]);
  });

  it.each(['merge', 'rebase', 'cherry-pick'])('says that a %s is going on', async (what) => {
    const { folder, git, write } = gitFolder();
    git('checkout', '--quiet', '-b', 'other');
    write('configuration.nix', '{ a = 1; }\n');
    git('commit', '--quiet', '--all', '--message=other');
    git('checkout', '--quiet', 'main');
    write('configuration.nix', '{ b = 1; }\n');
    git('commit', '--quiet', '--all', '--message=main');
    expect(() => git(what, 'other')).toThrow();
    expect(await said(folder)).toEqual([
      `merge-in-progress: ${what}`,
      'dirty-tree: configuration.nix',
    ]);
  });

  it('works before the first commit, in a folder of a repository and where there is none', async () => {
    const unborn = gitFolder(false);
    unborn.git('add', 'flake.nix');
    expect(await preflight(unborn.folder)).toMatchObject({ clean: false, copied: null });
    const { folder, write } = gitFolder();
    write('host/flake.nix', '{ }\n');
    expect(await said(join(folder, 'host'))).toEqual(['untracked-files: host/']);
    const plain = temporaryFolder();
    writeFileSync(join(plain, 'flake.nix'), '{ }\n');
    expect(await preflight(plain)).toEqual({
      dir: plain,
      copied: null,
      clean: false,
      notices: [],
    });
    expect(await preflight(join(plain, 'gone'))).toMatchObject({ notices: [] });
  });

  it.skipIf(process.getuid?.() !== 0)('reads a repository of another owner as a path', async () => {
    const { folder, git } = gitFolder();
    git('rev-parse', 'HEAD');
    for (const path of [folder, join(folder, '.git')]) chownSync(path, 65534, 65534);
    expect(await preflight(folder)).toEqual({
      dir: folder,
      copied: folder,
      clean: false,
      notices: [{ kind: 'path-flake-copies-ignored-files', detail: folder }],
    });
    mkdirSync(join(folder, 'in'));
    expect(await preflight(join(folder, 'in'))).toMatchObject({
      dir: join(folder, 'in'),
      copied: folder,
      notices: [{ detail: folder }],
    });
  });
});
