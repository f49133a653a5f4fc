// The desktop room in a real Electron, on a display and a session bus of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import { electronPath } from '../../rig/electron.ts';
import { checked, input, now, record, running, snapshot } from '../../unit/core/desktop-samples.ts';
import { type Desk, deskIsPossible, openDesk, openNotificationServer, openPanel } from './desk.ts';
import { buildFixtureApp } from './fixture-app.ts';
import type { Driven } from './fixture-main.ts';

const executable = electronPath();
const possible = executable !== null && deskIsPossible();

const behind = (count: number): Snapshot =>
  snapshot(
    checked(Array.from({ length: count }, (_, n) => input(`input-${n}`, { status: 'behind' }))),
  );

describe.skipIf(!possible)('the desktop room', () => {
  let built: Awaited<ReturnType<typeof buildFixtureApp>>;
  let desk: Desk;
  let home: string;
  let app: ElectronApplication | null = null;

  beforeAll(async () => {
    built = await buildFixtureApp();
  });
  afterAll(() => built?.remove());
  beforeEach(async () => {
    desk = await openDesk();
    home = await mkdtemp(join(tmpdir(), 'desktop-'));
  });
  afterEach(async () => {
    await app?.close();
    app = null;
    await desk?.close();
    await rm(home, { recursive: true, force: true });
  });

  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const environment = (first: Snapshot) => ({
    ...desk.env,
    PATH: process.env.PATH ?? '',
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    FIRST_SNAPSHOT: JSON.stringify(first),
  });
  async function start(first: Snapshot, args: readonly string[] = []) {
    const started = await _electron.launch({
      executablePath: executable ?? '',
      args: [...root, built.folder, ...args],
      env: environment(first),
    });
    app = started;
    await expect
      .poll(() => started.evaluate(() => (globalThis as unknown as World).driven.trayHosts.length))
      .toBeGreaterThan(0);
    return started;
  }
  interface World {
    driven: Driven;
  }
  const driven = <T>(started: ElectronApplication, read: (driven: Driven) => T) =>
    started.evaluate(
      (_electronModule, source) =>
        new Function('driven', `return (${source})(driven)`)(
          (globalThis as unknown as World).driven,
        ) as T,
      read.toString(),
    );
  const show = (started: ElectronApplication, next: Snapshot) =>
    started.evaluate(
      (_electronModule, value) => (globalThis as unknown as World).driven.show(value),
      next,
    );

  it('registers a tray item whose picture, tooltip and menu follow the snapshot', async () => {
    const panel = await openPanel(await desk.connect());
    const started = await start(behind(0));
    await expect.poll(() => panel.items.length).toBe(1);
    const first = await panel.item();
    console.log(first.tooltip, first.pixmaps.map((p) => [p.width, p.height]), panel.items);
    await show(started, behind(3));
    await expect.poll(async () => (await panel.item()).tooltip).toContain('3 of 3');
    console.log(await panel.menu());
    await panel.press('Check now');
    await expect.poll(() => driven(started, (it) => it.intents)).toEqual([{ kind: 'check' }]);
  });
});
void [now, record, running, openNotificationServer];
