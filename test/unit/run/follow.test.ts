// A state folder that cannot be made must not keep the window shut.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { followRuns } from '../../../main/run/follow.ts';
import { realMachine } from '../../../main/system/machine.ts';

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
