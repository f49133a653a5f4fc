// The rig tries itself out: each part does on its own what the end-to-end tests rely on.
// biome-ignore-all lint/correctness/noComponentHookFactories: D-Bus members begin with a capital; none is a component
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import dbus from 'dbus-next';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../../main/process/command.ts';
import { serveObject } from '../../rig/bus-object.ts';
import { displayMissing, openDisplay } from '../../rig/display.ts';
import { electronPath } from '../../rig/electron.ts';
import { nixVersions } from '../../rig/nix.ts';
import { openNotifications } from '../../rig/notifications.ts';
import { openPanel, panelMissing } from '../../rig/panel.ts';
import { colours, readPixels, screenshotMissing, writeScreenshot } from '../../rig/screenshot.ts';
import { callBus, openSessionBus, sessionBusMissing } from '../../rig/session-bus.ts';
import { flat, openTrayHost } from '../../rig/tray-host.ts';
import { until } from '../../rig/until.ts';
import { openPlainUser, plainUserMissing } from '../../rig/user.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
function kept<T extends { close(): unknown }>(part: T): T {
  closing.push(() => part.close());
  return part;
}

describe.skipIf(sessionBusMissing() !== null)('on a private bus', () => {
  it('starts nothing by itself', async () => {
    const bus = await kept(await openSessionBus()).connect();
    const [names] = await callBus(bus, {
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'ListActivatableNames',
    });
    expect(names).toEqual(['org.freedesktop.DBus']);
  });

  it('the tray host sees an item come, reads it, presses it and sees it go', async () => {
    const bus = kept(await openSessionBus());
    const host = await openTrayHost(await bus.connect());
    const program = await bus.connect();
    const pressed: unknown[] = [];
    const item = await putItem(program, (what) => pressed.push(what));
    const shown = await host.only();
    expect(shown.address).toBe(`${item}/StatusNotifierItem`);
    expect(await shown.tooltip()).toBe('3 inputs are behind');
    expect(await shown.icons()).toEqual([
      { width: 1, height: 1, argb: Buffer.from([255, 1, 2, 3]) },
    ]);
    const entries = flat(await shown.menu());
    expect(entries.map(({ label, enabled }) => [label, enabled])).toEqual([
      ['Off', false],
      ['More', true],
      ['Check_now', true],
    ]);
    await shown.press('Check');
    await shown.activate();
    expect(pressed).toEqual([[3, 'clicked'], 'activated']);
    program.disconnect();
    await until('the item is gone', () => host.addresses().length === 0);
  });

  it('the notification server keeps what it is shown and answers for the person', async () => {
    const bus = kept(await openSessionBus());
    const server = await openNotifications(await bus.connect());
    const program = await bus.connect();
    const at = {
      destination: 'org.freedesktop.Notifications',
      path: '/org/freedesktop/Notifications',
      interface: 'org.freedesktop.Notifications',
    };
    const heard: unknown[] = [];
    program.on('message', (message) => {
      if (message.member === 'ActionInvoked') heard.push(message.body);
    });
    await callBus(program, {
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'AddMatch',
      signature: 's',
      body: ["type='signal',member='ActionInvoked'"],
    });
    const notify = (replaces: number, summary: string) =>
      callBus(program, {
        ...at,
        member: 'Notify',
        signature: 'susssasa{sv}i',
        body: ['Bell', replaces, '', summary, 'text', ['view', 'View'], {}, -1],
      });
    const [first] = await notify(0, 'one');
    const [second] = await notify(Number(first), 'two');
    expect(second).toBe(first);
    expect(server.shown.map(({ summary, replaces }) => [summary, replaces])).toEqual([
      ['one', 0],
      ['two', first],
    ]);
    expect(server.shown[0]?.actions.get('view')).toBe('View');
    server.press(Number(first), 'view');
    await until('the program hears of the press', () => heard.length > 0);
    expect(heard).toEqual([[first, 'view']]);
  });
});

describe('on a private display', () => {
  const missing = displayMissing() ?? screenshotMissing();
  it.skipIf(missing !== null)('a picture has the size asked for and one colour', async () => {
    const display = kept(await openDisplay(320, 200));
    const pixels = readPixels(display.env);
    expect([pixels.width, pixels.height, colours(pixels)]).toEqual([320, 200, 1]);
  });

  it.skipIf((missing ?? panelMissing()) !== null)(
    'a real panel comes up, and its picture can be written',
    async () => {
      const display = kept(await openDisplay(640, 200));
      const bus = kept(await openSessionBus());
      kept(await openPanel(display.env, bus));
      await until('the panel is drawn', () => colours(readPixels(display.env)) > 2);
      const folder = mkdtempSync(join(tmpdir(), 'snowbell-shot-'));
      closing.push(() => rmSync(folder, { recursive: true }));
      writeScreenshot(display.env, join(folder, 'panel.png'));
      expect(statSync(join(folder, 'panel.png')).size).toBeGreaterThan(100);
    },
  );
});

describe('programs that set-up found', () => {
  it.skipIf(electronPath() === null)('Electron starts as plain Node', async () => {
    const done = await run([electronPath() ?? '', '-p', 'process.versions.electron'], {
      env: { ELECTRON_RUN_AS_NODE: '1' },
    });
    expect(done).toMatchObject({ kind: 'exited', code: 0 });
    expect(done.kind === 'exited' && Number.parseInt(done.stdout, 10)).toBeGreaterThanOrEqual(33);
  });

  it.skipIf(nixVersions().length === 0)('each nix says its version', async () => {
    for (const { version, bin } of nixVersions()) {
      const done = await run([join(bin, 'nix'), '--version']);
      expect(done.kind === 'exited' && done.stdout).toContain(version);
    }
  });

  it.skipIf(plainUserMissing() !== null || electronPath() === null)(
    'a plain user can run Electron, which lies where root put it',
    () => {
      const user = kept(openPlainUser());
      const folder = user.readable(dirname(electronPath() ?? ''));
      expect(existsSync(folder)).toBe(true);
      const electron = join(folder, 'electron');
      const [program = '', ...args] = user.as([electron, '-p', 'process.getuid()']);
      const done = spawnSync(program, args, {
        env: { ...user.env, PATH: process.env.PATH, ELECTRON_RUN_AS_NODE: '1' },
        encoding: 'utf8',
      });
      expect(done.stdout.trim()).toBe(String(user.uid));
    },
  );
});

/** A small program's tray item, which tells what is done to it; gives its bus name. */
async function putItem(bus: dbus.MessageBus, done: (what: unknown) => void): Promise<string> {
  const name = 'org.snowbell.RigItem';
  const nothing = { signature: '', body: [] };
  const entry = (
    id: number,
    properties: Record<string, dbus.Variant>,
    children: dbus.Variant[] = [],
  ) => [id, properties, children];
  const label = (text: string) => ({ label: new dbus.Variant('s', text) });
  const layout = entry(0, {}, [
    new dbus.Variant(
      '(ia{sv}av)',
      entry(1, { ...label('Off'), enabled: new dbus.Variant('b', false) }),
    ),
    new dbus.Variant(
      '(ia{sv}av)',
      entry(2, label('More'), [new dbus.Variant('(ia{sv}av)', entry(3, label('_Check__now')))]),
    ),
  ]);
  await serveObject(bus, {
    name,
    path: '/StatusNotifierItem',
    interface: 'org.kde.StatusNotifierItem',
    methods: {
      Activate: () => {
        done('activated');
        return nothing;
      },
    },
    properties: {
      ToolTip: () => new dbus.Variant('(sa(iiay)ss)', ['', [], '3 inputs', ' are behind']),
      IconPixmap: () => new dbus.Variant('a(iiay)', [[1, 1, Buffer.from([255, 1, 2, 3])]]),
      Menu: () => new dbus.Variant('o', '/menu'),
    },
  });
  await serveObject(bus, {
    name: `${name}.Menu`,
    path: '/menu',
    interface: 'com.canonical.dbusmenu',
    methods: {
      GetLayout: () => ({ signature: 'u(ia{sv}av)', body: [1, layout] }),
      Event: ([id, what]) => {
        done([id, what]);
        return nothing;
      },
    },
  });
  await callBus(bus, {
    destination: 'org.kde.StatusNotifierWatcher',
    path: '/StatusNotifierWatcher',
    interface: 'org.kde.StatusNotifierWatcher',
    member: 'RegisterStatusNotifierItem',
    signature: 's',
    body: [name],
  });
  return name;
}
