// One D-Bus connection as plain calls and signals, which outlives neither its daemon nor our patience.
import type { Duplex } from 'node:stream';
import dbus from 'dbus-next';

export type BusAnswer =
  | { readonly kind: 'answered'; readonly body: readonly unknown[] }
  /** the D-Bus error's name, such as org.freedesktop.DBus.Error.ServiceUnknown */
  | { readonly kind: 'refused'; readonly error: string; readonly detail: string };

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
  /** any object's unless told */
  readonly path?: string;
  /** only with this string as its first argument */
  readonly arg0?: string;
}

export interface Bus {
  call(call: BusCall): Promise<BusAnswer>;
  /** null where the object, the property or its owner is not there */
  property(object: Omit<BusCall, 'member'>, name: string): Promise<unknown>;
  /** listens for as long as the connection lives */
  listen(signal: BusSignal, heard: (body: readonly unknown[]) => void): Promise<void>;
  /** whether the name has an owner now */
  hasOwner(name: string): Promise<boolean>;
  /** the process behind a name, null when nobody owns it */
  pidOf(name: string): Promise<number | null>;
  /** told when a name gets an owner (true) or loses it (false) */
  watchOwner(name: string, changed: (owned: boolean) => void): Promise<void>;
  /** the connection has ended, by `close` or because the daemon went away; told once */
  readonly gone: Promise<void>;
  close(): void;
}

const daemon = 'org.freedesktop.DBus';
const daemonPath = '/org/freedesktop/DBus';

/** Rejects when nobody answers at the address. `report` hears of odd messages later on. */
export async function connectBus(
  busAddress: string,
  report: (error: unknown) => void,
): Promise<Bus> {
  const bus = await connected(busAddress);
  // Until the bus goes away an odd message is no reason to stop.
  bus.on('error', report);

  const stream = streamOf(bus);
  const pending = new Set<(answer: BusAnswer) => void>();
  const lost: BusAnswer = {
    kind: 'refused',
    error: 'org.freedesktop.DBus.Error.Disconnected',
    detail: '',
  };
  let over = false;
  const gone = new Promise<void>((resolve) => {
    stream.once('close', () => {
      over = true;
      resolve();
      // dbus-next leaves these unanswered for ever.
      for (const settle of pending) settle(lost);
      pending.clear();
    });
  });

  const call = (message: BusCall): Promise<BusAnswer> => {
    if (over) return Promise.resolve(lost);
    const { signature = '', body = [] } = message;
    return new Promise((resolve, reject) => {
      pending.add(resolve);
      bus
        .call(new dbus.Message({ ...message, signature, body: [...body] }))
        .then(
          (reply) => resolve({ kind: 'answered', body: reply?.body ?? [] }),
          (error: unknown) => {
            if (error instanceof dbus.DBusError) {
              resolve({ kind: 'refused', error: error.type, detail: error.text });
            } else if (over || !stream.writable) resolve(lost);
            else reject(error);
          },
        )
        .finally(() => pending.delete(resolve));
    });
  };

  // The daemon writes unique names into signals, so a well-known sender is kept beside its owner.
  const owners = new Map<string, string>();
  const heardBy: { signal: BusSignal; heard: (body: readonly unknown[]) => void }[] = [];
  bus.on('message', (message) => {
    if (message.type !== dbus.MessageType.SIGNAL) return;
    for (const { signal, heard } of heardBy) {
      const { sender, path, arg0 } = signal;
      if (message.member !== signal.member || message.interface !== signal.interface) continue;
      if (path !== undefined && message.path !== path) continue;
      if (arg0 !== undefined && message.body[0] !== arg0) continue;
      if (message.sender === sender || message.sender === owners.get(sender)) heard(message.body);
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
  const match = (parts: Readonly<Record<string, string | undefined>>) => {
    const rule = Object.entries({ type: 'signal', ...parts }).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}='${value}'`],
    );
    return askDaemon('AddMatch', rule.join(','));
  };
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
    await match({ sender: daemon, member: 'NameOwnerChanged', arg0: name });
    const owner = await ownerOf(name);
    if (owner !== null) owners.set(name, owner);
  };

  return {
    call,
    gone,
    watchOwner,
    async property(object, name) {
      const answer = await call({
        destination: object.destination,
        path: object.path,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: [object.interface, name],
      });
      if (answer.kind === 'refused') return null;
      return (answer.body[0] as { readonly value?: unknown } | undefined)?.value ?? null;
    },
    async listen(signal, heard) {
      heardBy.push({ signal, heard });
      await watchOwner(signal.sender, () => undefined);
      await match({ ...signal });
    },
    hasOwner: async (name) => (await ownerOf(name)) !== null,
    async pidOf(name) {
      const answer = await askDaemon('GetConnectionUnixProcessID', name);
      return answer.kind === 'answered' ? Number(answer.body[0]) : null;
    },
    close: () => bus.disconnect(),
  };
}

function connected(busAddress: string): Promise<dbus.MessageBus> {
  return new Promise((resolve, reject) => {
    const bus = dbus.sessionBus({ busAddress });
    bus.on('error', reject);
    bus.on('connect', () => resolve(bus));
  });
}

/** dbus-next does not tell that its connection ended; the stream below it does. */
function streamOf(bus: dbus.MessageBus): Duplex {
  return (bus as unknown as { readonly _connection: { readonly stream: Duplex } })._connection
    .stream;
}
