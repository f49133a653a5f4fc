// Promise 6: flake.lock goes with the system, and an edit that somebody made meanwhile is never lost.
import { readFileSync } from 'node:fs';
import { until } from '../rig/until.ts';
import { expect, test } from './fixture/spec.ts';

test.use({ beginning: 'ready' });

test('a lock edited after the review: the window says so and offers to build again', async ({
  scene,
}) => {
  const snowbell = await scene.start();
  const page = await snowbell.go('Activity');
  await expect(page.getByRole('button', { name: 'Switch now' })).toBeEnabled();
  scene.toy.touchLock();
  const edited = scene.toy.facts();
  await expect(page.getByText('Your flake has changed since this was built')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Switch now' })).toBeDisabled();

  await page.getByRole('button', { name: 'Build again' }).click();
  await expect(page.getByText('Your flake has changed since this was built')).toBeHidden({
    timeout: 120_000,
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ready to switch', {
    timeout: 120_000,
  });
  await expect(page.getByRole('button', { name: 'Switch now' })).toBeEnabled();
  expect(scene.toy.facts()).toEqual(edited);
});

test('a lock edited during the switch: mine stays until I say otherwise', async ({ scene }) => {
  const snowbell = await scene.start();
  const page = await snowbell.go('Activity');
  const { ready } = await snowbell.state();
  scene.toy.holdSwitch();
  await page.getByRole('button', { name: 'Switch now' }).click();
  await until('the switch is under way', () => scene.toy.isSwitching());
  scene.toy.touchLock();
  const mine = readFileSync(scene.toy.lockFile, 'utf8');
  scene.toy.letSwitchGo();

  await expect(page.getByText('flake.lock was changed meanwhile')).toBeVisible();
  expect(scene.toy.facts()).toMatchObject({ current: ready?.record.storePath, lock: mine });
  await page.getByRole('button', { name: 'Use the switched one' }).click();
  await expect(page.getByText('flake.lock was changed meanwhile')).toBeHidden();
  expect(scene.toy.locked('nixpkgs')).toBe(
    ready?.record.inputs.find(({ name }) => name === 'nixpkgs')?.to,
  );
});

test('the command line and the window share one system, one run at a time', async ({ scene }) => {
  const snowbell = await scene.start();
  const page = await snowbell.go('Activity');
  scene.toy.holdSwitch();
  await page.getByRole('button', { name: 'Switch now' }).click();
  await until('the switch is under way', () => scene.toy.isSwitching());
  const busy = scene.commandLine('switch', '--rehearsal');
  expect(busy.code).toBe(1);
  expect(busy.stderr).toContain('Another run is going on');
  scene.toy.letSwitchGo();
  await expect(page.getByText('Last upgrade went well')).toBeVisible();
});
