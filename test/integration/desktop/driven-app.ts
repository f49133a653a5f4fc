// Starts the driven desktop in a real Electron and talks to the program behind it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { expect } from 'vitest';
import type { StartingTray } from '../../../main/core/starting-tray.ts';
import type { Screen } from '../../../main/core/tray-view.ts';
import type { LogAppended } from '../../../preload/contract/api.ts';
import type { Intent } from '../../../preload/contract/intent.ts';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import { patiently } from '../../rig/patiently.ts';
import type { Driven } from './fixture-main.ts';

interface World {
  readonly driven: Driven;
}

/** What the program behind the desktop has been asked and told so far. */
export interface Heard {
  readonly intents: readonly Intent[];
  readonly reports: readonly string[];
  readonly trayHosts: readonly boolean[];
  readonly told: readonly string[];
  readonly secondStarts: readonly (readonly string[])[];
  readonly remembered: readonly StartingTray[];
}

export interface DrivenApp {
  readonly app: ElectronApplication;
  heard(): Promise<Heard>;
  show(snapshot: Snapshot): Promise<void>;
  append(appended: LogAppended): Promise<void>;
  /** opens the window and returns its page */
  open(screen: Screen | null): Promise<Page>;
  /** shows a screen in the window that is open */
  turnTo(screen: Screen): Promise<void>;
  windows(): Promise<number>;
  /** answers the next message boxes with these buttons, then the first one; tells what was asked */
  answerDialogs(buttons: readonly number[]): Promise<() => Promise<readonly string[]>>;
  /** starts the same program again; settles with its exit code */
  startAgain(args: readonly string[]): Promise<number | null>;
  /** lets a slow start go on */
  begin(): Promise<void>;
  ended(): boolean;
}

export async function startDriven(options: {
  readonly executable: string;
  readonly folder: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  readonly first: Snapshot;
  /** what an earlier start has left for the tray item */
  readonly remembered?: StartingTray;
  /** only the tray item is there until `begin` */
  readonly slow?: boolean;
}): Promise<DrivenApp> {
  const { executable, folder, home } = options;
  const env = {
    ...options.env,
    PATH: process.env.PATH ?? '',
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    DATA_FOLDER: join(home, 'data'),
    FIRST_SNAPSHOT: JSON.stringify(options.first),
    ...(options.remembered === undefined ? {} : { REMEMBERED: JSON.stringify(options.remembered) }),
    ...(options.slow === true ? { SLOW: '1' } : {}),
  };
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), folder];
  const app = await _electron.launch({ executablePath: executable, args, env });
  let ended = false;
  app.on('close', () => {
    ended = true;
  });
  const driven: DrivenApp = {
    app,
    heard: () =>
      patiently(() =>
        app.evaluate(() => {
          const { intents, reports, trayHosts, told, secondStarts, remembered } = (
            globalThis as unknown as World
          ).driven;
          return { intents, reports, trayHosts, told, secondStarts, remembered };
        }),
      ),
    show: (snapshot) =>
      app.evaluate((_, value) => (globalThis as unknown as World).driven.show(value), snapshot),
    append: (appended) =>
      app.evaluate((_, value) => (globalThis as unknown as World).driven.append(value), appended),
    async open(screen) {
      const opened = app.waitForEvent('window');
      await app.evaluate(
        (_, value) => (globalThis as unknown as World).driven.desktop?.show(value),
        screen,
      );
      const page = await opened;
      await page.waitForSelector('#revision:not(:empty)', { state: 'attached' });
      return page;
    },
    turnTo: (screen) =>
      app.evaluate(
        (_, value) => (globalThis as unknown as World).driven.desktop?.show(value),
        screen,
      ),
    windows: () =>
      patiently(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)),
    async answerDialogs(buttons) {
      await app.evaluate(({ dialog }, answers) => {
        const asked: string[] = [];
        Object.assign(globalThis, { asked });
        const box = async (...words: unknown[]) => {
          const { message } = words.at(-1) as { message: string };
          asked.push(message);
          return { response: answers[asked.length - 1] ?? 0, checkboxChecked: false };
        };
        dialog.showMessageBox = box as typeof dialog.showMessageBox;
      }, buttons);
      return () =>
        patiently(() => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked));
    },
    startAgain: (more) =>
      new Promise((resolve, reject) => {
        const second = spawn(executable, [...args, ...more], { env, stdio: 'ignore' });
        second.on('error', reject);
        second.on('exit', resolve);
      }),
    begin: () => app.evaluate(() => (globalThis as unknown as World).driven.begin()),
    ended: () => ended,
  };
  if (options.slow === true) return driven;
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as World).driven.desktop !== null), {
      timeout: 20_000,
    })
    .toBe(true);
  return driven;
}
