// Generations of a profile, also where some of it is missing.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultGeneration, listGenerations } from '../../../main/system/generations.ts';
import { type Machine, realMachine } from '../../../main/system/machine.ts';
import { scratch, write } from './toy-system.ts';

function machineAt(root: string): Machine {
  return {
    ...realMachine({ HOME: root }),
    profile: join(root, 'profiles/system'),
    currentSystem: join(root, 'run/current-system'),
    bootedSystem: join(root, 'run/booted-system'),
  };
}

it('reads each generation, the newest first, and says which is which', async () => {
  const root = write(scratch(), {
    'store/one/nixos-version': '25.11.1\n',
    'store/one/kernel-modules/lib/modules/6.12.40/modules.order': '',
    'store/two/nixos-version': '26.05.2',
    'store/two/specialisation/gaming/x': '',
    'profiles/system': '->system-10-link',
    'profiles/system-9-link': '->../store/one',
    'profiles/system-10-link': '->../store/two',
    'profiles/system-3-link': '->../store/collected',
    'profiles/system-other-4-link': '->../store/one',
    'run/current-system': '->../store/one',
    'run/booted-system': '->../store/one',
  });
  expect(await listGenerations(machineAt(root))).toMatchObject([
    {
      number: 10,
      storePath: join(root, 'store/two'),
      nixosVersion: '26.05.2',
      kernel: null,
      specialisations: ['gaming'],
      current: false,
      booted: false,
      default: true,
    },
    { number: 9, kernel: '6.12.40', current: true, booted: true, default: false },
    { number: 3, storePath: null, nixosVersion: null, current: false, default: false },
  ]);
  expect(await defaultGeneration(machineAt(root))).toBe(10);
});

it('knows a generation in use by its specialisation too', async () => {
  const root = write(scratch(), {
    'store/one/nixos-version': '1',
    'store/two/nixos-version': '2',
    'store/two/specialisation/gaming': '->../../special',
    'store/special/nixos-version': '2',
    'store/three/nixos-version': '3',
    'profiles/system': '->system-3-link',
    'profiles/system-1-link': '->../store/one',
    'profiles/system-2-link': '->../store/two',
    'profiles/system-3-link': '->../store/three',
    'run/current-system': '->../store/special',
    'run/booted-system': '->../store/one',
  });
  expect(await listGenerations(machineAt(root))).toMatchObject([
    { number: 3, default: true, current: false, inUse: false },
    { number: 2, default: false, current: false, inUse: true },
    { number: 1, default: false, booted: true, inUse: true },
  ]);
});

it('is empty where there is no profile', async () => {
  const machine = machineAt(scratch());
  expect(await listGenerations(machine)).toEqual([]);
  expect(await defaultGeneration(machine)).toBeNull();
});
