// A notification server that keeps what it is shown and presses its buttons for a test.
// biome-ignore-all lint/correctness/noComponentHookFactories: D-Bus members begin with a capital; none is a component
import dbus from 'dbus-next';
import { serveObject } from './bus-object.ts';

export interface ShownNotification {
  readonly id: number;
  /** the id that was asked to be replaced, 0 for a new one */
  readonly replaces: number;
  readonly app: string;
  readonly summary: string;
  readonly body: string;
  /** key to label */
  readonly actions: ReadonlyMap<string, string>;
}

export interface NotificationServer {
  /** every call of Notify, the oldest first */
  readonly shown: readonly ShownNotification[];
  press(id: number, key: string): void;
  /** 1 expired, 2 dismissed by the person, 3 closed by the program */
  close(id: number, reason: 1 | 2 | 3): void;
  /** what CloseNotification was asked for */
  readonly withdrawn: readonly number[];
  /** switches do-not-disturb; the server must have been opened with it */
  inhibit(on: boolean): void;
  leave(): Promise<void>;
}

export async function openNotifications(
  bus: dbus.MessageBus,
  capabilities: readonly string[] = ['actions', 'body', 'body-markup', 'persistence'],
  /** whether it tells of do-not-disturb, as Plasma's does, and how that is at first */
  inhibited: boolean | null = null,
  /** called with each before the program learns its number: a signal sent here overtakes the answer */
  onShown: (one: ShownNotification) => void = () => undefined,
): Promise<NotificationServer> {
  const name = 'org.freedesktop.Notifications';
  const shown: ShownNotification[] = [];
  const withdrawn: number[] = [];
  let lastId = 0;
  let quiet = inhibited ?? false;
  const served = await serveObject(bus, {
    name,
    path: '/org/freedesktop/Notifications',
    interface: name,
    methods: {
      GetCapabilities: () => ({ signature: 'as', body: [[...capabilities]] }),
      GetServerInformation: () => ({ signature: 'ssss', body: ['rig', 'snowbell', '1', '1.2'] }),
      Notify: (call) => {
        const [app, replaces, , summary, body, actions] = call as [
          string,
          number,
          string,
          string,
          string,
          string[],
        ];
        const id = replaces === 0 ? ++lastId : replaces;
        const pairs = actions.flatMap((key, index): [string, string][] =>
          index % 2 === 0 ? [[key, actions[index + 1] ?? '']] : [],
        );
        const one = { id, replaces, app, summary, body, actions: new Map(pairs) };
        shown.push(one);
        onShown(one);
        return { signature: 'u', body: [id] };
      },
      CloseNotification: ([id]) => {
        withdrawn.push(Number(id));
        served.emit('NotificationClosed', 'uu', [id, 3]);
        return { signature: '', body: [] };
      },
    },
    properties: inhibited === null ? {} : { Inhibited: () => new dbus.Variant('b', quiet) },
  });
  return {
    shown,
    withdrawn,
    inhibit(on) {
      quiet = on;
      const changed = { Inhibited: new dbus.Variant('b', on) };
      bus.send(
        dbus.Message.newSignal(
          '/org/freedesktop/Notifications',
          'org.freedesktop.DBus.Properties',
          'PropertiesChanged',
          'sa{sv}as',
          [name, changed, []],
        ),
      );
    },
    press: (id, key) => served.emit('ActionInvoked', 'us', [id, key]),
    close: (id, reason) => served.emit('NotificationClosed', 'uu', [id, reason]),
    leave: () => served.leave(),
  };
}
