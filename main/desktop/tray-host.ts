// Knows whether some panel shows tray items, and tells when that changes.
import type { SessionBus } from './session-bus.ts';

const watcher = 'org.kde.StatusNotifierWatcher';
const watcherPath = '/StatusNotifierWatcher';

export interface TrayHost {
  /** somebody takes registrations of tray items */
  readonly watcher: boolean;
  /** somebody shows them */
  readonly shown: boolean;
}

/** Calls `changed` with every new answer; returns the first one. */
export async function watchTrayHost(
  bus: SessionBus,
  changed: (host: TrayHost) => void,
): Promise<TrayHost> {
  const ask = async (): Promise<TrayHost> => {
    if (!(await bus.hasOwner(watcher))) return { watcher: false, shown: false };
    const answer = await bus.call({
      destination: watcher,
      path: watcherPath,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [watcher, 'IsStatusNotifierHostRegistered'],
    });
    const value = answer.kind === 'answered' ? (answer.body[0] as { value?: unknown }) : null;
    return { watcher: true, shown: value?.value === true };
  };

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
      const now = await ask();
      if (now.watcher === last.watcher && now.shown === last.shown) return;
      last = now;
      changed(now);
    });
  };

  await bus.watchOwner(watcher, (owned) => askAgain(!owned));
  for (const member of ['StatusNotifierHostRegistered', 'StatusNotifierHostUnregistered']) {
    await bus.listen({ sender: watcher, interface: watcher, member }, () => askAgain(false));
  }
  last = await ask();
  return last;
}
