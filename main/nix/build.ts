// Builds the system of a flake as the user, against a candidate lock or the one in place.
import { isAbsolute } from 'node:path';
import type { LogLine } from '../../preload/contract/run.ts';
import type { Progress } from '../../preload/contract/snapshot.ts';
import type { Machine } from '../system/machine.ts';
import { buildArgv, isUsableHost } from './argv.ts';
import {
  errorText,
  type FailedDerivation,
  failedDerivations,
  type ListedWork,
  listedWork,
  untrustedSettings,
} from './progress.ts';
import { runNix } from './stream.ts';

export type Built =
  | {
      readonly kind: 'built';
      readonly storePath: string;
      /** names of settings in the flake that nix ignored because nobody trusts them */
      readonly untrustedSettings: readonly string[];
    }
  | {
      readonly kind: 'failed';
      readonly detail: string;
      readonly failedDerivations: readonly FailedDerivation[];
    }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'no-nix' };

/** `outLink` becomes a garbage-collector root of the result; nix replaces what is there. */
export async function buildToplevel(
  machine: Machine,
  o: {
    readonly dir: string;
    readonly host: string;
    /** null: the lock in place, which must not need changes */
    readonly candidate: string | null;
    readonly outLink: string;
    /** at most ten times a second */
    readonly onProgress?: (progress: Progress) => void;
    readonly onLog?: (lines: readonly LogLine[]) => void;
    /** once, when nix has said what it is going to do */
    readonly onListed?: (work: ListedWork) => void;
    readonly signal?: AbortSignal;
    readonly asPath?: boolean;
  },
): Promise<Built> {
  if (!isUsableHost(o.host)) {
    return {
      kind: 'failed',
      detail: `nix cannot be asked for the host “${o.host}”`,
      failedDerivations: [],
    };
  }
  const argv = buildArgv({
    host: o.host,
    candidate: o.candidate,
    outLink: o.outLink,
    ...(o.asPath === undefined ? {} : { asPath: o.asPath }),
  });
  let listed = false;
  const { result, watched } = await runNix(machine, argv, o.dir, {
    ...o,
    onWatched: (seen) => {
      const work = listed ? null : listedWork(seen);
      if (work === null) return;
      listed = true;
      o.onListed?.(work);
    },
  });
  switch (result.kind) {
    case 'missing':
      return { kind: 'no-nix' };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'timed-out':
    case 'signalled':
      return failed(`nix ended with ${result.kind === 'signalled' ? result.signal : 'a time-out'}`);
    case 'exited': {
      if (result.code !== 0) return failed(`nix ended with code ${result.code}`);
      const storePath = result.stdout.trim().split('\n').at(-1) ?? '';
      if (!isAbsolute(storePath)) return failed('nix named no result');
      return { kind: 'built', storePath, untrustedSettings: untrustedSettings(watched) };
    }
  }

  function failed(otherwise: string): Built {
    return {
      kind: 'failed',
      detail: errorText(watched) || otherwise,
      failedDerivations: failedDerivations(watched),
    };
  }
}
