// Gives the root inputs of a lock as the check needs them: entry and way of asking.
import type { LockEntry } from '../core/outdated.ts';
import { graphOf } from './graph.ts';
import type { Attributes, Lock } from './lock.ts';
import { type Ask, sourceOf } from './source.ts';

export interface AskableEntry {
  readonly entry: LockEntry;
  /** the key of the node that the input stands for, null where the graph leads nowhere */
  readonly node: string | null;
  readonly ask: Ask;
  readonly locked: Attributes | null;
}

const revision = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Revision and time as far as they are what they claim to be. */
export function lockedOf(locked: Attributes | null): LockEntry['locked'] {
  const rev = locked?.get('rev');
  const time = locked?.get('lastModified');
  return {
    rev: typeof rev === 'string' && revision.test(rev) ? rev : null,
    lastModified: typeof time === 'number' && Number.isSafeInteger(time) && time >= 0 ? time : null,
  };
}

/** Every root input, in the order of the lock. */
export function entriesOf(lock: Lock): AskableEntry[] {
  return graphOf(lock).roots.map(({ name, follows, target }): AskableEntry => {
    const blank = {
      name,
      type: follows === null ? 'unknown' : 'follows',
      source: '',
      upstream: null,
      ref: null,
      flake: true,
      follows,
      pinned: false,
      local: false,
      locked: { rev: null, lastModified: null },
    };
    const nothing = { ask: { how: 'none', reason: 'unknown' } as const, locked: null };
    if (target.kind === 'problem') {
      return { entry: { ...blank, problem: target.problem }, node: null, ...nothing };
    }
    const { node, key } = target;
    if (key === lock.root) return { entry: { ...blank, problem: null }, node: key, ...nothing };
    if (node.original === null || node.locked === null) {
      return { entry: { ...blank, problem: 'malformed-node' }, node: key, ...nothing };
    }
    const { ask, ...source } = sourceOf(node.original);
    const locked = lockedOf(node.locked);
    const entry: LockEntry = {
      name,
      ...source,
      // A place inside this flake is nobody's to ask.
      upstream: source.local ? null : source.upstream,
      flake: node.flake,
      follows,
      locked,
      problem: null,
    };
    // A folder copied as it is has no revision that git could be asked about.
    const copied = source.type === 'path' && locked.rev === null && !source.local;
    return {
      entry,
      node: key,
      ask: copied ? { how: 'none', reason: 'path' } : ask,
      locked: node.locked,
    };
  });
}
