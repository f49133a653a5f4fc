// Turns main/, preload/ and renderer/ into out/; does nothing when out/ was made from the same sources.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(top, 'out');
/** Files that the program opens at run time; they lie beside out/main as they do beside build/. */
const assets = ['icons', 'helper', 'rehearsal'];
const sources = [
  'main',
  'preload',
  'renderer',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'build/bundle.mjs',
  ...assets.map((name) => `build/${name}`),
];

/** Whether out/ was made from the sources as they are now. */
export function isBundled() {
  try {
    return readFileSync(join(out, 'stamp'), 'utf8') === stamp();
  } catch {
    return false;
  }
}

/**
 * Makes out/ where it is missing or older than the sources.
 * @param {import('./setup/report.mjs').Report} report
 */
export async function ensureBundle(report) {
  if (isBundled()) return;
  await report.during('Bundling Snowbell', makeBundle);
}

async function makeBundle() {
  // Taken first: a source that changes meanwhile makes the next call bundle again.
  const made = stamp();
  const mode = process.env.NODE_ENV;
  const making = `${out}.${process.pid}`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making);
  try {
    const { build } = await import('vite');
    for (const part of await parts(making)) await build(part);
    for (const name of assets) {
      const from = join(top, 'build', name);
      if (existsSync(from)) await cp(from, join(making, name), { recursive: true });
    }
    await writeFile(join(making, 'stamp'), made);
    await replace(making);
  } finally {
    // Vite sets this for good; whoever is started after it would take itself for a production build.
    if (mode === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = mode;
    await rm(making, { recursive: true, force: true });
  }
}

/** Puts the new folder in the place of the old one, also when another bundler does so at the same time. */
async function replace(making) {
  const old = `${making}.old`;
  for (let tries = 0; ; tries += 1) {
    await rename(out, old).catch(ignore('ENOENT'));
    await rm(old, { recursive: true, force: true });
    try {
      await rename(making, out);
      return;
    } catch (error) {
      if (tries === 20 || (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST')) throw error;
    }
  }
}

const ignore = (code) => (error) => {
  if (error.code !== code) throw error;
};

// dbus-next asks for these two when it must: to pass file descriptors, and to find a bus through X11.
const external = ['electron', 'usocket', 'x11'];

async function parts(folder) {
  const { default: react } = await import('@vitejs/plugin-react');
  const common = {
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    root: top,
    publicDir: false,
  };
  const node = {
    ...common,
    ssr: { noExternal: true, external },
  };
  const main = {
    ...node,
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(folder, 'main'),
      // Less to read and to keep: measured by the tray rows of the bench.
      minify: true,
      rolldownOptions: {
        external,
        input: present({ index: 'main/index.ts', cli: 'main/cli.ts' }),
        // One folder without levels, so that what lies beside it is found the same way from any chunk.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
  const preload = {
    ...node,
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(folder, 'preload'),
      minify: false,
      rolldownOptions: {
        external,
        input: present({ index: 'preload/index.ts' }),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  };
  const renderer = {
    ...common,
    root: join(top, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: join(folder, 'renderer'),
      emptyOutDir: true,
      // The page's policy forbids inline scripts, and pictures are files.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: present({ index: 'renderer/index.html' }) },
    },
  };
  return [main, preload, renderer].filter(
    (part) => Object.keys(part.build.rolldownOptions.input).length > 0,
  );
}

/** The entries that exist, as absolute paths; one that does not is named. */
function present(entries) {
  const found = {};
  for (const [name, path] of Object.entries(entries)) {
    if (existsSync(join(top, path))) found[name] = join(top, path);
    else process.stderr.write(`${path} does not exist; out/ is made without it\n`);
  }
  return found;
}

function stamp() {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesUnder(join(top, source))) {
      hash
        .update(`${relative(top, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const inner = join(path, entry.name);
        return entry.isDirectory() ? filesUnder(inner) : [inner];
      });
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { reporter } = await import('./setup/report.mjs');
  await ensureBundle(reporter());
}
