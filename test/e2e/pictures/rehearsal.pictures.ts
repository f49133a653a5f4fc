// Pictures of the program on a rehearsal, in the states that one can bring about, to be looked at by people.
import type { Page } from '@playwright/test';
import { advanceRehearsal } from '../../../main/rehearsal/advance.ts';
import type { Snowbell } from '../fixture/snowbell.ts';
import { expect, test } from '../fixture/spec.ts';
import { take as takeAll } from './take.ts';

/** Takes the window as it is; `settled` says, in English, that the page has come to rest. */
async function take(snowbell: Snowbell, name: string, settled: (page: Page) => Promise<void>) {
  const page = await snowbell.page();
  await settled(page);
  await takeAll({
    app: snowbell.app,
    page,
    name,
    dress: ({ theme, language }) =>
      page.evaluate(
        async (patch) => {
          const { snowbell: bridge } = window as unknown as {
            snowbell: { send(intent: unknown): Promise<unknown> };
          };
          await bridge.send({ kind: 'save-settings', patch });
        },
        { theme, language },
      ),
  });
  await settled(page);
}

const titled = (title: string | RegExp) => async (page: Page) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title, { timeout: 120_000 });
};

test('updates, settings and an upgrade from beginning to end', async ({ scene }) => {
  const snowbell = await scene.start();
  await take(snowbell, 'updates-behind', titled('2 of 5 inputs have updates'));
  await snowbell.go('Activity');
  await take(snowbell, 'activity-idle', titled('Nothing is going on'));
  await snowbell.go('Settings');
  await take(snowbell, 'settings', titled('Settings'));
  const page = await snowbell.go('Updates');
  await page.getByRole('button', { name: 'Upgrade 2 inputs…' }).click();
  await take(snowbell, 'activity-review', titled('Ready to switch'));
  await page.getByRole('button', { name: 'Switch now' }).click();
  await expect(page.getByText('Last upgrade went well')).toBeVisible({ timeout: 120_000 });
  await take(snowbell, 'activity-switched', titled('Nothing is going on'));
  await snowbell.go('Generations');
  await take(snowbell, 'generations-list', async () => {
    await expect(page.getByRole('list', { name: 'Generations' })).toBeVisible();
  });
  await snowbell.go('Updates');
  await take(snowbell, 'updates-current', titled('Everything is up to date'));
});

test('a build at work, a cancelled one, a failed one, and the history of all', async ({
  scene,
}) => {
  await advanceRehearsal(scene.toy.root, 'endless');
  const snowbell = await scene.start();
  const page = await snowbell.page();
  await page.getByRole('button', { name: 'Upgrade 2 inputs…' }).click();
  const progress = page.getByRole('region', { name: 'Progress' });
  await expect(progress).toContainText('curl', { timeout: 120_000 });
  await take(snowbell, 'activity-building', titled('Upgrading system'));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Last upgrade was cancelled')).toBeVisible();
  await advanceRehearsal(scene.toy.root, 'broken');
  await snowbell.go('Updates');
  await page.getByRole('button', { name: 'Upgrade 2 inputs…' }).click();
  await expect(page.locator('.banner.bad')).toBeVisible({ timeout: 120_000 });
  await take(snowbell, 'activity-failed', titled('Nothing is going on'));
  await snowbell.go('History');
  await take(snowbell, 'history-failed', titled('Last upgrade failed'));
  await page.getByRole('button', { name: 'Open log' }).first().click();
  await take(snowbell, 'history-log', titled(/^Upgrade · /));
});

test('what could not be asked, and what could not be read', async ({ scene }) => {
  scene.toy.loseUpstream('home-manager');
  const snowbell = await scene.start();
  await take(snowbell, 'updates-unreachable', titled('1 of 5 inputs has updates'));
  scene.toy.damageLock();
  // A theme that is saved looks for the flake again, and so tells the same failure in its own words.
  await take(snowbell, 'updates-unreadable', async (page) => {
    await expect(page.getByText('flake.lock is damaged')).toBeVisible();
  });
});

test.describe('with a built upgrade', () => {
  test.use({ beginning: 'ready' });

  test('a decision, and a list of runs', async ({ scene }) => {
    scene.toy.switchEndsWith(2);
    const snowbell = await scene.start();
    await snowbell.go('Updates');
    await take(snowbell, 'updates-ready', titled('2 of 5 inputs have updates'));
    const page = await snowbell.go('Activity');
    await page.getByRole('button', { name: 'Switch now' }).click();
    await expect(page.getByText('The new system’s start-up script failed')).toBeVisible();
    await take(snowbell, 'activity-decision', async () => undefined);
    scene.toy.switchEndsWith(0);
    await page.getByRole('button', { name: 'Go back to 1' }).click();
    await expect(page.getByText('The new system’s start-up script failed')).toBeHidden();
    await snowbell.go('Updates');
    await page.getByRole('button', { name: 'Upgrade 2 inputs…' }).click();
    await titled('Ready to switch')(page);
    await page.getByRole('button', { name: 'Switch now' }).click();
    await expect(page.getByText('Last upgrade went well')).toBeVisible({ timeout: 120_000 });
    await snowbell.go('History');
    await take(snowbell, 'history-list', titled('Last upgrade went well'));
    await page.getByRole('grid', { name: 'Runs' }).getByRole('row').first().click();
    await take(snowbell, 'history-changes', titled(/^Upgrade · /));
  });

  test('a review whose flake has changed', async ({ scene }) => {
    const snowbell = await scene.start();
    const page = await snowbell.go('Activity');
    scene.toy.touchLock();
    await take(snowbell, 'activity-stale', async () => {
      await expect(page.getByText('Your flake has changed since this was built')).toBeVisible();
    });
  });
});

test.describe('at the very first', () => {
  test.use({ beginning: 'nothing' });

  test('welcome', async ({ scene }) => {
    const snowbell = await scene.start({ args: [] });
    test.skip((await snowbell.state()).flake.kind !== 'unset', 'this machine has a flake');
    await take(snowbell, 'welcome', titled('Welcome to Snowbell'));
  });
});
