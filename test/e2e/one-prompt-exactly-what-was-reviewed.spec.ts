// Promise 4: what is switched to is the very store path that was reviewed, and nothing else happens.
import { openTrayHost } from '../rig/tray-host.ts';
import { expect, test } from './fixture/spec.ts';

test.describe('with a built upgrade', () => {
  test.use({ beginning: 'ready' });

  test('Switch activates what was reviewed and writes the lock that built it', async ({
    scene,
  }) => {
    const before = scene.toy.facts();
    const host = await openTrayHost(await scene.bus.connect());
    const snowbell = await scene.start();
    const page = await snowbell.go('Activity');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ready to switch');
    const { ready } = await snowbell.state();
    const reviewed = ready?.record.storePath;
    const moves = Object.fromEntries(
      (ready?.record.inputs ?? []).map(({ name, to }) => [name, to]),
    );
    expect(reviewed).not.toBe(before.current);

    await page.getByRole('button', { name: 'Switch now' }).click();
    await expect(page.getByText('Last upgrade went well')).toBeVisible({ timeout: 120_000 });
    const after = scene.toy.facts();
    expect(after.current).toBe(reviewed);
    expect(after.profile).toBe('system-2-link');
    expect(moves).toEqual({
      'home-manager': scene.toy.locked('home-manager'),
      nixpkgs: scene.toy.locked('nixpkgs'),
    });

    const item = await host.only();
    await expect
      .poll(async () => (await item.menu()).map((entry) => entry.label))
      .toContainEqual(
        expect.stringMatching(/^Last rebuild: succeeded, generation 2 \(\d\d:\d\d\)/),
      );
    await snowbell.go('History');
    const rows = page.getByRole('grid', { name: 'Runs' }).getByRole('row');
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText('Upgrade · home-manager, nixpkgs');
    await expect(rows).toContainText('Generation 2');
    await expect(page.getByText('Restart pending')).toBeVisible();
    await snowbell.go('Updates');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Everything is up to date');
  });

  test('a switch that fails changes nothing, and says so', async ({ scene }) => {
    const before = scene.toy.facts();
    scene.toy.switchEndsWith(1);
    const snowbell = await scene.start();
    const page = await snowbell.go('Activity');
    await page.getByRole('button', { name: 'Switch now' }).click();
    await expect.poll(async () => (await snowbell.state()).history[0]?.outcome).toBe('refused');
    expect(scene.toy.facts()).toEqual(before);
    await snowbell.go('History');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Last upgrade was refused by the new system',
    );
    await expect(page.locator('.banner.bad')).toContainText(
      'The boot loader could not be installed.',
    );
  });

  test('units that failed are named, and the system is switched', async ({ scene }) => {
    scene.toy.switchEndsWith(4);
    const snowbell = await scene.start();
    const page = await snowbell.go('Activity');
    const { ready } = await snowbell.state();
    await page.getByRole('button', { name: 'Switch now' }).click();
    await expect
      .poll(async () => (await snowbell.state()).history[0]?.outcome)
      .toBe('units-failed');
    await snowbell.go('History');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Last upgrade switched, but not everything started',
    );
    await expect(page.locator('.banner.warn')).toContainText('sshd.service');
    expect(scene.toy.facts()).toMatchObject({
      profile: 'system-2-link',
      current: ready?.record.storePath,
    });
  });

  test('half a switch asks whether to keep it; going back brings the old system', async ({
    scene,
  }) => {
    const before = scene.toy.facts();
    scene.toy.switchEndsWith(2);
    const page = await (await scene.start()).go('Activity');
    await page.getByRole('button', { name: 'Switch now' }).click();
    await expect(page.getByText('The new system’s start-up script failed')).toBeVisible();
    expect(scene.toy.facts().lock).toBe(before.lock);
    scene.toy.switchEndsWith(0);
    await page.getByRole('button', { name: 'Go back to 1' }).click();
    await expect(page.getByText('The new system’s start-up script failed')).toBeHidden();
    expect(scene.toy.facts()).toEqual(before);
  });
});
