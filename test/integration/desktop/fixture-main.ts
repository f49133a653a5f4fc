// The desktop room with a program that a test drives: what it is told to show, and what it was asked.
import { join } from 'node:path';
import { app } from 'electron';
import {
  readStartingTray,
  type StartingTray,
  startingView,
} from '../../../main/core/starting-tray.ts';
import { createAutostart } from '../../../main/desktop/autostart.ts';
import { type Desktop, startDesktop } from '../../../main/desktop/desktop.ts';
import { prepareElectron } from '../../../main/desktop/lifecycle.ts';
import { desktopText } from '../../../main/desktop/text/languages.ts';
import { createTray } from '../../../main/desktop/tray.ts';
import type { LogAppended } from '../../../preload/contract/api.ts';
import type { Intent } from '../../../preload/contract/intent.ts';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';

export interface Driven {
  readonly intents: Intent[];
  readonly reports: string[];
  readonly trayHosts: boolean[];
  readonly told: string[];
  readonly secondStarts: (readonly string[])[];
  readonly remembered: StartingTray[];
  /** lets a slow start go on behind its tray item */
  begin: () => void;
  show(snapshot: Snapshot): void;
  append(appended: LogAppended): void;
  desktop: Desktop | null;
}

const here = import.meta.dirname;
const nothingThere = async () => ({ ok: false, failure: { kind: 'none', detail: '' } }) as const;
const listeners = new Set<(snapshot: Snapshot) => void>();
const logListeners = new Set<(appended: LogAppended) => void>();
let snapshot = JSON.parse(process.env.FIRST_SNAPSHOT ?? 'null') as Snapshot;

const driven: Driven = {
  intents: [],
  reports: [],
  trayHosts: [],
  told: [],
  secondStarts: [],
  remembered: [],
  begin: () => undefined,
  show(next) {
    snapshot = next;
    for (const listener of listeners) listener(next);
  },
  append(appended) {
    for (const listener of logListeners) listener(appended);
  },
  desktop: null,
};
Object.assign(globalThis, { driven });

if (
  !prepareElectron({
    dataFolder: process.env.DATA_FOLDER ?? join(here, 'data'),
    argv: process.argv.slice(2),
  })
) {
  app.exit(0);
} else {
  void app.whenReady().then(async () => {
    const remembered = readStartingTray(JSON.parse(process.env.REMEMBERED ?? 'null'));
    const tray = createTray(startingView(remembered), join(here, 'icons'));
    if (process.env.SLOW !== undefined) {
      await new Promise<void>((resolve) => {
        driven.begin = resolve;
      });
    }
    driven.desktop = await startDesktop({
      tray,
      trayShown: (shown) => driven.remembered.push(shown),
      program: {
        snapshot: () => snapshot,
        subscribe(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        onLog(listener) {
          logListeners.add(listener);
          return () => logListeners.delete(listener);
        },
        async handle(intent) {
          driven.intents.push(intent);
          if (intent.kind === 'rebuild') throw new Error('a bug');
          if (intent.kind === 'quit') app.quit();
          return { ok: true, value: null };
        },
        readLog: nothingThere,
        readRun: nothingThere,
        compareLocks: nothingThere,
        readInput: nothingThere,
        readCommits: nothingThere,
        readGenerations: nothingThere,
        diffGenerations: nothingThere,
        runDoctor: nothingThere,
      },
      text: desktopText,
      folders: {
        renderer: join(here, 'renderer'),
        preload: join(here, 'preload.cjs'),
        icons: join(here, 'icons'),
        state: join(process.env.DATA_FOLDER ?? here, 'state'),
      },
      development: false,
      report: (what, error) => driven.reports.push(`${what} ${String(error ?? '')}`),
      trayHostChanged: (shown) => driven.trayHosts.push(shown),
      told: () => '',
      toldChanged: (told) => driven.told.push(told),
      autostart: createAutostart(
        join(process.env.XDG_CONFIG_HOME ?? here, 'autostart'),
        ['snowbell', '--hidden'],
        (what) => driven.reports.push(what),
      ),
      secondStart: (argv) => driven.secondStarts.push(argv),
      tidyUp: async () => undefined,
    });
  });
}
