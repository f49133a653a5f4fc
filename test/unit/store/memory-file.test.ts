// What a start knows of the last one: the last check, habits.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  readHabits,
  readLastCheck,
  writeHabits,
  writeLastCheck,
} from '../../../main/store/memory-file.ts';
import { temporaryFolder } from './folder.ts';

const nothing = { version: 1, report: null, failure: null } as const;

describe('the last check', () => {
  it('is none at first, and comes back with a failure beside it', async () => {
    const folder = temporaryFolder();
    expect(await readLastCheck(folder)).toEqual(nothing);
    const summary = {
      behind: 0,
      current: 0,
      pinned: 0,
      local: 0,
      follows: 0,
      unreachable: 0,
      unknown: 0,
    };
    const check = {
      version: 1 as const,
      report: { flake: '/f', host: 'h', checkedAt: '2026-01-01T00:00:00Z', inputs: [], summary },
      failure: { at: '2026-01-02T00:00:00Z', kind: 'malformed', detail: 'x' },
    };
    await writeLastCheck(folder, check);
    expect(await readLastCheck(folder)).toEqual(check);
  });

  it('that is broken is none', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'last-check.json'), '{"version":2}');
    expect(await readLastCheck(folder)).toEqual(nothing);
  });
});

describe('habits', () => {
  it('come back', async () => {
    const folder = temporaryFolder();
    expect(await readHabits(folder)).toEqual({
      version: 1,
      told: null,
      pausedUntil: null,
      skipped: [],
    });
    await writeHabits(folder, { version: 1, told: 'set', pausedUntil: 5, skipped: [] });
    expect(await readHabits(folder)).toEqual({
      version: 1,
      told: 'set',
      pausedUntil: 5,
      skipped: [],
    });
  });
});
