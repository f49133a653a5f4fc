// What a person should know before switching, read from the built system and the one that runs.
import { readFile } from 'node:fs/promises';
import type { HostDifference, InputMove, Review } from '../../preload/contract/run.ts';
import { readClosure } from '../nix/closure.ts';
import { diffPackages } from '../nix/package-diff.ts';
import { run } from '../process/command.ts';
import { hostDifferences } from '../system/differences.ts';
import { defaultGeneration } from '../system/generations.ts';
import type { Machine } from '../system/machine.ts';
import { targetOf } from '../system/read-facts.ts';
import { restartReasons, switchInhibitors } from '../system/restart.ts';
import { restartingUnits } from '../system/services.ts';

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

export interface ReviewRequest {
  readonly machine: Machine;
  readonly flake: string;
  readonly storePath: string;
  readonly moves: readonly InputMove[];
  /** the inputs that were asked to move; null: all */
  readonly selected: readonly string[] | null;
  /** true when the build used a lock that is not in place */
  readonly candidate: boolean;
  readonly builtInMs: number;
  readonly signal: AbortSignal;
}

export async function makeReview(request: ReviewRequest): Promise<Review> {
  const { machine, storePath, moves, selected } = request;
  const { current } = await whereNow(machine);
  const booted = await targetOf(machine.bootedSystem);
  const packages = await packageChanges(request, current);
  const [restart, services, differences, inhibitors] = await Promise.all([
    booted === null ? [] : restartReasons(booted, storePath),
    current === null ? [] : restartingUnits(current, storePath),
    current === null ? [] : hostDifferences(current, storePath),
    current === null ? [] : switchInhibitors(current, storePath),
  ]);
  const unselected = moves.filter((move) => selected !== null && !selected.includes(move.name));
  const notices: Review['notices'] = [
    ...unselected.map((move) => ({ kind: 'input-moved-unselected' as const, detail: move.name })),
    ...inhibitors.map(({ name, from, to }) => ({
      kind: 'switch-inhibited' as const,
      detail: `${name}: ${from} -> ${to}`,
    })),
    ...(request.candidate && (await isCleanRepository(request.flake))
      ? [{ kind: 'self-rev-without-lock' as const, detail: '' }]
      : []),
  ];
  return {
    inputs: moves.map((move) => ({
      ...move,
      selected: selected === null || selected.includes(move.name),
    })),
    packages: [...packages.changes],
    rebuilt: [...packages.rebuilt],
    closureBytes: packages.closureBytes,
    space: null,
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
    readClosure(request.machine, current, request.signal),
    readClosure(request.machine, request.storePath, request.signal),
  ]);
  if (before.kind !== 'read' || after.kind !== 'read') return nothing;
  const closureBytes = after.paths.reduce((sum, { size }) => sum + size, 0);
  return { ...diffPackages(before.paths, after.paths), closureBytes };
}

/** There `self.rev` names a commit that does not hold the candidate (DESIGN §6.2). */
async function isCleanRepository(flake: string): Promise<boolean> {
  const status = await run(['git', '-C', flake, 'status', '--porcelain', '--untracked-files=no'], {
    env: { GIT_OPTIONAL_LOCKS: '0' },
    timeoutMs: 20_000,
  });
  return status.kind === 'exited' && status.code === 0 && status.stdout === '';
}

/** A file's text; null where it cannot be read. */
export async function readText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
