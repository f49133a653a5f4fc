// Finds the access tokens that nix itself would use: by asking nix, or in its files where there is no nix.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { run } from '../../process/command.ts';
import { type AccessToken, parseTokens } from './access-tokens.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface TokenPlaces {
  readonly environment: Environment;
  /** added to nix's environment, for a rehearsal */
  readonly nixEnvironment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const nixTimeMs = 5000;
/** Files that include one another end here. */
const maxIncludes = 20;

/** What has been read so far; `includes` is how many more files may be drawn in. */
interface Reading {
  values: string[];
  includes: number;
}

async function readText(text: string, folder: string, reading: Reading): Promise<void> {
  for (const line of text.split('\n')) {
    const [word = '', second = '', ...rest] = (line.split('#')[0] ?? '').trim().split(/\s+/);
    if (word === 'access-tokens' && second === '=') reading.values = rest;
    else if (word === 'extra-access-tokens' && second === '=') reading.values.push(...rest);
    else if ((word === 'include' || word === '!include') && second !== '' && reading.includes > 0) {
      reading.includes -= 1;
      await readConfiguration(resolve(folder, second), reading);
    }
  }
}

async function readConfiguration(path: string, reading: Reading): Promise<void> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    // Not there, or not for us to read: nix would go without it too.
    return;
  }
  await readText(text, dirname(path), reading);
}

/** The configuration files in the order in which nix reads them, later ones winning. */
function filesOf(environment: Environment): string[] {
  const home = environment.HOME ?? homedir();
  const user = environment.NIX_USER_CONF_FILES;
  const folders = [
    environment.XDG_CONFIG_HOME ?? join(home, '.config'),
    ...(environment.XDG_CONFIG_DIRS ?? '/etc/xdg').split(':'),
  ].filter(isAbsolute);
  const own =
    user !== undefined && user !== ''
      ? user.split(':').filter(isAbsolute)
      : folders.map((folder) => join(folder, 'nix', 'nix.conf'));
  return [join(environment.NIX_CONF_DIR ?? '/etc/nix', 'nix.conf'), ...own.reverse()];
}

export async function readNixTokens(places: TokenPlaces): Promise<readonly AccessToken[]> {
  const asked = await run(
    ['nix', '--extra-experimental-features', 'nix-command', 'config', 'show', 'access-tokens'],
    {
      cwd: '/',
      timeoutMs: nixTimeMs,
      ...(places.nixEnvironment === undefined ? {} : { env: places.nixEnvironment }),
      ...(places.signal === undefined ? {} : { signal: places.signal }),
    },
  );
  if (asked.kind === 'exited' && asked.code === 0) return parseTokens(asked.stdout);
  const reading: Reading = { values: [], includes: maxIncludes };
  for (const path of filesOf(places.environment)) await readConfiguration(path, reading);
  await readText(places.environment.NIX_CONFIG ?? '', '/', reading);
  return parseTokens(reading.values.join(' '));
}
