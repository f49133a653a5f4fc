// Asks polkit, without a dialog, whether this process may do something: tells "never" from "with a password".
import { readFile } from 'node:fs/promises';
import dbus from 'dbus-next';

export type Foreknowledge = 'yes' | 'no' | 'challenge' | 'unknown';

/** pkexec's own action, which counts where Snowbell's actions are not installed. */
export const genericAction = 'org.freedesktop.policykit.exec';

/**
 * What polkit on the system bus says of `action` for this very process, which is whom pkexec will be
 * asked about. 'unknown' when the bus or polkit cannot be reached within five seconds.
 */
export async function foreknow(action: string): Promise<Foreknowledge> {
  let bus: dbus.MessageBus;
  try {
    bus = dbus.systemBus();
  } catch {
    return 'unknown';
  }
  let timer: NodeJS.Timeout | undefined;
  try {
    const failed = new Promise<never>((_, reject) => {
      bus.on('error', reject);
      timer = setTimeout(() => reject(new Error('polkit does not answer')), 5000);
    });
    // It may come while nobody waits for it yet.
    failed.catch(() => undefined);
    const subject = await ownSubject();
    const ask = (id: string) => Promise.race([failed, check(bus, subject, id)]);
    return await ask(action).catch((error: unknown) => {
      if (isUnregistered(error)) return ask(genericAction);
      throw error;
    });
  } catch {
    return 'unknown';
  } finally {
    clearTimeout(timer);
    try {
      bus.disconnect();
    } catch {
      // it was never connected
    }
  }
}

type Subject = [string, Record<string, dbus.Variant>];

async function ownSubject(): Promise<Subject> {
  const stat = await readFile('/proc/self/stat', 'utf8');
  const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  return [
    'unix-process',
    {
      pid: new dbus.Variant('u', process.pid),
      'start-time': new dbus.Variant('t', BigInt(start)),
      uid: new dbus.Variant('i', process.getuid?.() ?? -1),
    },
  ];
}

async function check(
  bus: dbus.MessageBus,
  subject: Subject,
  action: string,
): Promise<Foreknowledge> {
  const reply = await bus.call(
    new dbus.Message({
      destination: 'org.freedesktop.PolicyKit1',
      path: '/org/freedesktop/PolicyKit1/Authority',
      interface: 'org.freedesktop.PolicyKit1.Authority',
      member: 'CheckAuthorization',
      signature: '(sa{sv})sa{ss}us',
      body: [subject, action, {}, 0, ''],
    }),
  );
  const answer: unknown = reply?.body[0];
  if (!Array.isArray(answer)) return 'unknown';
  return answer[0] === true ? 'yes' : answer[1] === true ? 'challenge' : 'no';
}

function isUnregistered(error: unknown): boolean {
  return error instanceof Error && /is not registered/.test(error.message);
}
