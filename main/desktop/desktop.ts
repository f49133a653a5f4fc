// Joins window, tray, notifications and the IPC door to one program: all that a person sees of it.
import { join } from 'node:path';
import { app, nativeTheme } from 'electron';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import type { Language } from '../../preload/contract/words.ts';
import { noticesBetween, remindTomorrow } from '../core/notices.ts';
import { rememberTray, type StartingTray } from '../core/starting-tray.ts';
import { type Screen, type TrayAction, trayView, upgrade } from '../core/tray-view.ts';
import { connectSessionBus } from '../system/session-bus.ts';
import type { Autostart } from './autostart.ts';
import { calmIcon } from './calm-icon.ts';
import { chooseFolder, openLink, openPath, saveCopy } from './dialogs.ts';
import { watchIdle } from './idle.ts';
import { openIpcDoor } from './ipc.ts';
import { latestWins } from './latest-wins.ts';
import { onQuit, onSecondStart } from './lifecycle.ts';
import { messageOf } from './messages.ts';
import { createNotifier } from './notifier.ts';
import type { Program } from './program.ts';
import { askRestart } from './restart.ts';
import { serveScheme } from './scheme.ts';
import { guardEverything } from './security.ts';
import type { DesktopText } from './text/text.ts';
import type { TrayItemHandle } from './tray.ts';
import { keepTray } from './tray-keeper.ts';
import { createMainWindow } from './window.ts';
import { readWindowPlace, writeWindowPlace } from './window-place.ts';

export interface DesktopOptions {
  readonly program: Program;
  /** the item that is there already */
  readonly tray: TrayItemHandle;
  /** called with what the next start may show before it knows more; often the same as before */
  readonly trayShown: (shown: StartingTray) => void;
  readonly text: (language: Language) => DesktopText;
  readonly folders: {
    /** the built page */
    readonly renderer: string;
    /** the built preload script */
    readonly preload: string;
    readonly icons: string;
    /** where the desktop keeps what it remembers of its own: the window's place */
    readonly state: string;
  };
  /** lets developer tools be opened */
  readonly development: boolean;
  /** refusals, bugs and what a desktop lacks, for the program's own log */
  readonly report: (what: string, error?: unknown) => void;
  /** whether somebody shows tray items; told at the start and whenever it changes */
  readonly trayHostChanged: (shown: boolean) => void;
  /** the set of inputs last told of, as it was kept across starts; another one in a rehearsal */
  readonly told: () => string;
  readonly toldChanged: (told: string) => void;
  /** what a second start of the program was asked for; the window is shown in any case */
  readonly autostart: Autostart;
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
  saveCopy(path: string, name: string): Promise<string | null>;
  openLink(url: string): Promise<boolean>;
  /** for how many seconds nobody has touched the computer; null where that cannot be known */
  idleSeconds(): number | null;
}

/** A tooltip counts a running build; more often than this nobody reads it. */
const trayEveryMs = 500;

/** After `app.whenReady()`. Every part is an observer of the same snapshot, so none can disagree. */
export async function startDesktop(options: DesktopOptions): Promise<Desktop> {
  const { program, tray, folders, report } = options;
  const connecting = connectSessionBus(report);
  const text = () => options.text(program.snapshot().language);
  nativeTheme.themeSource = program.snapshot().settings.theme;
  guardEverything(options.development);
  serveScheme(folders.renderer);

  let trayShown = false;
  let placing: Promise<unknown> = Promise.resolve();
  const window = createMainWindow({
    preload: folders.preload,
    iconsFolder: folders.icons,
    development: options.development,
    text: () => text().window,
    trayHost: () => trayShown,
    quit: () => app.quit(),
    gone: () => door.forget(),
    place: await readWindowPlace(folders.state),
    placed(place) {
      placing = writeWindowPlace(folders.state, place);
    },
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
      case 'restart':
        // The question may be an old notification's; what goes on meanwhile comes first.
        if (program.snapshot().run.kind !== 'idle') window.show('activity');
        else
          askRestart(window.current(), text().restart).catch((error) => report('restart', error));
        return;
    }
  };

  onSecondStart((argv) => {
    window.show(null);
    options.secondStart(argv);
  });
  onQuit(
    () => window.letGo(),
    async () => {
      await Promise.all([options.tidyUp(), placing]);
    },
  );

  tray.serve({ act, clicked: window.toggle });
  const view = () => trayView(program.snapshot(), text().tray);
  const calm = calmIcon(tray.shown(), (shown) => tray.render(shown));
  const trayChanges = latestWins<null>(trayEveryMs, () => {
    const now = view();
    calm.offer(now);
    options.trayShown(rememberTray(now, text().tray));
  });
  trayChanges.offer(null);

  const bus = await connecting;
  await keepTray(bus, tray, (shown) => {
    trayShown = shown;
    options.trayHostChanged(shown);
  });

  const notifier = await createNotifier({
    bus,
    appName: text().window.title,
    iconPath: join(folders.icons, 'app', '128.png'),
  });
  let before: Snapshot | null = null;
  let told = options.told();
  const remember = (now: string) => {
    if (now === told) return;
    told = now;
    options.toldChanged(told);
  };
  const does = {
    act,
    upgrade: () => upgrade(program.snapshot()),
    remind: () => remember(remindTomorrow(program.snapshot().now)),
  };
  const observe = () => {
    const after = program.snapshot();
    if (after === before) return;
    nativeTheme.themeSource = after.settings.theme;
    trayChanges.offer(null);
    const sameMachine = before !== null && before.rehearsal === after.rehearsal;
    if (!sameMachine) told = options.told();
    const noticed = noticesBetween(sameMachine ? before : null, after, told);
    if (isOver(before, after)) notifier.withdraw('behind');
    if (before !== null && !sameMachine) notifier.withdraw('run');
    before = after;
    void options.autostart.follow(after);
    remember(noticed.told);
    for (const notice of noticed.notices) {
      // It is over in seconds; who looks at the window has seen it end.
      if (notice.kind === 'pruned' && window.seen()) continue;
      notifier
        .show(messageOf(notice, text().notice, { ...does, rehearsal: after.rehearsal }))
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
    saveCopy: (path, name) => {
      const words = text().window;
      return saveCopy(
        window.current(),
        { title: words.saveLog, failed: words.saveFailed },
        path,
        name,
      );
    },
    openLink,
    idleSeconds: watchIdle(),
  };
}

/** What a message said to be behind no longer is, here or because another machine is looked at. */
function isOver(before: Snapshot | null, after: Snapshot): boolean {
  if (before === null) return false;
  if (before.rehearsal !== after.rehearsal) return true;
  return before.behind > 0 && after.behind === 0 && after.check.kind === 'checked';
}
