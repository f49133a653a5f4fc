// Brings node_modules/ to what package-lock.json says; does nothing when it already is.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from './program.mjs';

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
  await report.during('Installing npm packages into node_modules/', () =>
    must([...argv, 'ci', '--loglevel=error'], { cwd: top, timeoutMs: 1_800_000 }),
  );
}
