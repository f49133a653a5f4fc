// Promise 3: an upgrade is built and shown first; until a click says so, nothing is different.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixture/spec.ts';

test('Upgrade builds and shows; Discard leaves no trace', async ({ scene }) => {
  const before = scene.toy.facts();
  const page = await (await scene.start()).page();
  await page.getByRole('button', { name: 'Upgrade 2 inputs…' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Upgrading system');
  expect(scene.toy.facts()).toEqual(before);

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ready to switch', {
    timeout: 120_000,
  });
  await expect(page.getByText('nothing on this system has changed yet')).toBeVisible();
  await expect(page.getByText('The kernel goes from 6.12.40 to 6.12.43.')).toBeVisible();
  await expect(page.getByText('firefox', { exact: true })).toBeVisible();
  await expect(page.getByText('142.0')).toBeVisible();
  await expect(page.getByText('sshd.service')).toBeVisible();
  expect(scene.toy.facts()).toEqual(before);

  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is going on');
  await expect(page.getByText('Last upgrade was discarded')).toBeVisible();
  expect(scene.toy.facts()).toEqual(before);
  // What was built is free to be collected again: no root of it is left.
  const [run] = readdirSync(join(scene.toy.stateDir, 'runs'));
  expect(readdirSync(join(scene.toy.stateDir, 'runs', run ?? ''))).not.toContain('result');
});
