import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataFolder } from '../../../main/desktop/data-folder.ts';
import { canKeepIn } from '../../../main/store/writable.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'writable-'));
  writeFileSync(join(home, 'file'), '');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('keeps in a folder that is there or can be made, and in nothing else', async () => {
  expect(await canKeepIn(home)).toBe(true);
  expect(await canKeepIn(join(home, 'a/b/c'))).toBe(true);
  expect(await canKeepIn(join(home, 'file'))).toBe(false);
  expect(await canKeepIn(join(home, 'file/below'))).toBe(false);
});

it.skipIf(process.getuid?.() === 0)('does not keep where somebody may only look', async () => {
  mkdirSync(join(home, 'shut'));
  chmodSync(join(home, 'shut'), 0o500);
  expect(await canKeepIn(join(home, 'shut/below'))).toBe(false);
});

it('finds Electron another folder where the cache cannot be written', () => {
  expect(dataFolder(home, undefined, 'electron')).toBe(join(home, 'electron'));
  const shut = join(home, 'file');
  expect(dataFolder(shut, home, 'electron')).toBe(join(home, 'snowbell/electron'));
  expect(dataFolder(shut, undefined, 'electron')).toBe(join(shut, 'electron'));
});
