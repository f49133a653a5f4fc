// Which system Snowbell works on: this computer, or a rehearsal that it makes beside its own files.
import { delimiter, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Failure } from '../preload/contract/snapshot.ts';
import { assetPath } from './asset-path.ts';
import { type Elevation, findElevation } from './privilege/elevation.ts';
import { rehearsalElevation } from './privilege/rehearsal-helper.ts';
import { findProgram } from './process/command.ts';
import { makeRehearsal } from './rehearsal/make.ts';
import { takeRunLock } from './store/run-lock.ts';
import { type Machine, realMachine } from './system/machine.ts';

export interface Site {
  readonly machine: Machine;
  /** a rehearsal's own flake and host; null on the real system */
  readonly fixed: { readonly flake: string; readonly host: string } | null;
  readonly elevation: () => Promise<Elevation>;
}

export type SiteResult =
  | { readonly kind: 'site'; readonly site: Site }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** `terminal`: pkexec may ask for the password in text. */
export function realSite(terminal: boolean): Site {
  const machine = realMachine(process.env);
  return {
    machine,
    fixed: null,
    elevation: () => findElevation({ textPrompt: terminal, packaged: packagedHelper() }),
  };
}

export async function rehearsalSite(
  reset: boolean,
  log: (text: string) => void,
): Promise<SiteResult> {
  const root = join(realMachine(process.env).stateDir, 'rehearsal');
  const made = await alone(root, () => makeRehearsal({ root, reset, log }));
  if (made.kind === 'failed') return { kind: 'failed', failure: made.failure };
  const { machine, flakeDir, host } = made;
  return {
    kind: 'site',
    site: {
      machine,
      fixed: { flake: flakeDir, host },
      elevation: () => rehearsalHelper(machine),
    },
  };
}

/** A window and a command line that start together must not both make it. */
async function alone<T>(root: string, work: () => Promise<T>): Promise<T> {
  const everyMs = 100;
  const limit = Date.now() + 120_000;
  let taken = await takeRunLock(`${root} in the making`);
  while (taken.kind === 'busy' && Date.now() < limit) {
    await setTimeout(everyMs);
    taken = await takeRunLock(`${root} in the making`);
  }
  try {
    return await work();
  } finally {
    if (taken.kind === 'held') await taken.lock.release();
  }
}

/** The rehearsal's copy of the helper looks for nix where this process found it. */
function rehearsalHelper(machine: Machine): Promise<Elevation> {
  const nix = findProgram('nix-env');
  const folders = ['/run/current-system/sw/bin', '/usr/bin', '/bin'];
  return rehearsalElevation({
    machine,
    source: assetPath('helper/snowbell-helper.sh'),
    path: [...(nix === null ? [] : [dirname(nix)]), ...folders].join(delimiter),
  });
}

/** The helper that a package puts beside the program; used only where root owns it (DESIGN §7). */
function packagedHelper(): string | null {
  return process.env.SNOWBELL_HELPER ?? null;
}
