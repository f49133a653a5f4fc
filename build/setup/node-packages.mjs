// Brings node_modules/ to what package-lock.json says; does nothing when it already is.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { capture } from './program.mjs';

const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** npm writes its own list last, so an interrupted installation has none or an old one. */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(join(top, 'package-lock.json'), 'utf8')).packages;
    const list = join(top, 'node_modules', '.package-lock.json');
    const present = JSON.parse(readFileSync(list, 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '' || entry.optional || entry.devOptional || entry.peer) return true;
      return present[path]?.version === entry.version;
    });
  } catch {
    return false;
  }
}

/** @param {import('./report.mjs').Report} report */
export async function ensureNodePackages(report) {
  if (isInstalled()) return;
  const npm = process.env.npm_execpath;
  const argv = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  const npmRun = (...words) =>
    capture([...argv, ...words, '--loglevel=error'], { cwd: top, timeoutMs: 1_800_000 });
  await report.during('Installing npm packages into node_modules/', async () => {
    let done = await npmRun('ci');
    // A registry that lacks some other platform's optional package makes a lock without it, which
    // `ci` refuses to this day; `install` takes the locked versions all the same and saves nothing.
    if (done.code !== 0 && /in sync/.test(done.stderr)) done = await npmRun('install', '--no-save');
    if (done.code === 0) return;
    const said = done.stderr.split('\n').filter((row) => row.startsWith('npm error'));
    throw new Error(`npm could not install the packages:\n${said.slice(0, 12).join('\n')}`);
  });
}
