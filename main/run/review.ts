// What a person should know before switching, read from the built system and the one that runs.
import { readFile } from 'node:fs/promises';
import type { HostDifference, InputMove, Review } from '../../preload/contract/run.ts';
import { nameSome } from '../core/git-status.ts';
import { type ReviewNotice, sizeText } from '../core/review-words.ts';
import { type Closure, readClosure } from '../nix/closure.ts';
import { diffPackages, withoutTheSystem } from '../nix/package-diff.ts';
import { hostDifferences } from '../system/differences.ts';
import { defaultGeneration } from '../system/generations.ts';
import type { Machine } from '../system/machine.ts';
import { targetOf } from '../system/read-facts.ts';
import { restartReasons, switchInhibitors } from '../system/restart.ts';
import { endsTheSession, restartingUnits } from '../system/services.ts';
import { bootBytes, bootFolder, freeBytes } from '../system/space.ts';
import type { Preflight } from './preflight.ts';
import { lockOwner } from './root-lock.ts';

/** Where the machine stands: store paths with all links resolved, null where there is none. */
export interface Whereabouts {
  readonly current: string | null;
  /** what the next start brings */
  readonly default: string | null;
  readonly generation: number | null;
}

export async function whereNow(machine: Machine): Promise<Whereabouts> {
  const [current, byDefault, generation] = await Promise.all([
    targetOf(machine.currentSystem),
    targetOf(machine.profile),
    defaultGeneration(machine),
  ]);
  return { current, default: byDefault, generation };
}

export interface RunningClosure {
  readonly storePath: string;
  readonly closure: Promise<Closure>;
}

/** Begins to read what runs now; null where no system does. */
export async function readRunning(
  machine: Machine,
  signal: AbortSignal,
): Promise<RunningClosure | null> {
  const { current } = await whereNow(machine);
  if (current === null) return null;
  return { storePath: current, closure: readClosure(machine, current, signal) };
}

export interface ReviewRequest {
  readonly machine: Machine;
  readonly flake: string;
  readonly storePath: string;
  readonly moves: readonly InputMove[];
  /** the inputs that were asked to move; null: all */
  readonly selected: readonly string[] | null;
  /** true when the build used a lock that is not in place */
  readonly candidate: boolean;
  /** what was found before the build */
  readonly before: Preflight;
  /** names of settings in the flake that nix left aside */
  readonly untrustedSettings: readonly string[];
  /** the closure of the system that ran when the build began, read meanwhile */
  readonly running: RunningClosure | null;
  readonly builtInMs: number;
  readonly signal: AbortSignal;
}

export async function makeReview(request: ReviewRequest): Promise<Review> {
  const { machine, storePath, moves, selected } = request;
  const { current } = await whereNow(machine);
  const booted = await targetOf(machine.bootedSystem);
  const packages = await packageChanges(request, current);
  const [restart, services, differences, inhibitors, space, lock] = await Promise.all([
    booted === null ? [] : restartReasons(booted, storePath),
    current === null ? [] : restartingUnits(current, storePath),
    current === null ? [] : hostDifferences(current, storePath),
    current === null ? [] : switchInhibitors(current, storePath),
    spaceFor(
      machine,
      storePath,
      [current, booted].filter((one) => one !== null),
    ),
    request.candidate ? lockOwner(request.flake) : 'mine',
  ]);
  const unselected = moves.filter((move) => selected !== null && !selected.includes(move.name));
  const ending = services.filter(endsTheSession);
  const { untrustedSettings } = request;
  const notices: ReviewNotice[] = [
    ...request.before.notices,
    ...unselected.map((move) => ({ kind: 'input-moved-unselected' as const, detail: move.name })),
    ...inhibitors.map(({ name, from, to }) => ({
      kind: 'switch-inhibited' as const,
      detail: `${name}: ${from} -> ${to}`,
    })),
    ...(request.candidate && request.before.clean
      ? [{ kind: 'self-rev-without-lock' as const, detail: '' }]
      : []),
    ...(untrustedSettings.length > 0
      ? [{ kind: 'untrusted-flake-settings' as const, detail: untrustedSettings.join(', ') }]
      : []),
    ...(ending.length > 0 ? [{ kind: 'ends-the-session' as const, detail: nameSome(ending) }] : []),
    ...littleSpace(space),
    ...(lock === 'root' ? [{ kind: 'lock-folder-of-root' as const, detail: request.flake }] : []),
  ];
  return {
    inputs: moves.map((move) => ({
      ...move,
      selected: selected === null || selected.includes(move.name),
    })),
    packages: [...packages.changes],
    rebuilt: [...packages.rebuilt],
    closureBytes: packages.closureBytes,
    space,
    sizeDelta: packages.sizeDelta,
    restart: [...restart],
    services: [...services],
    differences: differences as HostDifference[],
    notices,
    builtInMs: request.builtInMs,
  };
}

async function packageChanges(request: ReviewRequest, current: string | null) {
  const nothing = { changes: [], rebuilt: [], sizeDelta: null, closureBytes: null };
  if (current === null) return nothing;
  const [before, after] = await Promise.all([
    request.running?.storePath === current
      ? request.running.closure
      : readClosure(request.machine, current, request.signal),
    readClosure(request.machine, request.storePath, request.signal),
  ]);
  if (before.kind !== 'read' || after.kind !== 'read') return nothing;
  const closureBytes = after.paths.reduce((sum, { size }) => sum + size, 0);
  return { ...withoutTheSystem(diffPackages(before.paths, after.paths)), closureBytes };
}

/** Below this much room (bytes) a store is nearly full, whatever comes next. */
export const littleStore = 1024 ** 3;
/** What the boot loader writes beside kernel and initrd (bytes). */
const besideKernel = 8 * 1024 ** 2;

async function spaceFor(
  machine: Machine,
  system: string,
  present: readonly string[],
): Promise<NonNullable<Review['space']>> {
  const boot = await bootFolder(machine);
  const [storeFree, bootFree, bootNeeded] = await Promise.all([
    freeBytes(machine.storeDir),
    boot === null ? null : freeBytes(boot),
    boot === null ? null : bootBytes(system, present),
  ]);
  return { storeFree, bootFree, bootNeeded };
}

/** The review with the room that there is now: it may have been made since, or used up. */
export async function withSpaceNow(
  machine: Machine,
  storePath: string | null,
  review: Review,
): Promise<Review> {
  if (storePath === null || review.space === null) return review;
  const present = [await targetOf(machine.currentSystem), await targetOf(machine.bootedSystem)];
  const space = await spaceFor(
    machine,
    storePath,
    present.filter((one) => one !== null),
  );
  const others = review.notices.filter(
    ({ kind }) => kind !== 'little-space-store' && kind !== 'little-space-boot',
  );
  return { ...review, space, notices: [...others, ...littleSpace(space)] };
}

/** Room that will not do, told before it fails. */
export function littleSpace(space: NonNullable<Review['space']>): readonly ReviewNotice[] {
  const { storeFree, bootFree, bootNeeded } = space;
  const notices: ReviewNotice[] = [];
  if (storeFree !== null && storeFree < littleStore) {
    notices.push({ kind: 'little-space-store', detail: `${sizeText(storeFree)} free` });
  }
  if (bootFree !== null && bootNeeded !== null && bootNeeded > 0) {
    if (bootFree < bootNeeded + besideKernel) {
      const detail = `${sizeText(bootFree)} free, ${sizeText(bootNeeded)} needed`;
      notices.push({ kind: 'little-space-boot', detail });
    }
  }
  return notices;
}

/** A file's text; null where it cannot be read. */
export async function readText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
