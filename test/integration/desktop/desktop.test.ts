// The desktop room in a real Electron, on a display and a session bus of its own.
// biome-ignore-all lint/correctness/noComponentHookFactories: D-Bus members begin with a capital; none is a component
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dbus from 'dbus-next';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rememberTray, type StartingTray } from '../../../main/core/starting-tray.ts';
import { type TrayCount, type TrayIcon, trayView } from '../../../main/core/tray-view.ts';
import { en } from '../../../main/desktop/text/en.ts';
import { trayIconPath } from '../../../main/desktop/tray-icons.ts';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import { serveObject } from '../../rig/bus-object.ts';
import { type Display, displayMissing, openDisplay } from '../../rig/display.ts';
import { electronPath } from '../../rig/electron.ts';
import { openNotifications } from '../../rig/notifications.ts';
import { openSessionBus, type PrivateBus, sessionBusMissing } from '../../rig/session-bus.ts';
import { openSystemServices, systemServicesMissing } from '../../rig/system-services.ts';
import { flat, openTrayHost, type TrayItem } from '../../rig/tray-host.ts';
import {
  checked,
  input,
  ready,
  record,
  running,
  snapshot,
} from '../../unit/core/desktop-samples.ts';
import { type DrivenApp, startDriven } from './driven-app.ts';
import { buildFixtureApp } from './fixture-app.ts';

const executable = electronPath();
const within = { timeout: 40_000, interval: 50 };
const eventually = <T>(read: () => T) => expect.poll(read, within);

let revision = 0;
const at = (more: Partial<Snapshot> = {}) => {
  revision += 1;
  return snapshot({ revision, ...more });
};
const behind = (...names: string[]) =>
  at(checked(names.map((name) => input(name, { status: 'behind' }))));
const many = (count: number) => behind(...Array.from({ length: count }, (_, n) => `input-${n}`));

/** The names in the memory of what was told. */
const namesTold = (told: string): string[] =>
  (JSON.parse(told) as { inputs: [string][] }).inputs.map(([name]) => name);

const possible = executable !== null && displayMissing() === null && sessionBusMissing() === null;

describe.skipIf(!possible)('the desktop room', () => {
  let built: Awaited<ReturnType<typeof buildFixtureApp>>;
  let display: Display;
  let bus: PrivateBus;
  let home: string;
  let current: DrivenApp | null = null;

  beforeAll(async () => {
    built = await buildFixtureApp();
  });
  afterAll(() => built?.remove());
  beforeEach(async () => {
    display = await openDisplay();
    bus = await openSessionBus();
    home = await mkdtemp(join(tmpdir(), 'desktop-'));
  });
  afterEach(async () => {
    if (current !== null && !current.ended()) await current.app.close();
    current = null;
    await bus.close();
    await display.close();
    await rm(home, { recursive: true, force: true });
  });

  async function start(
    first: Snapshot = at(),
    more: Readonly<Record<string, string>> = {},
    begin: { readonly remembered?: StartingTray; readonly slow?: boolean } = {},
  ): Promise<DrivenApp> {
    const env = { ...display.env, ...bus.env, ...more };
    current = await startDriven({
      ...begin,
      executable: executable ?? '',
      folder: built.folder,
      home,
      env,
      first,
    });
    return current;
  }

  describe('tray', () => {
    /** Whether the panel was given exactly this picture, where it is opaque. */
    async function shows(driven: DrivenApp, item: TrayItem, icon: TrayIcon, count: TrayCount) {
      const path = trayIconPath(join(built.folder, 'icons'), icon, count, 22);
      const bgra = Buffer.from(
        await driven.app.evaluate(
          ({ nativeImage }, file) => nativeImage.createFromPath(file).toBitmap().toString('base64'),
          path,
        ),
        'base64',
      );
      const [pixmap] = await item.icons();
      if (pixmap === undefined || pixmap.argb.length !== bgra.length) return false;
      for (let n = 0; n < bgra.length; n += 4) {
        if (bgra[n + 3] !== pixmap.argb[n]) return false;
        if (bgra[n + 3] !== 255) continue;
        for (const [ours, theirs] of [
          [0, 3],
          [1, 2],
          [2, 1],
        ] as const) {
          if (bgra[n + ours] !== pixmap.argb[n + theirs]) return false;
        }
      }
      return true;
    }

    it('shows icon, count and tooltip of each snapshot', async () => {
      const panel = await openTrayHost(await bus.connect());
      const driven = await start(many(0));
      const item = await panel.only();
      for (const [next, icon, count] of [
        [many(1), 'behind', '1'],
        [many(3), 'behind', '3'],
        [many(12), 'behind', '9+'],
        [at({ ...checked([]), run: running('building') }), 'working', '0'],
        [at({ ready: ready() }), 'ready', '0'],
        [at({ history: [record({ outcome: 'failed' })] }), 'attention', '0'],
        [many(0), 'idle', '0'],
      ] satisfies [Snapshot, TrayIcon, TrayCount][]) {
        await driven.show(next);
        await eventually(async () => shows(driven, item, icon, count)).toBe(true);
      }
      expect(await item.tooltip()).toBe('Everything is up to date');
      await driven.show(many(3));
      await eventually(async () => await item.tooltip()).toBe('3 of 3 inputs are behind');
    });

    const remembered = rememberTray(trayView(many(3), en.tray), en.tray);

    it('is there before the program is, with the last count and no claim', async () => {
      const panel = await openTrayHost(await bus.connect());
      const driven = await start(many(3), {}, { remembered, slow: true });
      const item = await panel.only();
      expect(await item.tooltip()).toBe('Snowbell is starting…');
      await eventually(() => shows(driven, item, 'behind', '3')).toBe(true);
      await driven.begin();
      await eventually(() => item.tooltip()).toBe('3 of 3 inputs are behind');
      expect(panel.addresses()).toEqual([item.address]);
      await eventually(async () => (await driven.heard()).remembered.at(-1)).toEqual(remembered);
    });

    it('makes good what was clicked before the program was there', async () => {
      const panel = await openTrayHost(await bus.connect());
      const driven = await start(many(3), {}, { remembered, slow: true });
      const item = await panel.only();
      await item.press('Check now');
      await item.press('Settings');
      expect((await driven.heard()).intents).toEqual([]);
      const opened = driven.app.waitForEvent('window');
      await driven.begin();
      await eventually(async () => (await driven.heard()).intents).toEqual([{ kind: 'check' }]);
      expect((await opened).url()).toBe('app://main/index.html#settings');
    });

    it('opens one window however often it was clicked before, and for a start that came then', async () => {
      const panel = await openTrayHost(await bus.connect());
      const driven = await start(many(0), {}, { slow: true });
      const item = await panel.only();
      expect(await item.tooltip()).toBe('Snowbell');
      await item.activate();
      await item.activate();
      expect(await driven.startAgain(['--rehearsal'])).toBe(0);
      await driven.begin();
      await eventually(async () => (await driven.heard()).secondStarts.length).toBe(1);
      await eventually(() => driven.windows()).toBe(1);
    });

    it('quits when that was clicked before the program was there', async () => {
      const panel = await openTrayHost(await bus.connect());
      const driven = await start(many(0), {}, { remembered, slow: true });
      await (await panel.only()).press('Quit');
      // It may be gone before this is answered.
      await driven.begin().catch(() => undefined);
      await eventually(() => driven.ended()).toBe(true);
    });

    it('sends what is clicked in its menu, and quits', async () => {
      const panel = await openTrayHost(await bus.connect());
      const driven = await start(many(2));
      const item = await panel.only();
      expect(
        flat(await item.menu())
          .filter(({ separator }) => !separator)
          .map(({ label, enabled }) => `${enabled ? '' : '-'}${label}`),
      ).toEqual([
        '-2 of 2 inputs are behind',
        'Check now',
        'Upgrade…',
        'Hold back',
        'input-0',
        'input-1',
        'Pause',
        'For a day',
        'For a week',
        'Open Snowbell',
        'Settings',
        'Quit',
      ]);
      for (const label of ['Check now', 'Upgrade', 'For a day']) await item.press(label);
      await eventually(async () => (await driven.heard()).intents).toEqual([
        { kind: 'check' },
        { kind: 'upgrade', inputs: null },
        { kind: 'pause', hours: 24 },
      ]);
      await item.press('Quit');
      await eventually(() => driven.ended()).toBe(true);
    });

    it('leaves the numbers of its entries alone while the menu reads the same', async () => {
      const panel = await openTrayHost(await bus.connect());
      const driven = await start(many(2));
      const item = await panel.only();
      const numbers = async () => flat(await item.menu()).map(({ id, label }) => `${id} ${label}`);
      const before = await numbers();
      const box = flat(await item.menu()).find(({ label }) => label === 'input-1')?.id ?? -1;

      // What is held elsewhere changes what the entries do, and none of their words.
      const settings = { ...snapshot().settings, held: ['elsewhere'] };
      await driven.show(at({ ...many(2), settings }));
      await eventually(async () => {
        await item.pressId(box);
        return (await driven.heard()).intents.at(-1);
      }).toEqual({ kind: 'save-settings', patch: { held: ['elsewhere', 'input-1'] } });
      expect(await numbers()).toEqual(before);
    });

    it('holds and lets go an input by a box that is ticked', async () => {
      const panel = await openTrayHost(await bus.connect());
      const driven = await start(many(2));
      const item = await panel.only();
      await item.press('input-1');
      await eventually(async () => (await driven.heard()).intents).toEqual([
        { kind: 'save-settings', patch: { held: ['input-1'] } },
      ]);
      const boxes = async () =>
        flat(await item.menu()).flatMap(({ label, toggle, checked: on }) =>
          toggle === null ? [] : [[label, on]],
        );
      const settings = { ...snapshot().settings, held: ['input-1'] };
      await driven.show(at({ ...many(2), revision, settings }));
      await eventually(boxes).toEqual([
        ['input-0', false],
        ['input-1', true],
      ]);
      await item.press('input-1');
      await eventually(async () => (await driven.heard()).intents.at(-1)).toEqual({
        kind: 'save-settings',
        patch: { held: [] },
      });
    });

    it('restarts the computer only after its question was answered so', async () => {
      const panel = await openTrayHost(await bus.connect());
      const { host } = snapshot();
      const services = systemServicesMissing() === null ? await openSystemServices() : null;
      await services?.start('logind');
      try {
        const driven = await start(
          at({ host: { ...host, restartNeeded: true } }),
          services?.env ?? { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' },
        );
        const item = await panel.only();
        const asked = await driven.answerDialogs([0, 1]);
        await item.press('Restart the computer…');
        await eventually(async () => (await asked()).length).toBe(1);
        await item.press('Restart the computer…');
        if (services === null) {
          await eventually(asked).toEqual([
            'Restart the computer now?',
            'Restart the computer now?',
            'The computer could not be restarted',
          ]);
          return;
        }
        await eventually(() => services.calls('Reboot')).toEqual([[true]]);
        expect(await asked()).toHaveLength(2);
      } finally {
        await services?.close();
      }
    });

    it('opens and closes the window with a click; the program stays', async () => {
      const panel = await openTrayHost(await bus.connect());
      const driven = await start();
      const item = await panel.only();
      expect(await driven.windows()).toBe(0);
      const opened = driven.app.waitForEvent('window');
      await item.activate();
      const page = await opened;
      await page.waitForSelector('#revision:not(:empty)', { state: 'attached' });
      await driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
      await eventually(() =>
        driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()),
      ).toBe(true);
      await driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      await eventually(() => driven.windows()).toBe(0);
      await item.press('Open Snowbell');
      await eventually(() => driven.windows()).toBe(1);
      expect(driven.ended()).toBe(false);
    });

    it('appears in a panel that starts late, once, and in every later one', async () => {
      const driven = await start(many(4));
      expect((await driven.heard()).trayHosts).toEqual([false]);
      const connection = await bus.connect();
      const first = await openTrayHost(connection);
      const item = await first.only();
      await eventually(() => shows(driven, item, 'behind', '4')).toBe(true);
      await eventually(async () => (await driven.heard()).trayHosts).toEqual([false, true]);

      await first.leave();
      await eventually(async () => (await driven.heard()).trayHosts).toEqual([false, true, false]);
      const second = await openTrayHost(connection);
      await second.only();
      await eventually(async () => (await driven.heard()).trayHosts.at(-1)).toBe(true);
      await driven.show(many(5));
      await eventually(async () => shows(driven, await second.only(), 'behind', '5')).toBe(true);
      expect(second.addresses()).toHaveLength(1);
    });

    it('tries again with a panel that was not ready when it appeared', async () => {
      const connection = await bus.connect();
      const driven = await start(many(4));
      let registered: string[] = [];
      let refused = 0;
      const name = 'org.kde.StatusNotifierWatcher';
      await serveObject(connection, {
        name,
        path: '/StatusNotifierWatcher',
        interface: name,
        methods: {
          RegisterStatusNotifierItem: (_body, sender) => {
            if (refused === 0) {
              refused += 1;
              throw new dbus.DBusError('org.freedesktop.DBus.Error.UnknownMethod', 'not yet');
            }
            registered = [...registered, `${sender}/StatusNotifierItem`];
            return { signature: '', body: [] };
          },
        },
        properties: {
          IsStatusNotifierHostRegistered: () => new dbus.Variant('b', true),
          RegisteredStatusNotifierItems: () => new dbus.Variant('as', registered),
        },
      });
      await eventually(() => registered.length).toBe(1);
      expect(refused).toBe(1);
      expect(driven.ended()).toBe(false);
    });
  });

  describe('window', () => {
    it('does not vanish where nothing shows tray items', async () => {
      const driven = await start();
      await driven.open(null);
      await driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      // A second look at the program comes after the close has been dealt with.
      expect(await driven.windows()).toBe(1);
      expect(driven.ended()).toBe(false);
    });

    it('is told the screen by its hash, without being loaded anew', async () => {
      const driven = await start();
      const page = await driven.open('history');
      expect(page.url()).toBe('app://main/index.html#history');
      await page.evaluate(
        'window.turns = []; addEventListener("hashchange", () => turns.push(location.hash))',
      );
      await driven.turnTo('activity');
      await eventually(() => page.evaluate('turns')).toEqual(['#activity']);
      // Named again, it is told again: the page may show something else by now.
      await driven.turnTo('activity');
      await eventually(() => page.evaluate('turns.at(-1)')).toBe('#activity');
      await eventually(() => page.evaluate('turns.length')).toBe(3);
    });

    it('is shown by a second start, which hands over its arguments and ends', async () => {
      const driven = await start();
      expect(await driven.startAgain(['--rehearsal', '--reset'])).toBe(0);
      await eventually(() => driven.windows()).toBe(1);
      const [argv] = (await driven.heard()).secondStarts;
      expect(argv?.slice(-2)).toEqual(['--rehearsal', '--reset']);
    });

    it('comes back in the size in which it was closed, also after a restart', async () => {
      await openTrayHost(await bus.connect());
      const driven = await start();
      await driven.open(null);
      const bounds = () =>
        current?.app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
        );
      const size = { width: 720, height: 510 };
      await driven.app.evaluate(({ BrowserWindow }, { width, height }) => {
        BrowserWindow.getAllWindows()[0]?.setSize(width, height);
      }, size);
      await eventually(bounds).toMatchObject(size);
      await driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      await eventually(() => driven.windows()).toBe(0);
      await driven.open(null);
      await eventually(bounds).toMatchObject(size);
      await driven.app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.setSize(800, 600);
      });
      await eventually(bounds).toMatchObject({ width: 800, height: 600 });
      await driven.app.evaluate(({ app }) => app.quit()).catch(() => undefined);
      await eventually(() => driven.ended()).toBe(true);
      const again = await start();
      await again.open(null);
      await eventually(bounds).toMatchObject({ width: 800, height: 600 });
    });

    it('gives its page a policy, a sandbox and no way out', async () => {
      const driven = await start();
      const page = await driven.open(null);
      const facts = await page.evaluate(async () => {
        const attempt = async (what: () => unknown) => {
          try {
            return String(await what());
          } catch {
            return 'refused';
          }
        };
        return {
          inline: inlineScript(),
          evaluated: String(Reflect.get(window, 'evaluated')),
          node: `${typeof globalThis.process} ${typeof globalThis.require}`,
          opened: String(window.open('app://main/index.html')),
          fetched: await attempt(() => fetch('https://example.org/')),
          permission: (await navigator.permissions.query({ name: 'notifications' })).state,
        };
        function inlineScript() {
          const script = document.createElement('script');
          script.textContent = 'window.inlineRan = true';
          document.body.append(script);
          return 'inlineRan' in window ? 'ran' : 'refused';
        }
      });
      expect(facts).toEqual({
        inline: 'refused',
        evaluated: 'refused',
        node: 'undefined undefined',
        opened: 'null',
        fetched: 'refused',
        permission: 'denied',
      });
      await page.evaluate(() => {
        location.href = 'https://example.org/';
      });
      expect(await page.evaluate('location.origin')).toBe('app://main');
      const preferences = await driven.app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        return (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences();
      });
      expect(preferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
      });
    });

    it('ends when it is asked to by the system, with its window open', async () => {
      const driven = await start();
      await driven.open(null);
      const main = driven.app.process();
      main.kill('SIGTERM');
      await eventually(() => main.exitCode).toBe(0);
    });
  });

  describe('the door between window and program', () => {
    const send = (intent: unknown) =>
      `snowbell.send(${JSON.stringify(intent)}).then((a) => a.ok || a.failure.kind)`;

    it('lets intents through, refuses what is none, and names a bug a bug', async () => {
      const driven = await start();
      const page = await driven.open(null);
      expect(await page.evaluate(send({ kind: 'check' }))).toBe(true);
      expect(await page.evaluate(send({ kind: 'run', argv: ['rm'] }))).toBe('refused');
      expect(await page.evaluate(send({ kind: 'pause', hours: 1e9 }))).toBe('refused');
      expect(await page.evaluate(send(null))).toBe('refused');
      expect(await page.evaluate(send({ kind: 'rebuild' }))).toBe('bug');
      expect(
        await page.evaluate(`snowbell.readLog('../x', 0, 1).then((a) => a.failure.kind)`),
      ).toBe('refused');
      const { intents, reports } = await driven.heard();
      expect(intents).toEqual([{ kind: 'check' }, { kind: 'rebuild' }]);
      expect(reports.some((line) => line.includes('a bug'))).toBe(true);
    });

    it('refuses every page but the window’s own', async () => {
      const driven = await start();
      await driven.open(null);
      const stranger = driven.app.waitForEvent('window');
      await driven.app.evaluate(
        ({ BrowserWindow }, preload) => {
          const window = new BrowserWindow({ webPreferences: { preload, sandbox: true } });
          void window.loadURL('app://main/index.html');
        },
        join(built.folder, 'preload.cjs'),
      );
      const page = await stranger;
      await page.waitForFunction('window.snowbell !== undefined');
      expect(await page.evaluate(send({ kind: 'check' }))).toBe('refused');
      expect((await driven.heard()).intents).toEqual([]);
    });

    it('pushes the newest snapshot, not every one, until the page stops listening', async () => {
      const driven = await start();
      const page = await driven.open(null);
      const began = performance.now();
      for (let n = 0; n < 40; n += 1) await driven.show(at());
      const last = revision;
      await eventually(() => page.evaluate('window.heard.at(-1)')).toBe(last);
      const heard = (await page.evaluate('window.heard')) as number[];
      expect(heard).toEqual([...heard].sort((a, b) => a - b));
      expect(heard.length).toBeLessThanOrEqual((performance.now() - began) / 100 + 2);

      const appended = { runId: record().id, total: 1, first: 0, lines: [] };
      await driven.append(appended);
      await eventually(() => page.evaluate('window.logs.length')).toBe(1);
      await page.evaluate('window.stopLogs()');
      await driven.append(appended);
      await driven.show(at());
      await eventually(() => page.evaluate('window.heard.at(-1)')).toBe(revision);
      expect(await page.evaluate('window.logs.length')).toBe(1);
    });
  });

  describe('notifications', () => {
    it('tells of a set of inputs once, replaces it, and does what its button says', async () => {
      const server = await openNotifications(await bus.connect(), [
        'actions',
        'body',
        'body-markup',
      ]);
      const driven = await start(behind('a<b>'));
      await eventually(() => server.shown.length).toBe(1);
      expect(server.shown[0]).toMatchObject({
        summary: '1 input is behind',
        body: 'a&lt;b&gt;',
        replaces: 0,
      });
      expect([...(server.shown[0]?.actions ?? [])]).toEqual([
        ['default', 'View'],
        ['view', 'View'],
        ['upgrade', 'Upgrade…'],
        ['remind', 'Remind me tomorrow'],
      ]);
      await driven.show(behind('a<b>'));
      await driven.show(behind('a<b>', 'c'));
      await eventually(() => server.shown.length).toBe(2);
      expect(server.shown[1]).toMatchObject({ summary: '2 inputs are behind', replaces: 1 });
      expect((await driven.heard()).told.map(namesTold)).toEqual([['a<b>'], ['a<b>', 'c']]);

      server.press(1, 'upgrade');
      await eventually(async () => (await driven.heard()).intents).toEqual([
        { kind: 'upgrade', inputs: null },
      ]);
      server.press(1, 'default');
      await eventually(() => driven.windows()).toBe(1);
    });

    it('tells that something is ready and opens the review', async () => {
      const server = await openNotifications(await bus.connect(), ['actions', 'body']);
      const driven = await start();
      await driven.show(at({ ready: ready(), history: [ready().record] }));
      await eventually(() => server.shown.map(({ summary }) => summary)).toEqual([
        'Ready to switch',
      ]);
      const opened = driven.app.waitForEvent('window');
      server.press(1, 'review');
      await eventually(async () => (await opened).url()).toBe('app://main/index.html#activity');
    });

    it('does what is pressed before it learns the number of what it showed', async () => {
      const server = await openNotifications(
        await bus.connect(),
        ['actions', 'body'],
        null,
        ({ id }) => server.press(id, 'upgrade'),
      );
      const driven = await start(behind('a'));
      await eventually(async () => (await driven.heard()).intents).toEqual([
        { kind: 'upgrade', inputs: null },
      ]);
    });

    it('keeps still while the desktop says do not disturb, then shows the newest', async () => {
      const server = await openNotifications(await bus.connect(), ['actions', 'body'], true);
      const driven = await start(behind('a'));
      await driven.show(behind('a', 'b'));
      await eventually(async () => (await driven.heard()).told.length).toBe(2);
      await driven.show(
        at({ ...behind('a', 'b'), revision, ready: ready(), history: [ready().record] }),
      );
      server.inhibit(true);
      expect(server.shown).toEqual([]);
      server.inhibit(false);
      await eventually(() => server.shown.map(({ summary }) => summary)).toEqual([
        '2 inputs are behind',
        'Ready to switch',
      ]);
    });

    it('takes back what is no longer so', async () => {
      const server = await openNotifications(await bus.connect(), ['actions', 'body']);
      const driven = await start(behind('a'));
      await eventually(() => server.shown.length).toBe(1);
      await driven.show(at(checked([input('a')])));
      await eventually(() => server.withdrawn).toEqual([server.shown[0]?.id]);
    });

    it('reminds tomorrow when asked to, and keeps still till then', async () => {
      const server = await openNotifications(await bus.connect(), ['actions', 'body']);
      const driven = await start(behind('a'));
      await eventually(() => server.shown.length).toBe(1);
      server.press(server.shown[0]?.id ?? 0, 'remind');
      await eventually(async () => (await driven.heard()).told.length).toBe(2);
      await driven.show(behind('a', 'b'));
      const now = snapshot().now + 24 * 3_600_000;
      await driven.show(at({ ...behind('a', 'b'), revision, now }));
      await eventually(() => server.shown.length).toBe(2);
      expect(server.shown[1]?.body).toBe('a and b');
    });

    it('offers a restart after a run that needs one, though not for a rehearsal', async () => {
      const server = await openNotifications(await bus.connect(), ['actions', 'body']);
      const driven = await start();
      const needs = record({ outcome: 'restart-required' });
      await driven.show(at({ history: [needs] }));
      await eventually(() => server.shown.length).toBe(1);
      expect([...(server.shown[0]?.actions.keys() ?? [])]).toEqual(['default', 'view', 'restart']);
      const asked = await driven.answerDialogs([0]);
      server.press(server.shown[0]?.id ?? 0, 'restart');
      await eventually(asked).toEqual(['Restart the computer now?']);

      await driven.show(at({ rehearsal: true }));
      const toy = { ...needs, id: '7f0c1b1e-7a3b-4d56-9c39-0a8e6f1d2c09' };
      await driven.show(at({ rehearsal: true, history: [toy] }));
      await eventually(() => server.shown.length).toBe(2);
      expect([...(server.shown[1]?.actions.keys() ?? [])]).toEqual(['default', 'view']);
    });

    it('does without a server, and finds one that comes later', async () => {
      const driven = await start(behind('a'));
      await eventually(async () => (await driven.heard()).told).toHaveLength(1);
      const server = await openNotifications(await bus.connect(), ['body']);
      await driven.show(behind('a', 'b'));
      await eventually(() => server.shown.length).toBe(1);
      expect((await driven.heard()).reports).toEqual([]);
    });
  });
});
