// What the window shows of one input when it is opened: the lock's graph and the last check together.
import type { Answer } from '../preload/contract/api.ts';
import type { InputDetails } from '../preload/contract/details.ts';
import type { Snapshot } from '../preload/contract/snapshot.ts';
import { inputDetails } from './flake/input-details.ts';
import { readFlake } from './flake/read-flake.ts';

export async function readInput(snapshot: Snapshot, name: string): Promise<Answer<InputDetails>> {
  const { flake, check } = snapshot;
  if (flake.kind === 'unset') return { ok: false, failure: { kind: 'no-flake', detail: '' } };
  const read = await readFlake(flake.path);
  if (!read.ok) return { ok: false, failure: read.failure };
  const reports = check.kind === 'never' ? [] : check.inputs;
  const details = inputDetails(read.lock, reports, name, snapshot.now);
  return details === null
    ? { ok: false, failure: { kind: 'unknown-input', detail: name } }
    : { ok: true, value: details };
}
