// The log of a run in the real window: an expression without end is given up, a million lines stay sharp, and the
// log is saved where it was asked.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { galleryMissing, openGallery } from './fixture/gallery.ts';
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

test('what is typed to find something moves nothing else', async ({ browserName: _ }) => {
  const missing = galleryMissing();
  test.skip(missing !== null, missing ?? '');
  const { app, page, show, close } = await openGallery();
  try {
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(940, 640),
    );
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(940);
    await show('activity-password');
    const height = () => page.locator('.log-bar').evaluate((bar) => bar.clientHeight);
    const before = await height();
    const box = page.getByRole('searchbox', { name: 'Find in log' });
    for (const [typed, said] of [
      ['linux', /^1 of 2/],
      ['nowhere', 'No match'],
    ] as const) {
      await box.fill(typed);
      await expect(page.locator('.find-count')).toHaveText(said);
      expect(await height()).toBe(before);
      expect((await box.boundingBox())?.width).toBeGreaterThan(80);
    }
    // Following has ended with the find, and a line is chosen: both are answered over the lines.
    await page.locator('[data-row="2"]').click();
    for (const name of ['Follow', 'Copy selected lines'])
      await expect(page.getByRole('button', { name })).toBeInViewport();
    expect(await height()).toBe(before);
  } finally {
    await close();
  }
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

test('the last lines of a million look like any other', async ({ scene }) => {
  test.setTimeout(180_000);
  const snowbell = await scene.start();
  const page = await snowbell.go('History');
  const runs = join(scene.home, 'state/snowbell/rehearsal/snowbell/state/runs');
  const [run = ''] = readdirSync(runs);
  const line = `${JSON.stringify({ at: 0, level: 'warn', source: 'same', text: 'in every line' })}\n`;
  writeFileSync(join(runs, run, 'log.ndjson'), line.repeat(1_000_000));
  await page.getByRole('button', { name: 'Open log' }).click();
  await expect(page.locator('.log-count')).toHaveText('1,000,000 lines', { timeout: 60_000 });
  await page.getByRole('region', { name: 'Log' }).focus();
  await page.keyboard.press('End');
  const last = page.locator('[data-row="999998"]');
  await expect(last).toHaveText('same> in every line', { timeout: 60_000 });
  const box = await page.getByRole('region', { name: 'Log' }).boundingBox();
  if (box === null) throw new Error('the log has no place');
  // Positions in single precision put neighbours a pixel too near or too far, and cut their letters.
  const unlike = () =>
    snowbell.app.evaluate(
      async ({ BrowserWindow }, place) => {
        const [window] = BrowserWindow.getAllWindows();
        const picture = await window?.webContents.capturePage(place);
        if (picture === undefined) return 'no picture';
        const { width, height } = picture.getSize();
        const bitmap = picture.toBitmap();
        const row = (y: number) => bitmap.subarray(y * width * 4, (y + 1) * width * 4);
        const said = new Set(Array.from({ length: 19 }, (_, y) => row(y).toString('base64')));
        if (said.size < 5) return 'nothing written';
        for (let y = 19; y < height; y += 1) if (!row(y).equals(row(y - 19))) return `row ${y}`;
        return null;
      },
      {
        x: Math.round(box.x) + 14,
        y: Math.round(box.y) + 40,
        width: 150,
        height: 19 * 6,
      },
    );
  await expect.poll(unlike, { timeout: 60_000 }).toBe(null);
});
