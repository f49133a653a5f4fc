// Pictures of the tray item in a real panel, light and dark, in each of its states: tray-STATE-THEME.png.
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { TrayIcon } from '../../../main/core/tray-view.ts';
import { advanceRehearsal } from '../../../main/rehearsal/advance.ts';
import { openPanel, panelMissing } from '../../rig/panel.ts';
import { readPixels, screenshotMissing, writeScreenshot } from '../../rig/screenshot.ts';
import { until } from '../../rig/until.ts';
import type { Snowbell } from '../fixture/snowbell.ts';
import { expect, type Scene, test } from '../fixture/spec.ts';
import { folder } from './take.ts';

const missing = panelMissing() ?? screenshotMissing();
/** of the picture, in pixels; the panel is at the bottom of the ground's display of 1280 × 900 */
const width = 220;
const height = 32;

/** The program outlives each panel, and its item comes back in the next: that is tried here by the way. */
async function takeTray(scene: Scene, state: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const display = scene.ground.display.env;
  for (const theme of ['light', 'dark'] as const) {
    // Windows may go on counting seconds; only the panel must be still.
    const bar = () => readPixels(display).rgb.subarray(-1280 * height * 3);
    const before = bar();
    const panel = await openPanel(display, scene.bus, { dark: theme === 'dark', height });
    try {
      let last = before;
      await until('the panel has come to rest', async () => {
        await new Promise((go) => setTimeout(go, 1_500));
        const next = bar();
        const still = next.equals(last) && !next.equals(before);
        last = next;
        return still;
      });
      writeScreenshot(
        display,
        join(folder, `tray-${state}-${theme}.png`),
        `${width}x${height}+${1280 - width}+${900 - height}`,
      );
    } finally {
      await panel.close();
    }
  }
}

const behindText = 'Upgrade 2 inputs…';

async function upgrade(snowbell: Snowbell): Promise<void> {
  const page = await snowbell.go('Updates');
  await page.getByRole('button', { name: behindText }).click();
}

test.skip(missing !== null, missing ?? '');

test('behind, ready, working, and a restart to come', async ({ scene }) => {
  await advanceRehearsal(scene.toy.root, 'kernel');
  const snowbell = await scene.start();
  const page = await snowbell.page();
  await expect(page.getByRole('button', { name: behindText })).toBeVisible();
  await takeTray(scene, 'behind' satisfies TrayIcon);
  await upgrade(snowbell);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ready to switch', {
    timeout: 60_000,
  });
  await takeTray(scene, 'ready' satisfies TrayIcon);
  scene.toy.holdSwitch();
  await page.getByRole('button', { name: 'Switch now' }).click();
  await until('the switch waits in its middle', () => scene.toy.isSwitching());
  await takeTray(scene, 'working' satisfies TrayIcon);
  scene.toy.letSwitchGo();
  await expect.poll(async () => (await snowbell.state()).host.restartNeeded).toBe(true);
  await takeTray(scene, 'restart' satisfies TrayIcon);
});

test('nothing is behind', async ({ scene }) => {
  const snowbell = await scene.start();
  const page = await snowbell.page();
  // A lock that is written asks for no restart, as an upgrade of the rehearsal would.
  await page.getByRole('button', { name: 'Update lock only' }).click();
  await expect.poll(async () => (await snowbell.state()).behind, { timeout: 60_000 }).toBe(0);
  await takeTray(scene, 'idle' satisfies TrayIcon);
});

test('what needs attention', async ({ scene }) => {
  scene.toy.damageLock();
  const snowbell = await scene.start();
  await expect((await snowbell.page()).getByText('flake.lock is damaged')).toBeVisible();
  await takeTray(scene, 'attention' satisfies TrayIcon);
});

test('being asked', async ({ scene }) => {
  // A pipe in the place of a branch: whoever reads it waits until somebody writes.
  const head = join(scene.toy.root, 'upstreams/home-manager.git/HEAD');
  renameSync(head, `${head}.kept`);
  execFileSync('mkfifo', [head]);
  const snowbell = await scene.start();
  await expect.poll(async () => (await snowbell.state()).check.kind).toBe('checking');
  await takeTray(scene, 'checking' satisfies TrayIcon);
  expect((await snowbell.state()).check.kind).toBe('checking');
});
