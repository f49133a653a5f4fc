// The log of a run in the real window: an expression without end is given up, and the log saved where it was asked.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixture/spec.ts';

test.use({ beginning: 'ready' });

test('an expression that would never end stops neither the page nor the next search', async ({
  scene,
}) => {
  const snowbell = await scene.start();
  const page = await snowbell.go('History');
  await page.getByRole('button', { name: 'Open log' }).click();
  await expect(page.getByRole('region', { name: 'Log' })).toContainText('Evaluating');
  await page.getByRole('button', { name: 'Regular expression' }).click();
  const box = page.getByRole('searchbox', { name: 'Find in log' });
  await box.fill('(.+)+\u2603');
  await expect(page.locator('.find-count')).toHaveText('Takes too long', { timeout: 60_000 });
  await box.fill('evaluat\\w+');
  await expect(page.locator('.found mark')).toHaveText(/^evaluat/i, { timeout: 60_000 });
});

test('the log is saved where the person says', async ({ scene }) => {
  const snowbell = await scene.start();
  const page = await snowbell.go('History');
  await page.getByRole('button', { name: 'Open log' }).click();
  const target = join(scene.home, 'saved.log');
  await snowbell.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, target);
  await page.getByRole('button', { name: 'Save as…' }).click();
  await expect
    .poll(() => existsSync(target) && readFileSync(target, 'utf8'))
    .toContain('Evaluating');
});
