// The keys that belong to the window itself and not to its page: zoom, close, quit, developer tools.
import type { BrowserWindow } from 'electron';

/** Chromium's zoom levels: each step is a factor of 1.2, so 4 is a little over 200 %. */
const furthest = 4;

export function bindKeys(
  window: BrowserWindow,
  keys: { readonly quit: () => void; readonly development: boolean },
): void {
  const { webContents } = window;
  const zoomTo = (level: number) =>
    webContents.setZoomLevel(Math.max(-2, Math.min(furthest, level)));
  const pressed = (key: string, control: boolean): (() => void) | null => {
    if (keys.development && key === 'f12') return () => webContents.toggleDevTools();
    if (!control) return null;
    switch (key) {
      case '+':
      case '=':
        return () => zoomTo(webContents.getZoomLevel() + 0.5);
      case '-':
        return () => zoomTo(webContents.getZoomLevel() - 0.5);
      case '0':
        return () => zoomTo(0);
      case 'w':
        return () => window.close();
      case 'q':
        return keys.quit;
      default:
        return null;
    }
  };
  webContents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || input.alt || input.meta) return;
    const act = pressed(input.key.toLowerCase(), input.control);
    if (act === null) return;
    event.preventDefault();
    act();
  });
}
