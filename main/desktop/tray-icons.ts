// Where the pre-rendered tray icons lie, and which size of them a display is given.
import { join } from 'node:path';
import type { TrayCount, TrayIcon } from '../core/tray-view.ts';

export const traySizes = [16, 22, 24, 32, 44, 48] as const;
export type TraySize = (typeof traySizes)[number];

/**
 * Electron hands exactly one picture on, its largest, and does not learn how large the panel draws
 * it. Most draw 22 pixels at scale 1; the same picture shrinks and grows best of all.
 */
export function traySize(scaleFactor: number): TraySize {
  if (scaleFactor <= 1.1) return 22;
  return scaleFactor <= 1.6 ? 32 : 44;
}

export function trayIconPath(
  iconsFolder: string,
  icon: TrayIcon,
  count: TrayCount,
  size: TraySize,
): string {
  return join(iconsFolder, 'tray', `${icon}-${count === '9+' ? 'many' : count}-${size}.png`);
}
