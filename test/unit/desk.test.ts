// Wishes of the program that come before there is a desktop: none is lost, none is done twice.
import { expect, it } from 'vitest';
import { createDesk } from '../../main/desk.ts';
import type { Desktop } from '../../main/desktop/desktop.ts';
import type { RunningProgram } from '../../main/program.ts';
import { snapshot } from './core/desktop-samples.ts';

function parts() {
  const done: string[] = [];
  const desktop: Desktop = {
    show: () => undefined,
    quit: () => done.push('quit'),
    chooseFlakeFolder: async (startAt) => `chosen from ${startAt}`,
    openPath: async (path) => `no program for ${path}`,
    saveCopy: async (path, name) => `${path} is not ${name}`,
    openLink: async (url) => done.push(url) > 0,
    idleSeconds: () => null,
  };
  const program = {
    snapshot: () => snapshot({ flake: { kind: 'unset', found: [] } }),
    changeWorkspace: async (rehearsal: boolean) => done.push(`rehearsal ${rehearsal}`),
  } as unknown as RunningProgram;
  return { done, desktop, program };
}

it('does what was wished for before there was a desktop as soon as there is one', async () => {
  const { done, desktop, program } = parts();
  const reports: string[] = [];
  const desk = createDesk((what, error) => reports.push(`${what}: ${String(error)}`));
  desk.forEffects.quit();
  desk.forEffects.changeWorkspace(true);
  desk.forEffects.openPath('/a');
  const chosen = desk.forEffects.chooseFolder();
  await Promise.resolve();
  expect(done).toEqual([]);
  // Who started the program a moment ago is there.
  expect(desk.forEffects.idleSeconds()).toBe(0);
  desk.serve(desktop, program);
  expect(await chosen).toBe('chosen from null');
  expect(done).toEqual(['quit', 'rehearsal true']);
  expect(desk.forEffects.idleSeconds()).toBeNull();
  await expect.poll(() => reports).toEqual(['open /a: no program for /a']);
  desk.forEffects.saveCopy('/b', 'c.log');
  await expect.poll(() => reports.at(-1)).toBe('save /b: /b is not c.log');
  desk.forEffects.openLink('https://example.invalid/');
  await expect.poll(() => done).toEqual(['quit', 'rehearsal true', 'https://example.invalid/']);
});
