// Who shows notifications on this desktop, and whether it shows their buttons too.
import type { Bus } from './bus.ts';

export type NotificationServer =
  | { readonly kind: 'none' }
  /** `name` as the server calls itself, with its version */
  | { readonly kind: 'found'; readonly name: string; readonly buttons: boolean };

const server = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
};

/** Asking starts a server that the bus knows how to start, as a notification would. */
export async function notificationServer(bus: Bus | null): Promise<NotificationServer> {
  if (bus === null) return { kind: 'none' };
  const about = await bus.call({ ...server, member: 'GetServerInformation' });
  if (about.kind === 'refused') return { kind: 'none' };
  const [name, , version] = about.body.map(String);
  const able = await bus.call({ ...server, member: 'GetCapabilities' });
  const abilities = able.kind === 'answered' ? able.body[0] : [];
  return {
    kind: 'found',
    name: [name, version].filter(Boolean).join(' '),
    buttons: Array.isArray(abilities) && abilities.includes('actions'),
  };
}
