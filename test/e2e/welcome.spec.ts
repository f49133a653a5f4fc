// The first minutes: no flake, a flake that cannot be read, and a rehearsal instead.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Scene, test } from './fixture/spec.ts';

test.use({ beginning: 'nothing' });
// A machine of somebody who has a flake has nothing to be welcomed to.
const noFlake = { args: [] };

function flakeFolder(scene: Scene, lock: string | null): string {
  const folder = join(scene.home, 'my flake');
  mkdirSync(folder);
  writeFileSync(join(folder, 'flake.nix'), '{ outputs = _: { }; }\n');
  if (lock !== null) writeFileSync(join(folder, 'flake.lock'), lock);
  const config = join(scene.home, 'config/snowbell');
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, 'settings.json'), JSON.stringify({ flake: folder, host: 'toy' }));
  return folder;
}

test('without a flake the way in is shown, and a rehearsal can be tried and left', async ({
  scene,
}) => {
  const snowbell = await scene.start(noFlake);
  const page = await snowbell.page();
  const { flake } = await snowbell.state();
  test.skip(flake.kind !== 'unset', 'this machine has a flake of its own');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome to Snowbell');
  await page.getByRole('button', { name: 'Try a rehearsal' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 of 5 inputs have updates', {
    timeout: 120_000,
  });
  expect((await snowbell.state()).host.generation).toBe(1);
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome to Snowbell');
});

test('a damaged flake.lock is named with the place of the damage', async ({ scene }) => {
  const folder = flakeFolder(scene, '{\n  "nodes": {\n    "root": { "inputs": ]\n  }\n}\n');
  const page = await (await scene.start(noFlake)).page();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your flake cannot be read');
  await expect(page.getByText('flake.lock is damaged')).toBeVisible();
  await expect(page.getByText(/line 3/)).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: folder })).toBeVisible();
});

test.describe('a rehearsal', () => {
  test.use({ beginning: 'behind' });

  test('a damaged flake.lock that was mended is read again', async ({ scene }) => {
    const whole = scene.toy.facts().lock;
    scene.toy.damageLock();
    const page = await (await scene.start()).page();
    await expect(page.getByText('flake.lock is damaged')).toBeVisible();
    writeFileSync(scene.toy.lockFile, whole);
    const again = page.getByRole('button', { name: 'Try again' });
    // The folder is watched too: whoever is first.
    await again.click({ timeout: 3_000 }).catch(() => undefined);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 of 5 inputs have updates');
  });
});

test('a folder that went away is named', async ({ scene }) => {
  const config = join(scene.home, 'config/snowbell');
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, 'settings.json'), JSON.stringify({ flake: '/nowhere/at/all' }));
  const page = await (await scene.start(noFlake)).page();
  await expect(page.getByText('The folder is not there')).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: '/nowhere/at/all' })).toBeVisible();
});

test('settings that are no settings are set aside with a word, and nothing crashes', async ({
  scene,
}) => {
  const config = join(scene.home, 'config/snowbell');
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, 'settings.json'), '{"theme": 7');
  const page = await (await scene.start(noFlake)).page();
  await expect(page.getByText('A damaged file was set aside')).toBeVisible();
});
