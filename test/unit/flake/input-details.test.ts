// What is known of one input beyond its row, from a lock by hand and from real ones.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reportInput } from '../../../main/core/outdated.ts';
import { duplicatesOf, followsLine } from '../../../main/flake/duplicates.ts';
import { entriesOf } from '../../../main/flake/entries.ts';
import { graphOf } from '../../../main/flake/graph.ts';
import { inputDetails } from '../../../main/flake/input-details.ts';
import { type Lock, parseLock } from '../../../main/flake/lock.ts';

const day = 86_400;
const now = Date.parse('2026-03-01T00:00:00Z');
const rev = (digit: string) => digit.repeat(40);

function lockOf(nodes: unknown): Lock {
  const result = parseLock(JSON.stringify({ nodes, root: 'root', version: 7 }));
  if (!result.ok) throw new Error(result.failure.detail);
  return result.lock;
}

const github = (repo: string, digit: string, more: object = {}, daysOld = 3) => ({
  original: { type: 'github', owner: 'NixOS', repo, ...more },
  locked: { type: 'github', rev: rev(digit), lastModified: now / 1000 - daysOld * day },
});

const lock = lockOf({
  root: { inputs: { nixpkgs: 'nixpkgs_3', hm: 'hm', other: 'other', alias: ['nixpkgs'] } },
  nixpkgs_3: github('nixpkgs', 'a', { ref: 'nixos-25.05' }, 45),
  hm: { ...github('hm', 'b'), inputs: { nixpkgs: 'nixpkgs', 'odd name': ['nixpkgs'] } },
  other: { ...github('other', 'c'), inputs: { pkgs: 'nixpkgs_2', hm: ['hm'], pinned: 'pinned' } },
  nixpkgs: github('nixpkgs', 'd', { ref: 'nixos-unstable' }),
  nixpkgs_2: github('Nixpkgs', 'a'),
  pinned: github('nixpkgs', 'e', { rev: rev('e') }),
});

const reports = (of: Lock, latest: { rev: string; lastModified: number | null } | null = null) =>
  entriesOf(of).map(({ entry }) =>
    reportInput(entry, latest === null ? null : { kind: 'revision', ...latest }, {
      held: [],
      skipped: [],
    }),
  );

it('names an input’s own inputs, those that follow it, and copies with their remedy', () => {
  const details = inputDetails(lock, reports(lock), 'hm', now);
  expect(details?.inputs.map(({ path, source, follows }) => [path, source, follows])).toEqual([
    [['hm', 'nixpkgs'], 'github:NixOS/nixpkgs/nixos-unstable', null],
    [['hm', 'odd name'], 'github:NixOS/nixpkgs/nixos-25.05', ['nixpkgs']],
  ]);
  expect(details?.followedBy).toEqual([['other', 'hm']]);
  expect(details?.duplicates).toEqual([
    {
      upstream: 'https://github.com/NixOS/nixpkgs',
      nodes: [
        { path: ['nixpkgs'], locked: { rev: rev('a'), lastModified: now / 1000 - 45 * day } },
        { path: ['hm', 'nixpkgs'], locked: { rev: rev('d'), lastModified: now / 1000 - 3 * day } },
      ],
      remedies: ['inputs.hm.inputs.nixpkgs.follows = "nixpkgs";'],
    },
  ]);
  expect(inputDetails(lock, reports(lock), 'nixpkgs', now)?.followedBy).toEqual([
    ['alias'],
    ['hm', 'odd name'],
  ]);
  expect(inputDetails(lock, reports(lock), 'other', now)?.duplicates).toEqual([]);
  expect(inputDetails(lock, reports(lock), 'nobody', now)).toBeNull();
});

it('warns of an old nixpkgs and of a branch without updates, and of nothing else', () => {
  const warnings = (name: string) => inputDetails(lock, reports(lock), name, now)?.warnings;
  expect(warnings('nixpkgs')).toEqual([
    { kind: 'unsupported-branch', branch: 'nixos-25.05', since: '2025-12-31' },
    { kind: 'old-nixpkgs', days: 45 },
  ]);
  expect(warnings('alias')).toEqual([]);
  expect(warnings('hm')).toEqual([]);
});

it('says that an upstream moved back only when both times are known', () => {
  const moved = (lastModified: number | null, name = 'hm') =>
    inputDetails(lock, reports(lock, { rev: rev('f'), lastModified }), name, now)?.movedBack;
  expect(moved(now / 1000 - 4 * day)).toBe(true);
  expect(moved(now / 1000)).toBe(false);
  expect(moved(null)).toBeNull();
  expect(inputDetails(lock, reports(lock), 'hm', now)?.movedBack).toBeNull();
});

it('writes lines that nix reads, whatever the names are', () => {
  expect(followsLine(['a', 'b-c'], ['d'])).toBe('inputs.a.inputs.b-c.follows = "d";');
  const dollar = '$';
  expect(followsLine(['a.b', '"$', `${dollar}{x}`], ['d', 'e'])).toBe(
    `inputs."a.b".inputs."\\"$".inputs."\\${dollar}{x}".follows = "d/e";`,
  );
  const hostile = lockOf({
    root: { inputs: { x: 'x' } },
    x: { ...github('a', 'a'), inputs: { 'b\n}': 'y', c: 'z' } },
    y: github('b', 'b'),
    z: github('b', 'c'),
  });
  expect(duplicatesOf(hostile).map(({ remedies }) => remedies)).toEqual([[]]);
});

it('gives no remedy between inputs of the root itself', () => {
  const two = lockOf({
    root: { inputs: { stable: 's', unstable: 'u', hm: 'hm' } },
    s: github('nixpkgs', 'a', { ref: 'nixos-25.11' }),
    u: github('nixpkgs', 'b', { ref: 'nixos-unstable' }),
    hm: { ...github('hm', 'c'), inputs: { nixpkgs: 'n' } },
    n: github('nixpkgs', 'd', { ref: 'nixos-unstable' }),
  });
  expect(duplicatesOf(two)).toMatchObject([
    {
      nodes: [{ path: ['unstable'] }, { path: ['hm', 'nixpkgs'] }],
      remedies: ['inputs.hm.inputs.nixpkgs.follows = "unstable";'],
    },
  ]);
});

const folder = new URL('../../../../shared/samples/locks/', import.meta.url);
it.skipIf(!existsSync(folder))(
  'holds for every real lock: each remedy makes two into one',
  () => {
    let remedies = 0;
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.lock'))) {
      const result = parseLock(readFileSync(new URL(file, folder), 'utf8'));
      if (!result.ok) continue;
      const graph = graphOf(result.lock);
      for (const { nodes, remedies: lines } of duplicatesOf(result.lock)) {
        remedies += lines.length;
        const revisions = new Set(nodes.map(({ locked }) => locked.rev));
        expect(revisions.size, file).toBeGreaterThan(1);
        for (const { path } of nodes) expect(graph.resolve(path).kind).toBe('node');
      }
      const all = reports(result.lock);
      for (const { name } of all) {
        const details = inputDetails(result.lock, all, name, now);
        for (const path of details?.followedBy ?? []) {
          expect(graph.resolve(path)).toEqual(graph.resolve([name]));
        }
      }
    }
    expect(remedies).toBeGreaterThan(0);
  },
  60_000,
);

it('is quick for ten thousand inputs that share one node and follow each other', () => {
  const inputs: Record<string, unknown> = {};
  const nodes: Record<string, unknown> = {};
  for (let index = 0; index < 10_000; index += 1) {
    inputs[`i${index}`] = index % 2 === 0 ? `n${index}` : [`i${index - 1}`];
    nodes[`n${index}`] = {
      ...github(`r${index % 10}`, String(index % 10)),
      inputs: { next: `n${(index + 2) % 10_000}`, back: ['i0'] },
    };
  }
  const large = lockOf({ root: { inputs }, ...nodes });
  expect(inputDetails(large, reports(large), 'i0', now)?.followedBy.length).toBeGreaterThan(5000);
}, 60_000);

it('knows from the commits themselves whether an upstream moved back, whatever the times say', () => {
  const older = reports(lock, { rev: rev('f'), lastModified: now / 1000 - 4 * day });
  const moved = (ahead: number, back: number) =>
    inputDetails(lock, older, 'hm', now, { ahead, back });
  expect(moved(0, 3)).toMatchObject({ movedBack: true, commits: { ahead: 0, back: 3 } });
  expect(moved(2, 0)).toMatchObject({ movedBack: false });
  expect(moved(2, 3)).toMatchObject({ movedBack: false });
});
