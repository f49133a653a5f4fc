// A polkit agent without a screen: PID|session MODE, MODE being right, wrong, dismiss or wait (right, after a line on stdin).
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import dbus from 'dbus-next';

const [pid = '', mode = ''] = process.argv.slice(2);
const password = process.env.PASSWORD ?? '';
const objectPath = '/org/snowbell/test/Agent';
const tell = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

/** PAM's own check of the password; true when it is right. */
function authenticate(user: string, cookie: string, answer: string): Promise<boolean> {
  return new Promise((resolve) => {
    const helper = spawn('/usr/lib/polkit-1/polkit-agent-helper-1', [user], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let said = '';
    helper.stdin.write(`${cookie}\n`);
    helper.stdout.on('data', (chunk) => {
      said += chunk;
      if (/PAM_PROMPT_ECHO_OFF/.test(said)) {
        said = '';
        helper.stdin.write(`${answer}\n`);
      }
    });
    helper.on('close', () => resolve(said.includes('SUCCESS')));
  });
}

const line = () => new Promise<void>((resolve) => process.stdin.once('data', () => resolve()));

class Agent extends dbus.interface.Interface {
  async BeginAuthentication(
    action: string,
    message: string,
    _icon: string,
    _details: Record<string, string>,
    cookie: string,
  ): Promise<void> {
    tell({ event: 'asked', action, message });
    if (mode === 'dismiss') {
      throw new dbus.DBusError('org.freedesktop.PolicyKit1.Error.Cancelled', 'dismissed');
    }
    if (mode === 'wait') await line();
    const right = await authenticate('alice', cookie, mode === 'wrong' ? 'not it' : password);
    tell({ event: 'answered', right });
  }
  CancelAuthentication(): void {
    tell({ event: 'cancelled' });
  }
}
Agent.configureMembers({
  methods: {
    BeginAuthentication: { inSignature: 'sssa{ss}sa(sa{sv})', outSignature: '' },
    CancelAuthentication: { inSignature: 's', outSignature: '' },
  },
});

/** One process, which is whom pkexec asks about; or all of the session, as a desktop's agent does. */
function subject(): [string, Record<string, dbus.Variant>] {
  if (pid === 'session') {
    const id = process.env.XDG_SESSION_ID ?? '';
    return ['unix-session', { 'session-id': new dbus.Variant('s', id) }];
  }
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  return [
    'unix-process',
    {
      pid: new dbus.Variant('u', Number(pid)),
      'start-time': new dbus.Variant('t', BigInt(start)),
      uid: new dbus.Variant('i', userInfo().uid),
    },
  ];
}

const bus = dbus.systemBus();
bus.export(objectPath, new Agent('org.freedesktop.PolicyKit1.AuthenticationAgent'));
const register = () =>
  bus.call(
    new dbus.Message({
      destination: 'org.freedesktop.PolicyKit1',
      path: '/org/freedesktop/PolicyKit1/Authority',
      interface: 'org.freedesktop.PolicyKit1.Authority',
      member: 'RegisterAuthenticationAgent',
      signature: '(sa{sv})ss',
      body: [subject(), 'C', objectPath],
    }),
  );

async function begin(): Promise<void> {
  for (;;) {
    try {
      await register();
      tell({ event: 'registered', pid: process.pid });
      return;
    } catch (error) {
      // polkit has not heard yet that the one before is gone.
      if (!String(error).includes('already exists')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
void begin();
