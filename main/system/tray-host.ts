// Knows whether some panel shows tray items, tells when that changes, and looks whether ours is there.
import type { Bus } from './bus.ts';

const watcher = 'org.kde.StatusNotifierWatcher';
const watcherPath = '/StatusNotifierWatcher';

export interface TrayHost {
  /** somebody takes registrations of tray items */
  readonly watcher: boolean;
  /** somebody shows them */
  readonly shown: boolean;
}

export async function trayHost(bus: Bus): Promise<TrayHost> {
  if (!(await bus.hasOwner(watcher))) return { watcher: false, shown: false };
  const shown = await property(bus, 'IsStatusNotifierHostRegistered');
  return { watcher: true, shown: shown === true };
}

/** Calls `changed` with every new answer; returns the first one. */
export async function watchTrayHost(
  bus: Bus,
  changed: (host: TrayHost) => void,
): Promise<TrayHost> {
  let last: TrayHost = { watcher: false, shown: false };
  // Asked one after another, so that an old answer never overtakes a new one.
  let asking: Promise<void> = Promise.resolve();
  const askAgain = (lost: boolean) => {
    asking = asking.then(async () => {
      // A panel that went and came back within one question was still away in between.
      if (lost && last.watcher) {
        last = { watcher: false, shown: false };
        changed(last);
      }
      const now = await trayHost(bus);
      if (now.watcher === last.watcher && now.shown === last.shown) return;
      last = now;
      changed(now);
    });
  };

  await Promise.all([
    bus.watchOwner(watcher, (owned) => askAgain(!owned)),
    ...['StatusNotifierHostRegistered', 'StatusNotifierHostUnregistered'].map((member) =>
      bus.listen({ sender: watcher, interface: watcher, member }, () => askAgain(false)),
    ),
  ]);
  last = await trayHost(bus);
  return last;
}

/** Whether one of the registered items belongs to this process. */
export async function isItemRegistered(bus: Bus, pid: number): Promise<boolean> {
  const items = await property(bus, 'RegisteredStatusNotifierItems');
  if (!Array.isArray(items)) return false;
  for (const item of items) {
    // ":1.5/Path", ":1.5@/Path" or a name of its own
    const name = String(item).split(/[/@]/)[0] ?? '';
    if ((await bus.pidOf(name)) === pid) return true;
  }
  return false;
}

function property(bus: Bus, name: string): Promise<unknown> {
  return bus.property({ destination: watcher, path: watcherPath, interface: watcher }, name);
}
