// Measures the tray program at rest, against an empty Electron tray app in the same run: memory, start, timers.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type dbus from 'dbus-next';
import { displayMissing, openDisplay } from '../rig/display.ts';
import { electronPath } from '../rig/electron.ts';
import { openSessionBus, sessionBusMissing } from '../rig/session-bus.ts';
import { programsMissing, type StartedProgram, startProgram } from '../rig/started-program.ts';
import { openTrayHost } from '../rig/tray-host.ts';
import { until } from '../rig/until.ts';
import type { BenchRow } from './check.ts';

const top = join(import.meta.dirname, '../..');
const starts = 5;
/** At rest: its first check is over and what it needed for that has been let go (milliseconds). */
const restMs = 12_000;
/** Less than a minute, so that what ticks once a minute is seen once at most (milliseconds). */
const watchMs = 59_000;

const round = (value: number) => Math.round(value * 100) / 100;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface App {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The rows of the tray; none where Electron, a display or a bus is missing. */
export async function benchTray(): Promise<BenchRow[]> {
  const installed = electronPath();
  const missing = displayMissing() ?? sessionBusMissing() ?? programsMissing(['git']);
  if (installed === null || missing !== null) return [];
  const folder = mkdtempSync(join(tmpdir(), 'snowbell-bench-'));
  const electron = ownElectron(folder, installed);
  const display = await openDisplay();
  const bus = await openSessionBus();
  const connection = await bus.connect();
  const host = await openTrayHost(connection);
  try {
    const env = { ...display.env, ...bus.env, PATH: process.env.PATH ?? '', HOME: folder };
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const bundle = snowbell(folder);
    const counted = join(folder, 'counted');
    const counter = countingApp(folder, bundle, counted);
    const ours: App = {
      args: [...sandbox, bundle, '--hidden'],
      env: { ...env, ...oneFlake(folder) },
    };
    const empty: App = { args: [...sandbox, emptyApp(folder, 'empty', '')], env };
    const tuned: App = { args: [...sandbox, emptyApp(folder, 'tuned', ourSwitches)], env };
    const begin = async (app: App) => {
      const from = performance.now();
      const program = await startProgram([electron, ...app.args], { env: app.env, up: 'spawned' });
      const ms = (await registered(connection, () => host.addresses().length > 0)) - from;
      return { program, ms };
    };
    const end = async (program: StartedProgram) => {
      await program.close();
      await until('its item is gone', () => host.addresses().length === 0);
    };
    const startOf = async (app: App) => {
      const { program, ms } = await begin(app);
      await end(program);
      return ms;
    };
    const memoryOf = async (app: App) => {
      const { program } = await begin(app);
      await new Promise((resolve) => setTimeout(resolve, restMs));
      const bytes = pss(program.pid);
      await end(program);
      return bytes / 1024 ** 2;
    };

    // Once unmeasured: files are read into memory, and the first check is remembered.
    for (const app of [ours, empty, tuned]) await startOf(app);
    const oursMs: number[] = [];
    const emptyMs: number[] = [];
    for (let index = 0; index < starts; index += 1) {
      oursMs.push(await startOf(ours));
      emptyMs.push(await startOf(empty));
    }
    const memory = {
      ours: await memoryOf(ours),
      empty: await memoryOf(empty),
      tuned: await memoryOf(tuned),
    };
    const counting = await begin({ ...ours, args: [...sandbox, counter, '--hidden'] });
    const told = () => readFileSync(counted, { encoding: 'utf8', flag: 'a+' });
    await until('the timers are counted', () => told() !== '', restMs + 2 * watchMs + 30_000);
    const timers = Number(told());
    await end(counting.program);
    return [
      against(
        'tray only, window closed: memory (PSS)',
        'MiB',
        memory.ours,
        memory.empty,
        1.1,
        memory.tuned,
      ),
      against(
        'start until the tray item is registered',
        'ms',
        median(oursMs),
        median(emptyMs),
        1.15,
        null,
      ),
      {
        row: 'tray only: how often the busiest timer ticks',
        ours: timers,
        peer: null,
        floor: null,
        unit: 'a minute',
        ratio: null,
        budget: 1,
        ok: timers <= 1,
      },
    ];
  } finally {
    await host.leave();
    await bus.close();
    await display.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** `floor`: what the same empty app needs with our switches. */
function against(
  row: string,
  unit: string,
  ours: number,
  peer: number,
  times: number,
  floor: number | null,
): BenchRow {
  const ratio = ours / peer;
  return {
    row,
    ours: round(ours),
    peer: round(peer),
    floor: floor === null ? null : round(floor),
    unit,
    ratio: round(ratio),
    budget: round(peer * times),
    ok: ratio <= times,
  };
}

/** The moment (of `performance.now`) at which it is so; asked with every message, so that no poll blurs it. */
function registered(connection: dbus.MessageBus, so: () => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => finish(() => reject(new Error('no tray item came'))), 30_000);
    // The host has handled a message only after the listeners were told of it.
    const look = () => setImmediate(() => so() && finish(() => resolve(performance.now())));
    const finish = (settle: () => void) => {
      clearTimeout(limit);
      connection.off('message', look);
      settle();
    };
    connection.on('message', look);
  });
}

/**
 * Electron's files once more, so that no other program on this machine shares their pages: what is
 * shared counts by its share. One that is a mere wrapper around another is taken as it is.
 */
function ownElectron(folder: string, installed: string): string {
  const from = dirname(installed);
  if (!existsSync(join(from, 'resources.pak'))) return installed;
  cpSync(from, join(folder, 'electron'), { recursive: true });
  return join(folder, 'electron', basename(installed));
}

/** The bundle of this checkout, copied so that nobody pulls it away meanwhile. */
function snowbell(folder: string): string {
  const bundled = spawnSync(process.execPath, [join(top, 'build/bundle.mjs')], {
    encoding: 'utf8',
  });
  if (bundled.status !== 0) throw new Error(`no bundle: ${bundled.stderr}`);
  const app = join(folder, 'snowbell');
  cpSync(join(top, 'out'), join(app, 'out'), { recursive: true });
  cpSync(join(top, 'package.json'), join(app, 'package.json'));
  return app;
}

/** A flake with one input that is behind on an upstream of its own, and settings that name it. */
function oneFlake(folder: string): Readonly<Record<string, string>> {
  const upstream = join(folder, 'upstream');
  const flake = join(folder, 'flake');
  const config = join(folder, 'config');
  for (const each of [upstream, flake, join(config, 'snowbell')])
    mkdirSync(each, { recursive: true });
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', upstream, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words]);
  git('init', '-q', '-b', 'main');
  git('commit', '-q', '--allow-empty', '-m', 'first');
  const original = { type: 'git', url: `file://${upstream}` };
  const locked = { ...original, rev: '1'.repeat(40), lastModified: 1, narHash: '' };
  const nodes = { root: { inputs: { tools: 'tools' } }, tools: { locked, original } };
  writeFileSync(join(flake, 'flake.nix'), '{ outputs = _: { }; }');
  writeFileSync(join(flake, 'flake.lock'), JSON.stringify({ version: 7, root: 'root', nodes }));
  writeFileSync(join(config, 'snowbell/settings.json'), JSON.stringify({ flake, host: 'bench' }));
  return {
    XDG_CONFIG_HOME: config,
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CACHE_HOME: join(folder, 'cache'),
  };
}

const ourSwitches = `app.disableHardwareAcceleration();
app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');`;

/** The least that has a tray item with a menu. */
function emptyApp(folder: string, name: string, switches: string): string {
  const app = join(folder, name);
  mkdirSync(app);
  const icon = JSON.stringify(join(top, 'build/icons/tray/idle-0-22.png'));
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name, version: '1.0.0', main: 'main.js' }),
  );
  writeFileSync(
    join(app, 'main.js'),
    `const { app, Menu, Tray } = require('electron');
app.setPath('userData', ${JSON.stringify(join(folder, `${name}-data`))});
${switches}
let tray;
app.whenReady().then(() => {
  tray = new Tray(${icon});
  tray.setToolTip('empty');
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]));
});
app.on('window-all-closed', () => undefined);`,
  );
  return app;
}

/** Bytes that a process and all its descendants have for themselves, shared pages by their share. */
function pss(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // it has ended meanwhile
    }
  }
  const family = (one: number): boolean =>
    one === pid || (one > 1 && family(parents.get(one) ?? 0));
  let kibibytes = 0;
  for (const one of parents.keys()) {
    if (!family(one)) continue;
    const rollup = readFileSync(`/proc/${one}/smaps_rollup`, 'utf8');
    kibibytes += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
  }
  return kibibytes * 1024;
}

/**
 * A program that counts, once Snowbell beside it is at rest, what its timers call, and writes the
 * most frequent one's count to `counted`. No debugger, which would bring timers of its own.
 */
function countingApp(folder: string, snowbell: string, counted: string): string {
  const app = join(folder, 'counting');
  mkdirSync(app);
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'counting', version: '1.0.0', type: 'module', main: 'main.js' }),
  );
  writeFileSync(
    join(app, 'main.js'),
    `import { createHook, executionAsyncResource } from 'node:async_hooks';
import { writeFileSync } from 'node:fs';
import ${JSON.stringify(join(snowbell, 'out/main/index.js'))};
const windows = [];
let fired = new Map();
setTimeout(() => {
  // A timer that is set anew each time is told by what it calls.
  const before = () => {
    const call = executionAsyncResource()._onTimeout;
    if (typeof call !== 'function' || call === tell) return;
    const name = String(call).slice(0, 300);
    fired.set(name, (fired.get(name) ?? 0) + 1);
  };
  createHook({ before }).enable();
  setTimeout(tell, ${watchMs});
}, ${restMs});
// What ticks does so minute after minute; what one change has set going does not.
function tell() {
  windows.push(fired);
  fired = new Map();
  if (windows.length < 2) {
    setTimeout(tell, ${watchMs});
    return;
  }
  const [first, second] = windows;
  const ticks = [...first].map(([name, count]) => Math.min(count, second.get(name) ?? 0));
  writeFileSync(${JSON.stringify(counted)}, String(Math.max(0, ...ticks)));
}`,
  );
  return app;
}
