// `npm start`: sets up what is missing, then opens Snowbell, or checks in the terminal where no display is.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { giveUp, reporter } from './setup/report.mjs';
import { setUp } from './setup.mjs';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);
const report = reporter();
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(`npm start                          opens Snowbell on your flake; without one, on a rehearsal
NH_FLAKE=DIR npm start             on the flake in DIR, where neither settings nor /etc/nixos have one
npm start -- --rehearsal           on a private toy system; --reset starts it afresh
npm run -s snowbell -- --help      the command line
`);
  process.exit(0);
}
const display = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
if (display && args.includes('--flake')) {
  report.line(
    'The window takes its flake from its settings: choose it there, or, where none is chosen',
  );
  report.line('and /etc/nixos has none, type NH_FLAKE=DIR npm start');
  process.exit(2);
}
const rehearsal = args.includes('--rehearsal');
// Where there is no flake to look after, a rehearsal shows what there would be to see.
const either = rehearsal || args.includes('--flake') ? [] : ['--or-rehearsal'];

const found = await setUp({ report, electron: display, nix: rehearsal || !hasFlake() }).catch(
  giveUp,
);
const env = { ...process.env };
delete env.ELECTRON_RUN_AS_NODE;
if (found.nix !== null) env.PATH = [found.nix.bin, env.PATH].join(delimiter);

const { electron } = found;
if (display && electron !== null && electron.missing.length === 0) {
  // Chromium's sandbox refuses to work for root.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  run(electron.path, [...root, top, ...either, ...args]);
} else {
  if (!display) report.line('No display: checking in the terminal instead of opening a window.');
  else if (electron !== null) {
    const { electronRemedy } = await import('./setup/system-packages.mjs');
    report.line(
      `Electron cannot start: ${electron.missing.join(', ')} missing. Type this, then start again:`,
    );
    report.line(`  ${await electronRemedy(electron.missing)}`);
    report.line('Until then, here is the check in the terminal.');
  }
  run(process.execPath, [join(top, 'out', 'main', 'cli.js'), 'check', ...either, ...args]);
}

/** Whether Snowbell will find a flake by itself; if not, it offers a rehearsal, and that needs nix. */
function hasFlake() {
  if (args.includes('--flake')) return true;
  const config = process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
  const chosen = ['/etc/snowbell/settings.json', join(config, 'snowbell', 'settings.json')].map(
    (path) => {
      try {
        return JSON.parse(readFileSync(path, 'utf8')).flake;
      } catch {
        return null;
      }
    },
  );
  return [...chosen, '/etc/nixos', process.env.NH_FLAKE, process.env.FLAKE].some(
    (folder) => typeof folder === 'string' && existsSync(join(folder, 'flake.nix')),
  );
}

function run(program, words) {
  const child = spawn(program, words, { cwd: process.cwd(), env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    report.line(`${program} cannot be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}
