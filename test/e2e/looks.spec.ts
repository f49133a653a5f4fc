// A few screens look as they did when somebody last looked at them. After a change that is meant, look at the
// pictures that are said to differ, and accept them: `SNOWBELL_ACCEPT=1` before the command that runs this.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { galleryMissing, openGallery } from './fixture/gallery.ts';
import { still } from './fixture/still.ts';

const kept = join(import.meta.dirname, 'looks');
const accept = Boolean(process.env.SNOWBELL_ACCEPT);
const screens = ['updates-300', 'generations-marked', 'history-twelve', 'review-plain'] as const;

/** Letters, corners and shadows as the screens have them: where these are drawn otherwise, so is all else. */
const sample = `data:text/html;charset=utf-8,${encodeURIComponent(`<!doctype html><style>
  body { margin: 20px; font: 14px Inter; -webkit-font-smoothing: antialiased; color: #1b2230; background: #f6f7f9 }
  div { width: 300px; margin: 9px; padding: 9px; border: 1px solid #dfe3ea; border-radius: 10px;
    background: white; box-shadow: 0 8px 28px rgb(20 28 44 / 18%) }
</style><div>Generation 143, checked 5 minutes ago</div><div style="font-weight: 650; font-size: 19px">3 of 12
  inputs have updates</div><div style="font: 12px 'JetBrains Mono'">github:NixOS/nixpkgs a1b3f09 → 77cd2e1</div>
<svg width="40" height="40"><path d="M3 20a17 17 0 0 1 34 0l-9 9" fill="none" stroke="#3565c9" stroke-width="2"/></svg>`)}`;

/** How many pixels of two pictures differ by more than can be seen; null: they are not of one size. */
function differing(app: ElectronApplication, one: Buffer, other: Buffer): Promise<number | null> {
  return app.evaluate(
    ({ nativeImage }, [first, second]) => {
      const [a, b] = [first, second].map((png) =>
        nativeImage.createFromBuffer(Buffer.from(png ?? '', 'base64')),
      );
      if (a === undefined || b === undefined) return null;
      const [sizeA, sizeB] = [a.getSize(), b.getSize()];
      if (sizeA.width !== sizeB.width || sizeA.height !== sizeB.height) return null;
      const [left, right] = [a.toBitmap(), b.toBitmap()];
      let count = 0;
      for (let at = 0; at < left.length; at += 4) {
        const off = (channel: number) =>
          Math.abs((left[at + channel] ?? 0) - (right[at + channel] ?? 0)) > 8;
        if (off(0) || off(1) || off(2)) count += 1;
      }
      return count;
    },
    [one.toString('base64'), other.toString('base64')],
  );
}

test('screens look as they did', async ({ browserName: _ }, info) => {
  const missing = galleryMissing();
  test.skip(missing !== null, missing ?? '');
  const gallery = await openGallery();
  const { app, page } = gallery;
  const path = (name: string) => join(kept, `${name}.png`);
  try {
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(940, 640),
    );
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    await expect
      .poll(() => page.evaluate(() => [innerWidth, innerHeight, devicePixelRatio]))
      .toEqual([940, 640, 1]);
    // However slow the machine, no minute goes by in a picture.
    await page.clock.setFixedTime(new Date('2026-11-20T14:13:00Z'));
    await page.goto(sample);
    const drawn = await still(app);
    if (accept) {
      mkdirSync(kept, { recursive: true });
      writeFileSync(path('sample'), drawn);
    }
    const asThere =
      existsSync(path('sample')) &&
      (await differing(app, drawn, readFileSync(path('sample')))) === 0;
    test.skip(!asThere, 'letters are drawn otherwise here than where the pictures were taken');
    const changed: string[] = [];
    for (const name of screens) {
      await gallery.show(name);
      await page.mouse.move(0, 0);
      let now = await still(app);
      if (accept) writeFileSync(path(name), now);
      const before = readFileSync(path(name));
      let pixels = await differing(app, now, before);
      // A slow machine may still show what was there before.
      for (const end = performance.now() + 20_000; pixels !== 0 && performance.now() < end; ) {
        now = await still(app);
        pixels = await differing(app, now, before);
      }
      if (pixels === 0) continue;
      changed.push(`${name}: ${pixels ?? 'all'} pixels`);
      await info.attach(`${name}-now`, { body: now, contentType: 'image/png' });
      await info.attach(`${name}-kept`, { path: path(name) });
    }
    expect(changed, 'what is meant is accepted with SNOWBELL_ACCEPT=1').toEqual([]);
  } finally {
    await gallery.close();
  }
});
