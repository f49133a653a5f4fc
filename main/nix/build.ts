// Builds the system of a flake as the user, against a candidate lock or the one in place.
import { isAbsolute, relative } from 'node:path';
import type { LogLine } from '../../preload/contract/run.ts';
import type { Progress } from '../../preload/contract/snapshot.ts';
import { remaining } from '../core/eta.ts';
import type { Machine } from '../system/machine.ts';
import { buildArgv, isUsableHost } from './argv.ts';
import type { Wait } from './asked-to-wait.ts';
import { readBuildLog } from './build-log.ts';
import { gentleArgv } from './gentle.ts';
import {
  type FailedDerivation,
  failedDerivations,
  keptLines,
  type ListedWork,
  listedWork,
  openWork,
  untrustedSettings,
  type Watched,
} from './progress.ts';
import { runNix } from './stream.ts';

export type Built =
  | {
      readonly kind: 'built';
      readonly storePath: string;
      /** names of settings in the flake that nix ignored because nobody trusts them */
      readonly untrustedSettings: readonly string[];
      /** how long each build took (milliseconds), by the derivation's name */
      readonly times: readonly { readonly name: string; readonly ms: number }[];
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
    readonly onProgress?: (progress: Progress, remainingMs: number | null) => void;
    /** how long a build of that name usually takes (milliseconds); null: never seen */
    readonly usual?: (name: string) => number | null;
    readonly onLog?: (lines: readonly LogLine[]) => void;
    /** a server asks nix or a builder to wait, and it does */
    readonly onWait?: (wait: Wait) => void;
    /** once, when nix has said what it is going to do */
    readonly onListed?: (work: ListedWork) => void;
    readonly signal?: AbortSignal;
    /** the folder that is copied whole, `dir` or one above it; absent or null: git reads the flake */
    readonly copied?: string | null;
    /** gives way to everything else */
    readonly gentle?: boolean;
  },
): Promise<Built> {
  if (!isUsableHost(o.host)) {
    return {
      kind: 'failed',
      detail: `nix cannot be asked for the host “${o.host}”`,
      failedDerivations: [],
    };
  }
  const plain = buildArgv({
    host: o.host,
    candidate: o.candidate,
    outLink: o.outLink,
    below: o.copied == null ? null : relative(o.copied, o.dir),
  });
  const argv = o.gentle === true ? gentleArgv(plain) : plain;
  let listed = false;
  const clock = remainingClock(o.usual ?? (() => null));
  const { end, watched } = await runNix(machine, argv, o.copied ?? o.dir, {
    ...(o.onLog === undefined ? {} : { onLog: o.onLog }),
    ...(o.onWait === undefined ? {} : { onWait: o.onWait }),
    ...(o.signal === undefined ? {} : { signal: o.signal }),
    onProgress: (progress, seen) => o.onProgress?.(progress, clock(progress, seen)),
    onWatched: (seen) => {
      const work = listed ? null : listedWork(seen);
      if (work === null) return;
      listed = true;
      o.onListed?.(work);
    },
  });
  switch (end.kind) {
    case 'cancelled':
    case 'no-nix':
      return end;
    case 'failed':
      return failed(end.detail);
    case 'done': {
      const storePath = end.stdout.trim().split('\n').at(-1) ?? '';
      if (!isAbsolute(storePath)) return failed('nix named no result');
      return {
        kind: 'built',
        storePath,
        untrustedSettings: untrustedSettings(watched),
        times: watched.built,
      };
    }
  }

  async function failed(detail: string): Promise<Built> {
    return {
      kind: 'failed',
      detail,
      failedDerivations: await withLogs(machine, failedDerivations(watched)),
    };
  }
}

/** Fewer lines than this explain nothing. */
const fewLines = 3;
/** For so many failed derivations nix is asked for more. */
const askedLogs = 3;

/** A remote builder, or a failure that nix remembered, has told us little: nix's own log may have it. */
async function withLogs(
  machine: Machine,
  failed: readonly FailedDerivation[],
): Promise<readonly FailedDerivation[]> {
  let asked = 0;
  return Promise.all(
    failed.map(async (one) => {
      if (one.lastLines.length >= fewLines || asked >= askedLogs) return one;
      asked += 1;
      const lines = await readBuildLog(machine, one.drv, keptLines);
      return lines.length > one.lastLines.length ? { ...one, lastLines: lines } : one;
    }),
  );
}

/** Between two looks at what is left (milliseconds): it costs as much as there is to do. */
const lookMs = 1000;

function remainingClock(usual: (name: string) => number | null) {
  let said: number | null = null;
  let at = 0;
  return (progress: Progress, seen: Watched): number | null => {
    if (!progress.totalsFinal) return null;
    const now = Date.now();
    if (now - at >= lookMs) {
      at = now;
      said = remaining(openWork(seen, now), usual);
    }
    return said;
  };
}
