// What the window shows of one input when it is opened: the lock's graph and the last check together.
import type { Answer } from '../preload/contract/api.ts';
import type { InputDetails } from '../preload/contract/details.ts';
import type { Snapshot } from '../preload/contract/snapshot.ts';

export async function readInput(snapshot: Snapshot, name: string): Promise<Answer<InputDetails>> {
  return {
    ok: false,
    failure: { kind: 'unknown-input', detail: `${name} ${snapshot.flake.kind}` },
  };
}
