// A private session bus on which nothing is started by itself: only what a test puts there is there.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dbus from 'dbus-next';
import { programsMissing, startProgram } from './started-program.ts';

export interface PrivateBus {
  readonly address: string;
  readonly env: { readonly DBUS_SESSION_BUS_ADDRESS: string };
  connect(): Promise<dbus.MessageBus>;
  close(): Promise<void>;
}

export const sessionBusMissing = (): string | null => programsMissing(['dbus-daemon']);

export async function openSessionBus(): Promise<PrivateBus> {
  const folder = mkdtempSync(join(tmpdir(), 'snowbell-bus-'));
  const config = join(folder, 'bus.conf');
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${join(folder, 'socket')}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    <allow user="*"/>
  </policy>
</busconfig>
`,
  );
  const daemon = await startProgram(
    ['dbus-daemon', `--config-file=${config}`, '--nofork', '--nopidfile', '--print-address'],
    { up: 'line' },
  );
  const address = daemon.firstLine.trim();
  const connections: dbus.MessageBus[] = [];
  return {
    address,
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    async connect() {
      const connection = dbus.sessionBus({ busAddress: address });
      await new Promise<void>((resolve, reject) => {
        connection.once('connect', () => resolve());
        connection.once('error', reject);
      });
      // Ending the daemon breaks every connection; that is how it ends, not a fault.
      connection.on('error', () => undefined);
      connections.push(connection);
      return connection;
    },
    async close() {
      for (const connection of connections) connection.disconnect();
      await daemon.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const daemonName = 'org.freedesktop.DBus';

/** Calls a method and gives its answer's values; a D-Bus error is thrown. */
export async function callBus(
  bus: dbus.MessageBus,
  call: {
    readonly destination: string;
    readonly path: string;
    readonly interface: string;
    readonly member: string;
    readonly signature?: string;
    readonly body?: readonly unknown[];
  },
): Promise<unknown[]> {
  const { signature = '', body = [], ...rest } = call;
  const reply = await bus.call(new dbus.Message({ ...rest, signature, body: [...body] }));
  return reply?.body ?? [];
}

export async function hasOwner(bus: dbus.MessageBus, name: string): Promise<boolean> {
  const [owned] = await callBus(bus, {
    destination: daemonName,
    path: '/org/freedesktop/DBus',
    interface: daemonName,
    member: 'NameHasOwner',
    signature: 's',
    body: [name],
  });
  return owned === true;
}

export async function addMatch(bus: dbus.MessageBus, rule: string): Promise<void> {
  await callBus(bus, {
    destination: daemonName,
    path: '/org/freedesktop/DBus',
    interface: daemonName,
    member: 'AddMatch',
    signature: 's',
    body: [rule],
  });
}
