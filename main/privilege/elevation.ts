// Finds out how an activation can become root here: which helper or nixos-rebuild, through whom.
import { constants } from 'node:fs';
import { access, readFile, realpath, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { ElevationView } from '../../preload/contract/snapshot.ts';
import { run } from '../process/command.ts';
import { chooseWay, type Found, type FoundPkexec, type Rebuild, type Way } from './way.ts';

/** The helper's protocol that this Snowbell speaks. */
export const helperProtocol = 1;

type Unavailable = Extract<Way, { kind: 'unavailable' }>;

/** `runsDir` is where the helper's records lie: earlier runs are read there, whatever the way is now. */
export type Elevation =
  | (Exclude<Way, Unavailable> & {
      readonly runsDir: string;
      /** true on a terminal: the password may be asked there */
      readonly textPrompt: boolean;
    })
  | (Unavailable & { readonly runsDir: string })
  | {
      readonly kind: 'rehearsal';
      readonly helper: string;
      readonly runsDir: string;
      /** what the rehearsal's nix needs */
      readonly env: Readonly<Record<string, string>>;
    };

/** Where to look; what is left out is the place on NixOS. */
export interface ElevationPlaces {
  /** the file that names the helper; the NixOS module writes it */
  readonly pointer?: string;
  /** the helper that came with this package, for when nothing names one that can be used */
  readonly packaged?: string | null;
  /** a program outside this folder never becomes root */
  readonly trusted?: string;
  readonly wrapper?: string;
  /** PATH, for a pkexec that is not at `wrapper` */
  readonly path?: string;
  /** the system's own programs: nixos-rebuild, env, run0 */
  readonly system?: string;
  readonly runsDir?: string;
  readonly textPrompt?: boolean;
}

/**
 * The helper's real path may change with every upgrade of the system, so ask before each
 * activation. Expected failures are the `unavailable` member.
 */
export async function findElevation(places: ElevationPlaces = {}): Promise<Elevation> {
  const trusted = places.trusted ?? '/nix/store';
  const system = places.system ?? '/run/current-system/sw/bin';
  const named = await namedHelper(places.pointer ?? '/etc/snowbell/helper', trusted);
  const packaged =
    named?.ok || places.packaged == null ? null : await speakingHelper(places.packaged, trusted);
  const way = chooseWay({
    named,
    packaged,
    rebuild: named?.ok || packaged?.ok ? null : await findRebuild(system, trusted),
    pkexec: await findPkexec(
      places.wrapper ?? '/run/wrappers/bin/pkexec',
      places.path ?? process.env.PATH ?? '',
    ),
    run0: await findRun0(join(system, 'run0'), trusted),
  });
  const runsDir = places.runsDir ?? '/var/lib/snowbell/runs';
  return way.kind === 'unavailable'
    ? { ...way, runsDir }
    : { ...way, runsDir, textPrompt: places.textPrompt ?? false };
}

/** What the window may know of it. */
export function elevationView(elevation: Elevation): ElevationView {
  switch (elevation.kind) {
    case 'helper':
    case 'rehearsal':
    case 'store-path':
    case 'flake':
      return { kind: elevation.kind };
    case 'unavailable':
      return { kind: 'unavailable', reason: elevation.reason };
  }
}

async function namedHelper(pointer: string, trusted: string): Promise<Found | null> {
  const named = await readFile(pointer, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
  if (named === null) return { ok: false, detail: `${pointer} does not exist` };
  return speakingHelper(named, trusted);
}

async function speakingHelper(path: string, folder: string): Promise<Found> {
  const trusted = await trustedProgram(path, folder);
  if (!trusted.ok) return trusted;
  const answer = await run([trusted.path, '--protocol'], { timeoutMs: 10_000 });
  if (answer.kind !== 'exited' || answer.code !== 0) {
    return { ok: false, detail: `${trusted.path} does not answer` };
  }
  if (answer.stdout.trim() !== String(helperProtocol)) {
    return {
      ok: false,
      detail: `${trusted.path} speaks protocol ${answer.stdout.trim().slice(0, 20)}, not ${helperProtocol}`,
    };
  }
  return trusted;
}

/**
 * Asks nixos-rebuild for an option without its value: one that knows it misses the value, one that does
 * not complains of the option, and neither does anything (Python's argparse; nixos-rebuild-ng of 26.05).
 */
async function findRebuild(system: string, trusted: string): Promise<Rebuild | null> {
  const program = await trustedProgram(join(system, 'nixos-rebuild'), trusted);
  // By its link: in one binary for all of coreutils, the name that it is called by decides.
  const env = join(system, 'env');
  if (!program.ok || !(await trustedProgram(env, trusted)).ok) return null;
  const answer = await run([program.path, 'list-generations', '--store-path'], {
    timeoutMs: 20_000,
    env: { LC_ALL: 'C', LANGUAGE: undefined, PATH: system },
  });
  const said = answer.kind === 'exited' ? answer.stderr : '';
  return {
    program: program.path,
    env,
    storePath: /argument --store-path: expected one argument/.test(said),
    profile: '/nix/var/nix/profiles/system',
    current: '/run/current-system',
  };
}

/** By its link: it is systemd-run, which does something else under its own name. */
async function findRun0(link: string, trusted: string): Promise<string | null> {
  return (await trustedProgram(link, trusted)).ok ? link : null;
}

/** A file that a plain user could write must never run as root. */
async function trustedProgram(path: string, folder: string): Promise<Found> {
  try {
    const [real, root] = await Promise.all([realpath(path), realpath(folder)]);
    if (!real.startsWith(`${root}/`)) return { ok: false, detail: `${real} is not in ${folder}` };
    const info = await stat(real);
    if (!info.isFile() || info.uid !== 0 || (info.mode & 0o022) !== 0) {
      return { ok: false, detail: `${real} is not root's own` };
    }
    await access(real, constants.X_OK);
    return { ok: true, path: real };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

async function findPkexec(wrapper: string, path: string): Promise<FoundPkexec> {
  const folders = path.split(delimiter).filter((folder) => folder.startsWith('/'));
  let powerless: string | null = null;
  for (const candidate of [wrapper, ...folders.map((folder) => join(folder, 'pkexec'))]) {
    try {
      const info = await stat(candidate);
      if (!info.isFile()) continue;
      await access(candidate, constants.X_OK);
      if (info.uid === 0 && (info.mode & 0o4000) !== 0) return { ok: true, path: candidate };
      powerless ??= candidate;
    } catch {
      // the next folder may have one
    }
  }
  return powerless === null
    ? { ok: false, reason: 'no-pkexec', detail: 'pkexec is not installed' }
    : { ok: false, reason: 'pkexec-not-setuid', detail: `${powerless} is not setuid root` };
}
