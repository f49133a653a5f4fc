// The tray item over the bus: what it shows, what its menu does, and how it and the window go together.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { patiently } from '../rig/patiently.ts';
import { flat, openTrayHost, type TrayItem } from '../rig/tray-host.ts';
import { until } from '../rig/until.ts';
import type { Snowbell } from './fixture/snowbell.ts';
import { expect, type Scene, test } from './fixture/spec.ts';

/** Starts the program once more, as a click in a menu would; settles with its exit code. */
function startAgain(scene: Scene, args?: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const second = spawn(scene.ground.electron, scene.argv(args), {
      env: { ...scene.env },
      stdio: 'ignore',
    });
    second.on('error', reject);
    second.on('exit', resolve);
  });
}

/** How opaque each pixel of the shown icon is: the shape, count included. */
async function shape(item: TrayItem): Promise<string> {
  const [icon] = await item.icons();
  const alpha = (icon?.argb ?? Buffer.of()).filter((_, index) => index % 4 === 0);
  return Buffer.from(alpha).toString('base64');
}

/** The same of the icon that was drawn ahead under that name, in the size that is shown. */
async function drawn(
  snowbell: Snowbell,
  scene: Scene,
  name: string,
  item: TrayItem,
): Promise<string> {
  const [icon] = await item.icons();
  const path = join(scene.ground.appFolder, `out/icons/tray/${name}-${icon?.width}.png`);
  const bgra = await patiently(() =>
    snowbell.app.evaluate(
      ({ nativeImage }, file) => nativeImage.createFromPath(file).toBitmap().toString('base64'),
      path,
    ),
  );
  const alpha = Buffer.from(bgra, 'base64').filter((_, index) => index % 4 === 3);
  return Buffer.from(alpha).toString('base64');
}

test('the item counts what is behind, and its menu checks and upgrades', async ({ scene }) => {
  const host = await openTrayHost(await scene.bus.connect());
  const snowbell = await scene.start({ args: ['--rehearsal', '--hidden'] });
  const item = await host.only();
  await expect.poll(item.tooltip).toContain('2 of 5 inputs are behind');
  expect(await item.tooltip()).toContain('Rehearsal: nothing on this computer changes');
  expect(await snowbell.windows()).toBe(0);

  const labels = (await item.menu()).map((entry) => entry.label);
  expect(labels[0]).toBe('2 of 5 inputs are behind');
  expect(labels).toEqual(
    expect.arrayContaining(['Check now', 'Upgrade…', 'Pause', 'Open Snowbell', 'Quit']),
  );
  expect(await shape(item)).toBe(await drawn(snowbell, scene, 'behind-2', item));

  scene.toy.loseUpstream('home-manager');
  await item.press('Check now');
  await expect.poll(item.tooltip).toContain('1 of 5 inputs is behind, 1 not checked');
  await expect.poll(() => shape(item)).toBe(await drawn(snowbell, scene, 'behind-1', item));

  scene.toy.findUpstream('home-manager');
  await item.press('Upgrade…');
  await expect.poll(item.tooltip, { timeout: 120_000 }).toContain('Ready to switch');
  expect(await snowbell.windows()).toBe(0);
  await item.press('Switch to the built system…');
  const page = await snowbell.page();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ready to switch');
});

test('an item appears when a panel starts later, and a click on it toggles the window', async ({
  scene,
}) => {
  const snowbell = await scene.start();
  await snowbell.page();
  const host = await openTrayHost(await scene.bus.connect());
  const item = await host.only();
  await until(
    'the window knows that it can be found again',
    async () => (await snowbell.state()).trayHost,
  );
  const renderers = () =>
    patiently(() =>
      snowbell.app.evaluate(
        ({ app }) => app.getAppMetrics().filter((process) => process.type === 'Tab').length,
      ),
    );
  expect(await renderers()).toBe(1);
  const closes = async () => {
    const page = await snowbell.page();
    const closed = page.waitForEvent('close');
    await snowbell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await closed;
  };
  await closes();
  // The page is gone a little before its window is.
  await expect.poll(() => snowbell.windows()).toBe(0);
  await expect.poll(renderers).toBe(0);
  expect(host.addresses()).toHaveLength(1);

  await item.activate();
  await snowbell.page();
  await until('the window is in front', () =>
    snowbell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null),
  );
  await item.activate();
  await expect.poll(() => snowbell.windows()).toBe(0);
});

test('without a panel a closed window is not lost', async ({ scene }) => {
  const snowbell = await scene.start();
  await snowbell.page();
  await snowbell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  // A page that still answers is one whose window is still there.
  expect((await snowbell.state()).trayHost).toBe(false);
  expect(await snowbell.windows()).toBe(1);
});

test('a second start shows the first one’s window and ends', async ({ scene }) => {
  const host = await openTrayHost(await scene.bus.connect());
  const snowbell = await scene.start({ args: ['--rehearsal', '--hidden'] });
  await host.only();
  expect(await snowbell.windows()).toBe(0);
  expect(await startAgain(scene)).toBe(0);
  await snowbell.page();
  expect(await startAgain(scene)).toBe(0);
  expect(await snowbell.windows()).toBe(1);
  expect(host.addresses()).toHaveLength(1);
});

test('Quit ends the program and takes the item away', async ({ scene }) => {
  const host = await openTrayHost(await scene.bus.connect());
  const snowbell = await scene.start();
  await snowbell.page();
  const { pid } = snowbell.app.process();
  const item = await host.only();
  await item.press('Quit');
  await snowbell.ended();
  await until('its process is gone', () => !existsSync(`/proc/${pid}`));
  await expect.poll(() => host.addresses()).toEqual([]);
});

test('the pause of the menu quiets, and its end brings everything back', async ({ scene }) => {
  const host = await openTrayHost(await scene.bus.connect());
  await scene.start({ args: ['--rehearsal', '--hidden'] });
  const item = await host.only();
  await item.press('For a day');
  await expect.poll(item.tooltip).toContain('Paused until');
  await item.press('Resume');
  await expect.poll(item.tooltip).not.toContain('Paused until');
  expect(flat(await item.menu()).map((entry) => entry.label)).toContain('For a week');
});
