// Promise 7: a failure comes with its cause in plain words and with the next thing to do as a button.
import { expect, test } from './fixture/spec.ts';

test('a build that fails says why, changes nothing, and can be tried again', async ({ scene }) => {
  const before = scene.toy.facts();
  scene.toy.breakBuilds();
  const snowbell = await scene.start();
  const page = await snowbell.page();
  await page.getByRole('button', { name: 'More for home-manager' }).click();
  await page.getByRole('menuitem', { name: 'Upgrade only this…' }).click();
  const banner = page.locator('.banner.bad');
  await expect(banner).toBeVisible({ timeout: 120_000 });
  const { history } = await snowbell.state();
  const [run] = history;
  expect(run).toMatchObject({ outcome: 'failed', step: 'build' });
  expect(run?.diagnosis?.summary).toContain('system-path');
  await expect(banner).toContainText(run?.diagnosis?.summary ?? 'none');
  await expect(banner).toContainText(run?.diagnosis?.remedy ?? 'none');
  expect(scene.toy.facts()).toEqual(before);

  await snowbell.go('History');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Last upgrade failed');
  await expect(banner).toContainText(run?.diagnosis?.summary ?? 'none');
  await page.getByRole('button', { name: 'Open log' }).first().click();
  await expect(page.getByRole('region', { name: 'Log' })).toContainText(
    'the file build-fail of the rehearsal asks for this',
  );

  scene.toy.mendBuilds();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ready to switch', {
    timeout: 120_000,
  });
});
