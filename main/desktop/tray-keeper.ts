// Keeps the tray item in whichever panel there is: late ones, restarted ones, and ones that refused it.
import type { Bus } from '../system/bus.ts';
import { isItemRegistered, type TrayHost, watchTrayHost } from '../system/tray-host.ts';
import type { TrayItemHandle } from './tray.ts';

/** How long Electron is given to register by itself; a refused registration it never repeats. */
const settleMs = 2_000;

/**
 * Makes `item` anew where that is needed: one that was made before there was a watcher never comes
 * to it. `shownChanged` is called at once and with every change of whether somebody shows tray items.
 */
export async function keepTray(
  bus: Bus | null,
  item: TrayItemHandle,
  shownChanged: (shown: boolean) => void,
): Promise<void> {
  if (bus === null) {
    shownChanged(false);
    return;
  }
  let host: TrayHost | null = null;
  /** made while a watcher was there; from then on Electron itself follows a panel's restart */
  let joined = false;
  let look: NodeJS.Timeout | null = null;

  const lookOnce = () => {
    if (look !== null) clearTimeout(look);
    look = setTimeout(() => {
      look = null;
      void isItemRegistered(bus, process.pid).then((registered) => {
        if (host?.watcher === true && !registered) item.recreate();
      });
    }, settleMs);
  };
  const changed = (now: TrayHost) => {
    const before = host;
    host = now;
    // The first answer is dealt with below.
    if (before === null) return;
    if (now.watcher && !before.watcher) {
      if (!joined) item.recreate();
      joined = true;
      lookOnce();
    }
    if (now.shown !== before.shown) shownChanged(now.shown);
  };

  host = await watchTrayHost(bus, changed);
  // Whether the watcher or the item was there first is not known; the look will tell.
  joined = host.watcher;
  if (joined) lookOnce();
  shownChanged(host.shown);
}
