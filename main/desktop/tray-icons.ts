// Where the pre-rendered tray icons lie, and which size of them this desktop is given.
import { join } from 'node:path';
import type { TrayCount, TrayIcon } from '../core/tray-view.ts';

/**
 * One picture for all panels: Electron hands exactly one on, and does not learn how large the panel
 * draws it. 48 pixels scale down well and stay sharp on a doubled display.
 */
const size = 48;

export function trayIconPath(iconsFolder: string, icon: TrayIcon, count: TrayCount): string {
  return join(iconsFolder, 'tray', `${icon}-${count === '9+' ? 'many' : count}-${size}.png`);
}
