// Finds out how an activation can become root here: which helper, through which pkexec.
import { constants } from 'node:fs';
import { access, readFile, realpath, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { ElevationView } from '../../preload/contract/snapshot.ts';
import { run } from '../process/command.ts';

/** The helper's protocol that this Snowbell speaks. */
export const helperProtocol = 1;

export type Elevation =
  | {
      readonly kind: 'helper';
      /** the helper's real path: polkit 127 compares real paths */
      readonly helper: string;
      readonly pkexec: string;
      readonly runsDir: string;
      /** true on a terminal: pkexec may ask there itself */
      readonly textPrompt: boolean;
    }
  | {
      readonly kind: 'rehearsal';
      readonly helper: string;
      readonly runsDir: string;
      /** what the rehearsal's nix needs */
      readonly env: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'unavailable';
      readonly reason: 'no-pkexec' | 'pkexec-not-setuid' | 'no-helper';
      readonly detail: string;
      /** earlier runs can still be read there */
      readonly runsDir: string;
    };

/** Where to look; what is left out is the place on NixOS. */
export interface ElevationPlaces {
  /** the file that names the helper; the NixOS module writes it */
  readonly pointer?: string;
  /** the helper that came with this package, for when nothing names one */
  readonly packaged?: string | null;
  /** a helper outside this folder is never run */
  readonly trusted?: string;
  readonly wrapper?: string;
  /** PATH, for a pkexec that is not at `wrapper` */
  readonly path?: string;
  readonly runsDir?: string;
  readonly textPrompt?: boolean;
}

/**
 * The helper's real path may change with every upgrade of the system, so ask before each
 * activation. Expected failures are the `unavailable` member.
 */
export async function findElevation(places: ElevationPlaces = {}): Promise<Elevation> {
  const runsDir = places.runsDir ?? '/var/lib/snowbell/runs';
  const helper = await findHelper(places);
  if (!helper.ok)
    return { kind: 'unavailable', reason: 'no-helper', detail: helper.detail, runsDir };
  const pkexec = await findPkexec(
    places.wrapper ?? '/run/wrappers/bin/pkexec',
    places.path ?? process.env.PATH ?? '',
  );
  if (!pkexec.ok) {
    return { kind: 'unavailable', reason: pkexec.reason, detail: pkexec.detail, runsDir };
  }
  return {
    kind: 'helper',
    helper: helper.path,
    pkexec: pkexec.path,
    runsDir,
    textPrompt: places.textPrompt ?? false,
  };
}

/** What the window may know of it. */
export function elevationView(elevation: Elevation): ElevationView {
  switch (elevation.kind) {
    case 'helper':
    case 'rehearsal':
      return { kind: elevation.kind };
    case 'unavailable':
      return { kind: 'unavailable', reason: elevation.reason };
  }
}

type Found = { ok: true; path: string } | { ok: false; detail: string };

async function findHelper(places: ElevationPlaces): Promise<Found> {
  const pointer = places.pointer ?? '/etc/snowbell/helper';
  const named = await readFile(pointer, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
  const wanted = named ?? places.packaged ?? null;
  if (wanted === null) return { ok: false, detail: `${pointer} does not exist` };
  const trusted = await trustedProgram(wanted, places.trusted ?? '/nix/store');
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

type FoundPkexec =
  | { ok: true; path: string }
  | { ok: false; reason: 'no-pkexec' | 'pkexec-not-setuid'; detail: string };

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
