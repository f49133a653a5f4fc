// What a review warns of beforehand: room, and whose the lock file is; and the sentence about nix's work.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listedText } from '../../../main/run/prepare.ts';
import { littleSpace } from '../../../main/run/review.ts';
import { lockOwner } from '../../../main/run/root-lock.ts';
import { bootBytes, freeBytes } from '../../../main/system/space.ts';
import { temporaryFolder } from '../store/folder.ts';

const MiB = 2 ** 20;

describe('room', () => {
  it.each([
    [{ storeFree: 50_000 * MiB, bootFree: 500 * MiB, bootNeeded: 90 * MiB }, []],
    [{ storeFree: null, bootFree: null, bootNeeded: null }, []],
    [{ storeFree: 900 * MiB, bootFree: null, bootNeeded: null }, ['little-space-store']],
    [{ storeFree: null, bootFree: 95 * MiB, bootNeeded: 90 * MiB }, ['little-space-boot']],
    [{ storeFree: null, bootFree: 98 * MiB, bootNeeded: 90 * MiB }, []],
    // Nothing new is copied there.
    [{ storeFree: null, bootFree: 0, bootNeeded: 0 }, []],
  ])('%j: %j', (space, kinds) => {
    expect(littleSpace(space).map((notice) => notice.kind)).toEqual(kinds);
  });

  it('counts the kernel and initrd that no present system has', async () => {
    const folder = temporaryFolder();
    const system = (name: string, parts: Record<string, string>) => {
      mkdirSync(join(folder, name));
      for (const [part, path] of Object.entries(parts)) {
        symlinkSync(join(folder, path), join(folder, name, part));
      }
      return join(folder, name);
    };
    for (const [name, size] of [
      ['k1', 100],
      ['k2', 200],
      ['i1', 1000],
      ['i2', 2000],
    ] as const) {
      writeFileSync(join(folder, name), 'x'.repeat(size));
    }
    const now = system('now', { kernel: 'k1', initrd: 'i1' });
    const next = system('next', { kernel: 'k1', initrd: 'i2' });
    const other = system('other', { kernel: 'k2', initrd: 'i2' });
    const container = system('container', {});
    expect(await bootBytes(now, [now])).toBe(0);
    expect(await bootBytes(next, [now])).toBe(2000);
    expect(await bootBytes(other, [now])).toBe(2200);
    expect(await bootBytes(other, [now, next])).toBe(200);
    expect(await bootBytes(container, [now])).toBeNull();
    expect(await freeBytes(folder)).toBeGreaterThan(0);
    expect(await freeBytes(join(folder, 'gone'))).toBeNull();
  });

  it('is compared with what nix lists, before it is used up', () => {
    const work = {
      builds: 2,
      heavy: ['linux-6.12'],
      fetches: 30,
      download: MiB,
      unpacked: 5 * MiB,
    };
    expect(listedText(work, null)).toEqual([
      {
        level: 'info',
        text: '2 to build here, 30 to download (1.0 MiB); slow to build: linux-6.12',
      },
    ]);
    expect(listedText(work, 10_000 * MiB)).toHaveLength(1);
    const [, warning] = listedText(work, 1026 * MiB);
    expect(warning).toMatchObject({ level: 'warn' });
    expect(warning?.text).toContain('5.0 MiB');
    expect(warning?.text).toContain('1.0 GiB left');
  });
});

describe('flake.lock', () => {
  it('is mine where I can write its folder', async () => {
    const folder = temporaryFolder();
    expect(await lockOwner(folder)).toBe('mine');
    expect(await lockOwner(join(folder, 'gone'))).toBe('other');
  });

  it.skipIf(process.getuid?.() === 0)(
    'is nobody’s to write in a folder of mine that is closed',
    async () => {
      const folder = temporaryFolder();
      chmodSync(folder, 0o555);
      expect(await lockOwner(folder)).toBe('other');
      expect(await lockOwner('/')).toBe('root');
    },
  );
});
