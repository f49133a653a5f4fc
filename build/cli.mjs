// `npm run -s snowbell -- …`: the command line of this checkout, made first where it is missing or old.
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { madeNix, nixOnPath } from './setup/nix.mjs';
import { giveUp, reporter } from './setup/report.mjs';
import { setUp } from './setup.mjs';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);
const rehearsal = args.includes('--rehearsal') || args.includes('--or-rehearsal');
const found = await setUp({ report: reporter(), electron: false, nix: rehearsal }).catch(giveUp);

const nix = found.nix ?? (await nixOnPath()) ?? madeNix('oldest') ?? madeNix('newest');
const env = { ...process.env };
if (nix !== null && nix.origin !== 'on PATH') env.PATH = [nix.bin, env.PATH].join(delimiter);

// npm runs scripts in the checkout; relative names on the command line are meant from where it was typed.
const cwd = process.env.INIT_CWD ?? process.cwd();
const child = spawn(process.execPath, [join(top, 'out', 'main', 'cli.js'), ...args], {
  cwd,
  env,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`the command line cannot be started: ${error.message}\n`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
});
