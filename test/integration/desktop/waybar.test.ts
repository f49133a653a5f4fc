// The tray item in a real Wayland panel: waybar shows it, also one that starts later or anew.
import { mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { trayIconPath } from '../../../main/desktop/tray-icons.ts';
import { type Display, displayMissing, openDisplay } from '../../rig/display.ts';
import { electronPath } from '../../rig/electron.ts';
import { openSessionBus, type PrivateBus, sessionBusMissing } from '../../rig/session-bus.ts';
import {
  openWaylandPanel,
  type WaylandPanel,
  waylandPanelMissing,
} from '../../rig/wayland-panel.ts';
import { checked, input, snapshot } from '../../unit/core/desktop-samples.ts';
import { type DrivenApp, startDriven } from './driven-app.ts';
import { buildFixtureApp } from './fixture-app.ts';

const executable = electronPath();
const missing = displayMissing() ?? sessionBusMissing() ?? waylandPanelMissing();
const pictures = join(import.meta.dirname, '../../../test-results/screens');

describe.skipIf(executable === null || missing !== null)('in waybar', () => {
  let built: Awaited<ReturnType<typeof buildFixtureApp>>;
  let display: Display;
  let bus: PrivateBus;
  let panel: WaylandPanel;
  let home: string;
  let driven: DrivenApp | null = null;
  let revision = 0;

  beforeAll(async () => {
    built = await buildFixtureApp();
  });
  afterAll(() => built?.remove());
  beforeEach(async () => {
    display = await openDisplay();
    bus = await openSessionBus();
    panel = await openWaylandPanel(bus);
    home = await mkdtemp(join(tmpdir(), 'waybar-'));
  });
  afterEach(async () => {
    await driven?.app.close();
    driven = null;
    await panel.close();
    await bus.close();
    await display.close();
    await rm(home, { recursive: true, force: true });
  });

  const behind = (count: number) => {
    revision += 1;
    const inputs = Array.from({ length: count }, (_, n) => input(`i${n}`, { status: 'behind' }));
    return snapshot({ revision, ...checked(inputs) });
  };
  /** How many pixels of the display have the colour that the badge of a count is filled with. */
  async function badge(app: DrivenApp): Promise<number> {
    const path = trayIconPath(join(built.folder, 'icons'), 'behind', '3', 22);
    const bgra = Buffer.from(
      await app.app.evaluate(
        ({ nativeImage }, file) => nativeImage.createFromPath(file).toBitmap().toString('base64'),
        path,
      ),
      'base64',
    );
    const counts = new Map<number, number>();
    for (let at = 0; at < bgra.length; at += 4) {
      if (bgra[at + 3] !== 255) continue;
      const colour = bgra.readUIntLE(at, 3);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    const [filled] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [-1];
    const { rgb } = panel.pixels();
    let found = 0;
    for (let at = 0; at + 2 < rgb.length; at += 3) if (rgb.readUIntBE(at, 3) === filled) found += 1;
    return found;
  }
  const within = { timeout: 40_000, interval: 200 };

  it('is shown with its count, follows it, and comes back in a bar that starts anew', async () => {
    driven = await startDriven({
      executable: executable ?? '',
      folder: built.folder,
      home,
      env: { ...display.env, ...bus.env },
      first: behind(3),
    });
    const app = driven;
    await expect.poll(() => badge(app), within).toBeGreaterThan(20);
    mkdirSync(pictures, { recursive: true });
    panel.picture(join(pictures, 'panel-waybar.png'));
    expect(readFileSync(join(pictures, 'panel-waybar.png')).length).toBeGreaterThan(0);

    await app.show(behind(0));
    await expect.poll(() => badge(app), within).toBe(0);
    await app.show(behind(3));
    await expect.poll(() => badge(app), within).toBeGreaterThan(20);

    await panel.stopBar();
    await expect.poll(() => badge(app), within).toBe(0);
    await expect.poll(async () => (await app.heard()).trayHosts.at(-1), within).toBe(false);
    await panel.startBar();
    await expect.poll(() => badge(app), within).toBeGreaterThan(20);
  });
});
