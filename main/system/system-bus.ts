// The machine's own bus, where NetworkManager, UPower and logind are; null where there is none.
import { existsSync } from 'node:fs';
import { type Bus, connectBus } from './bus.ts';

const socket = '/run/dbus/system_bus_socket';

/** `address` null: as the environment or the usual place says. `report` hears of odd messages. */
export async function connectSystemBus(
  report: (error: unknown) => void,
  address: string | null = systemBusAddress(process.env),
): Promise<Bus | null> {
  if (address === null) return null;
  try {
    return await connectBus(address, report);
  } catch {
    // A container, or a machine that is just starting: as if there were none.
    return null;
  }
}

export function systemBusAddress(env: Readonly<Record<string, string | undefined>>): string | null {
  if (env.DBUS_SYSTEM_BUS_ADDRESS) return env.DBUS_SYSTEM_BUS_ADDRESS;
  return existsSync(socket) ? `unix:path=${socket}` : null;
}
