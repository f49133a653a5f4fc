// Keeps up with the properties of one object on a bus, without ever starting the service behind it.
import type { Bus, BusCall } from './bus.ts';

export type Properties = Readonly<Record<string, unknown>>;

type BusObject = Pick<BusCall, 'destination' | 'path' | 'interface'>;

const propertiesInterface = 'org.freedesktop.DBus.Properties';

/**
 * Calls `changed` with all properties now and whenever one of `names` may have changed; null while
 * nobody owns the name. Settles after the first call.
 */
export async function watchProperties(
  bus: Bus,
  object: BusObject,
  names: readonly string[],
  changed: (properties: Properties | null) => void,
): Promise<void> {
  const ask = async () => {
    // A call would make the daemon start a service that this machine chose not to run.
    if (!(await bus.hasOwner(object.destination))) return null;
    const answer = await bus.call({
      ...object,
      interface: propertiesInterface,
      member: 'GetAll',
      signature: 's',
      body: [object.interface],
    });
    return answer.kind === 'answered' ? plain(answer.body[0]) : null;
  };
  // One after another, so that an old answer never overtakes a new one.
  let asking: Promise<void> = Promise.resolve();
  const askAgain = () => {
    asking = asking.then(async () => changed(await ask()));
    return asking;
  };

  await bus.watchOwner(object.destination, () => void askAgain());
  const signal = {
    sender: object.destination,
    path: object.path,
    interface: propertiesInterface,
    member: 'PropertiesChanged',
    arg0: object.interface,
  };
  await bus.listen(signal, ([, values, invalidated]) => {
    const touched = [
      ...Object.keys(plain(values)),
      ...(Array.isArray(invalidated) ? invalidated : []),
    ];
    if (touched.some((name) => names.includes(String(name)))) void askAgain();
  });
  await askAgain();
}

/** A dictionary of variants as a dictionary of values. */
function plain(dictionary: unknown): Properties {
  if (typeof dictionary !== 'object' || dictionary === null) return {};
  return Object.fromEntries(
    Object.entries(dictionary).map(([name, variant]) => [
      name,
      (variant as { readonly value?: unknown } | null)?.value ?? null,
    ]),
  );
}
