// `npm run screens [-- FOLDER] [--variants=light,ja]`: pictures of every screen and state, in every variant, and
// of the tray item in a real panel, to be looked at; with them those of a whole desktop for the README.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBundle } from './bundle.mjs';
import { giveUp, reporter } from './setup/report.mjs';
import { setUp } from './setup.mjs';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2);
const variants = words.find((word) => word.startsWith('--variants='))?.slice('--variants='.length);
const given = words.find((word) => !word.startsWith('--'));
const found = await setUp({ report: reporter() }).catch(giveUp);
const { electron, nix } = found;
if (electron === null || electron.missing.length > 0 || nix === null) {
  giveUp(new Error('pictures need an Electron that starts and a nix'));
}
const rig = await loadRig(['display', 'session-bus', 'panel', 'screenshot', 'until']);
const missing = rig.panelMissing() ?? rig.screenshotMissing();
if (missing !== null) giveUp(new Error(missing));

// The bundler empties out/ where the sources are newer; the pictures come after it.
await ensureBundle(reporter());
const folder = resolve(given ?? join(top, 'out', 'screens'));
mkdirSync(folder, { recursive: true });
const home = mkdtempSync(join(tmpdir(), 'snowbell-screens-'));
try {
  for (const theme of ['light', 'dark']) await picture(theme);
} finally {
  rmSync(home, { recursive: true, force: true });
}
process.exitCode = await everyScreen();

/** They are taken as the end-to-end specs run, which can bring about every state. */
function everyScreen() {
  const playwright = join(top, 'node_modules', '@playwright', 'test', 'cli.js');
  const config = join(top, 'test', 'e2e', 'pictures', 'playwright.config.ts');
  const child = spawn(process.execPath, [playwright, 'test', '--config', config], {
    cwd: top,
    env: {
      ...process.env,
      SNOWBELL_PICTURES: folder,
      ...(variants === undefined ? {} : { SNOWBELL_VARIANTS: variants }),
    },
    stdio: 'inherit',
  });
  return new Promise((done) => {
    child.on('error', () => done(1));
    child.on('exit', (code) => done(code ?? 1));
  });
}

async function picture(theme) {
  const display = await rig.openDisplay(1000, 720);
  const bus = await rig.openSessionBus();
  const panel = await rig.openPanel(display.env, bus, { dark: theme === 'dark' });
  const env = {
    ...process.env,
    ...display.env,
    ...bus.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_STATE_HOME: join(home, 'state'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_RUNTIME_DIR: home,
    GTK_THEME: theme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
    PATH: [nix.bin, process.env.PATH].join(delimiter),
  };
  delete env.WAYLAND_DISPLAY;
  delete env.ELECTRON_RUN_AS_NODE;
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const dark = theme === 'dark' ? ['--force-dark-mode'] : [];
  const app = spawn(electron.path, [...root, ...dark, top, '--rehearsal'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const over = new Promise((done) => app.on('exit', done));
  try {
    const connection = await bus.connect();
    await rig.until('the tray item tells that inputs are behind', () => behind(connection), 90_000);
    // The window has come to rest when two looks at it, a moment apart, are the same.
    let last = null;
    await rig.until('the window is drawn', async () => {
      const now = rig.readPixels(display.env);
      const still = last?.rgb.equals(now.rgb) && rig.colours(now) > 100;
      last = now;
      await new Promise((go) => setTimeout(go, 700));
      return still;
    });
    rig.writeScreenshot(display.env, join(folder, `desktop-${theme}.png`));
    rig.writeScreenshot(
      display.env,
      join(folder, `panel-${theme}.png`),
      `300x${panel.height}+700+${720 - panel.height}`,
    );
    process.stderr.write(`${join(folder, `desktop-${theme}.png`)}\n`);
  } finally {
    app.kill();
    const hard = setTimeout(() => app.kill('SIGKILL'), 10_000);
    await over;
    clearTimeout(hard);
    await panel.close();
    await bus.close();
    await display.close();
  }
}

async function behind(connection) {
  const read = async (destination, path, name, member) => {
    const [variant] = await rig.callBus(connection, {
      destination,
      path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [name, member],
    });
    return variant.value;
  };
  const watcher = 'org.kde.StatusNotifierWatcher';
  const items = await read(
    watcher,
    '/StatusNotifierWatcher',
    watcher,
    'RegisteredStatusNotifierItems',
  );
  const [item] = items;
  if (item === undefined) return false;
  const slash = item.indexOf('/');
  const tip = await read(
    item.slice(0, slash),
    item.slice(slash),
    'org.kde.StatusNotifierItem',
    'ToolTip',
  );
  return /behind/.test(`${tip[2]}${tip[3]}`);
}

/** The rig is TypeScript, which this Node does not run by itself. */
async function loadRig(names) {
  const { runnerImport } = await import('vite');
  const all = {};
  for (const name of names) {
    const { module } = await runnerImport(join(top, 'test', 'rig', `${name}.ts`), {
      configFile: false,
      root: top,
      logLevel: 'error',
    });
    Object.assign(all, module);
  }
  return all;
}
