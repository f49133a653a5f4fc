// What is said of the host: above all, whether a restart would finish an upgrade or undo a trial.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHostView } from '../../../main/system/here.ts';
import { realMachine } from '../../../main/system/machine.ts';
import { defaultSettings } from '../../../preload/contract/settings.ts';
import { scratch, write } from './toy-system.ts';

const now = (systems: { booted: string; current: string; next: string }) => {
  const root = write(scratch(), {
    'old/kernel': '->../store/kernel-1',
    'new/kernel': '->../store/kernel-2',
    'store/kernel-1': '',
    'store/kernel-2': '',
    booted: `->${systems.booted}`,
    current: `->${systems.current}`,
    'system-1-link': `->${systems.next}`,
    system: '->system-1-link',
  });
  const machine = {
    ...realMachine({ HOME: root }),
    bootedSystem: join(root, 'booted'),
    currentSystem: join(root, 'current'),
    profile: join(root, 'system'),
  };
  return readHostView(machine, defaultSettings, null);
};

describe('a restart', () => {
  it.each([
    ['nothing new', 'old', 'old', 'old', false],
    ['switched to another kernel', 'old', 'new', 'new', true],
    ['another kernel for the next start', 'old', 'old', 'new', true],
    ['another kernel that is only tried', 'old', 'new', 'old', false],
  ])('%s', async (_what, booted, current, next, needed) => {
    expect(await now({ booted, current, next })).toMatchObject({ restartNeeded: needed });
  });
});
