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
  await page.getByRole('button', { name: 'Show the difference' }).click();
  const dialog = page.getByRole('dialog');
  const moved = ready?.record.inputs.find(({ name }) => name === 'nixpkgs');
  const row = dialog.getByRole('row', { name: /^nixpkgs/ });
  await expect(row.getByRole('cell').first()).toContainText(moved?.from?.slice(0, 7) ?? 'none');
  await expect(row.getByRole('cell').last()).toContainText(moved?.to?.slice(0, 7) ?? 'none');
  const beside = scene.commandLine('decide', 'difference', '--rehearsal');
  expect(beside.code).toBe(0);
  expect(beside.stdout).toMatch(
    new RegExp(`^nixpkgs +${moved?.from?.slice(0, 7)}.* +${moved?.to?.slice(0, 7)}`, 'm'),
  );
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Use the switched one' }).click();
  await expect(page.getByText('flake.lock was changed meanwhile')).toBeHidden();
  expect(scene.toy.locked('nixpkgs')).toBe(
    ready?.record.inputs.find(({ name }) => name === 'nixpkgs')?.to,
  );
});

test('nix moving an input that nobody chose is put to me before flake.lock is written', async ({
  scene,
}) => {
  const snowbell = await scene.start();
  scene.toy.respellInput('home-manager');
  const before = scene.toy.facts();
  const updated = scene.commandLine('update', 'nixpkgs', '--rehearsal');
  expect(updated.code).toBe(1);
  expect(updated.stderr).toContain('nix moved other inputs than you chose: home-manager');
  expect(updated.stderr).toContain('snowbell decide');
  expect(scene.toy.facts()).toEqual(before);

  const page = await snowbell.go('History');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'nix moved other inputs than you chose',
  );
  await expect(page.getByText('Not chosen, and moved all the same: home-manager')).toBeVisible();
  await page.getByRole('button', { name: 'Write flake.lock' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Last lock update went well');
  expect(scene.toy.facts()).toMatchObject({ current: before.current, profile: before.profile });
  expect(scene.toy.facts().lock).not.toBe(before.lock);
  await expect(page.getByRole('button', { name: 'Write flake.lock' })).toBeHidden();
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
