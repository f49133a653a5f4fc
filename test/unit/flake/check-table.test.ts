// The table that `check` prints, also for inputs with hostile names.
import { expect, it } from 'vitest';
import { checkNotes } from '../../../main/terminal/check-notes.ts';
import { checkTable, summaryLine } from '../../../main/terminal/check-table.ts';
import { liveRows } from '../../../main/terminal/live-rows.ts';
import { visible, visibleInLine } from '../../../main/terminal/visible.ts';
import type { InputReport } from '../../../preload/contract/input.ts';

const input = (more: Partial<InputReport>): InputReport => ({
  name: 'nixpkgs',
  type: 'github',
  source: 'github:NixOS/nixpkgs',
  upstream: 'https://github.com/NixOS/nixpkgs',
  ref: null,
  flake: true,
  status: 'current',
  reason: null,
  held: false,
  skipped: false,
  locked: { rev: 'a'.repeat(40), lastModified: 1_000_000 },
  latest: null,
  follows: null,
  ...more,
});
const report = (inputs: InputReport[]) => ({
  flake: '/etc/nixos',
  host: 'rig',
  checkedAt: '2026-01-01T00:00:00.000Z',
  inputs,
  summary: { behind: 1, current: 1, pinned: 0, local: 0, follows: 1, unreachable: 1, unknown: 0 },
});

it('aligns columns and says how far behind', () => {
  const latest = { rev: 'b'.repeat(40), lastModified: 1_000_000 + 14 * 86_400 };
  const table = checkTable(
    report([
      input({ status: 'behind', latest }),
      input({ name: 'hm', source: 'github:a/b', status: 'unreachable', reason: 'dns' }),
      input({ name: 'x', source: '', status: 'follows', follows: ['hm', 'nixpkgs'] }),
      input({
        name: 'y',
        source: 's',
        status: 'behind',
        latest: { rev: null, lastModified: 1 },
        held: true,
      }),
    ]),
    { colour: false },
  );
  expect(table.split('\n')).toEqual([
    'input    status                        revision            source',
    'nixpkgs  behind, 14 days               aaaaaaa -> bbbbbbb  github:NixOS/nixpkgs',
    'y        behind, moved back [held]     aaaaaaa -> -        s',
    'hm       unreachable (host not found)  aaaaaaa             github:a/b',
    'x        follows hm/nixpkgs            aaaaaaa',
    '1 behind, 1 current, 1 follows, 1 unreachable',
  ]);
});

it('fits a narrow screen: both ends of a source tell it apart, the middle goes', () => {
  const source = 'git+https://git.example.org/some/very/long/path/nixpkgs.git?ref=main';
  const lines = (columns: number) =>
    checkTable(report([input({ source })]), { colour: false, columns }).split('\n');
  expect(lines(60)[1]).toBe('nixpkgs  current  aaaaaaa   git+https://git.…gs.git?ref=main');
  for (const columns of [40, 60, 80]) {
    for (const line of lines(columns).slice(0, -1)) expect(line.length).toBeLessThan(columns + 1);
  }
  expect(lines(30)[1]).toBe('nixpkgs  current  aaaaaaa');
  expect(lines(200)[1]).toContain(source);
});

it('colours only when asked, and lets nobody else colour', () => {
  const hostile = report([input({ name: '\u001b[31mred\u202e\n' })]);
  expect(checkTable(hostile, { colour: false })).not.toMatch(/\u001b|\u202e|red\n/);
  expect(checkTable(hostile, { colour: true })).toContain('\u001b[32mcurrent\u001b[0m');
  expect(visibleInLine('a\u0007\u202eb\n')).toBe('a\\x07\\u202eb\\x0a');
  expect(visible('a\u0007\tb\n')).toBe('a\\x07\tb\n');
});

it('says below it which copies there are, and what is old', () => {
  const locked = { rev: null, lastModified: null };
  const duplicate = {
    upstream: 'https://github.com/NixOS/nixpkgs',
    nodes: [
      { path: ['nixpkgs'], locked },
      { path: ['hm', 'nix\u001bpkgs'], locked },
    ],
    remedies: ['inputs.hm.inputs.nixpkgs.follows = "nixpkgs";'],
  };
  const warning = {
    kind: 'unsupported-branch',
    branch: 'nixos-25.05',
    since: '2025-12-31',
  } as const;
  expect(checkNotes([duplicate], [{ name: 'nixpkgs', warning }])).toEqual([
    'nixpkgs is on nixos-25.05, which gets no more updates since 2025-12-31.',
    'https://github.com/NixOS/nixpkgs is there in 2 revisions (nixpkgs, hm/nix\\x1bpkgs). ' +
      'To have one of them, write in flake.nix:',
    '  inputs.hm.inputs.nixpkgs.follows = "nixpkgs";',
  ]);
  expect(checkNotes([], [])).toEqual([]);
});

it('shows answers as they come, and takes away exactly as many lines as it showed', () => {
  const live = liveRows({ rows: 4, columns: 30 });
  expect(live.erase()).toBe('');
  expect(live.add(input({ name: 'a' }))).toBe('a  current  aaaaaaa');
  expect(live.add(input({ name: 'b'.repeat(99) }))).toBe('b'.repeat(29));
  expect(live.add(input({ name: 'c' }))).toBeNull();
  expect(live.erase()).toBe('\u001b[2A\r\u001b[J');
});

it('says what an input that cannot be reached last said', () => {
  const table = checkTable(
    report([
      input({ name: 'a', status: 'unreachable', reason: 'timeout' }),
      input({ name: 'constructor', status: 'unreachable', reason: 'timeout' }),
    ]),
    {
      colour: false,
      lastGood: { a: { at: Date.parse('2026-01-02T03:04:05Z'), status: 'behind', rev: null } },
    },
  );
  expect(table).toMatch(/^a +unreachable \(no answer\), behind on 2026-01-02 /m);
  expect(table).toMatch(/^constructor +unreachable \(no answer\) +aaaaaaa/m);
});

it('does not begin with good news where nobody answered', () => {
  const silent = report([input({ name: 'a', status: 'unreachable', reason: 'timeout' })]);
  const summary = {
    behind: 0,
    current: 0,
    pinned: 1,
    local: 0,
    follows: 0,
    unreachable: 2,
    unknown: 0,
  };
  expect(summaryLine({ ...silent, summary })).toBe('1 pinned, 2 unreachable');
  expect(summaryLine({ ...silent, summary: { ...summary, current: 1 } })).toBe(
    '0 behind, 1 current, 1 pinned, 2 unreachable',
  );
});
