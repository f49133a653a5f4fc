// Finds a usable nix, or makes one in the cache folder from Debian's packages: no root, no system change.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, makeWhole } from './cache.mjs';
import { lackingForDebian, unpackDebian } from './debian-packages.mjs';
import { capture, findProgram, must } from './program.mjs';

/** @typedef {{version: string, bin: string, origin: string}} FoundNix `bin`: the folder that holds nix, nix-env, … */

/** Debian's oldest nix that Snowbell supports, and its newest. */
const suites = { oldest: 'trixie', newest: 'sid' };
// Raised when the way a root is made changes, so that an older one is not taken for it.
const preparation = 1;
const rootFolder = (which) => join(cacheFolder(), 'nix', `${suites[which]}-${preparation}`);

/** Snowbell needs 2.24 for `--reference-lock-file` as it uses it; Lix counts its own way and has it. */
export function isUsable(text) {
  const version = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (version === null) return false;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  return major > 2 || (major === 2 && minor >= (/lix/i.test(text) ? 90 : 24));
}

/** The nix on PATH if it is new enough and not one that set-up made.
 *  @returns {Promise<FoundNix | null>} */
export async function nixOnPath() {
  const path = findProgram('nix');
  if (path === null || madeBySetUp(path)) return null;
  const said = (await capture([path, '--version'], { timeoutMs: 10_000 })).stdout;
  if (!isUsable(said)) return null;
  return { version: numberIn(said), bin: dirname(path), origin: 'on PATH' };
}

/** A nix that set-up made earlier; instant, starts nothing.
 *  @param {'oldest' | 'newest'} which @returns {FoundNix | null} */
export function madeNix(which) {
  const folder = rootFolder(which);
  try {
    const version = readFileSync(join(folder, 'version'), 'utf8').trim();
    return { version, bin: join(folder, 'bin'), origin: `Debian ${suites[which]}` };
  } catch {
    return null;
  }
}

/**
 * A nix to work with. 'any' takes the one on PATH before making one; 'oldest' and 'newest' are Debian's.
 * @param {import('./report.mjs').Report} report
 * @param {{which?: 'any' | 'oldest' | 'newest'}} [options]
 * @returns {Promise<FoundNix | null>} null where there is none to be had, which has been said
 */
export async function ensureNix(report, { which = 'any' } = {}) {
  if (which === 'any') {
    const present = await nixOnPath();
    if (present !== null) return present;
  }
  const wanted = which === 'newest' ? 'newest' : 'oldest';
  const made = madeNix(wanted);
  if (made !== null) return made;
  const lacking = lackingForDebian();
  if (lacking.length > 0) {
    report.line(
      'No nix 2.24 or newer is installed, and one of our own can be made only where Debian’s tools and ' +
        `keyring are (missing: ${lacking.join(', ')}). ` +
        'Checking works without nix; upgrading needs it: https://nixos.org/download',
    );
    return null;
  }
  const target = rootFolder(wanted);
  try {
    await report.during(
      `Making a private nix from Debian ${suites[wanted]} (about 50 MB to fetch)`,
      () => makeWhole(target, (folder) => makeRoot(folder, target, suites[wanted])),
    );
  } catch (error) {
    report.line(`A private nix could not be made: ${error.message}`);
    return null;
  }
  return madeNix(wanted);
}

async function makeRoot(folder, target, suite) {
  const root = join(folder, 'root');
  await unpackDebian(join(folder, 'apt'), root, suite, ['nix-bin']);
  // Nothing runs from here but nix: texts and Perl only take room.
  for (const name of ['doc', 'man', 'info', 'locale', 'lintian', 'perl']) {
    rmSync(join(root, 'usr', 'share', name), { recursive: true, force: true });
  }
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const programs = readdirSync(join(root, 'usr', 'bin')).filter((name) => /^nix(-|$)/.test(name));
  for (const name of programs) {
    writeFileSync(join(bin, name), wrapper(name, root, join(target, 'root')));
    chmodSync(join(bin, name), 0o755);
  }
  // Asked through the loader where it lies now; the wrappers name the place it will have.
  const loader = loaderIn(root);
  const said = await must(
    [loader, '--library-path', libraryPath(root), join(root, 'usr', 'bin', 'nix'), '--version'],
    { timeoutMs: 20_000 },
  );
  if (!isUsable(said)) throw new Error(`Debian ${suite} has ${said.trim()}, which is too old`);
  writeFileSync(join(folder, 'version'), `${numberIn(said)}\n`);
}

/** Its own loader and libraries run the program, so the host's C library need not fit. */
function wrapper(name, root, place) {
  const moved = (path) => quoted(path.replace(root, place));
  return [
    '#!/bin/sh',
    '# nix looks for its build hook beside the program that runs, which is the loader here: have none.',
    'NIX_CONFIG="build-hook =',
    '$NIX_CONFIG"',
    'export NIX_CONFIG',
    `exec ${moved(loaderIn(root))} --library-path ${libraryPath(root).split(':').map(moved).join(':')} \\`,
    `  --argv0 ${name} ${moved(join(root, 'usr', 'bin', name))} "$@"`,
    '',
  ].join('\n');
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function loaderIn(root) {
  for (const folder of ['usr/lib64', 'usr/lib', 'lib64', 'lib']) {
    if (!existsSync(join(root, folder))) continue;
    const name = readdirSync(join(root, folder)).find((entry) =>
      /^ld-linux.*\.so\.\d+$/.test(entry),
    );
    if (name !== undefined) return join(root, folder, name);
  }
  throw new Error('the C library came without its loader');
}

function libraryPath(root) {
  const base = join(root, 'usr', 'lib');
  const triplets = readdirSync(base).filter((name) => name.endsWith('-linux-gnu'));
  return [...triplets.map((name) => join(base, name)), base].join(':');
}

function madeBySetUp(path) {
  const real = realpathSync(path);
  return (
    real.startsWith(join(cacheFolder(), 'nix')) || /\/snowbell\/setup\/nix\/[^/]+\/bin\//.test(real)
  );
}

const numberIn = (text) => /\d+\.\d+(?:\.\d+)?\S*/.exec(text)?.[0] ?? text.trim();

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { reporter } = await import('./report.mjs');
  const which = process.argv[2] ?? 'any';
  const found = await ensureNix(reporter(), { which });
  if (found === null) process.exitCode = 1;
  else console.log(JSON.stringify(found));
}
