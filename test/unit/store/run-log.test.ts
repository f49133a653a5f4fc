// A log on disk: batches in order, pages from anywhere, growth, torn and hostile lines, a limit.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readableLines } from '../../../main/store/readable-log.ts';
import { openRunLog, readRunLog } from '../../../main/store/run-log.ts';
import type { LogLine } from '../../../preload/contract/run.ts';
import { temporaryFolder } from './folder.ts';

const line = (number: number, text = `line ${number}`): LogLine => ({
  at: number,
  level: 'info',
  text,
});
const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => line(from + index));

describe('a run log', () => {
  it('is empty where there is no file', async () => {
    const reader = readRunLog(join(temporaryFolder(), 'log'));
    expect(await reader.read(0, 10)).toEqual({ lines: [], total: 0 });
  });

  it('keeps the order of what was appended at once', async () => {
    const path = join(temporaryFolder(), 'log');
    const writer = await openRunLog(path);
    for (let number = 0; number < 3000; number += 3) writer.append(lines(number, number + 3));
    expect(writer.count()).toBe(3000);
    expect(await writer.flush()).toBeNull();
    expect((await readRunLog(path).read(0, 3000)).lines).toEqual(lines(0, 3000));
  });

  it.each([
    [0, 5],
    [250, 20],
    [255, 1],
    [256, 256],
    [511, 2],
    [9_990, 100],
    [10_000, 5],
    [99_999, 5],
  ])('gives the page from %i, %i lines', async (from, count) => {
    const path = join(temporaryFolder(), 'log');
    writeFileSync(
      path,
      lines(0, 10_000)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(''),
    );
    expect(await readRunLog(path).read(from, count)).toEqual({
      lines: lines(0, 10_000).slice(from, from + count),
      total: 10_000,
    });
  });

  it('follows a file that grows, and does not show half a line', async () => {
    const path = join(temporaryFolder(), 'log');
    const reader = readRunLog(path);
    const add = (text: string) => appendFileSync(path, text);
    for (let round = 0; round < 600; round += 1) add(`${JSON.stringify(line(round))}\n`);
    expect((await reader.read(599, 5)).lines).toEqual([line(599)]);
    const text = JSON.stringify(line(600, 'ä€😀'));
    add(text.slice(0, 20));
    expect((await reader.read(598, 5)).total).toBe(600);
    add(`${text.slice(20)}\n`);
    expect(await reader.read(600, 5)).toEqual({ lines: [line(600, 'ä€😀')], total: 601 });
    expect((await reader.read(0, 1)).lines).toEqual([line(0)]);
  });

  it('answers many pages asked at once', async () => {
    const path = join(temporaryFolder(), 'log');
    const writer = await openRunLog(path);
    writer.append(lines(0, 5000));
    await writer.flush();
    const reader = readRunLog(path);
    const pages = await Promise.all(
      Array.from({ length: 50 }, (_, index) => reader.read(index * 100, 100)),
    );
    expect(pages.flatMap((page) => page.lines)).toEqual(lines(0, 5000));
  });

  it('holds long lines and characters that mean something elsewhere', async () => {
    const path = join(temporaryFolder(), 'log');
    const hostile = ['x'.repeat(3_000_000), 'a\nb', '\u2028\u0000\x1b[31m', '"}\n{"at":0', ''];
    const writer = await openRunLog(path);
    writer.append(hostile.map((text, number) => line(number, text)));
    await writer.flush();
    const page = await readRunLog(path).read(0, 10);
    expect(page.total).toBe(hostile.length);
    expect(page.lines.map((one) => one.text)).toEqual(hostile);
  });

  it('holds all of a line', async () => {
    const path = join(temporaryFolder(), 'log');
    const all: LogLine[] = [
      { at: 1.5, level: 'build', source: 'a"b\\c\n', text: '"\u2028\ud800' },
      { at: 1_700_000_000_000, level: 'error', text: '' },
    ];
    const writer = await openRunLog(path);
    writer.append(all);
    await writer.flush();
    expect(readFileSync(path, 'utf8')).toBe(all.map((one) => `${JSON.stringify(one)}\n`).join(''));
    expect((await readRunLog(path).read(0, 10)).lines).toEqual(all);
  });

  it('shows what is no line of ours as it is', async () => {
    const path = join(temporaryFolder(), 'log');
    writeFileSync(path, 'garbage\n{"at":"x"}\n\n');
    expect((await readRunLog(path).read(0, 10)).lines.map((one) => one.text)).toEqual([
      'garbage',
      '{"at":"x"}',
      '',
    ]);
  });

  it('goes on after the lines of an earlier writer', async () => {
    const path = join(temporaryFolder(), 'log');
    const first = await openRunLog(path);
    first.append(lines(0, 300));
    await first.flush();
    const second = await openRunLog(path);
    expect(second.count()).toBe(300);
    second.append([line(300)]);
    await second.flush();
    expect((await readRunLog(path).read(299, 9)).lines).toEqual([line(299), line(300)]);
  });

  it('is not spoiled by a writer that was killed in the middle of a line', async () => {
    const path = join(temporaryFolder(), 'log');
    writeFileSync(path, `${JSON.stringify(line(0))}\n{"at":1,"lev`);
    const writer = await openRunLog(path);
    writer.append([line(2)]);
    expect(writer.count()).toBe(3);
    await writer.flush();
    const page = await readRunLog(path).read(0, 9);
    expect(page.lines.map((one) => one.text)).toEqual(['line 0', '{"at":1,"lev', 'line 2']);
  });

  it('takes an empty batch for nothing', async () => {
    const path = join(temporaryFolder(), 'log');
    const writer = await openRunLog(path);
    writer.append([]);
    expect(await writer.flush()).toBeNull();
    expect(existsSync(path)).toBe(false);
  });

  it('ends at its limit, says so once, and stays ended', async () => {
    const path = join(temporaryFolder(), 'log');
    const writer = await openRunLog(path, 2000);
    writer.append(lines(0, 1000));
    writer.append(lines(0, 1000));
    await writer.flush();
    const page = await readRunLog(path).read(0, 2000);
    expect(page.total).toBe(writer.count());
    expect(page.lines.at(-1)?.text).toContain('limit');
    expect(page.lines.filter((one) => one.text.includes('limit'))).toHaveLength(1);
    const size = readFileSync(path).length;
    expect(size).toBeLessThan(2200);
    const again = await openRunLog(path, 2000);
    again.append(lines(0, 1000));
    await again.flush();
    expect(readFileSync(path).length).toBe(size);
  });

  it('says what it could not write', async () => {
    const writer = await openRunLog(join(temporaryFolder(), 'nowhere/log'));
    writer.append([line(0)]);
    expect(await writer.flush()).toBe('ENOENT');
  });

  it('can be read as text', async () => {
    const path = join(temporaryFolder(), 'log');
    const writer = await openRunLog(path);
    writer.append([
      { at: 0, level: 'build', source: 'linux', text: 'CC x.o' },
      { at: 0, level: 'info', text: 'plain' },
    ]);
    await writer.flush();
    appendFileSync(path, 'garbage\n');
    const found: string[] = [];
    for await (const text of readableLines(path)) found.push(text);
    expect(found).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d linux> CC x\.o\n$/),
      expect.stringMatching(/^\d\d:\d\d:\d\d plain\n$/),
      'garbage\n',
    ]);
  });
});
