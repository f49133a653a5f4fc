// The user's session bus; null where there is none.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Bus, connectBus } from './bus.ts';

export async function connectSessionBus(
  report: (what: string, error: unknown) => void,
): Promise<Bus | null> {
  const address = busAddress(process.env);
  if (address === null) return null;
  try {
    return await connectBus(address, (error) => report('session bus', error));
  } catch (error) {
    report('no session bus', error);
    return null;
  }
}

function busAddress(env: NodeJS.ProcessEnv): string | null {
  if (env.DBUS_SESSION_BUS_ADDRESS) return env.DBUS_SESSION_BUS_ADDRESS;
  if (!env.XDG_RUNTIME_DIR) return null;
  const socket = join(env.XDG_RUNTIME_DIR, 'bus');
  return existsSync(socket) ? `unix:path=${socket}` : null;
}
