// Walks the lock's graph: what each input name of a node stands for, follows resolved from the root.
import type { Lock, LockEdge, LockNode } from './lock.ts';

export type GraphProblem = 'follows-cycle' | 'follows-missing' | 'node-missing';

export type Target =
  | { readonly kind: 'node'; readonly key: string; readonly node: LockNode }
  | { readonly kind: 'problem'; readonly problem: GraphProblem };

export interface GraphInput {
  readonly name: string;
  /** the path that the lock gives, [] included; null for an input with a node of its own */
  readonly follows: readonly string[] | null;
  readonly target: Target;
}

/** No real chain of follows is longer than a handful; a longer one is taken for a cycle. */
const maxDepth = 200;

export interface Graph {
  /** the root's inputs, in the order of the lock */
  readonly roots: readonly GraphInput[];
  /** the inputs of any node, for the details of an input */
  inputsOf(key: string): readonly GraphInput[];
  /** what a path of input names from the root leads to; [] is the root itself */
  resolve(path: readonly string[]): Target;
}

export function graphOf(lock: Lock): Graph {
  // Edges that are paths are resolved once each: chains of chains would otherwise grow exponentially.
  const resolved = new Map<string, Map<string, Target | 'under way'>>();
  const missing = (problem: GraphProblem): Target => ({ kind: 'problem', problem });
  const nodeTarget = (key: string): Target => {
    const node = lock.nodes.get(key);
    return node === undefined ? missing('node-missing') : { kind: 'node', key, node };
  };

  const follow = (key: string, name: string, edge: LockEdge, depth: number): Target => {
    if (typeof edge === 'string') return nodeTarget(edge);
    let known = resolved.get(key);
    if (known === undefined) {
      known = new Map();
      resolved.set(key, known);
    }
    const before = known.get(name);
    if (before === 'under way' || depth > maxDepth) return missing('follows-cycle');
    if (before !== undefined) return before;
    known.set(name, 'under way');
    const target = walk(edge, depth + 1);
    known.set(name, target);
    return target;
  };

  const walk = (path: readonly string[], depth: number): Target => {
    let at = nodeTarget(lock.root);
    for (const name of path) {
      if (at.kind === 'problem') return at;
      const edge = at.node.inputs.get(name);
      if (edge === undefined) return missing('follows-missing');
      at = follow(at.key, name, edge, depth);
    }
    return at;
  };

  const inputsOf = (key: string): GraphInput[] => {
    const node = lock.nodes.get(key);
    if (node === undefined) return [];
    return [...node.inputs].map(([name, edge]) => ({
      name,
      follows: typeof edge === 'string' ? null : edge,
      target: follow(key, name, edge, 0),
    }));
  };

  return { roots: inputsOf(lock.root), inputsOf, resolve: (path) => walk(path, 0) };
}
