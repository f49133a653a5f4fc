// Brings a remembered check in line with the lock as it is now: what was updated since is not behind.
import type { InputReport, Revision } from '../../preload/contract/input.ts';

/** `lockedNow` by input name; an input that it lacks has left the flake. */
export function reconcile(
  inputs: readonly InputReport[],
  lockedNow: ReadonlyMap<string, Revision>,
): InputReport[] {
  return inputs.flatMap((input) => {
    const locked = lockedNow.get(input.name);
    if (locked === undefined) return [];
    if (locked.rev === input.locked.rev) return [input];
    const arrived = locked.rev !== null && locked.rev === input.latest?.rev;
    if (arrived) return [{ ...input, locked, status: 'current' as const, reason: null }];
    // It moved to a revision that nobody was asked about: that is not known to be the newest.
    const asked = input.status === 'behind' || input.status === 'current';
    return asked
      ? [{ ...input, locked, latest: null, status: 'unknown' as const, reason: 'lock-changed' }]
      : [{ ...input, locked }];
  });
}
