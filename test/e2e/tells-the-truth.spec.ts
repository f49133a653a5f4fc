// Promise 1: a check that failed is never shown as good news, and hides nothing of the others.
import { openTrayHost } from '../rig/tray-host.ts';
import { expect, test } from './fixture/spec.ts';

test('an input that cannot be asked is shown as such, with the reason, beside the others', async ({
  scene,
}) => {
  scene.toy.loseUpstream('home-manager');
  const host = await openTrayHost(await scene.bus.connect());
  const page = await (await scene.start()).page();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 of 5 inputs has updates');

  const unreachable = page.getByRole('grid', { name: '1 could not be checked' });
  await expect(unreachable.getByRole('row')).toHaveCount(1);
  await expect(unreachable.getByRole('row')).toContainText('home-manager');
  await expect(unreachable.getByRole('row')).toContainText('Repository not found');
  await expect(unreachable.getByRole('button', { name: 'Check home-manager again' })).toBeVisible();

  await expect(page.getByRole('row', { name: /^nixpkgs, 14 days behind/ })).toBeVisible();
  for (const name of ['nixos-hardware', 'wallpapers', 'dotfiles']) {
    await expect(page.getByRole('row', { name: new RegExp(`^${name}, `) })).toBeVisible();
  }
  await expect(page.getByRole('navigation')).toContainText('1 input behind');
  const item = await host.only();
  await expect.poll(item.tooltip).toContain('1 of 5 inputs is behind, 1 not checked');

  scene.toy.findUpstream('home-manager');
  await page.getByRole('button', { name: 'Check home-manager again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 of 5 inputs have updates');
});

test('nothing found is not "up to date" while somebody did not answer', async ({ scene }) => {
  scene.toy.loseUpstream('home-manager');
  scene.toy.loseUpstream('nixpkgs');
  const host = await openTrayHost(await scene.bus.connect());
  const page = await (await scene.start()).page();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No updates found');
  await expect(page.getByRole('grid', { name: '2 could not be checked' })).toBeVisible();
  await expect(page.getByText('Everything is up to date')).toHaveCount(0);
  const item = await host.only();
  await expect.poll(item.tooltip).toContain('2 inputs could not be checked');
  const menu = await item.menu();
  expect(menu.map((entry) => entry.label).join('\n')).not.toContain('up to date');
});

test('the answer of the last good check stays, and says how old it is', async ({ scene }) => {
  const first = await scene.start();
  const page = await first.page();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 of 5 inputs have updates');
  scene.toy.damageLock();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Could not check since/);
  await expect(page.getByText('flake.lock is damaged')).toBeVisible();
  await expect(page.getByRole('row', { name: /^nixpkgs, 14 days behind/ })).toBeVisible();
});
