// The Debian packages that the tests' real parts and Electron need, which are there, and how to add the rest.
import { existsSync } from 'node:fs';
import { capture, findProgram, must } from './program.mjs';

/** Each entry is one need; a bar separates the names that it has had in Debian's releases. */
const electronNeeds = [
  'libnss3',
  'libgtk-3-0t64|libgtk-3-0',
  'libgbm1',
  'libasound2t64|libasound2',
  'libatk-bridge2.0-0t64|libatk-bridge2.0-0',
  'libcups2t64|libcups2',
  'libdrm2',
  'libxkbcommon0',
  'libxcomposite1',
  'libxdamage1',
  'libxrandr2',
  'libxss1',
  'libxtst6',
];
const rigNeeds = [
  'git',
  'openssl',
  'xvfb',
  'dbus',
  'xfce4-panel',
  'xfce4-notifyd|dunst',
  'libnotify-bin',
  'imagemagick',
  'librsvg2-common',
  'hicolor-icon-theme',
  'polkitd',
  'pkexec',
  'fonts-inter',
  'fonts-jetbrains-mono',
  'desktop-file-utils',
  'appstream',
  'groff-base',
  'openssh-server',
  'python3-dbusmock',
  'sway',
  'waybar',
  'grim',
];

/** Whether this is a system whose packages these names are. */
export function isDebian() {
  return !existsSync('/etc/NIXOS') && ['apt-get', 'dpkg-query'].every((name) => findProgram(name));
}

/** Set-up installs system packages only where nobody sits: root, and no display or a CI. */
export function mayInstall(env = process.env) {
  const watched = Boolean(env.DISPLAY || env.WAYLAND_DISPLAY) && !env.CI;
  return process.getuid?.() === 0 && !watched && isDebian();
}

/** What to type to have Electron's libraries. */
export async function electronRemedy(libraries) {
  if (existsSync('/etc/NIXOS'))
    return 'use the package "electron" of nixpkgs, which brings its own';
  if (!isDebian()) return `install what holds ${libraries.join(', ')} with your package manager`;
  return `sudo apt-get install ${(await known(await lacking(electronNeeds))).join(' ')}`;
}

/**
 * Installs what the tests need where that is allowed; elsewhere says what to type and goes on.
 * @param {import('./report.mjs').Report} report
 */
export async function ensureSystemPackages(report) {
  if (existsSync('/etc/NIXOS')) return;
  if (!isDebian()) {
    report.line('System packages are installed on Debian only; what is missing makes tests skip.');
    return;
  }
  const missing = await lacking([...electronNeeds, ...rigNeeds]);
  if (missing.length === 0) return;
  if (!mayInstall()) {
    report.line(
      `Some tests will be skipped. To run all of them, type:\n  sudo apt-get install ${(await known(missing)).join(' ')}`,
    );
    return;
  }
  const apt = ['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=600'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  try {
    await report.during('Reading the package lists', () =>
      must([...apt, 'update'], { env, timeoutMs: 900_000 }),
    );
    const names = await known(missing);
    await report.during(`Installing for the tests: ${names.join(' ')}`, () =>
      must([...apt, 'install', '-y', '--no-install-recommends', ...names], {
        env,
        timeoutMs: 1_800_000,
      }),
    );
  } catch (error) {
    report.line(`System packages could not be installed; tests will skip. ${error.message}`);
  }
}

/** The needs that no installed package meets. */
async function lacking(needs) {
  const names = needs.flatMap((need) => need.split('|'));
  const listed = await capture([
    'dpkg-query',
    '-W',
    '-f',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own format
    '${db:Status-Abbrev} ${Package}\n',
    ...names,
  ]);
  const installed = new Set(
    listed.stdout
      .split('\n')
      .filter((row) => row.startsWith('ii'))
      .map((row) => row.slice(3).trim()),
  );
  return needs.filter((need) => !need.split('|').some((name) => installed.has(name)));
}

/** For each need the name that this release has; a need that it does not have at all is left out. */
async function known(needs) {
  const names = [];
  for (const need of needs) {
    const alternatives = need.split('|');
    const shown = await capture(['apt-cache', 'show', '--no-all-versions', ...alternatives]);
    const present = new Set(
      [...shown.stdout.matchAll(/^Package: (\S+)$/gm)].map((match) => match[1]),
    );
    const name = alternatives.find((one) => present.has(one));
    if (name !== undefined) names.push(name);
  }
  return names;
}
