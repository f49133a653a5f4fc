// Tells two lock files apart by their root inputs, whatever their nodes are called.
import type { InputMove } from '../../preload/contract/run.ts';
import { graphOf } from './graph.ts';
import type { Attributes, Lock } from './lock.ts';

/** What an input is locked to: the revision where there is one, else the content's hash, else the place. */
function identity(locked: Attributes | null): { shown: string | null; whole: string } {
  const read = (name: string) => {
    const value = locked?.get(name);
    return typeof value === 'string' ? value : null;
  };
  const rev = read('rev') ?? read('dirtyRev');
  const hash = read('narHash');
  return {
    shown: rev ?? hash ?? read('url') ?? read('path'),
    whole:
      rev === null && hash === null ? JSON.stringify([...(locked ?? [])].sort()) : `${rev} ${hash}`,
  };
}

function rootInputs(lock: Lock): Map<string, { shown: string | null; whole: string }> {
  const graph = graphOf(lock);
  return new Map(
    graph.roots.map(({ name, target }) => [
      name,
      identity(target.kind === 'node' ? target.node.locked : null),
    ]),
  );
}

/** Root inputs whose locked revision or content differs, sorted by name; null where one is new or gone. */
export function diffLocks(before: Lock, after: Lock): InputMove[] {
  const old = rootInputs(before);
  const now = rootInputs(after);
  const moves: InputMove[] = [];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const from = old.get(name);
    const to = now.get(name);
    if (from?.whole === to?.whole) continue;
    moves.push({ name, from: from?.shown ?? null, to: to?.shown ?? null });
  }
  return moves.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
