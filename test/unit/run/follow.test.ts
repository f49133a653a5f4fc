// What cannot be made or read must not keep the window shut, nor end its watching.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { followRuns } from '../../../main/run/follow.ts';
import { createRunFolder, runFolder, saveRun } from '../../../main/store/run-file.ts';
import { takeRunLock } from '../../../main/store/run-lock.ts';
import { realMachine } from '../../../main/system/machine.ts';
import { runFile, runId } from '../store/run-samples.ts';

it('follows nothing where there can be no folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'snowbell-follow-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const machine = { ...realMachine({}), stateDir: join(file, 'snowbell') };
  try {
    let looked = '';
    const follower = followRuns(machine, {
      appeared: () => undefined,
      grew: () => undefined,
      over: () => undefined,
      changed: () => {
        looked = 'and found nothing';
      },
      own: () => false,
    });
    await expect.poll(() => looked, { timeout: 20_000 }).toBe('and found nothing');
    follower.stop();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('goes on watching a run whose log cannot be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'snowbell-follow-'));
  const machine = { ...realMachine({}), stateDir: folder };
  await createRunFolder(folder, runId(1));
  await saveRun(folder, runFile(1, { built: 'none' }, { outcome: null, endedAt: null }));
  mkdirSync(runFolder(folder, runId(1)).log);
  const taken = await takeRunLock(folder);
  if (taken.kind === 'busy') throw new Error('the lock was not free');
  const told: string[] = [];
  const follower = followRuns(machine, {
    appeared: ({ record }) => told.push(`appeared ${record.id === runId(1)}`),
    grew: (_id, total) => told.push(`grew ${total}`),
    over: () => told.push('over'),
    changed: () => undefined,
    own: () => false,
  });
  try {
    await expect
      .poll(() => told.slice(0, 2), { timeout: 20_000 })
      .toEqual(['appeared true', 'grew 0']);
    await taken.lock.release();
    await expect.poll(() => told.at(-1), { timeout: 20_000 }).toBe('over');
  } finally {
    follower.stop();
    rmSync(folder, { recursive: true });
  }
});
