// Keeps the tray item in whichever panel there is: late ones, restarted ones, and ones that refused it.
import type { Bus } from '../system/bus.ts';
import type { TrayItemHandle } from './tray.ts';
import { isItemRegistered, type TrayHost, watchTrayHost } from './tray-host.ts';

/** How long Electron is given to register by itself; a refused registration it never repeats. */
const settleMs = 2_000;

/**
 * Makes the item by `make` once it is known who is there, and makes it anew where that is needed:
 * an item that was made before there was a watcher never comes to it. `shownChanged` is called at
 * once and with every change of whether somebody shows tray items.
 */
export async function keepTray(
  bus: Bus | null,
  make: () => TrayItemHandle,
  shownChanged: (shown: boolean) => void,
): Promise<TrayItemHandle> {
  if (bus === null) {
    const item = make();
    shownChanged(false);
    return item;
  }
  let item: TrayItemHandle | null = null;
  let host: TrayHost = { watcher: false, shown: false };
  /** made while a watcher was there; from then on Electron itself follows a panel's restart */
  let joined = false;
  let look: NodeJS.Timeout | null = null;

  const lookOnce = () => {
    if (look !== null) clearTimeout(look);
    look = setTimeout(() => {
      look = null;
      void isItemRegistered(bus, process.pid).then((registered) => {
        if (host.watcher && !registered) item?.recreate();
      });
    }, settleMs);
  };
  const changed = (now: TrayHost) => {
    const appeared = now.watcher && !host.watcher;
    const shownBefore = host.shown;
    host = now;
    if (item === null) return;
    if (appeared) {
      if (!joined) item.recreate();
      joined = true;
      lookOnce();
    }
    if (now.shown !== shownBefore) shownChanged(now.shown);
  };

  host = await watchTrayHost(bus, changed);
  item = make();
  joined = host.watcher;
  if (joined) lookOnce();
  shownChanged(host.shown);
  return item;
}
