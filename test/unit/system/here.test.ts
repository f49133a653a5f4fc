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
    'old/kernel-modules/lib/modules/6.18.9/modules.dep': '',
    'new/kernel': '->../store/kernel-2',
    'new/kernel-modules/lib/modules/6.18.11/modules.dep': '',
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

describe('the kernel', () => {
  it.each([
    ['nothing new', 'old', 'old', 'old', null],
    ['switched to another', 'old', 'new', 'new', '6.18.11'],
    ['another for the next start', 'old', 'old', 'new', '6.18.11'],
    ['another that is only tried', 'old', 'new', 'old', null],
  ])('that runs is the one of the start: %s', async (_what, booted, current, next, nextKernel) => {
    expect(await now({ booted, current, next })).toMatchObject({ kernel: '6.18.9', nextKernel });
  });
});
