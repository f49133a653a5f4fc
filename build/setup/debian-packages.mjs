// Unpacks Debian packages with all that they depend on into a folder: no root, no change of the system.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, findProgram, must } from './program.mjs';

const keyring = [
  '/usr/share/keyrings/debian-archive-keyring.gpg',
  '/usr/share/keyrings/debian-archive-keyring.pgp',
].find((path) => existsSync(path));

/** What is missing here for `unpackDebian`; empty on a Debian. */
export function lackingForDebian() {
  const programs = ['apt-get', 'apt-config', 'dpkg', 'dpkg-deb'];
  return [
    ...programs.filter((name) => findProgram(name) === null),
    ...(keyring === undefined ? ['debian-archive-keyring'] : []),
  ];
}

/**
 * Fetches `names` of a release and unpacks them below `root`; none of their scripts run.
 * @param {string} apt a folder that is not there yet, and is gone afterwards
 * @param {string} root
 * @param {string} suite
 * @param {readonly string[]} names
 */
export async function unpackDebian(apt, root, suite, names) {
  const archives = join(apt, 'archives');
  mkdirSync(join(apt, 'lists', 'partial'), { recursive: true });
  mkdirSync(join(archives, 'partial'), { recursive: true });
  mkdirSync(join(apt, 'empty'));
  mkdirSync(root);
  writeFileSync(join(apt, 'status'), '');
  writeFileSync(
    join(apt, 'sources.list'),
    `deb [signed-by=${keyring}] ${await debianMirror()} ${suite} main\n`,
  );
  const config = join(apt, 'apt.conf');
  writeFileSync(config, await aptConfiguration(apt));
  const env = {
    ...process.env,
    APT_CONFIG: config,
    LC_ALL: 'C',
    DEBIAN_FRONTEND: 'noninteractive',
  };
  const limit = { env, timeoutMs: 900_000 };
  await must(['apt-get', '-q', 'update'], limit);
  await must(
    ['apt-get', '-q', '-y', '--no-install-recommends', '--download-only', 'install', ...names],
    limit,
  );
  // base-files first: it brings /bin and its like as the links that they are.
  const base = (name) => (name.startsWith('base-files_') ? 0 : 1);
  const fetched = readdirSync(archives).filter((name) => name.endsWith('.deb'));
  for (const name of fetched.sort((one, other) => base(one) - base(other))) {
    await must(['dpkg-deb', '-x', join(archives, name), root]);
  }
  rmSync(apt, { recursive: true });
}

/** The mirror that this system already uses; Debian's own address where it names none. */
async function debianMirror() {
  const listed = await capture([
    'apt-get',
    'indextargets',
    '--no-release-info',
    '--format',
    '$(REPO_URI) $(COMPONENT)',
  ]);
  const found = listed.stdout
    .split('\n')
    .map((row) => row.split(' '))
    .find(([uri = '', component]) => component === 'main' && /^https?:.*\/debian\/?$/.test(uri));
  return found?.[0] ?? 'http://deb.debian.org/debian';
}

/** apt with all its places in `folder`; proxies and the like stay as the system has them. */
async function aptConfiguration(folder) {
  const acquire = (await capture(['apt-config', 'dump', 'Acquire'])).stdout;
  const places = {
    'Dir::State': folder,
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': folder,
    'Dir::Cache::archives': join(folder, 'archives'),
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': join(folder, 'empty'),
    'Dir::Etc::parts': join(folder, 'empty'),
    'Dir::Etc::preferencesparts': join(folder, 'empty'),
    'Dir::Etc::main': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    'Acquire::http::Timeout': '30',
    'Acquire::https::Timeout': '30',
    // Frozen mirrors serve releases whose date has passed; the signature is checked all the same.
    'Acquire::Check-Valid-Until': 'false',
  };
  const rows = Object.entries(places).map(([key, value]) => `${key} "${value}";`);
  return `${acquire}\n${rows.join('\n')}\n`;
}
