// Real lock files of public configurations, read without one wrong word; skipped where there are none.
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { entriesOf } from '../../../main/flake/entries.ts';
import { graphOf } from '../../../main/flake/graph.ts';
import { parseLock } from '../../../main/flake/lock.ts';
import { sourceOf } from '../../../main/flake/source.ts';

const folder = new URL('../../../../shared/samples/locks/', import.meta.url);
const present = existsSync(new URL('expected.json', folder));

interface ExpectedInput {
  readonly name: string;
  readonly node: string;
  readonly flake: boolean;
  readonly original_type: string;
  readonly pinned: boolean;
  readonly upstream: string;
  readonly ref: string | null;
  readonly locked_rev: string | null;
  readonly locked_lastModified: number | null;
  readonly follows?: readonly string[];
}
interface Expected {
  readonly parses: boolean;
  readonly supported_by_nix?: boolean;
  readonly root?: string;
  readonly node_count?: number;
  readonly inputs?: readonly ExpectedInput[];
}

const expectations: [string, Expected][] = present
  ? Object.entries(
      JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Record<
        string,
        Expected
      >,
    )
  : [];

it.skipIf(!present)('there are sample locks to read', () => {
  expect(expectations.length).toBeGreaterThan(0);
});

for (const [file, expected] of expectations) {
  it(`reads ${file}`, () => {
    const result = parseLock(readFileSync(new URL(file, folder), 'utf8'));
    if (!expected.parses || expected.supported_by_nix !== true) {
      expect(result).toMatchObject({
        ok: false,
        failure: { kind: expected.parses ? 'unsupported-version' : 'malformed' },
      });
      return;
    }
    if (!result.ok) throw new Error(result.failure.detail);
    const { lock } = result;
    expect({ root: lock.root, node_count: lock.nodes.size }).toEqual({
      root: expected.root,
      node_count: expected.node_count,
    });
    const sources = new Map(
      graphOf(lock).roots.map(({ name, target }) => [
        name,
        target.kind === 'node' && target.node.original ? sourceOf(target.node.original) : null,
      ]),
    );
    const got = entriesOf(lock).map(({ entry, node }) => ({
      name: entry.name,
      node,
      flake: entry.flake,
      original_type: entry.type,
      pinned: entry.pinned,
      upstream: sources.get(entry.name)?.upstream,
      ref: entry.ref,
      locked_rev: entry.locked.rev,
      locked_lastModified: entry.locked.lastModified,
      follows: entry.follows,
    }));
    const byName = <T extends { name: string }>(list: readonly T[]) =>
      [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(byName(got)).toEqual(
      byName(expected.inputs ?? []).map((input) => ({
        name: input.name,
        node: input.node,
        flake: input.flake,
        original_type: input.original_type,
        pinned: input.pinned,
        upstream: input.upstream,
        ref: input.ref,
        locked_rev: input.locked_rev,
        locked_lastModified: input.locked_lastModified,
        follows: input.follows ?? null,
      })),
    );
  });
}
