// A real panel with a tray: xfce4-panel on a private display and bus, with settings of its own.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasOwner, type PrivateBus } from './session-bus.ts';
import { programsMissing, startProgram } from './started-program.ts';
import { until } from './until.ts';

const settingsService = '/usr/share/dbus-1/services/org.xfce.Xfconf.service';

export interface Panel {
  readonly height: number;
  close(): Promise<void>;
}

export function panelMissing(): string | null {
  const missing = programsMissing(['Xvfb', 'dbus-daemon', 'xfce4-panel']);
  return missing ?? (settingsProgram() === null ? 'not installed: xfconf' : null);
}

export async function openPanel(
  display: { readonly DISPLAY: string },
  bus: PrivateBus,
  { dark = true, height = 32 }: { dark?: boolean; height?: number } = {},
): Promise<Panel> {
  const home = mkdtempSync(join(tmpdir(), 'snowbell-panel-'));
  const config = join(home, 'config');
  const channels = join(config, 'xfce4', 'xfconf', 'xfce-perchannel-xml');
  mkdirSync(channels, { recursive: true });
  writeFileSync(join(channels, 'xfce4-panel.xml'), settings(dark, height));
  const env = {
    ...display,
    ...bus.env,
    HOME: home,
    XDG_CONFIG_HOME: config,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_DATA_HOME: join(home, 'data'),
    WAYLAND_DISPLAY: undefined,
    GIO_USE_VFS: 'local',
    NO_AT_BRIDGE: '1',
  };
  const store = settingsProgram();
  if (store === null) throw new Error('xfconf is not installed');
  const connection = await bus.connect();
  const xfconf = await startProgram([store], { env, up: 'spawned' });
  await until('the panel’s settings are served', () => hasOwner(connection, 'org.xfce.Xfconf'));
  const panel = await startProgram(['xfce4-panel', '--disable-wm-check', '--sm-client-disable'], {
    env,
    up: 'spawned',
  });
  await until('the panel takes tray items', () =>
    hasOwner(connection, 'org.kde.StatusNotifierWatcher'),
  );
  return {
    height,
    async close() {
      await panel.close();
      await xfconf.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The program that serves Xfce's settings has a place that depends on the machine; its service names it. */
function settingsProgram(): string | null {
  try {
    return /^Exec=(\S+)/m.exec(readFileSync(settingsService, 'utf8'))?.[1] ?? null;
  } catch {
    return null;
  }
}

function settings(dark: boolean, height: number): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="${dark}"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=10;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="${height}"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
    <property name="plugin-3" type="string" value="clock"/>
  </property>
</channel>
`;
}
