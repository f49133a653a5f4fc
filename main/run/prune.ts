// Removes old generations with one prompt: exactly those that a person was shown, or none.
import { join } from 'node:path';
import { oldGenerations } from '../core/old-generations.ts';
import { shellLine } from '../core/shell-line.ts';
import { prune } from '../privilege/activation.ts';
import { listRuns } from '../store/run-file.ts';
import { listGenerations } from '../system/generations.ts';
import type { Machine } from '../system/machine.ts';
import { concludePrune } from './conclude.ts';
import { emptyRecord, generationRun, openJournal } from './journal.ts';
import { pendingDecision } from './ledger.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { RunEnd, RunObserver, RunParts } from './parts.ts';
import { whereNow } from './review.ts';

export interface PruneTarget {
  /** how many of the newest stay */
  readonly keep: number;
  /** the numbers that were shown to go, oldest first */
  readonly goes: readonly number[];
  /** for the record only */
  readonly flake: string;
  readonly host: string;
}

export function removeOld(
  parts: RunParts,
  target: PruneTarget,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<RunEnd> {
  return oneAtATime(parts, observer, () => begin(parts, target, observer, signal));
}

async function begin(
  parts: RunParts,
  { keep, goes, flake, host }: PruneTarget,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<RunEnd> {
  const { machine } = parts;
  const here = await whereNow(machine);
  // What a half-done switch would go back to may be among those that go.
  const { runs } = await listRuns(machine.stateDir);
  if (pendingDecision(runs, here)?.kind === 'activation-failed') return refuse('undecided');
  if (!(await areStill(machine, keep, goes))) return refuse('generations-changed');
  const elevation = await parts.elevation();
  if (elevation.kind === 'store-path' || elevation.kind === 'flake') {
    return refuse('needs-helper', byHand(machine, goes));
  }
  const id = parts.newId();
  const journal = await openJournal(
    parts,
    generationRun(emptyRecord(id, 'prune', parts.now()), { flake, host }, here, {
      id,
      verb: 'prune',
      exit: null,
    }),
    observer,
  );
  if ('kind' in journal) return { kind: 'not-begun', failure: journal };
  journal.log('step', `Removing the generations ${goes.join(', ')}`);
  observer.phase('authorising', journal.run());
  const end = await prune(
    elevation,
    { keep, runId: id },
    {
      confirm: async () => !signal.aborted && (await areStill(machine, keep, goes)),
      onAuthorised: () => observer.phase('activating', journal.run()),
      onLine: (text) => journal.log('info', text),
      signal,
    },
  );
  return { kind: 'ended', run: await concludePrune(machine, journal, end) };
}

async function areStill(machine: Machine, keep: number, goes: readonly number[]): Promise<boolean> {
  return oldGenerations(await listGenerations(machine), keep).join() === goes.join();
}

/** What the helper would do, for a shell: the generations go, then the boot menu is made without them. */
function byHand({ profile }: Machine, goes: readonly number[]): string {
  const remove = ['sudo', 'nix-env', '-p', profile, '--delete-generations', ...goes.map(String)];
  const menu = ['sudo', join(profile, 'bin/switch-to-configuration'), 'boot'];
  return `${shellLine(remove)} && ${shellLine(menu)}`;
}

function refuse(kind: string, detail = ''): RunEnd {
  return { kind: 'not-begun', failure: { kind, detail } };
}
