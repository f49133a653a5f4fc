// A real Wayland panel with a tray: waybar on a sway that draws into memory, looked at through grim.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment } from '../../main/process/command.ts';
import type { Pixels } from './screenshot.ts';
import { hasOwner, type PrivateBus } from './session-bus.ts';
import { programsMissing, startProgram } from './started-program.ts';
import { until } from './until.ts';
import { openPlainUser, plainUserMissing } from './user.ts';

export interface WaylandPanel {
  /** where its display is, for programs that are to open windows there */
  readonly env: { readonly WAYLAND_DISPLAY: string; readonly XDG_RUNTIME_DIR: string };
  pixels(): Pixels;
  /** writes the whole display as a PNG */
  picture(path: string): void;
  /** ends waybar and leaves sway; `start` begins it anew */
  stopBar(): Promise<void>;
  startBar(): Promise<void>;
  close(): Promise<void>;
}

export const waylandPanelMissing = (): string | null =>
  plainUserMissing() ?? programsMissing(['sway', 'waybar', 'grim', 'dbus-daemon']);

const watcher = 'org.kde.StatusNotifierWatcher';

export async function openWaylandPanel(bus: PrivateBus): Promise<WaylandPanel> {
  // sway does not run as root; waybar may, and must where the private bus is root's.
  const user = openPlainUser();
  const runtime = join(user.home, 'run');
  const [mkdir = 'mkdir', ...words] = user.as(['mkdir', '-m', '700', runtime]);
  const made = spawnSync(mkdir, words);
  if (made.status !== 0) throw new Error(`no folder for sway: ${made.stderr}`);
  const drawing = {
    WLR_BACKENDS: 'headless',
    WLR_RENDERER: 'pixman',
    WLR_LIBINPUT_NO_DEVICES: '1',
    DISPLAY: undefined,
    WAYLAND_DISPLAY: undefined,
  };
  const sway = await startProgram(user.as(['sway', '--config', '/dev/null']), {
    env: { ...user.env, ...drawing, XDG_RUNTIME_DIR: runtime },
    up: 'spawned',
  });
  const socket = await until('sway has a display', () => {
    if (!sway.running()) throw new Error(sway.said());
    return readdirSync(runtime).find((name) => /^wayland-\d+$/.test(name));
  });
  const env = { WAYLAND_DISPLAY: socket, XDG_RUNTIME_DIR: runtime };

  const home = join(user.home, 'bar');
  mkdirSync(home, { recursive: true });
  const config = join(home, 'config.json');
  const style = join(home, 'style.css');
  writeFileSync(
    config,
    JSON.stringify({ height: 32, 'modules-right': ['tray'], tray: { 'icon-size': 22 } }),
  );
  writeFileSync(style, 'window#waybar { background: #202020; }');
  const connection = await bus.connect();
  let bar: Awaited<ReturnType<typeof startProgram>> | null = null;
  const startBar = async () => {
    const begun = await startProgram(['waybar', '--config', config, '--style', style], {
      env: {
        ...env,
        ...bus.env,
        HOME: home,
        DISPLAY: undefined,
        GIO_USE_VFS: 'local',
        NO_AT_BRIDGE: '1',
      },
      up: 'spawned',
    });
    bar = begun;
    await until('waybar takes tray items', () => {
      if (!begun.running()) throw new Error(begun.said());
      return hasOwner(connection, watcher);
    });
  };
  const stopBar = async () => {
    await bar?.close();
    await until('waybar has left', async () => !(await hasOwner(connection, watcher)));
  };
  await startBar();

  const grim = (args: readonly string[]): Buffer => {
    const done = spawnSync('grim', [...args], {
      env: cleanEnvironment(env),
      maxBuffer: 64 * 1024 * 1024,
      timeout: 30_000,
    });
    if (done.status !== 0) throw new Error(`grim failed: ${done.stderr?.toString()}`);
    return done.stdout;
  };
  return {
    env,
    startBar,
    stopBar,
    picture: (path) => void grim([path]),
    pixels() {
      const ppm = grim(['-t', 'ppm', '-']);
      const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 64).toString('latin1'));
      if (header === null) throw new Error('grim gave no picture');
      const [all, width, height] = header;
      return { width: Number(width), height: Number(height), rgb: ppm.subarray(all.length) };
    },
    async close() {
      await bar?.close();
      await sway.close();
      user.close();
    },
  };
}
