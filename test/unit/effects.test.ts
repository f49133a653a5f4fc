// What an effect does after its work: a built system that cannot be thrown away must not be tried for ever.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Event } from '../../main/core/events.ts';
import { createEffects } from '../../main/effects.ts';
import { createRunFolder, type RunFile, saveRun } from '../../main/store/run-file.ts';
import { settingsPlaces } from '../../main/store/settings-file.ts';
import { realMachine } from '../../main/system/machine.ts';
import { defaultSettings } from '../../preload/contract/settings.ts';
import { runFile, runId } from './store/run-samples.ts';

it.each([
  ['still fits', 'kept', null, ['ledger-read']],
  ['fits no more and yet stays', 'kept', 'another lock', []],
  ['is gone already', 'discarded', null, ['ledger-read']],
] as const)('after what %s was to be thrown away: %j', async (_what, built, baseLock, told) => {
  const folder = mkdtempSync(join(tmpdir(), 'snowbell-effects-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const review: NonNullable<RunFile['review']> = {
    inputs: [],
    packages: [],
    rebuilt: [],
    closureBytes: null,
    space: null,
    sizeDelta: null,
    restart: [],
    services: [],
    differences: [],
    notices: [],
    builtInMs: 1,
  };
  const system = join(folder, 'system');
  mkdirSync(system);
  const machine = {
    ...realMachine({ HOME: folder }),
    currentSystem: system,
    bootedSystem: system,
    profile: join(folder, 'profile'),
  };
  await createRunFolder(machine.stateDir, runId(1));
  await saveRun(
    machine.stateDir,
    runFile(
      1,
      { built, flake: folder, baseLock, expectedCurrent: system, review },
      { outcome: 'ready', storePath: system },
    ),
  );
  const events: Event[] = [];
  const never = () => {
    throw new Error('not here');
  };
  const effects = createEffects({
    run: {
      machine,
      elevation: async () => ({
        kind: 'unavailable',
        reason: 'no-helper',
        detail: '',
        runsDir: '',
      }),
      settings: () => defaultSettings,
      now: Date.now,
      newId: never,
      terminal: false,
    },
    desk: {
      chooseFolder: never,
      openPath: never,
      saveCopy: never,
      openLink: never,
      changeWorkspace: never,
      idleSeconds: never,
      quit: never,
    },
    settingsPlaces: settingsPlaces(machine.configDir),
    version: 'test',
    fixed: null,
    dispatch: (event) => events.push(event),
    settings: () => defaultSettings,
    adoptSettings: never,
    retry: never,
    appended: never,
    bug: (error) => {
      throw error;
    },
  });
  effects.perform({ kind: 'throw-away', runId: runId(1) });
  await effects.stop();
  expect(events.map(({ kind }) => kind)).toEqual(told);
});
