// flake.lock put in place with real files and real git: whole, over the right file, over nobody's edit.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commitLock, type LockWrite, writeLock } from '../../../main/run/write-lock.ts';
import { isRoot, temporaryFolder } from '../store/folder.ts';
import { gitFolder, hasGit } from './git-folder.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const next = '{"new":"ä"}\n';

function prepared(flake: string, base: string | null = 'old\n'): LockWrite {
  const candidate = join(temporaryFolder(), 'candidate.lock');
  writeFileSync(candidate, next);
  return {
    flake,
    candidate,
    candidateHash: sha256(next),
    baseHash: base === null ? null : sha256(base),
  };
}

function plainFolder(): { folder: string; lock: string } {
  const folder = temporaryFolder();
  const lock = join(folder, 'flake.lock');
  writeFileSync(lock, 'old\n');
  return { folder, lock };
}

describe('flake.lock', () => {
  it('is replaced whole, and nothing else is left', async () => {
    const { folder, lock } = plainFolder();
    expect(await writeLock(prepared(folder))).toEqual({ kind: 'written' });
    expect(readFileSync(lock, 'utf8')).toBe(next);
    expect(readdirSync(folder)).toEqual(['flake.lock']);
  });

  it('is written over what an attempt left that was killed, and that is gone then', async () => {
    const { folder, lock } = plainFolder();
    const write = prepared(folder);
    const names: (string | null)[] = [];
    const watcher = watch(folder, (_event, name) => names.push(name));
    onTestFinished(() => watcher.close());
    const ofHalf = () => names.find((name) => name?.startsWith('.flake.lock'));
    await writeLock(write);
    await expect.poll(ofHalf).toBeDefined();
    const half = join(folder, ofHalf() ?? '');
    for (const kind of ['already', 'written', 'changed-meanwhile']) {
      writeFileSync(half, next.slice(0, 3));
      expect(await writeLock(write)).toEqual({ kind });
      expect(readdirSync(folder)).toEqual(['flake.lock']);
      writeFileSync(lock, kind === 'already' ? 'old\n' : 'mine\n');
    }
  });

  it('keeps its mode', async () => {
    const { folder, lock } = plainFolder();
    chmodSync(lock, 0o640);
    await writeLock(prepared(folder));
    expect(statSync(lock).mode & 0o777).toBe(0o640);
  });

  it.skipIf(!isRoot)('keeps its owner', async () => {
    const { folder, lock } = plainFolder();
    chownSync(lock, 1234, 4321);
    expect(await writeLock(prepared(folder))).toEqual({ kind: 'written' });
    expect(statSync(lock)).toMatchObject({ uid: 1234, gid: 4321 });
  });

  it.each(['absolute', 'relative'])(
    'that is an %s link stays one: its target is written',
    async (how) => {
      const { folder, lock } = plainFolder();
      mkdirSync(join(folder, 'elsewhere'));
      const target = join(folder, 'elsewhere/real.lock');
      writeFileSync(target, 'old\n', { mode: 0o600 });
      rmSync(lock);
      symlinkSync(how === 'absolute' ? target : 'elsewhere/real.lock', lock);
      expect(await writeLock(prepared(folder))).toEqual({ kind: 'written' });
      expect(lstatSync(lock).isSymbolicLink()).toBe(true);
      expect(readFileSync(target, 'utf8')).toBe(next);
      expect(statSync(target).mode & 0o777).toBe(0o600);
      expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['real.lock']);
    },
  );

  it('that somebody changed meanwhile is left as it is', async () => {
    const { folder, lock } = plainFolder();
    writeFileSync(lock, 'an edit\n');
    expect(await writeLock(prepared(folder))).toEqual({ kind: 'changed-meanwhile' });
    expect(readFileSync(lock, 'utf8')).toBe('an edit\n');
    expect(readdirSync(folder)).toEqual(['flake.lock']);
  });

  it('that somebody removed or made meanwhile is left so', async () => {
    const { folder, lock } = plainFolder();
    expect(await writeLock(prepared(folder, null))).toEqual({ kind: 'changed-meanwhile' });
    rmSync(lock);
    expect(await writeLock(prepared(folder))).toEqual({ kind: 'changed-meanwhile' });
    expect(existsSync(lock)).toBe(false);
  });

  it('can be written twice: a crash in between does no harm', async () => {
    const { folder, lock } = plainFolder();
    const write = prepared(folder);
    await writeLock(write);
    expect(await writeLock(write)).toEqual({ kind: 'already' });
    expect(readFileSync(lock, 'utf8')).toBe(next);
  });

  it('is never written from a candidate that is not the one that was built', async () => {
    const { folder, lock } = plainFolder();
    const write = prepared(folder);
    writeFileSync(write.candidate, 'half');
    expect(await writeLock(write)).toMatchObject({ kind: 'write-failed' });
    rmSync(write.candidate);
    expect(await writeLock(write)).toMatchObject({ kind: 'write-failed' });
    expect(readFileSync(lock, 'utf8')).toBe('old\n');
  });

  it.skipIf(isRoot)('in a folder that may not be written fails with the reason', async () => {
    const { folder, lock } = plainFolder();
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    expect(await writeLock(prepared(folder))).toEqual({
      kind: 'write-failed',
      detail: `${lock}: EACCES`,
    });
    expect(readFileSync(lock, 'utf8')).toBe('old\n');
  });

  it('whose name is taken by a folder fails with the reason', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'flake.lock'));
    expect(await writeLock(prepared(folder))).toMatchObject({
      kind: 'write-failed',
      detail: expect.stringContaining('EISDIR'),
    });
  });
});

describe.skipIf(!hasGit)('flake.lock in a repository', () => {
  it('that is new becomes known to git, and is not staged', async () => {
    const { folder, git } = gitFolder();
    git('rm', '--quiet', 'flake.lock');
    git('commit', '--quiet', '--message=gone');
    expect(await writeLock(prepared(folder, null))).toEqual({ kind: 'written' });
    expect(git('ls-files', '--', 'flake.lock')).toBe('flake.lock');
    expect(git('diff', '--cached', '--name-only')).toBe('');
  });

  it('that is new becomes known also when the first attempt was cut off', async () => {
    const { folder, git, write } = gitFolder();
    git('rm', '--quiet', 'flake.lock');
    git('commit', '--quiet', '--message=gone');
    write('flake.lock', next);
    expect(await writeLock(prepared(folder, null))).toEqual({ kind: 'already' });
    expect(git('ls-files', '--', 'flake.lock')).toBe('flake.lock');
  });

  it('that was there is not staged', async () => {
    const { folder, git } = gitFolder();
    await writeLock(prepared(folder));
    expect(git('status', '--porcelain')).toBe('M flake.lock');
  });
});

describe.skipIf(!hasGit)('a commit of flake.lock', () => {
  it('holds only flake.lock, and leaves what else is staged staged', async () => {
    const { folder, git, write } = gitFolder();
    write('staged.nix', '1');
    write('configuration.nix', '{ edited }');
    git('add', 'staged.nix', 'configuration.nix');
    write('untracked.nix', '1');
    await writeLock(prepared(folder));
    expect(await commitLock(folder, 'flake.lock: update x\n\n- x\n')).toEqual({
      kind: 'committed',
    });
    expect(git('show', '--name-only', '--format=%B', 'HEAD').split('\n')).toEqual([
      'flake.lock: update x',
      '',
      '- x',
      '',
      '',
      'flake.lock',
    ]);
    expect(git('diff', '--cached', '--name-only').split('\n')).toEqual([
      'configuration.nix',
      'staged.nix',
    ]);
  });

  it('takes a new file too', async () => {
    const { folder, git } = gitFolder();
    git('rm', '--quiet', 'flake.lock');
    git('commit', '--quiet', '--message=gone');
    await writeLock(prepared(folder, null));
    expect(await commitLock(folder, 'new')).toEqual({ kind: 'committed' });
    expect(git('show', 'HEAD:flake.lock')).toBe(next.trim());
  });

  it('in a folder of a repository is of that folder', async () => {
    const { folder, git, write } = gitFolder();
    write('sub/flake.lock', 'old\n');
    git('add', '--all');
    git('commit', '--quiet', '--message=sub');
    write('flake.lock', 'the other one, edited\n');
    await writeLock(prepared(join(folder, 'sub')));
    expect(await commitLock(join(folder, 'sub'), 'sub')).toEqual({ kind: 'committed' });
    expect(git('show', '--name-only', '--format=', 'HEAD')).toBe('sub/flake.lock');
  });

  it('that a hook refuses is a warning with its words; the file stays written', async () => {
    const { folder, git } = gitFolder();
    const hooks = temporaryFolder();
    writeFileSync(join(hooks, 'pre-commit'), '#!/bin/sh\necho "no commits today" >&2\nexit 1\n', {
      mode: 0o755,
    });
    git('config', 'core.hooksPath', hooks);
    await writeLock(prepared(folder));
    expect(await commitLock(folder, 'x')).toEqual({
      kind: 'commit-failed',
      detail: expect.stringContaining('no commits today'),
    });
    expect(readFileSync(join(folder, 'flake.lock'), 'utf8')).toBe(next);
    expect(git('rev-list', '--count', 'HEAD')).toBe('1');
  });

  it('is nothing to do outside a repository', async () => {
    expect(await commitLock(plainFolder().folder, 'x')).toEqual({ kind: 'not-a-repository' });
  });
});
