// A tray: a StatusNotifierWatcher that is its own host, through which tests read and press items.
// biome-ignore-all lint/correctness/noComponentHookFactories: D-Bus members begin with a capital; none is a component
import dbus from 'dbus-next';
import { type ServedObject, serveObject } from './bus-object.ts';
import { addMatch, callBus } from './session-bus.ts';
import { until } from './until.ts';

export interface TrayIcon {
  readonly width: number;
  readonly height: number;
  /** four bytes a pixel: alpha, red, green, blue */
  readonly argb: Buffer;
}

export interface TrayMenuEntry {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly separator: boolean;
  readonly toggle: 'checkmark' | 'radio' | null;
  readonly checked: boolean;
  readonly children: readonly TrayMenuEntry[];
}

export interface TrayItem {
  readonly address: string;
  tooltip(): Promise<string>;
  icons(): Promise<readonly TrayIcon[]>;
  menu(): Promise<readonly TrayMenuEntry[]>;
  /**
   * Presses the first enabled entry, at any depth, whose label begins so; once more where the menu was made
   * anew while it was read. An entry that is gone answers with an error and does nothing, so nothing
   * is ever pressed twice.
   */
  press(label: string): Promise<void>;
  /** presses an entry by its number, as it was read before */
  pressId(id: number): Promise<void>;
  /** what a left click does */
  activate(): Promise<void>;
}

export interface TrayHost {
  /** `:1.7/StatusNotifierItem`, one for each item that is registered now */
  addresses(): readonly string[];
  /** waits until exactly one item is registered */
  only(): Promise<TrayItem>;
  leave(): Promise<void>;
}

const watcher = 'org.kde.StatusNotifierWatcher';
const itemInterface = 'org.kde.StatusNotifierItem';
const nothing = { signature: '', body: [] };

export async function openTrayHost(bus: dbus.MessageBus): Promise<TrayHost> {
  let items: string[] = [];
  const heard = (message: dbus.Message) => {
    if (message.type !== dbus.MessageType.SIGNAL || message.member !== 'NameOwnerChanged') return;
    const [name, , owner] = message.body;
    if (owner === '') items = items.filter((item) => !item.startsWith(`${name}/`));
  };
  bus.on('message', heard);
  await addMatch(bus, "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'");
  // An item may register as soon as the name is ours, which is before this call returns.
  let served: ServedObject | null = null;
  served = await serveObject(bus, {
    name: watcher,
    path: '/StatusNotifierWatcher',
    interface: watcher,
    methods: {
      // Programs register a path on their connection, or a bus name whose path is the usual one.
      RegisterStatusNotifierItem: ([service], sender) => {
        const text = String(service);
        const item = text.startsWith('/') ? `${sender}${text}` : `${text}/StatusNotifierItem`;
        items = [...items.filter((other) => other !== item), item];
        served?.emit('StatusNotifierItemRegistered', 's', [item]);
        return nothing;
      },
      RegisterStatusNotifierHost: () => nothing,
    },
    properties: {
      IsStatusNotifierHostRegistered: () => new dbus.Variant('b', true),
      ProtocolVersion: () => new dbus.Variant('i', 0),
      RegisteredStatusNotifierItems: () => new dbus.Variant('as', items),
    },
  });
  return {
    addresses: () => items,
    async only() {
      const address = await until('one tray item is registered', () =>
        items.length === 1 ? items[0] : null,
      );
      return itemAt(bus, address);
    },
    async leave() {
      await served.leave();
      bus.off('message', heard);
      items = [];
    },
  };
}

type Layout = [number, Record<string, dbus.Variant>, dbus.Variant[]];

function itemAt(bus: dbus.MessageBus, address: string): TrayItem {
  const slash = address.indexOf('/');
  const at = { destination: address.slice(0, slash), path: address.slice(slash) };
  const property = async (name: string): Promise<unknown> => {
    const [value] = await callBus(bus, {
      ...at,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [itemInterface, name],
    });
    return (value as dbus.Variant).value;
  };
  const menuAt = async () => ({
    destination: at.destination,
    path: String(await property('Menu')),
    interface: 'com.canonical.dbusmenu',
  });
  const click = async (id: number) => {
    await callBus(bus, {
      ...(await menuAt()),
      member: 'Event',
      signature: 'isvu',
      body: [id, 'clicked', new dbus.Variant('s', ''), 0],
    });
  };
  const item: TrayItem = {
    address,
    async tooltip() {
      const [, , title, text] = (await property('ToolTip')) as [string, unknown, string, string];
      return `${title}${text}`;
    },
    async icons() {
      const all = (await property('IconPixmap')) as [number, number, Buffer][];
      return all.map(([width, height, argb]) => ({ width, height, argb }));
    },
    async menu() {
      const [, root] = await callBus(bus, {
        ...(await menuAt()),
        member: 'GetLayout',
        signature: 'iias',
        body: [0, -1, []],
      });
      return entryOf(root as Layout).children;
    },
    async press(label) {
      const done = await until(`"${label}" can be pressed in the menu`, async () => {
        const entry = flat(await item.menu()).find(
          (each) => each.label.startsWith(label) && each.enabled,
        );
        if (entry === undefined) return false;
        try {
          await click(entry.id);
          return { error: null };
        } catch (error) {
          const gone = error instanceof Error && error.message === 'error occurred in Event';
          return gone ? false : { error };
        }
      });
      if (done.error !== null) throw done.error;
    },
    pressId: click,
    async activate() {
      await callBus(bus, {
        ...at,
        interface: itemInterface,
        member: 'Activate',
        signature: 'ii',
        body: [0, 0],
      });
    },
  };
  return item;
}

function entryOf([id, properties, children]: Layout): TrayMenuEntry {
  const toggle = properties['toggle-type']?.value;
  return {
    id,
    // An underscore marks the access key; a doubled one is an underscore.
    label: String(properties.label?.value ?? '').replace(/_(.?)/g, '$1'),
    enabled: properties.enabled?.value !== false,
    separator: properties.type?.value === 'separator',
    toggle: toggle === 'checkmark' || toggle === 'radio' ? toggle : null,
    checked: properties['toggle-state']?.value === 1,
    children: children.map((child) => entryOf(child.value as Layout)),
  };
}

/** A menu's entries with those of its submenus, in the order in which they are read. */
export function flat(entries: readonly TrayMenuEntry[]): readonly TrayMenuEntry[] {
  return entries.flatMap((entry) => [entry, ...flat(entry.children)]);
}
