// The item in a real panel: xfce4-panel shows it, and its picture is kept for people to look at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openPanel, panelMissing } from '../rig/panel.ts';
import { patiently } from '../rig/patiently.ts';
import { readPixels, screenshotMissing, writeScreenshot } from '../rig/screenshot.ts';
import type { Snowbell } from './fixture/snowbell.ts';
import { expect, test } from './fixture/spec.ts';

const missing = panelMissing() ?? screenshotMissing();
const pictures = join(import.meta.dirname, '../../test-results/screens');

interface Colour {
  /** red, green and blue in one number */
  readonly rgb: number;
  readonly pixels: number;
}

/** The colour that an icon has most of, and of how many pixels. */
async function mainColour(snowbell: Snowbell, icon: string): Promise<Colour> {
  const base64 = await patiently(() =>
    snowbell.app.evaluate(
      ({ nativeImage }, file) => nativeImage.createFromPath(file).toBitmap().toString('base64'),
      icon,
    ),
  );
  const bgra = Buffer.from(base64, 'base64');
  const counts = new Map<number, number>();
  for (let at = 0; at < bgra.length; at += 4) {
    if (bgra[at + 3] !== 255) continue;
    const colour = bgra.readUIntLE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const [rgb = -1, pixels = 0] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  return { rgb, pixels };
}

function pixelsOf(display: { readonly DISPLAY: string }, colour: number): number {
  const { rgb } = readPixels(display);
  let count = 0;
  for (let at = 0; at + 2 < rgb.length; at += 3) if (rgb.readUIntBE(at, 3) === colour) count += 1;
  return count;
}

for (const theme of ['dark', 'light'] as const) {
  test(`a ${theme} panel shows the item with its count`, async ({ scene }) => {
    test.skip(missing !== null, missing ?? '');
    const display = scene.ground.display.env;
    const panel = await openPanel(display, scene.bus, { dark: theme === 'dark' });
    try {
      const snowbell = await scene.start({ args: ['--rehearsal', '--hidden'] });
      const blue = await mainColour(
        snowbell,
        join(scene.ground.appFolder, 'out/icons/tray/behind-2-22.png'),
      );
      // Badge and flake are of one colour; while it is still asking only the badge is.
      expect(blue.pixels).toBeGreaterThan(50);
      await expect.poll(() => pixelsOf(display, blue.rgb)).toBeGreaterThan(blue.pixels * 0.9);
      mkdirSync(pictures, { recursive: true });
      writeScreenshot(display, join(pictures, `panel-${theme}.png`));
    } finally {
      await panel.close();
    }
  });
}
