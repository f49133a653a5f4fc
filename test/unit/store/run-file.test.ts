// Journals of runs: named by ids alone, listed, and pruned without losing a system or a question.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createRunFolder,
  listRuns,
  loadRun,
  pruneRuns,
  type RunFile,
  runFolder,
  saveRun,
} from '../../../main/store/run-file.ts';
import { temporaryFolder } from './folder.ts';
import { runFile, runId } from './run-samples.ts';

async function saved(folder: string, runs: readonly RunFile[]): Promise<void> {
  for (const run of runs) {
    await createRunFolder(folder, run.record.id);
    await saveRun(folder, run);
  }
}

describe('the folder of a run', () => {
  it.each(['', '..', '../../etc', 'x', `${runId(1)}/..`, runId(1).toUpperCase().replace('0', 'A')])(
    'is never made of %j',
    (id) => {
      expect(() => runFolder('/state', id)).toThrow('not a run id');
    },
  );
});

describe('journals', () => {
  it('come back as they were', async () => {
    const folder = temporaryFolder();
    const run = runFile(1, { lock: 'changed-meanwhile', activation: null });
    await saved(folder, [run]);
    expect(await loadRun(folder, runId(1))).toEqual({ kind: 'read', value: run });
    expect(await loadRun(folder, runId(2))).toEqual({ kind: 'absent' });
  });

  it('are listed with the newest first; strange names are not looked into', async () => {
    const folder = temporaryFolder();
    await saved(folder, [runFile(2), runFile(9), runFile(4)]);
    mkdirSync(join(folder, 'runs/not-a-run'));
    writeFileSync(join(folder, 'runs/file'), '');
    const { runs, problems } = await listRuns(folder);
    expect(runs.map((run) => run.record.generation)).toEqual([9, 4, 2]);
    expect(problems).toEqual([]);
  });

  it('are none where nothing was run', async () => {
    expect(await listRuns(temporaryFolder())).toEqual({ runs: [], problems: [] });
  });

  it('that cannot be read are named by everybody who looks, until one sets them aside', async () => {
    const folder = temporaryFolder();
    await saved(folder, [runFile(1), runFile(2)]);
    const { file } = runFolder(folder, runId(2));
    writeFileSync(file, '{"version":1,');
    for (let look = 0; look < 2; look += 1) {
      const { runs, problems } = await listRuns(folder);
      expect(runs).toHaveLength(1);
      expect(problems).toEqual([expect.stringContaining(file)]);
    }
    expect((await listRuns(folder, { setAside: true })).problems).toHaveLength(1);
    expect((await listRuns(folder)).problems).toEqual([]);
    expect(readdirSync(join(file, '..'))).toEqual([expect.stringMatching(/^run\.json\.corrupt-/)]);
  });
});

describe('pruning', () => {
  const left = (folder: string, number: number) =>
    existsSync(runFolder(folder, runId(number)).folder);

  it('keeps the newest', async () => {
    const folder = temporaryFolder();
    const runs = [runFile(3), runFile(2), runFile(1)];
    await saved(folder, runs);
    await pruneRuns(folder, runs, 2);
    expect([3, 2, 1].map((number) => left(folder, number))).toEqual([true, true, false]);
  });

  it.each([
    ['a system that waits', runFile(1, { built: 'kept' }, { outcome: 'ready' })],
    ['a failed activation', runFile(1, { built: 'kept' }, { outcome: 'activation-failed' })],
    ['a lock that is to be written', runFile(1, { lock: 'to-write' })],
    ['a lock that somebody else changed', runFile(1, { lock: 'changed-meanwhile' })],
    ['a lock that could not be written', runFile(1, { lock: 'write-failed' })],
    ['a run that has not ended', runFile(1, { built: 'none' }, { outcome: null })],
  ])('never drops %s', async (_what, run) => {
    const folder = temporaryFolder();
    await saved(folder, [run]);
    await pruneRuns(folder, [run], 0);
    expect(left(folder, 1)).toBe(true);
  });

  it.each([
    ['used', runFile(1, { lock: 'written' })],
    ['superseded', runFile(1, { built: 'superseded' }, { outcome: 'ready' })],
    ['discarded', runFile(1, { built: 'discarded' }, { outcome: 'discarded' })],
    ['failed', runFile(1, { built: 'none' }, { outcome: 'failed' })],
  ])('drops what is %s', async (_what, run) => {
    const folder = temporaryFolder();
    await saved(folder, [run]);
    await pruneRuns(folder, [run], 0);
    expect(left(folder, 1)).toBe(false);
  });
});
