// Joins window, tray, notifications and the IPC door to one program: all that a person sees of it.
import { join } from 'node:path';
import { app, nativeTheme } from 'electron';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import type { Language } from '../../preload/contract/words.ts';
import { noticesBetween } from '../core/notices.ts';
import { type Screen, type TrayAction, trayView, upgrade } from '../core/tray-view.ts';
import { chooseFolder, openLink, openPath } from './dialogs.ts';
import { openIpcDoor } from './ipc.ts';
import { latestWins } from './latest-wins.ts';
import { onQuit, onSecondStart } from './lifecycle.ts';
import { messageOf } from './messages.ts';
import { createNotifier } from './notifier.ts';
import type { Program } from './program.ts';
import { serveScheme } from './scheme.ts';
import { guardEverything } from './security.ts';
import { connectSessionBus } from './session-bus.ts';
import type { DesktopText } from './text/text.ts';
import { createTray } from './tray.ts';
import { keepTray } from './tray-keeper.ts';
import { createMainWindow } from './window.ts';

export interface DesktopOptions {
  readonly program: Program;
  readonly text: (language: Language) => DesktopText;
  readonly folders: {
    /** the built page */
    readonly renderer: string;
    /** the built preload script */
    readonly preload: string;
    readonly icons: string;
  };
  /** lets developer tools be opened */
  readonly development: boolean;
  /** refusals, bugs and what a desktop lacks, for the program's own log */
  readonly report: (what: string, error?: unknown) => void;
  /** whether somebody shows tray items; told at the start and whenever it changes */
  readonly trayHostChanged: (shown: boolean) => void;
  /** the set of inputs last told of, kept across starts */
  readonly told: string;
  readonly toldChanged: (told: string) => void;
  /** what a second start of the program was asked for; the window is shown in any case */
  readonly secondStart: (argv: readonly string[]) => void;
  /** waited for before the program ends */
  readonly tidyUp: () => Promise<void>;
}

export interface Desktop {
  show(screen: Screen | null): void;
  /** ends the program, tidying up first */
  quit(): void;
  chooseFlakeFolder(startAt: string | null): Promise<string | null>;
  openPath(path: string): Promise<string | null>;
  openLink(url: string): Promise<boolean>;
}

/** A tooltip counts a running build; more often than this nobody reads it. */
const trayEveryMs = 500;

/** After `app.whenReady()`. Every part is an observer of the same snapshot, so none can disagree. */
export async function startDesktop(options: DesktopOptions): Promise<Desktop> {
  const { program, folders, report } = options;
  const text = () => options.text(program.snapshot().language);
  nativeTheme.themeSource = program.snapshot().settings.theme;
  guardEverything(options.development);
  serveScheme(folders.renderer);

  let trayShown = false;
  const window = createMainWindow({
    preload: folders.preload,
    iconsFolder: folders.icons,
    development: options.development,
    text: () => text().window,
    trayHost: () => trayShown,
    quit: () => app.quit(),
    gone: () => door.forget(),
  });
  const door = openIpcDoor({
    program,
    contents: window.contents,
    text: () => text().failure,
    report,
  });
  const act = (action: TrayAction) => {
    switch (action.kind) {
      case 'show':
        window.show(action.screen);
        return;
      case 'send':
        program.handle(action.intent).then(
          // What was refused is explained where there is room for it.
          (answer) => answer.ok || window.show(null),
          (error) => report(`bug behind the tray's ${action.intent.kind}`, error),
        );
        return;
    }
  };

  onSecondStart((argv) => {
    window.show(null);
    options.secondStart(argv);
  });
  onQuit(() => window.letGo(), options.tidyUp);

  const bus = await connectSessionBus(report);
  const view = () => trayView(program.snapshot(), text().tray);
  const tray = await keepTray(
    bus,
    () => createTray(view(), { iconsFolder: folders.icons, act, clicked: window.toggle }),
    (shown) => {
      trayShown = shown;
      options.trayHostChanged(shown);
    },
  );
  const trayChanges = latestWins<null>(trayEveryMs, () => tray.render(view()));

  const notifier = await createNotifier({
    bus,
    appName: text().window.title,
    iconPath: join(folders.icons, 'app', '128.png'),
  });
  const does = { act, upgrade: () => upgrade(program.snapshot()) };
  let before: Snapshot | null = null;
  let told = options.told;
  const observe = () => {
    const after = program.snapshot();
    if (after === before) return;
    nativeTheme.themeSource = after.settings.theme;
    trayChanges.offer(null);
    const sameMachine = before !== null && before.rehearsal === after.rehearsal;
    const noticed = noticesBetween(sameMachine ? before : null, after, told);
    before = after;
    if (noticed.told !== told) {
      told = noticed.told;
      options.toldChanged(told);
    }
    for (const notice of noticed.notices) {
      notifier
        .show(messageOf(notice, text().notice, does))
        .catch((error) => report(`notification about ${notice.kind}`, error));
    }
  };
  program.subscribe(observe);
  observe();

  return {
    show: window.show,
    quit: () => app.quit(),
    chooseFlakeFolder: (startAt) =>
      chooseFolder(window.current(), text().window.chooseFlake, startAt),
    openPath,
    openLink,
  };
}
