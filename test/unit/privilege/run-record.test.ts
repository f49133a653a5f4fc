// The helper's record as the app reads it back: living, dead, ended, broken.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog, readRecord } from '../../../main/privilege/run-record.ts';

const id = '0f0f0f0f-0000-4000-8000-00000000000a';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'snowbell-record-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
const store = (value: unknown) =>
  writeFileSync(
    join(dir, `${id}.result`),
    typeof value === 'string' ? value : JSON.stringify(value),
  );

const running = () => {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  return {
    protocol: 1,
    state: 'running',
    step: 'activating',
    verb: 'switch',
    storePath: '/nix/store/x',
    before: '/nix/store/y',
    previousGeneration: 41,
    pid: process.pid,
    start: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]),
    boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
  };
};

describe('readRecord', () => {
  it('finds none', async () => {
    expect(await readRecord(dir, id)).toEqual({ kind: 'none' });
  });
  it('believes a process only with its start time and boot', async () => {
    store(running());
    expect((await readRecord(dir, id)).kind).toBe('running');
    store({ ...running(), start: running().start + 1 });
    expect((await readRecord(dir, id)).kind).toBe('interrupted');
    store({ ...running(), boot: '00000000-0000-4000-8000-000000000000' });
    expect((await readRecord(dir, id)).kind).toBe('interrupted');
    store({ ...running(), pid: 2 ** 22 + 1 });
    expect((await readRecord(dir, id)).kind).toBe('interrupted');
  });
  it.each(['', '{', '[]', 'null', '{"state":"ended"}', '{"state":"dancing"}'])(
    'does not take %j for an end',
    async (text) => {
      store(text);
      expect((await readRecord(dir, id)).kind).toBe('unreadable');
    },
  );
});

describe('openLog', () => {
  it('gives whole lines as they grow, and the last one at the end', async () => {
    const lines: string[] = [];
    const log = openLog(dir, id, (line) => lines.push(line));
    await log.drain();
    expect(lines).toEqual([]);
    const bytes = Buffer.from('one\ntwö\r\nthr');
    writeFileSync(join(dir, `${id}.log`), bytes.subarray(0, 7));
    await log.drain();
    expect(lines).toEqual(['one']);
    writeFileSync(join(dir, `${id}.log`), bytes.subarray(7), { flag: 'a' });
    await log.drain();
    expect(lines).toEqual(['one', 'twö']);
    await log.close();
    expect(lines).toEqual(['one', 'twö', 'thr']);
  });
  it('bounds a line that never ends', async () => {
    const lines: string[] = [];
    writeFileSync(join(dir, `${id}.log`), `${'x'.repeat(1_000_000)}\nend\n`);
    const log = openLog(dir, id, (line) => lines.push(line));
    await log.drain();
    await log.close();
    expect(lines.map((line) => line.length)).toEqual([64 * 1024, 3]);
  });
});
