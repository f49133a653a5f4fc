// Carries out the remedy of a failed run where that is safe to do with one click.
import type { Intent } from '../../preload/contract/intent.ts';
import type { Failure } from '../../preload/contract/snapshot.ts';
import { collectGarbageArgv } from '../nix/argv.ts';
import { run } from '../process/command.ts';
import { loadRun, type RunFile } from '../store/run-file.ts';
import type { Machine } from '../system/machine.ts';
import { restartUnits } from '../system/units.ts';
import { explainRun } from './explanation.ts';
import { inFlake } from './flake-file.ts';

/** A big store on a slow disk takes its time. */
const collectingMs = 60 * 60_000;

export type Remedied =
  | { readonly kind: 'retry'; readonly intent: Intent }
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'nothing'; readonly failure: Failure };

/** `tell` is called with what is begun that takes long. */
export async function applyRemedy(
  machine: Machine,
  runId: string,
  tell: (begun: Failure) => void = () => undefined,
): Promise<Remedied> {
  const read = await loadRun(machine.stateDir, runId);
  if (read.kind !== 'read') return nothing('no-such-run', runId);
  const { outcome, failedUnits } = read.value.record;
  if (outcome === 'units-failed') {
    // A rehearsal's units are nobody's; this computer's of the same name are not meant.
    if (machine.kind === 'rehearsal') return nothing('no-remedy', failedUnits.join(', '));
    const done = await restartUnits(failedUnits);
    return done.kind === 'restarted'
      ? nothing('units-restarted', failedUnits.join(', '))
      : nothing('units-not-restarted', done.detail);
  }
  if (read.value.record.kind === 'prune' && outcome === 'succeeded') {
    const freed = await collectGarbage(machine, () => tell({ kind: 'collecting', detail: '' }));
    return nothing(freed.kind, freed.detail);
  }
  const explained = await explainRun(machine, read.value);
  switch (explained?.action) {
    case 'update-and-retry':
      return { kind: 'retry', intent: { kind: 'upgrade', inputs: null } };
    case 'git-add':
      return addToGit(read.value, explained.file);
    case 'open-file':
      return openFile(read.value, explained.file);
    case 'free-space':
      return freeSpace(machine, read.value, tell);
    case 'retry':
    case 'retry-later':
      return retry(read.value);
    default:
      return nothing('no-remedy', '');
  }
}

/** What generations go is chosen anew each time. */
function again({ record, selected }: RunFile): Intent | null {
  switch (record.kind) {
    case 'upgrade':
      return { kind: 'upgrade', inputs: selected };
    case 'update':
      return { kind: 'update-lock', inputs: selected };
    case 'rebuild':
    case 'rollback':
      return { kind: 'rebuild' };
    case 'prune':
      return null;
  }
}

function retry(failed: RunFile): Remedied {
  const intent = again(failed);
  return intent === null ? nothing('no-remedy', '') : { kind: 'retry', intent };
}

async function addToGit(failed: RunFile, file: string | null): Promise<Remedied> {
  const path = file === null ? null : await inFlake(failed.flake, file);
  if (path === null) return nothing('no-remedy', file ?? '');
  const added = await run(['git', '-C', failed.flake, 'add', '--intent-to-add', '--', path], {
    timeoutMs: 20_000,
  });
  if (added.kind === 'exited' && added.code === 0) return retry(failed);
  return nothing('git-failed', added.kind === 'missing' ? added.detail : added.stderr.trim());
}

async function freeSpace(
  machine: Machine,
  failed: RunFile,
  tell: (begun: Failure) => void,
): Promise<Remedied> {
  // A rehearsal's store is small, and holds what its next step is made of.
  if (machine.kind === 'rehearsal') return retry(failed);
  const freed = await collectGarbage(machine, () => tell({ kind: 'freeing-space', detail: '' }));
  return freed.kind === 'space-freed' ? retry(failed) : nothing(freed.kind, freed.detail);
}

/** As the user, and only what no generation, profile or kept build refers to. */
async function collectGarbage(
  machine: Machine,
  begun: () => void,
): Promise<{
  readonly kind: 'space-freed' | 'nothing-to-free' | 'space-not-freed';
  readonly detail: string;
}> {
  // A rehearsal's store holds what its next step is made of.
  if (machine.kind === 'rehearsal') return { kind: 'nothing-to-free', detail: '' };
  begun();
  const collected = await run(collectGarbageArgv(), {
    env: machine.nixEnv,
    timeoutMs: collectingMs,
  });
  if (collected.kind === 'missing') return { kind: 'space-not-freed', detail: collected.detail };
  const said = `${collected.stdout}\n${collected.stderr}`;
  if (collected.kind !== 'exited' || collected.code !== 0)
    return { kind: 'space-not-freed', detail: said.trim().split('\n').at(-1) ?? '' };
  if (/^0 store paths deleted/m.test(said)) return { kind: 'nothing-to-free', detail: '' };
  return { kind: 'space-freed', detail: /[\d.]+ [KMGT]?i?B(?= freed)/.exec(said)?.[0] ?? '' };
}

async function openFile(failed: RunFile, file: string | null): Promise<Remedied> {
  const path = file === null ? null : await inFlake(failed.flake, file);
  return path === null ? nothing('no-remedy', file ?? '') : { kind: 'open', path };
}

function nothing(kind: string, detail: string): Remedied {
  return { kind: 'nothing', failure: { kind, detail } };
}
