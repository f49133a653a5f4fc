// Makes a folder with Debian's systemd, polkit and what they live on, for the tests that boot it as a private root.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, makeWhole } from './cache.mjs';
import { lackingForDebian, unpackDebian } from './debian-packages.mjs';
import { must } from './program.mjs';

const suite = 'trixie';
// Raised when the way the root is made changes, so that an older one is not taken for it.
const preparation = 1;
const target = () => join(cacheFolder(), 'systemd', `${suite}-${preparation}`);

/** The names that nothing depends on because every Debian has them come first. */
const packages = [
  ...['base-files', 'base-passwd', 'bash', 'coreutils', 'dash', 'findutils', 'grep', 'login'],
  ...['libc-bin', 'libpam-modules', 'libpam-runtime', 'passwd', 'procps', 'sed', 'util-linux'],
  ...['dbus', 'libpam-systemd', 'libstdc++6', 'pkexec', 'polkitd', 'systemd'],
];

/** The root that set-up made, or null; instant, starts nothing.
 *  @returns {{root: string, version: string} | null} */
export function madeSystemd() {
  try {
    const version = readFileSync(join(target(), 'version'), 'utf8').trim();
    return { root: join(target(), 'root'), version };
  } catch {
    return null;
  }
}

/**
 * Makes it where root runs the tests of a Debian; elsewhere those tests are skipped.
 * @param {import('./report.mjs').Report} report
 */
export async function ensureSystemd(report) {
  if (madeSystemd() !== null || process.getuid?.() !== 0 || existsSync('/etc/NIXOS')) return;
  const lacking = lackingForDebian();
  if (lacking.length > 0) return;
  try {
    await report.during(
      `Making a private systemd from Debian ${suite} for the tests (about 40 MB to fetch)`,
      () => makeWhole(target(), makeRoot),
    );
  } catch (error) {
    report.line(`A private systemd could not be made; tests will skip. ${error.message}`);
  }
}

async function makeRoot(folder) {
  const root = join(folder, 'root');
  await unpackDebian(join(folder, 'apt'), root, suite, packages);
  for (const name of ['doc', 'man', 'info', 'locale', 'lintian']) {
    rmSync(join(root, 'usr', 'share', name), { recursive: true, force: true });
  }
  // Made by a script of base-files, which did not run.
  for (const name of ['mnt', 'srv']) mkdirSync(join(root, name));
  const said = await must(['chroot', root, '/usr/bin/systemctl', '--version'], {
    timeoutMs: 20_000,
  });
  writeFileSync(join(folder, 'version'), `${/\d+/.exec(said)?.[0] ?? said.trim()}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { reporter } = await import('./report.mjs');
  await ensureSystemd(reporter());
  const found = madeSystemd();
  if (found === null) process.exitCode = 1;
  else console.log(JSON.stringify(found));
}
