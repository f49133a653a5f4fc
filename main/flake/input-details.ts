// All there is to know of one root input beyond its row: who follows it, its own inputs, copies, warnings, pages.
import type { CommitsBetween, InputDetails, NestedInput } from '../../preload/contract/details.ts';
import type { InputReport } from '../../preload/contract/input.ts';
import { inputWarnings } from '../core/input-warnings.ts';
import { compareLink, sourceLink } from '../core/links.ts';
import { duplicatesOf, placedNodes } from './duplicates.ts';
import { lockedOf } from './entries.ts';
import { graphOf } from './graph.ts';
import type { Lock } from './lock.ts';
import { sourceOf } from './source.ts';

/** The inputs of one input, whole depth, nearest first; what follows another one is named but not entered. */
function nestedInputs(lock: Lock, name: string): NestedInput[] {
  const graph = graphOf(lock);
  const start = graph.resolve([name]);
  if (start.kind === 'problem' || start.key === lock.root) return [];
  const owners = [{ path: [name], key: start.key }, ...placedNodes(lock, [name])];
  return owners.flatMap(({ path, key }) =>
    graph.inputsOf(key).map(({ name: inner, follows, target }): NestedInput => {
      const node = target.kind === 'node' ? target.node : null;
      return {
        path: [...path, inner],
        source: node?.original ? sourceOf(node.original).source : '',
        locked: lockedOf(node?.locked ?? null),
        follows,
      };
    }),
  );
}

/** Paths of all inputs anywhere that follow the very node that `name` is. */
function followersOf(lock: Lock, name: string): (readonly string[])[] {
  const graph = graphOf(lock);
  const own = graph.resolve([name]);
  if (own.kind === 'problem' || own.key === lock.root) return [];
  const owners = [{ path: [] as readonly string[], key: lock.root }, ...placedNodes(lock)];
  return owners.flatMap(({ path, key }) =>
    graph
      .inputsOf(key)
      .filter(
        ({ follows, target, name: inner }) =>
          follows !== null &&
          target.kind === 'node' &&
          target.key === own.key &&
          !(path.length === 0 && inner === name),
      )
      .map(({ name: inner }) => [...path, inner]),
  );
}

function movedBack(
  { status, locked, latest }: InputReport,
  commits: CommitsBetween | null,
): boolean | null {
  if (commits !== null) return commits.back > 0 && commits.ahead === 0;
  if (status === 'current') return false;
  if (status !== 'behind' || locked.lastModified === null || latest === null) return null;
  return latest.lastModified === null ? null : latest.lastModified < locked.lastModified;
}

/** `now` is milliseconds since the epoch, `commits` what is known of them by now; null where no report is of that name. */
export function inputDetails(
  lock: Lock,
  reports: readonly InputReport[],
  name: string,
  now: number,
  commits: CommitsBetween | null = null,
): InputDetails | null {
  const report = reports.find((one) => one.name === name);
  if (report === undefined) return null;
  return {
    report,
    links: { source: sourceLink(report), compare: compareLink(report) },
    followedBy: followersOf(lock, name),
    inputs: nestedInputs(lock, name),
    duplicates: duplicatesOf(lock).filter(({ nodes }) =>
      nodes.some(({ path }) => path[0] === name),
    ),
    warnings: inputWarnings(report, now),
    movedBack: movedBack(report, commits),
    commits,
  };
}
