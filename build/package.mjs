// `npm run package [-- dir tar.gz deb]`: packages for systems without nixpkgs, in dist/, and what they weigh.
import {
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBundle } from './bundle.mjs';
import { writeShare } from './desktop/share.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { findProgram } from './setup/program.mjs';
import { giveUp, reporter } from './setup/report.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const top = dirname(here);
const known = ['dir', 'tar.gz', 'deb'];

/**
 * Makes the packages into `output` (dist/ unless told) and returns the folder of the unpacked program.
 * Throws where there is no Electron whose files could be packed.
 * @param {{report: import('./setup/report.mjs').Report, targets?: readonly string[], output?: string,
 *   quick?: boolean}} options
 */
export async function makePackages({
  report,
  targets = known,
  output = join(top, 'dist'),
  quick = false,
}) {
  const electron = await ensureElectron(report);
  if (electron === null) throw new Error('there is no Electron to pack');
  const electronDist = dirname(electron.path);
  // On NixOS the program on PATH is a wrapper around files that lie elsewhere, and its own package is better.
  if (!existsSync(join(electronDist, 'resources.pak'))) {
    throw new Error(`${electron.path} is not a whole Electron; on NixOS use the flake's package`);
  }
  await ensureBundle(report);

  rmSync(output, { recursive: true, force: true });
  const share = join(output, 'share');
  await writeShare(share);
  const system = await layOutForSystem(output, share);

  // A real fpm or 7za is used where somebody names it; electron-builder would download its own.
  process.env.CUSTOM_FPM_PATH ??= join(here, 'package', 'fpm.mjs');
  process.env.ELECTRON_BUILDER_7ZIP_PATH ??= findProgram('7za') ?? join(here, 'package', '7za.mjs');
  if (quick) process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL = '1';
  const { build, Platform } = await import('electron-builder');
  const files = await electronFiles(electronDist, output);
  await build({
    projectDir: top,
    targets: Platform.LINUX.createTarget([...targets]),
    config: {
      extends: 'build/electron-builder.yml',
      electronDist: files,
      electronVersion: electron.version,
      directories: { output },
      extraFiles: [
        { from: join(top, 'LICENSE'), to: 'LICENSE.snowbell.txt' },
        { from: join(here, 'desktop', 'snowbell.sh'), to: 'bin/snowbell' },
        { from: share, to: 'share' },
      ],
      // The command, its man page and the rest of share/ where the system looks for them.
      deb: { fpm: [`${system}/=/`], ...(quick && { compression: 'gz' }) },
    },
  });
  rmSync(files, { recursive: true });
  rmSync(share, { recursive: true });
  rmSync(system, { recursive: true });
  return join(
    output,
    readdirSync(output).find((name) => name.endsWith('-unpacked')),
  );
}

/** The files outside /opt; electron-builder adds the desktop entry and the icons in sizes itself. */
async function layOutForSystem(output, share) {
  const system = join(output, 'system');
  const usr = join(system, 'usr');
  mkdirSync(join(usr, 'bin'), { recursive: true });
  symlinkSync('/opt/Snowbell/bin/snowbell', join(usr, 'bin', 'snowbell'));
  for (const [from, to] of [
    ['bash-completion', 'bash-completion'],
    ['fish', 'fish'],
    ['man', 'man'],
    ['metainfo', 'metainfo'],
    ['zsh/site-functions', 'zsh/vendor-completions'],
    ['icons/hicolor/scalable', 'icons/hicolor/scalable'],
    ['icons/hicolor/symbolic', 'icons/hicolor/symbolic'],
  ]) {
    await cp(join(share, from), join(usr, 'share', to), { recursive: true });
  }
  return system;
}

/** Electron's own files; the program that a bare Electron shows is not packed, whatever it is made of. */
async function electronFiles(from, output) {
  const to = join(output, 'electron');
  const resources = join(from, 'resources');
  await cp(from, to, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (path) => dirname(path) !== resources,
  });
  return to;
}

function bytesOf(path) {
  const info = statSync(path);
  if (!info.isDirectory()) return info.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** What each artefact weighs, and how much of it is Electron's. */
export function sizes(unpacked) {
  const output = dirname(unpacked);
  const own = bytesOf(join(unpacked, 'resources', 'app.asar'));
  const whole = bytesOf(unpacked);
  return [
    ['unpacked', whole],
    ['  of it Snowbell (app.asar)', own],
    ['  of it Electron and its languages', whole - own],
    ...readdirSync(output)
      .filter((name) => /\.(tar\.gz|deb)$/.test(name))
      .map((name) => [name, bytesOf(join(output, name))]),
  ].map(([name, bytes]) => ({ name, bytes, shown: `${name.padEnd(36)} ${megabytes(bytes)}` }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    process.stderr.write(`${unknown} is none of ${known.join(', ')}\n`);
    process.exit(2);
  }
  const unpacked = await makePackages({
    report: reporter(),
    targets: asked.length > 0 ? asked : known,
  }).catch(giveUp);
  for (const { shown } of sizes(unpacked)) console.log(shown);
}
