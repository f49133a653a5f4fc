// The generations of a system profile, read without root and without running any of them.
import { lstat, readlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Machine } from './machine.ts';
import { namesIn, targetOf, textOf } from './read-facts.ts';

export interface Generation {
  readonly number: number;
  /** milliseconds since the epoch; when the generation was made */
  readonly at: number;
  /** null where the garbage collector or a person removed it */
  readonly storePath: string | null;
  readonly nixosVersion: string | null;
  readonly kernel: string | null;
  /** names of its specialisations */
  readonly specialisations: readonly string[];
  /** running now */
  readonly current: boolean;
  /** was running when the machine started */
  readonly booted: boolean;
  /** what the next start would bring */
  readonly default: boolean;
  /** it, or a specialisation of it, runs or was started: it is never removed */
  readonly inUse: boolean;
}

/** The kernel's release, as `uname -r` will say it; null where the system has no modules. */
export async function kernelOf(system: string): Promise<string | null> {
  const [release] = await namesIn(join(system, 'kernel-modules/lib/modules'));
  return release ?? null;
}

export function nixosVersionOf(system: string): Promise<string | null> {
  return textOf(join(system, 'nixos-version'));
}

async function generation(
  link: string,
  number: number,
  marks: {
    readonly current: string | null;
    readonly booted: string | null;
    readonly default: number | null;
  },
): Promise<Generation | null> {
  let at: number;
  try {
    at = (await lstat(link)).mtimeMs;
  } catch {
    return null;
  }
  const storePath = await targetOf(link);
  const specialisations =
    storePath === null ? [] : await namesIn(join(storePath, 'specialisation'));
  const systems = await Promise.all(
    specialisations.map((name) => targetOf(join(storePath ?? '', 'specialisation', name))),
  );
  const used = [marks.current, marks.booted].filter((path) => path !== null);
  return {
    number,
    at,
    storePath,
    nixosVersion: storePath === null ? null : await nixosVersionOf(storePath),
    kernel: storePath === null ? null : await kernelOf(storePath),
    specialisations,
    current: storePath !== null && storePath === marks.current,
    booted: storePath !== null && storePath === marks.booted,
    default: number === marks.default,
    inUse: used.some((path) => path === storePath || systems.includes(path)),
  };
}

/** Which number the profile points at; null where there is no profile. */
export async function defaultGeneration(machine: Machine): Promise<number | null> {
  try {
    const match = /-(\d+)-link$/.exec(await readlink(machine.profile));
    return match === null ? null : Number(match[1]);
  } catch {
    return null;
  }
}

/** Newest first; empty where there is no profile. */
export async function listGenerations(machine: Machine): Promise<readonly Generation[]> {
  const folder = dirname(machine.profile);
  const name = basename(machine.profile);
  const marks = {
    current: await targetOf(machine.currentSystem),
    booted: await targetOf(machine.bootedSystem),
    default: await defaultGeneration(machine),
  };
  const links = (await namesIn(folder)).flatMap((entry) => {
    if (!entry.startsWith(`${name}-`)) return [];
    const match = /^(\d+)-link$/.exec(entry.slice(name.length + 1));
    return match === null ? [] : [{ link: join(folder, entry), number: Number(match[1]) }];
  });
  const read = await Promise.all(links.map(({ link, number }) => generation(link, number, marks)));
  return read.filter((entry) => entry !== null).sort((a, b) => b.number - a.number);
}
