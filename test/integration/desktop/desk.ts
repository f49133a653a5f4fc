// A desktop of a test's own: an X display, a session bus, and on it panels and notification servers.
import { type ChildProcess, spawn } from 'node:child_process';
import dbus from 'dbus-next';
import { findProgram } from '../../../main/process/command.ts';

export const deskPrograms = ['Xvfb', 'dbus-daemon'];

export function deskIsPossible(): boolean {
  return deskPrograms.every((program) => findProgram(program) !== null);
}

export interface Desk {
  readonly env: Readonly<Record<string, string>>;
  connect(): Promise<dbus.MessageBus>;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const display = await started('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24']);
  const bus = await started('dbus-daemon', ['--session', '--nofork', '--print-address']);
  const buses: dbus.MessageBus[] = [];
  return {
    env: { DISPLAY: `:${display.line}`, DBUS_SESSION_BUS_ADDRESS: bus.line },
    async connect() {
      const connection = dbus.sessionBus({ busAddress: bus.line });
      buses.push(connection);
      await new Promise<void>((resolve, reject) => {
        connection.on('connect', resolve);
        connection.on('error', reject);
      });
      return connection;
    },
    async close() {
      for (const connection of buses) connection.disconnect();
      await Promise.all([ended(display.child), ended(bus.child)]);
    },
  };
}

/** Starts a program and waits for the first line that it prints. */
async function started(program: string, args: string[]) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`${program} ended`)));
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.split('\n')[0] ?? '');
    });
  });
  return { child, line };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on('exit', () => resolve());
    child.kill();
  });
}

export interface MenuEntry {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
}

export interface ShownItem {
  readonly tooltip: string;
  readonly pixmaps: readonly { width: number; height: number; argb: Buffer }[];
}

export interface Panel {
  /** `:1.7/StatusNotifierItem`, one for every registration that still has an owner */
  readonly items: readonly string[];
  item(): Promise<ShownItem>;
  menu(): Promise<readonly MenuEntry[]>;
  press(label: string): Promise<void>;
  activate(): Promise<void>;
  leave(): Promise<void>;
}

const watcherName = 'org.kde.StatusNotifierWatcher';
const itemInterface = 'org.kde.StatusNotifierItem';

/** A StatusNotifierWatcher that is its own host, as most panels are. */
export async function openPanel(bus: dbus.MessageBus): Promise<Panel> {
  let items: string[] = [];
  class Watcher extends dbus.interface.Interface {
    readonly IsStatusNotifierHostRegistered = true;
    readonly ProtocolVersion = 0;
    get RegisteredStatusNotifierItems() {
      return items;
    }
    RegisterStatusNotifierItem(_service: string) {}
    RegisterStatusNotifierHost(_service: string) {}
  }
  Watcher.configureMembers({
    properties: {
      IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
      ProtocolVersion: { signature: 'i', access: 'read' },
      RegisteredStatusNotifierItems: { signature: 'as', access: 'read' },
    },
    methods: {
      RegisterStatusNotifierHost: { inSignature: 's', outSignature: '' },
    },
  });
  // The sender matters, which dbus-next tells only to a handler of bare messages.
  const registered = (message: dbus.Message) => {
    if (message.type === dbus.MessageType.SIGNAL && message.member === 'NameOwnerChanged') {
      const [name, , owner] = message.body;
      if (owner === '') items = items.filter((item) => !item.startsWith(`${name}/`));
    }
    if (message.member !== 'RegisterStatusNotifierItem') return false;
    const service = String(message.body[0]);
    const item = service.startsWith('/')
      ? `${message.sender}${service}`
      : `${service}/StatusNotifierItem`;
    items = [...items.filter((other) => other !== item), item];
    bus.send(dbus.Message.newMethodReturn(message, '', []));
    return true;
  };
  bus.addMethodHandler(registered);
  bus.on('message', registered);
  await bus.call(
    new dbus.Message({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'AddMatch',
      signature: 's',
      body: ["type='signal',member='NameOwnerChanged'"],
    }),
  );
  const watcher = new Watcher(watcherName);
  bus.export('/StatusNotifierWatcher', watcher);
  await bus.requestName(watcherName, 0);

  const only = () => {
    const [item, another] = items;
    if (item === undefined || another !== undefined) {
      throw new Error(`one tray item expected, there are: ${items.join(' ') || 'none'}`);
    }
    const slash = item.indexOf('/');
    return { destination: item.slice(0, slash), path: item.slice(slash) };
  };
  const ask = async (message: dbus.MessageLike) => {
    const reply = await bus.call(new dbus.Message(message));
    return reply?.body ?? [];
  };
  const properties = async (): Promise<Record<string, dbus.Variant>> => {
    const [all] = await ask({
      ...only(),
      interface: 'org.freedesktop.DBus.Properties',
      member: 'GetAll',
      signature: 's',
      body: [itemInterface],
    });
    return all;
  };
  const menuAt = async () => ({
    destination: only().destination,
    path: String((await properties()).Menu?.value),
    interface: 'com.canonical.dbusmenu',
  });
  const panel: Panel = {
    get items() {
      return items;
    },
    async item() {
      const { ToolTip, IconPixmap } = await properties();
      return {
        tooltip: `${ToolTip?.value[2]}${ToolTip?.value[3]}`,
        pixmaps: IconPixmap?.value.map(([width, height, argb]: [number, number, Buffer]) => ({
          width,
          height,
          argb,
        })),
      };
    },
    async menu() {
      const at = await menuAt();
      const [, root] = await ask({
        ...at,
        member: 'GetLayout',
        signature: 'iias',
        body: [0, -1, []],
      });
      const entries: MenuEntry[] = [];
      const walk = ([id, props, children]: [
        number,
        Record<string, dbus.Variant>,
        dbus.Variant[],
      ]) => {
        if (props.label !== undefined) {
          entries.push({
            id,
            label: props.label.value,
            enabled: props.enabled?.value !== false,
          });
        }
        for (const child of children) walk(child.value);
      };
      walk(root);
      return entries;
    },
    async press(label) {
      const entry = (await panel.menu()).find((each) => each.label.startsWith(label));
      if (entry === undefined) throw new Error(`no "${label}" in the menu`);
      await ask({
        ...(await menuAt()),
        member: 'Event',
        signature: 'isvu',
        body: [entry.id, 'clicked', new dbus.Variant('s', ''), 0],
      });
    },
    async activate() {
      await ask({
        ...only(),
        interface: itemInterface,
        member: 'Activate',
        signature: 'ii',
        body: [0, 0],
      });
    },
    async leave() {
      await bus.releaseName(watcherName);
      bus.unexport('/StatusNotifierWatcher', watcher);
      bus.removeMethodHandler(registered);
      bus.off('message', registered);
      items = [];
    },
  };
  return panel;
}

export interface ShownNotification {
  readonly id: number;
  readonly replaces: number;
  readonly summary: string;
  readonly body: string;
  readonly actions: readonly string[];
}

export interface NotificationServer {
  readonly shown: readonly ShownNotification[];
  press(id: number, key: string): void;
}

export async function openNotificationServer(
  bus: dbus.MessageBus,
  capabilities: readonly string[],
): Promise<NotificationServer> {
  const name = 'org.freedesktop.Notifications';
  const shown: ShownNotification[] = [];
  class Server extends dbus.interface.Interface {
    GetCapabilities() {
      return [...capabilities];
    }
    Notify(
      _app: string,
      replaces: number,
      _icon: string,
      summary: string,
      body: string,
      actions: string[],
    ) {
      const id = replaces === 0 ? shown.length + 1 : replaces;
      shown.push({ id, replaces, summary, body, actions });
      return id;
    }
    ActionInvoked(id: number, key: string) {
      return [id, key];
    }
  }
  Server.configureMembers({
    methods: {
      GetCapabilities: { inSignature: '', outSignature: 'as' },
      Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    },
    signals: { ActionInvoked: { signature: 'us' } },
  });
  const server = new Server(name);
  bus.export('/org/freedesktop/Notifications', server);
  await bus.requestName(name, 0);
  return { shown, press: (id, key) => void server.ActionInvoked(id, key) };
}
