// Pictures of the states that no rehearsal comes to: the same page, with hand-made snapshots behind it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, type Page, test } from '@playwright/test';
import { createServer } from 'vite';
import { findElectron } from '../../../build/setup/electron.mjs';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import { displayMissing, openDisplay } from '../../rig/display.ts';
import { take } from './take.ts';

const top = join(import.meta.dirname, '../../..');
/** Its window is opened from outside: Playwright waits for ever for one that loads no address. */
const empty = `
const { app } = require('electron');
app.disableHardwareAcceleration();
app.on('window-all-closed', () => undefined);
`;

/** What the gallery's page leaves on its window. */
interface Shown {
  readonly bridge: { push(next: Snapshot): void };
  readonly shown: Snapshot;
  readonly stateNames: readonly string[];
  readonly press: string | readonly string[] | null;
}

test('every state of the gallery', async () => {
  test.setTimeout(1_800_000);
  const electron = findElectron()?.path;
  const missing = displayMissing();
  test.skip(electron === undefined || missing !== null, missing ?? 'no Electron');
  const folder = mkdtempSync(join(tmpdir(), 'snowbell-gallery-'));
  writeFileSync(join(folder, 'main.cjs'), empty);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'gallery', main: 'main.cjs' }),
  );
  const display = await openDisplay(1280, 900);
  const { default: react } = await import('@vitejs/plugin-react');
  const server = await createServer({
    configFile: false,
    root: top,
    cacheDir: join(folder, 'cache'),
    plugins: [react()],
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
  });
  await server.listen();
  const app = await _electron.launch({
    ...(electron === undefined ? {} : { executablePath: electron }),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), folder],
    timeout: 30_000,
    env: { PATH: process.env.PATH ?? '', HOME: folder, TZ: 'UTC', ...display.env },
  });
  try {
    const opened = app.waitForEvent('window');
    await app.evaluate(({ BrowserWindow }) =>
      new BrowserWindow({ width: 940, height: 640 }).loadURL('about:blank'),
    );
    const page = await opened;
    const address = `${server.resolvedUrls?.local[0]}test/component/gallery.html`;
    await page.goto(address, { timeout: 120_000 });
    await page.getByRole('main').waitFor({ timeout: 120_000 });
    const names = await page.evaluate(() => (window as unknown as Shown).stateNames);
    for (const name of names) {
      await page.goto(`${address}?state=${name}`);
      await page.getByRole('main').waitFor();
      await pressAll(page);
      await take({ app, page, name, dress: (variant) => dress(page, variant) });
    }
  } finally {
    await app.close();
    await server.close();
    await display.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Presses what a state asks to be pressed, in turn, whatever kind of part it is. */
async function pressAll(page: Page): Promise<void> {
  const press = await page.evaluate(() => (window as unknown as Shown).press);
  for (const name of press === null ? [] : [press].flat()) {
    const part = (['button', 'checkbox', 'menuitem', 'row', 'switch', 'tab'] as const)
      .map((role) => page.getByRole(role, { name, exact: true }))
      .reduce((one, other) => one.or(other));
    await part.first().waitFor({ state: 'attached' });
    // A box is drawn by what lies upon it.
    await part.first().click({ force: true });
  }
  await expect(page.getByRole('main')).toBeVisible();
}

function dress(
  page: Page,
  { theme, language }: Pick<Snapshot, 'language'> & Pick<Snapshot['settings'], 'theme'>,
): Promise<void> {
  return page.evaluate(
    (wanted) => {
      const { bridge, shown } = window as unknown as Shown;
      bridge.push({
        ...shown,
        language: wanted.language,
        settings: { ...shown.settings, theme: wanted.theme },
      });
    },
    { theme, language },
  );
}
