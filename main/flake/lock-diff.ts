// Tells two lock files apart by their root inputs, whatever their nodes are called.
import type { LockedApart, LockedAs } from '../../preload/contract/details.ts';
import type { InputMove } from '../../preload/contract/run.ts';
import { byName } from '../core/natural-order.ts';
import { lockedOf } from './entries.ts';
import { type Graph, type GraphInput, graphOf } from './graph.ts';
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
  return moves.sort((a, b) => byName(a.name, b.name));
}

/** What moves with the chosen inputs: they themselves, and root inputs that follow into one of them. */
export function withFollowers(lock: Lock, chosen: readonly string[]): readonly string[] {
  const { roots } = graphOf(lock);
  const moving = new Set(chosen);
  // A follower may be followed itself, so until nothing joins any more.
  for (let before = -1; before !== moving.size; ) {
    before = moving.size;
    for (const { name, follows } of roots) {
      const first = follows?.[0];
      if (first !== undefined && moving.has(first)) moving.add(name);
    }
  }
  return [...moving];
}

/** What a flake without a lock file has locked. */
export const noLock: Lock = { version: 7, root: 'root', nodes: new Map() };

/**
 * Where two lock files of one flake differ, in the order of the first. What an input brings along is
 * looked at only where the input itself is the same in both: otherwise it says nothing of its own.
 */
export function compareLocks(yours: Lock, switched: Lock): LockedApart[] {
  const [mine, other] = [graphOf(yours), graphOf(switched)];
  const apart: LockedApart[] = [];
  // Two nodes meet on many paths in a lock that is made to be walked for ever; once is enough.
  const met = new Set<string>();
  const compare = (path: readonly string[], a: readonly GraphInput[], b: readonly GraphInput[]) => {
    const before = new Map(a.map((input) => [input.name, input]));
    const after = new Map(b.map((input) => [input.name, input]));
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [one, two] = [before.get(name), after.get(name)];
      // What follows the same input in both is told where that input is.
      if (one?.follows != null && one.follows.join('/') === two?.follows?.join('/')) continue;
      const [from, to] = [nodeOf(one), nodeOf(two)];
      const here = [...path, name];
      if (identityOf(from) !== identityOf(to)) {
        apart.push({ path: here, yours: lockedAs(from), switched: lockedAs(to) });
        continue;
      }
      const pair = JSON.stringify([from?.key, to?.key]);
      if (from === null || to === null || met.has(pair)) continue;
      met.add(pair);
      compare(here, inputsOf(mine, from.key, path), inputsOf(other, to.key, path));
    }
  };
  compare([], mine.roots, other.roots);
  return apart;
}

/** The end of the year 9999: no calendar that is shown goes on (seconds since the epoch). */
const lastSecond = 253_402_300_799;
/** Beyond any real lock file; a hostile one may nest without end. */
const maxDepth = 50;

function inputsOf(graph: Graph, key: string, path: readonly string[]): readonly GraphInput[] {
  return path.length >= maxDepth ? [] : graph.inputsOf(key);
}

type Node = Extract<GraphInput['target'], { kind: 'node' }>;

function nodeOf(input: GraphInput | undefined): Node | null {
  return input?.target.kind === 'node' ? input.target : null;
}

function identityOf(target: Node | null): string | null {
  return target === null ? null : identity(target.node.locked).whole;
}

function lockedAs(target: Node | null): LockedAs | null {
  if (target === null) return null;
  const { locked } = target.node;
  const { lastModified } = lockedOf(locked);
  const dated = lastModified !== null && lastModified <= lastSecond;
  return { shown: identity(locked).shown, lastModified: dated ? lastModified : null };
}
