// The one window: made when it is wanted, destroyed when it is closed, because hiding frees nothing.
import { join } from 'node:path';
import { BrowserWindow, dialog, nativeTheme, screen as screens, type WebContents } from 'electron';
import type { Screen } from '../core/tray-view.ts';
import { pageUrl } from './renderer-files.ts';
import { safePreferences } from './security.ts';
import type { DesktopText } from './text/text.ts';
import { bindKeys } from './window-keys.ts';
import { fitted, smallest, type WindowPlace } from './window-place.ts';

export interface WindowDeps {
  readonly preload: string;
  readonly iconsFolder: string;
  readonly development: boolean;
  /** in the language of the moment */
  readonly text: () => DesktopText['window'];
  /** whether a panel shows the tray item, by which a closed window can be found again */
  readonly trayHost: () => boolean;
  readonly quit: () => void;
  readonly gone: () => void;
  /** where the window was when it was last closed; null for nowhere yet */
  readonly place: WindowPlace | null;
  readonly placed: (place: WindowPlace) => void;
}

export interface MainWindow {
  /** the screen travels as the page's hash; null leaves it */
  show(screen: Screen | null): void;
  /** what a click on the tray item does */
  toggle(): void;
  /** the open window's page */
  contents(): WebContents | null;
  current(): BrowserWindow | null;
  /** whether a person has it before them */
  seen(): boolean;
  /** from here on closing is never held up */
  letGo(): void;
}

const blurGraceMs = 300;

export function createMainWindow(deps: WindowDeps): MainWindow {
  let window: BrowserWindow | null = null;
  let letGo = false;
  let place = deps.place;
  let blurredAt = Number.NEGATIVE_INFINITY;
  const triedMinimising = new WeakSet<BrowserWindow>();

  function open(screen: Screen | null): BrowserWindow {
    const made = new BrowserWindow({
      title: deps.text().title,
      icon: join(deps.iconsFolder, 'app', '256.png'),
      ...fitted(
        place,
        screens.getAllDisplays().map((display) => display.workArea),
      ),
      minWidth: smallest.width,
      minHeight: smallest.height,
      show: false,
      // The page's own background, so that nothing flashes before it is drawn.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#171b23' : '#f6f7f9',
      webPreferences: safePreferences(deps.preload, deps.development),
    });
    bindKeys(made, { quit: deps.quit, development: deps.development });
    made.once('ready-to-show', () => {
      if (place?.maximized) made.maximize();
      made.show();
    });
    made.on('page-title-updated', (event) => event.preventDefault());
    made.on('blur', () => {
      blurredAt = performance.now();
    });
    made.on('close', (event) => {
      keepPlace(made);
      holdUp(made, event);
    });
    made.on('closed', () => {
      window = null;
      deps.gone();
    });
    // A page that died is loaded anew; the program itself has lost nothing.
    made.webContents.on('render-process-gone', (_event, details) => {
      if (details.reason !== 'clean-exit' && !made.isDestroyed()) made.webContents.reload();
    });
    void made.loadURL(address(screen));
    return made;
  }

  function keepPlace(of: BrowserWindow): void {
    place = { version: 1, ...of.getNormalBounds(), maximized: of.isMaximized() };
    deps.placed(place);
  }

  /**
   * Without a panel that shows tray items a closed window could not be found again: it is minimised
   * instead. Where windows cannot be (tiling window managers) a question takes its place.
   */
  function holdUp(closing: BrowserWindow, event: Electron.Event): void {
    if (letGo || deps.trayHost()) return;
    event.preventDefault();
    if (!closing.isMinimized() && closing.isMinimizable() && !triedMinimising.has(closing)) {
      triedMinimising.add(closing);
      closing.once('minimize', () => triedMinimising.delete(closing));
      closing.minimize();
      return;
    }
    triedMinimising.delete(closing);
    const text = deps.text();
    void dialog
      .showMessageBox(closing, {
        type: 'question',
        message: text.noTrayTitle,
        detail: text.noTrayDetail,
        buttons: [text.stay, text.quit],
        defaultId: 0,
        cancelId: 0,
      })
      .then(({ response }) => {
        if (response === 1) deps.quit();
      });
  }

  function show(screen: Screen | null): void {
    if (window === null) {
      window = open(screen);
      return;
    }
    if (screen !== null) turnTo(window.webContents, address(screen));
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  return {
    show,
    toggle() {
      // The click itself may have taken the focus a moment ago.
      const inFront =
        window?.isVisible() &&
        !window.isMinimized() &&
        (window.isFocused() || performance.now() - blurredAt < blurGraceMs);
      if (inFront) window?.close();
      else show(null);
    },
    contents: () => window?.webContents ?? null,
    current: () => window,
    seen: () => window?.isFocused() === true && !window.isMinimized(),
    letGo() {
      if (!letGo && window !== null) keepPlace(window);
      letGo = true;
    },
  };
}

/**
 * Only the hash differs, so the page is told and not loaded anew. A hash that is there already is
 * taken away first: the person may have gone elsewhere since.
 */
function turnTo(contents: WebContents, target: string): void {
  if (contents.getURL() !== target) {
    void contents.loadURL(target);
    return;
  }
  contents.once('did-navigate-in-page', () => void contents.loadURL(target));
  void contents.loadURL(`${pageUrl}#`);
}

function address(screen: Screen | null): string {
  return screen === null ? pageUrl : `${pageUrl}#${screen}`;
}
