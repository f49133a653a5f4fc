// Every screen in both themes under axe, and a whole upgrade with nothing but the keyboard.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture/spec.ts';

/** What axe has against the page as it is now. */
async function violations(page: Page): Promise<unknown[]> {
  // Legacy mode stays in this page; otherwise axe wants to open a second one.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })),
  }));
}

for (const theme of ['Light', 'Dark']) {
  test.describe(theme, () => {
    test.use({ beginning: 'ready' });

    test('no screen has anything against axe', async ({ scene }) => {
      const snowbell = await scene.start();
      const page = await snowbell.go('Settings');
      await page.getByRole('radiogroup').getByText(theme, { exact: true }).click();
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Health check…' }).click();
      await expect(page.getByRole('list', { name: 'What was looked at' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await snowbell.go('Updates');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        '2 of 5 inputs have updates',
      );
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.getByRole('button', { name: 'More for nixpkgs' }).click();
      await page.getByRole('menuitem', { name: 'Details' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('nixpkgs');
      await expect(page.getByRole('heading', { name: 'Revisions' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await snowbell.go('Activity');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ready to switch');
      expect(await violations(page)).toEqual([]);
      await snowbell.go('Generations');
      await expect(page.getByRole('list', { name: 'Generations' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await snowbell.go('History');
      await expect(page.getByRole('grid', { name: 'Runs' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('grid', { name: 'Runs' }).getByRole('row').click();
      await expect(page.getByRole('tab', { name: 'Log' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Log' }).click();
      await expect(page.getByRole('region', { name: 'Log' })).toContainText(
        'Evaluating and building',
      );
      expect(await violations(page)).toEqual([]);
    });
  });

  test.describe(`${theme}, nothing known yet`, () => {
    test.use({ beginning: 'nothing' });

    test('the welcome has nothing against axe', async ({ scene }) => {
      const snowbell = await scene.start({ args: [] });
      const page = await snowbell.page();
      test.skip((await snowbell.state()).flake.kind !== 'unset', 'this machine has a flake');
      await page.evaluate(
        (choice) =>
          (
            window as unknown as { snowbell: { send(intent: unknown): Promise<unknown> } }
          ).snowbell.send({ kind: 'save-settings', patch: { theme: choice } }),
        theme.toLowerCase(),
      );
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme.toLowerCase());
      expect(await violations(page)).toEqual([]);
    });
  });
}

/** Presses Tab until that is focused which has this name; fails when a whole round did not find it. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByRole('button', { name });
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      const outline = await wanted.evaluate((element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      });
      expect(outline, `the focus on ${String(name)} can be seen`).toBe(true);
      return;
    }
  }
  throw new Error(`Tab does not come to ${String(name)}`);
}

test('a whole upgrade with nothing but the keyboard', async ({ scene }) => {
  const snowbell = await scene.start();
  const page = await snowbell.page();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 of 5 inputs have updates');
  await tabTo(page, /^Upgrade 2 inputs/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ready to switch', {
    timeout: 120_000,
  });
  // What had the focus while it was built is gone; from its heading on a review is read.
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await tabTo(page, 'Switch now');
  await page.keyboard.press('Space');
  await expect(page.getByText('Last upgrade went well')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('grid', { name: 'Runs' })).toBeVisible();
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Everything is up to date');
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  expect(scene.toy.facts().profile).toBe('system-2-link');
});
