// Reading a flake's folder, and telling two locks apart.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseLock } from '../../../main/flake/lock.ts';
import { compareLocks, diffLocks, noLock, withFollowers } from '../../../main/flake/lock-diff.ts';
import { readFlake } from '../../../main/flake/read-flake.ts';

describe('readFlake', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'snowbell-flake-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const failure = async (path: string) => {
    const result = await readFlake(path);
    return result.ok ? null : result.failure;
  };
  const lock = '{"nodes":{"root":{}},"root":"root","version":7}';

  it('names what is not there', async () => {
    expect(await failure(join(dir, 'no'))).toEqual({ kind: 'no-folder', detail: join(dir, 'no') });
    expect(await failure(dir)).toEqual({ kind: 'no-flake-nix', detail: join(dir, 'flake.nix') });
    writeFileSync(join(dir, 'flake.nix'), '');
    expect(await failure(dir)).toEqual({ kind: 'no-lock', detail: join(dir, 'flake.lock') });
    expect((await failure(join(dir, 'flake.nix')))?.kind).toBe('no-folder');
  });

  it('names file and place of what cannot be read', async () => {
    writeFileSync(join(dir, 'flake.nix'), '');
    writeFileSync(join(dir, 'flake.lock'), '{\n  nodes');
    expect(await failure(dir)).toEqual({
      kind: 'malformed',
      detail: `${join(dir, 'flake.lock')}: line 2, column 3: not valid JSON.`,
    });
    rmSync(join(dir, 'flake.lock'));
    mkdirSync(join(dir, 'flake.lock'));
    expect((await failure(dir))?.kind).toBe('unreadable');
  });

  it.skipIf(process.getuid?.() === 0)('says when the lock is not for us to read', async () => {
    writeFileSync(join(dir, 'flake.nix'), '');
    writeFileSync(join(dir, 'flake.lock'), lock);
    chmodSync(join(dir, 'flake.lock'), 0);
    expect(await failure(dir)).toEqual({
      kind: 'unreadable',
      detail: `${join(dir, 'flake.lock')}: EACCES`,
    });
  });

  it('follows links', async () => {
    const real = join(dir, 'real');
    mkdirSync(real);
    writeFileSync(join(real, 'flake.nix'), '');
    writeFileSync(join(dir, 'the.lock'), lock);
    symlinkSync(join(dir, 'the.lock'), join(real, 'flake.lock'));
    symlinkSync(real, join(dir, 'link'));
    expect(await readFlake(join(dir, 'link'))).toMatchObject({ ok: true, lock: { version: 7 } });
  });
});

describe('diffLocks', () => {
  const lock = (inputs: Record<string, unknown>, nodes: Record<string, unknown>) => {
    const result = parseLock(
      JSON.stringify({ version: 7, root: 'root', nodes: { root: { inputs }, ...nodes } }),
    );
    if (!result.ok) throw new Error(result.failure.detail);
    return result.lock;
  };
  const node = (locked: Record<string, unknown>) => ({ original: { type: 'git' }, locked });

  it('names root inputs that are locked to something else, whatever their nodes are called', () => {
    const before = lock(
      { same: 'a', moved: 'b', gone: 'c', hash: 'd', sideways: ['moved'] },
      {
        a: node({ rev: '1' }),
        b: node({ rev: '2' }),
        c: node({ rev: '3' }),
        d: node({ narHash: 'x' }),
      },
    );
    const after = lock(
      { same: 'a_2', moved: 'a', new: 'c', hash: 'd', sideways: ['moved'] },
      {
        a_2: node({ rev: '1' }),
        a: node({ rev: '4' }),
        c: node({ rev: '5' }),
        d: node({ narHash: 'y' }),
      },
    );
    expect(diffLocks(before, after)).toEqual([
      { name: 'gone', from: '3', to: null },
      { name: 'hash', from: 'x', to: 'y' },
      { name: 'moved', from: '2', to: '4' },
      { name: 'new', from: null, to: '5' },
      { name: 'sideways', from: '2', to: '4' },
    ]);
    expect(diffLocks(before, before)).toEqual([]);
  });

  it('sets two lock files side by side, with what inputs bring along where they are the same', () => {
    const yours = lock(
      { same: 'a', moved: 'b', gone: 'c', behind: ['moved'] },
      {
        a: { ...node({ rev: '1' }), inputs: { inner: 'i', behind: ['moved'] } },
        b: { ...node({ rev: '2', lastModified: 1_700_000_000 }), inputs: { inner: 'i' } },
        c: node({ rev: '3' }),
        i: node({ rev: '8' }),
      },
    );
    const switched = lock(
      { same: 'a', moved: 'b', behind: ['moved'] },
      {
        a: { ...node({ rev: '1' }), inputs: { inner: 'i', behind: ['moved'] } },
        b: { ...node({ rev: '4', lastModified: 1e15 }), inputs: { inner: 'i' } },
        i: node({ rev: '9' }),
      },
    );
    expect(compareLocks(yours, switched)).toEqual([
      {
        path: ['same', 'inner'],
        yours: { shown: '8', lastModified: null },
        switched: { shown: '9', lastModified: null },
      },
      {
        path: ['moved'],
        yours: { shown: '2', lastModified: 1_700_000_000 },
        switched: { shown: '4', lastModified: null },
      },
      { path: ['gone'], yours: { shown: '3', lastModified: null }, switched: null },
    ]);
    expect(compareLocks(yours, yours)).toEqual([]);
    expect(compareLocks(noLock, switched).map(({ path }) => path)).toEqual([
      ['same'],
      ['moved'],
      ['behind'],
    ]);
  });

  it('comes to an end in a lock whose inputs lead back to themselves', () => {
    const loop = (rev: string) =>
      lock(
        { a: 'a', z: 'z' },
        {
          a: { ...node({ rev: '1' }), inputs: { a: 'a', b: 'b' } },
          b: { ...node({ rev: '2' }), inputs: { a: 'a', b: 'b' } },
          z: node({ rev }),
        },
      );
    expect(compareLocks(loop('5'), loop('6')).map(({ path }) => path)).toEqual([['z']]);
  });

  it('counts what follows a chosen input as chosen', () => {
    const followed = lock(
      { a: 'a', b: ['a'], c: ['b', 'inner'], d: ['e', 'a'], e: 'a' },
      { a: { ...node({ rev: '1' }), inputs: { inner: 'a', a: 'a' } } },
    );
    expect(withFollowers(followed, ['a'])).toEqual(['a', 'b', 'c']);
    expect(withFollowers(followed, ['e'])).toEqual(['e', 'd']);
  });
});
