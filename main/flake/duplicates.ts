// Finds upstreams that a lock holds at several revisions, and the lines in flake.nix that would make them one.
import type { Duplicate } from '../../preload/contract/details.ts';
import { lockedOf } from './entries.ts';
import { graphOf } from './graph.ts';
import type { Lock, LockNode } from './lock.ts';
import { sourceOf } from './source.ts';

/** An input with a node of its own, by the shortest path of names that leads to it. */
export interface PlacedNode {
  readonly path: readonly string[];
  readonly key: string;
  readonly node: LockNode;
}

/** No real flake is nested deeper than a handful; each level costs a longer path for every node below it. */
const maxDepth = 40;

/** Every node that is reached from a path without follows, nearest first, each once. */
export function placedNodes(lock: Lock, from: readonly string[] = []): PlacedNode[] {
  const graph = graphOf(lock);
  const start = graph.resolve(from);
  if (start.kind === 'problem') return [];
  const placed: PlacedNode[] = [];
  const seen = new Set([lock.root, start.key]);
  const level: { path: readonly string[]; key: string }[] = [{ path: from, key: start.key }];
  for (const { path, key } of level) {
    if (path.length >= maxDepth) break;
    for (const { name, follows, target } of graph.inputsOf(key)) {
      if (follows !== null || target.kind === 'problem' || seen.has(target.key)) continue;
      seen.add(target.key);
      const inner = { path: [...path, name], key: target.key, node: target.node };
      placed.push(inner);
      level.push(inner);
    }
  }
  return placed;
}

interface Copy extends PlacedNode {
  readonly upstream: string;
  readonly ref: string | null;
  readonly pinned: boolean;
  readonly identity: string;
}

function copyOf(placed: PlacedNode): Copy | null {
  const { original, locked } = placed.node;
  if (original === null || locked === null) return null;
  const { upstream, ref, pinned, local, type } = sourceOf(original);
  const identity = locked.get('rev') ?? locked.get('narHash');
  if (upstream === null || local || type === 'path' || typeof identity !== 'string') return null;
  return { ...placed, upstream, ref, pinned, identity };
}

/** One upstream may be written in several ways: letters' case, a `.git`, a slash at the end. */
const sameAs = (upstream: string) => upstream.toLowerCase().replace(/(?:\.git)?\/*$/, '');

const identifier = /^[A-Za-z_][A-Za-z0-9_'-]*$/;
const quoted = (text: string) => `"${text.replace(/["\\]|\$(?=\{)/g, '\\$&')}"`;
const attribute = (name: string) => (identifier.test(name) ? name : quoted(name));

/** `inputs.home-manager.inputs.nixpkgs.follows = "nixpkgs";` */
export function followsLine(path: readonly string[], target: readonly string[]): string {
  const place = path.map((name) => `inputs.${attribute(name)}`).join('.');
  return `${place}.follows = ${quoted(target.join('/'))};`;
}

/** Control characters in a name can stand in no line that a person would paste. */
const writable = (path: readonly string[]) =>
  path.every((name) => !/[\u0000-\u001f\u007f-\u009f/]/.test(name));

/**
 * Upstreams locked at several revisions by inputs of inputs. Several inputs of the root itself are several on
 * purpose, and so is a revision that stands in somebody's flake.nix.
 */
export function duplicatesOf(lock: Lock): Duplicate[] {
  const groups = new Map<string, Copy[]>();
  for (const placed of placedNodes(lock)) {
    const copy = copyOf(placed);
    if (copy === null) continue;
    const known = groups.get(sameAs(copy.upstream));
    if (known === undefined) groups.set(sameAs(copy.upstream), [copy]);
    else known.push(copy);
  }
  const duplicates: Duplicate[] = [];
  for (const copies of groups.values()) {
    const first = copies[0];
    if (first === undefined) continue;
    const roots = copies.filter(({ path }) => path.length === 1);
    const targets = roots.length > 0 ? roots : [first];
    const held = new Set(targets.map(({ identity }) => identity));
    const byRef = new Map([...targets].reverse().map((target) => [target.ref, target] as const));
    const byName = new Map(targets.map((target) => [target.path.at(-1), target] as const));
    const remedies: string[] = [];
    const involved = new Set<Copy>();
    for (const copy of copies) {
      // What the root itself holds already is no copy of its own; a target is among that.
      if (copy.pinned || held.has(copy.identity)) continue;
      const target = byRef.get(copy.ref) ?? byName.get(copy.path.at(-1)) ?? targets[0];
      if (target === undefined) continue;
      involved.add(target).add(copy);
      if (writable(copy.path) && writable(target.path)) {
        remedies.push(followsLine(copy.path, target.path));
      }
    }
    if (involved.size === 0) continue;
    duplicates.push({
      upstream: first.upstream,
      nodes: copies
        .filter((copy) => involved.has(copy))
        .map(({ path, node }) => ({ path, locked: lockedOf(node.locked) })),
      remedies,
    });
  }
  return duplicates;
}
