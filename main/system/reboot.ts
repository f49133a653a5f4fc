// Asks logind to restart the computer, as the desktop's own menu does.
import { connectSystemBus, systemBusAddress } from './system-bus.ts';

export type Reboot =
  | { readonly kind: 'asked' }
  /** in logind's words where it said any: somebody else is logged in, an update holds it back, … */
  | { readonly kind: 'refused'; readonly detail: string };

/** Where policy wants one, the desktop asks for a password. The click on Restart has come before. */
export async function reboot(): Promise<Reboot> {
  const bus = await connectSystemBus(() => undefined, systemBusAddress(process.env));
  if (bus === null) return { kind: 'refused', detail: '' };
  const answer = await bus.call({
    destination: 'org.freedesktop.login1',
    path: '/org/freedesktop/login1',
    interface: 'org.freedesktop.login1.Manager',
    member: 'Reboot',
    signature: 'b',
    body: [true],
  });
  bus.close();
  if (answer.kind === 'answered') return { kind: 'asked' };
  return { kind: 'refused', detail: answer.detail === '' ? answer.error : answer.detail };
}
