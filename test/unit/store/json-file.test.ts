// Small files that are whole or not there, and never dropped without a word.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { readJson, removeAbandoned, writeJson, writeWhole } from '../../../main/store/json-file.ts';
import { isRoot, temporaryFolder } from './folder.ts';

const Shape = z.object({ a: z.number() });

describe('reading', () => {
  it('finds nothing where there is nothing', async () => {
    const folder = temporaryFolder();
    expect(await readJson(join(folder, 'x.json'), Shape)).toEqual({ kind: 'absent' });
    writeFileSync(join(folder, 'file'), '');
    expect(await readJson(join(folder, 'file/x.json'), Shape)).toEqual({ kind: 'absent' });
  });

  it('gives back what was written', async () => {
    const path = join(temporaryFolder(), 'new/folder/x.json');
    expect(await writeJson(path, { a: 1 })).toEqual({ kind: 'written' });
    expect(await readJson(path, Shape)).toEqual({ kind: 'read', value: { a: 1 } });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['half a file', '{"a": 1'],
    ['nothing in it', ''],
    ['zeros of a power cut', '\0\0\0\0'],
    ['another shape', '{"a": "1"}'],
    ['another thing', '[]'],
    ['bytes', '\xff\xfe'],
  ])('sets aside %s, and keeps it', async (_what, text) => {
    const folder = temporaryFolder();
    const path = join(folder, 'x.json');
    writeFileSync(path, text);
    const read = await readJson(path, Shape);
    if (read.kind !== 'corrupt') throw new Error(read.kind);
    expect(read.detail).toContain(path);
    expect(readFileSync(read.asideAt ?? '', 'utf8')).toBe(text);
    expect(await readJson(path, Shape)).toEqual({ kind: 'absent' });
  });

  it('leaves alone what is not its to move', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'x.json'), '{');
    const read = await readJson(join(folder, 'x.json'), Shape, { setAside: false });
    expect(read).toMatchObject({ kind: 'corrupt', asideAt: null });
    expect(readdirSync(folder)).toEqual(['x.json']);
  });

  it('does not take a folder for a broken file', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'x.json'));
    expect(await readJson(join(folder, 'x.json'), Shape)).toEqual({
      kind: 'unreadable',
      detail: expect.stringContaining('EISDIR'),
    });
  });

  it.skipIf(isRoot)('does not take a forbidden file for a broken one', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'x.json');
    writeFileSync(path, '{"a": 1}', { mode: 0o000 });
    expect(await readJson(path, Shape)).toMatchObject({ kind: 'unreadable' });
    expect(readdirSync(folder)).toEqual(['x.json']);
  });
});

describe('writing', () => {
  it('leaves no other file behind, however many write at once', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'x.json');
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, a) => writeJson(path, { a, pad: 'x'.repeat(20_000) })),
    );
    expect(all.every((one) => one.kind === 'written')).toBe(true);
    expect(readdirSync(folder)).toEqual(['x.json']);
    expect(await readJson(path, Shape)).toMatchObject({ kind: 'read' });
  });

  it('never shows a reader half of a file', async () => {
    const path = join(temporaryFolder(), 'x.json');
    await writeJson(path, { a: 0 });
    let writing = true;
    const write = (async () => {
      for (let a = 1; a <= 40; a += 1) await writeJson(path, { a, pad: 'x'.repeat(200_000) });
      writing = false;
    })();
    let looks = 0;
    while (writing) {
      expect((await readJson(path, Shape)).kind).toBe('read');
      looks += 1;
    }
    await write;
    expect(looks).toBeGreaterThan(0);
  });

  it('says where it could not, and leaves what was there', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'x');
    const path = join(folder, 'file/x.json');
    expect(await writeJson(path, {})).toMatchObject({ kind: 'write-failed', path });
    mkdirSync(join(folder, 'x.json'));
    expect(await writeJson(join(folder, 'x.json'), {})).toMatchObject({ kind: 'write-failed' });
    expect(readdirSync(folder).sort()).toEqual(['file', 'x.json']);
  });

  it.skipIf(isRoot)('fails in a folder that may not be written', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    expect(await writeJson(join(folder, 'x.json'), {})).toMatchObject({
      kind: 'write-failed',
      detail: 'EACCES',
    });
  });

  it('keeps the old file on a full disk', async (context) => {
    const folder = temporaryFolder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'pipe' });
    } catch {
      context.skip('a small disk can be made only by root');
    }
    onTestFinished(() => {
      execFileSync('umount', [folder]);
    });
    const path = join(folder, 'x.json');
    await writeJson(path, { a: 1 });
    expect(await writeWhole(path, 'x'.repeat(1_000_000))).toEqual({
      kind: 'write-failed',
      path,
      detail: 'ENOSPC',
    });
    expect(await readJson(path, Shape)).toEqual({ kind: 'read', value: { a: 1 } });
    expect(readdirSync(folder)).toEqual(['x.json']);
  });
});

describe('half a file', () => {
  it('is removed when its writer is gone, and is left to a writer that is at it', async () => {
    const folder = temporaryFolder();
    const { pid } = spawnSync('true');
    const mine = `.x.json.${process.pid}-0123456789ab`;
    const names = [mine, `.x.json.${pid}-0123456789ab`, 'x.json', '.mine'];
    for (const name of names) writeFileSync(join(folder, name), '{');
    await removeAbandoned(folder);
    expect(readdirSync(folder).sort()).toEqual(['.mine', mine, 'x.json']);
    await removeAbandoned(join(folder, 'none'));
  });

  it('has a name that says whose it is', async () => {
    const folder = temporaryFolder();
    const names: (string | null)[] = [];
    const watcher = watch(folder, (_event, name) => names.push(name));
    onTestFinished(() => watcher.close());
    await writeJson(join(folder, 'x.json'), { a: 1 });
    await expect
      .poll(() => names.some((name) => name?.startsWith(`.x.json.${process.pid}-`)))
      .toBe(true);
  });
});
