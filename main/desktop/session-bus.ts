// The user's session bus as plain calls and signals; null where there is none.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import dbus from 'dbus-next';

export type BusAnswer =
  | { readonly kind: 'answered'; readonly body: readonly unknown[] }
  /** the D-Bus error's name, such as org.freedesktop.DBus.Error.ServiceUnknown */
  | { readonly kind: 'refused'; readonly error: string };

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

export interface BusSignal {
  readonly sender: string;
  readonly interface: string;
  readonly member: string;
}

export interface SessionBus {
  call(call: BusCall): Promise<BusAnswer>;
  /** listens for as long as the program lives */
  listen(signal: BusSignal, heard: (body: readonly unknown[]) => void): Promise<void>;
  /** whether the name has an owner now */
  hasOwner(name: string): Promise<boolean>;
  /** the process behind a name, null when nobody owns it */
  pidOf(name: string): Promise<number | null>;
  /** told when a name gets an owner (true) or loses it (false) */
  watchOwner(name: string, changed: (owned: boolean) => void): Promise<void>;
  close(): void;
}

const daemon = 'org.freedesktop.DBus';
const daemonPath = '/org/freedesktop/DBus';

export async function connectSessionBus(
  report: (what: string, error: unknown) => void,
): Promise<SessionBus | null> {
  const address = busAddress(process.env);
  if (address === null) return null;
  let bus: dbus.MessageBus;
  try {
    bus = await connected(address);
  } catch (error) {
    report('no session bus', error);
    return null;
  }
  // The bus goes away with the session; until then an odd message is no reason to stop.
  bus.on('error', (error) => report('session bus', error));

  const call = async (message: BusCall): Promise<BusAnswer> => {
    try {
      const { signature = '', body = [] } = message;
      const reply = await bus.call(new dbus.Message({ ...message, signature, body: [...body] }));
      return { kind: 'answered', body: reply?.body ?? [] };
    } catch (error) {
      if (error instanceof dbus.DBusError) return { kind: 'refused', error: error.type };
      throw error;
    }
  };

  // The daemon writes unique names into signals, so a well-known sender is kept beside its owner.
  const owners = new Map<string, string>();
  const heardBy: { signal: BusSignal; heard: (body: readonly unknown[]) => void }[] = [];
  bus.on('message', (message) => {
    if (message.type !== dbus.MessageType.SIGNAL) return;
    for (const { signal, heard } of heardBy) {
      if (message.member !== signal.member || message.interface !== signal.interface) continue;
      if (message.sender === signal.sender || message.sender === owners.get(signal.sender)) {
        heard(message.body);
      }
    }
  });
  const askDaemon = (member: string, argument: string) =>
    call({
      destination: daemon,
      path: daemonPath,
      interface: daemon,
      member,
      signature: 's',
      body: [argument],
    });
  const match = (rule: string) => askDaemon('AddMatch', `type='signal',${rule}`);
  const ownerOf = async (name: string): Promise<string | null> => {
    const answer = await askDaemon('GetNameOwner', name);
    return answer.kind === 'answered' ? String(answer.body[0]) : null;
  };
  const watched = new Map<string, Set<(owned: boolean) => void>>();
  heardBy.push({
    signal: { sender: daemon, interface: daemon, member: 'NameOwnerChanged' },
    heard: ([name, , owner]) => {
      const watchers = watched.get(String(name));
      if (watchers === undefined) return;
      if (owner === '') owners.delete(String(name));
      else owners.set(String(name), String(owner));
      for (const changed of watchers) changed(owner !== '');
    },
  });
  const watchOwner = async (name: string, changed: (owned: boolean) => void) => {
    const watchers = watched.get(name);
    if (watchers !== undefined) {
      watchers.add(changed);
      return;
    }
    watched.set(name, new Set([changed]));
    await match(`sender='${daemon}',member='NameOwnerChanged',arg0='${name}'`);
    const owner = await ownerOf(name);
    if (owner !== null) owners.set(name, owner);
  };

  return {
    call,
    watchOwner,
    async listen(signal, heard) {
      heardBy.push({ signal, heard });
      await watchOwner(signal.sender, () => undefined);
      await match(
        `sender='${signal.sender}',interface='${signal.interface}',member='${signal.member}'`,
      );
    },
    hasOwner: async (name) => (await ownerOf(name)) !== null,
    async pidOf(name) {
      const answer = await askDaemon('GetConnectionUnixProcessID', name);
      return answer.kind === 'answered' ? Number(answer.body[0]) : null;
    },
    close: () => bus.disconnect(),
  };
}

function busAddress(env: NodeJS.ProcessEnv): string | null {
  if (env.DBUS_SESSION_BUS_ADDRESS) return env.DBUS_SESSION_BUS_ADDRESS;
  if (!env.XDG_RUNTIME_DIR) return null;
  const socket = join(env.XDG_RUNTIME_DIR, 'bus');
  return existsSync(socket) ? `unix:path=${socket}` : null;
}

function connected(busAddress: string): Promise<dbus.MessageBus> {
  return new Promise((resolve, reject) => {
    const bus = dbus.sessionBus({ busAddress });
    bus.on('error', reject);
    bus.on('connect', () => resolve(bus));
  });
}
