// Sends notifications: over D-Bus with buttons and replacement, else through Electron, else not at all.
import { pathToFileURL } from 'node:url';
import dbus from 'dbus-next';
import { Notification } from 'electron';
import type { Bus } from '../system/bus.ts';
import {
  escapeMarkup,
  type NotificationButton,
  type ServerAbilities,
  wire,
} from './notification.ts';

const server = 'org.freedesktop.Notifications';
const serverPath = '/org/freedesktop/Notifications';

/** `slot`: a newer message of the same slot takes the place of the older one. */
export interface Message {
  readonly slot: string;
  readonly title: string;
  readonly body: string;
  /** the first is also what a click on the message itself does */
  readonly buttons: readonly NotificationButton[];
}

export interface Notifier {
  /**
   * Settles with true when the server has it, or will have it as soon as the desktop may be
   * disturbed again, and with false when there is no server.
   */
  show(message: Message): Promise<boolean>;
  /** takes back what was shown in the slot and is no longer so */
  withdraw(slot: string): void;
}

export async function createNotifier(deps: {
  readonly bus: Bus | null;
  readonly appName: string;
  readonly iconPath: string;
}): Promise<Notifier> {
  const { bus } = deps;
  if (bus === null) {
    return {
      show: async (message) => showPlainly(message, deps.iconPath),
      withdraw: () => undefined,
    };
  }

  let abilities: ServerAbilities | null = null;
  /** do not disturb, where the server tells of it (Plasma does) */
  let inhibited = false;
  const waiting = new Map<string, Message>();
  const lastOfSlot = new Map<string, number>();
  const open = new Map<number, readonly NotificationButton[]>();

  // One after another: the second of a slot must know the number of the first.
  let sending: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = sending.then(work);
    sending = done.catch(() => undefined);
    return done;
  }

  // Another server knows neither the numbers nor the abilities of the one before.
  await bus.watchOwner(server, (owned) => {
    abilities = null;
    inhibited = false;
    lastOfSlot.clear();
    open.clear();
    if (owned) flush();
  });
  const changes = {
    sender: server,
    path: serverPath,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'PropertiesChanged',
    arg0: server,
  };
  await bus.listen(changes, ([, values]) => {
    const now = (values as Record<string, { readonly value?: unknown }> | undefined)?.Inhibited;
    if (now === undefined) return;
    inhibited = now.value === true;
    if (!inhibited) flush();
  });
  await bus.listen({ sender: server, interface: server, member: 'ActionInvoked' }, ([id, key]) => {
    const button = () => {
      const buttons = open.get(Number(id));
      return key === 'default' ? buttons?.[0] : buttons?.find((one) => one.key === key);
    };
    // A press can arrive together with the answer that tells the number, or before it.
    const known = button();
    if (known !== undefined) known.pressed();
    else void sending.then(() => button()?.pressed());
  });
  await bus.listen({ sender: server, interface: server, member: 'NotificationClosed' }, ([id]) => {
    const forget = () => {
      open.delete(Number(id));
      for (const [slot, last] of lastOfSlot) if (last === Number(id)) lastOfSlot.delete(slot);
    };
    if (open.has(Number(id))) forget();
    else void sending.then(forget);
  });

  const call = (member: string, signature = '', body: readonly unknown[] = []) =>
    bus.call({ destination: server, path: serverPath, interface: server, member, signature, body });

  const isInhibited = async () => {
    const place = { destination: server, path: serverPath, interface: server };
    return (await bus.property(place, 'Inhibited')) === true;
  };

  async function send(message: Message): Promise<boolean> {
    if (abilities === null) {
      const answer = await call('GetCapabilities');
      if (answer.kind === 'refused') return false;
      const words = answer.body[0];
      const has = (word: string) => Array.isArray(words) && words.includes(word);
      abilities = { actions: has('actions'), markup: has('body-markup'), body: has('body') };
      inhibited = await isInhibited();
    }
    if (inhibited) {
      waiting.set(message.slot, message);
      return true;
    }
    const { body, actions } = wire(message, abilities);
    const answer = await call('Notify', 'susssasa{sv}i', [
      deps.appName,
      lastOfSlot.get(message.slot) ?? 0,
      pathToFileURL(deps.iconPath).href,
      message.title,
      body,
      actions,
      { 'desktop-entry': new dbus.Variant('s', 'snowbell'), urgency: new dbus.Variant('y', 1) },
      -1,
    ]);
    if (answer.kind === 'refused') return false;
    const id = Number(answer.body[0]);
    lastOfSlot.set(message.slot, id);
    open.set(id, message.buttons);
    return true;
  }

  function flush(): void {
    const held = [...waiting.values()];
    waiting.clear();
    for (const message of held) void inTurn(() => send(message)).catch(() => undefined);
  }
  return {
    show: (message) => inTurn(() => send(message)),
    withdraw(slot) {
      void inTurn(async () => {
        waiting.delete(slot);
        const last = lastOfSlot.get(slot);
        if (last !== undefined) await call('CloseNotification', 'u', [last]);
      }).catch(() => undefined);
    },
  };
}

/** Electron's own takes no buttons on Linux and reads the body as markup. */
function showPlainly(message: Message, icon: string): boolean {
  if (!Notification.isSupported()) return false;
  const notification = new Notification({
    title: message.title,
    body: escapeMarkup(message.body),
    icon,
  });
  notification.on('click', () => message.buttons[0]?.pressed());
  notification.show();
  return true;
}
