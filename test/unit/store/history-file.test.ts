// History outlives the folders of its runs: merged, bounded, and never lost without a word.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  historyLimit,
  mergeRecords,
  readHistory,
  writeHistory,
} from '../../../main/store/history-file.ts';
import { temporaryFolder } from './folder.ts';
import { runRecord } from './run-samples.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => runRecord(index));

describe('history', () => {
  it('is empty at first and gives back what was written', async () => {
    const folder = temporaryFolder();
    expect(await readHistory(folder)).toEqual({ records: [], problem: null });
    const records = many(3);
    await writeHistory(folder, records);
    expect(await readHistory(folder)).toEqual({ records, problem: null });
  });

  it('is bounded', async () => {
    const folder = temporaryFolder();
    await writeHistory(folder, many(historyLimit + 50));
    expect((await readHistory(folder)).records).toHaveLength(historyLimit);
  });

  it('that cannot be read is set aside and said', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'history.json'), '{"version":1,"runs":[{}]}');
    const read = await readHistory(folder);
    expect(read.records).toEqual([]);
    expect(read.problem).toContain('history.json');
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^history\.json\.corrupt-/)]);
  });
});

describe('records of journals and of history', () => {
  it('are one list, the newest first; the journal wins', () => {
    const journal = runRecord(2, { outcome: 'discarded' });
    const merged = mergeRecords([runRecord(5), journal], [runRecord(2), runRecord(3)]);
    expect(merged.map((one) => one.generation)).toEqual([5, 3, 2]);
    expect(merged[2]).toBe(journal);
  });

  it('are bounded by dropping the oldest', () => {
    const merged = mergeRecords(many(historyLimit), [runRecord(9999)]);
    expect(merged).toHaveLength(historyLimit);
    expect(merged[0]?.generation).toBe(9999);
    expect(merged.some((one) => one.generation === 0)).toBe(false);
  });
});
