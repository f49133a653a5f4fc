// Puts one object with methods and properties on a bus, answering bare messages.
import dbus from 'dbus-next';

export interface BusObject {
  readonly name: string;
  readonly path: string;
  readonly interface: string;
  /** each method's answer: the signature and the values */
  readonly methods: Readonly<
    Record<string, (body: unknown[], sender: string) => { signature: string; body: unknown[] }>
  >;
  readonly properties?: Readonly<Record<string, () => dbus.Variant>>;
}

export interface ServedObject {
  emit(member: string, signature: string, body: unknown[]): void;
  /** gives up the name and answers no more */
  leave(): Promise<void>;
}

const propertiesInterface = 'org.freedesktop.DBus.Properties';

export async function serveObject(bus: dbus.MessageBus, object: BusObject): Promise<ServedObject> {
  const { properties = {} } = object;
  const answer = (message: dbus.Message): { signature: string; body: unknown[] } | null => {
    if (message.interface === propertiesInterface && message.body[0] === object.interface) {
      if (message.member === 'GetAll') {
        const all = Object.entries(properties).map(([name, read]) => [name, read()]);
        return { signature: 'a{sv}', body: [Object.fromEntries(all)] };
      }
      const read = properties[String(message.body[1])];
      return message.member === 'Get' && read ? { signature: 'v', body: [read()] } : null;
    }
    if (message.interface !== object.interface) return null;
    return object.methods[message.member]?.(message.body, message.sender) ?? null;
  };
  const handler = (message: dbus.Message): boolean => {
    if (message.path !== object.path) return false;
    const said = answer(message);
    if (said === null) return false;
    bus.send(dbus.Message.newMethodReturn(message, said.signature, said.body));
    return true;
  };
  bus.addMethodHandler(handler);
  const reply = await bus.requestName(object.name, dbus.NameFlag.DO_NOT_QUEUE);
  if (reply !== dbus.RequestNameReply.PRIMARY_OWNER) {
    bus.removeMethodHandler(handler);
    throw new Error(`${object.name} is taken on this bus`);
  }
  return {
    emit(member, signature, body) {
      bus.send(dbus.Message.newSignal(object.path, object.interface, member, signature, body));
    },
    async leave() {
      await bus.releaseName(object.name);
      bus.removeMethodHandler(handler);
    },
  };
}
