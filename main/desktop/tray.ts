// The tray item: renders a view, sets only what changed, and starts anew when a panel appears late.
import { Menu, type MenuItemConstructorOptions, nativeImage, screen, Tray } from 'electron';
import type { TrayAction, TrayItem, TrayView } from '../core/tray-view.ts';
import { trayIconPath, traySize } from './tray-icons.ts';

/** What the item's clicks do. */
export interface TrayDoes {
  readonly act: (action: TrayAction) => void;
  readonly clicked: () => void;
}

export interface TrayItemHandle {
  /** what it shows now */
  shown(): TrayView;
  render(view: TrayView): void;
  /** From now on clicks do this; those that came before are made good now. */
  serve(does: TrayDoes): void;
  /**
   * Registers again. Electron decides once, when an item is made, between a StatusNotifierWatcher
   * and the old X11 tray; an item made before there was a watcher never comes to it.
   */
  recreate(): void;
  destroy(): void;
}

/** After `app.whenReady()`. Nothing is asked of it but its icons, so that it can be there before all else. */
export function createTray(first: TrayView, iconsFolder: string): TrayItemHandle {
  let shown = first;
  let does: TrayDoes | null = null;
  const early: TrayAction[] = [];
  const act = (action: TrayAction) => {
    if (does === null) early.push(action);
    else does.act(action);
  };
  const clicked = () => {
    // Who clicks again because nothing happened yet still wants the window.
    if (does === null) early.push({ kind: 'show', screen: null });
    else does.clicked();
  };
  let size = sizeNow();
  let tray = make();

  function sizeNow() {
    return traySize(Math.max(...screen.getAllDisplays().map((display) => display.scaleFactor)));
  }

  function make(): Tray {
    const made = new Tray(image(shown));
    made.setToolTip(shown.tooltip);
    made.setContextMenu(menu(shown));
    made.on('click', clicked);
    return made;
  }

  function image(view: TrayView) {
    return nativeImage.createFromPath(trayIconPath(iconsFolder, view.icon, view.count, size));
  }

  function menu(view: TrayView): Menu {
    return Menu.buildFromTemplate(view.menu.map((item, at) => entry(item, [at], pressed)));
  }

  /** What an entry does is looked up when it is pressed, so that only what is read needs a new menu. */
  function pressed(place: readonly number[]): void {
    const action = actionAt(shown.menu, place);
    if (action !== null) act(action);
  }

  const resize = () => {
    if (sizeNow() === size) return;
    size = sizeNow();
    tray.setImage(image(shown));
  };
  screen.on('display-added', resize);
  screen.on('display-metrics-changed', resize);

  return {
    shown: () => shown,
    serve(now) {
      does = now;
      for (const action of early.splice(0)) now.act(action);
    },
    render(view) {
      if (view.icon !== shown.icon || view.count !== shown.count) tray.setImage(image(view));
      if (view.tooltip !== shown.tooltip) tray.setToolTip(view.tooltip);
      // Set anew, its entries get other numbers: a menu that is open closes, or a click in it is lost.
      if (read(view.menu) !== read(shown.menu)) tray.setContextMenu(menu(view));
      shown = view;
    },
    recreate() {
      tray.destroy();
      tray = make();
    },
    destroy: () => tray.destroy(),
  };
}

/** All of a menu that a person sees: two that read the same differ in nothing but what they do. */
function read(menu: readonly TrayItem[]): string {
  return JSON.stringify(menu, (key, value) => (key === 'action' ? value !== null : value));
}

function actionAt(
  menu: readonly TrayItem[],
  [at = 0, ...rest]: readonly number[],
): TrayAction | null {
  const item = menu[at];
  switch (item?.kind) {
    case undefined:
    case 'separator':
    case 'label':
      return null;
    case 'command':
    case 'toggle':
      return item.action;
    case 'submenu':
      return actionAt(item.items, rest);
  }
}

/** `place`: the positions that lead to the item, from the outermost menu in. */
function entry(
  item: TrayItem,
  place: readonly number[],
  pressed: (place: readonly number[]) => void,
): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'label':
      return { label: plain(item.text), enabled: false };
    case 'command':
      return {
        label: plain(item.text),
        enabled: item.action !== null,
        click: () => pressed(place),
      };
    case 'toggle':
      return {
        type: 'checkbox',
        label: plain(item.text),
        checked: item.on,
        enabled: item.action !== null,
        click: () => pressed(place),
      };
    case 'submenu':
      return {
        label: plain(item.text),
        submenu: item.items.map((each, at) => entry(each, [...place, at], pressed)),
      };
  }
}

/** A single & would mark an access key. */
function plain(text: string): string {
  return text.replaceAll('&', '&&');
}
