// Writes npm-deps-hash.json again: fetches what package-lock.json names for each platform, as npm-deps.nix does.
//   node build/nix/update-hash.mjs
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { narHash } from './nar-hash.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const top = dirname(dirname(here));
const platforms = { 'x86_64-linux': 'x64', 'aarch64-linux': 'arm64' };

/** The hash that package-lock.json had when the others were taken. */
export function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(top, 'package-lock.json')))
    .digest('hex');
}

function main() {
  const work = mkdtempSync(join(tmpdir(), 'snowbell-npm-'));
  try {
    const kept = { lock: lockHash() };
    for (const [system, cpu] of Object.entries(platforms)) {
      const folder = join(work, system);
      mkdirSync(folder);
      for (const name of ['.npmrc', 'package.json', 'package-lock.json']) {
        copyFileSync(join(top, name), join(folder, name));
      }
      const argv = [
        'ci',
        '--ignore-scripts',
        '--os=linux',
        `--cpu=${cpu}`,
        '--libc=glibc',
        '--no-progress',
      ];
      const done = spawnSync('npm', argv, { cwd: folder, stdio: ['ignore', 2, 2] });
      if (done.status !== 0) throw new Error(`npm ci for ${system} ended with ${done.status}`);
      rmSync(join(folder, 'node_modules', '.package-lock.json'), { force: true });
      const output = join(folder, 'output');
      mkdirSync(output);
      renameSync(join(folder, 'node_modules'), join(output, 'node_modules'));
      kept[system] = narHash(output);
    }
    writeFileSync(join(here, 'npm-deps-hash.json'), `${JSON.stringify(kept, null, 2)}\n`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
