// A disk that is full or may not be written, at every step of a run: nothing is lost and nothing made up.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run as command, findProgram } from '../../../main/process/command.ts';
import { nixBin } from '../../rig/nix.ts';
import { makeNodeProgram, type NodeProgram } from '../../rig/node-program.ts';
import type { Row } from './failing-disk-program.ts';

const nix = nixBin();
const root = process.getuid?.() === 0;
/** Mounts of its own, gone with the process; a plain user needs user namespaces for it. */
const apart = root
  ? ['unshare', '-m', '--propagation', 'private']
  : ['unshare', '--map-current-user', '--keep-caps', '-m', '--propagation', 'private'];
/** Even root must ask for permission then, as everybody else. */
const bound = root ? ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--'] : [];

describe.skipIf(nix === null)('a disk that fails', () => {
  let program: NodeProgram;
  const rows: Row[] = [];
  beforeAll(async () => {
    program = await makeNodeProgram('test/integration/run/failing-disk-program.ts');
  });
  afterAll(async () => {
    await program?.remove();
    process.stdout.write(`\n${rows.map((row) => `  ${tableRow(row)}`).join('\n')}\n`);
  });

  it('that is full costs no more than a retry', async (context) => {
    if (findProgram('unshare') === null || findProgram('mount') === null) {
      return context.skip('no unshare or mount');
    }
    const tried = await command([...apart, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
    if (tried.kind !== 'exited' || tried.code !== 0) return context.skip('no mounts of its own');
    const made = await go([...apart, process.execPath, program.file, 'ENOSPC', nix ?? '']);
    for (const row of made) judge(row);
  }, 600_000);

  it('that may not be written costs no more than a retry', async (context) => {
    if (root && findProgram('setpriv') === null) return context.skip('no setpriv');
    const made = await go([...bound, process.execPath, program.file, 'EACCES', nix ?? '']);
    for (const row of made) judge(row);
  }, 600_000);

  async function go(argv: readonly string[]): Promise<readonly Row[]> {
    const result = await command(argv, { timeoutMs: 580_000 });
    expect(result, JSON.stringify(result)).toMatchObject({ kind: 'exited', code: 0 });
    if (result.kind !== 'exited') throw new Error(result.kind);
    const made = result.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    rows.push(...made);
    return made;
  }
});

/** What a run may say at its end, by where the disk failed; the rest of a row follows from it. */
const mayEnd: Readonly<Record<string, RegExp>> = {
  'state upgrade': /^(?:not begun: write-failed|failed(?:, not saved)?(?: \([a-z-]+\))?)$/,
  // The record is what a run begins with, and where the helper writes how it ended (in a rehearsal).
  'state switch':
    /^(?:not begun: write-failed|ready, not saved|refused, not saved|interrupted, not saved|succeeded(?:, not saved)?)$/,
  'state update': /^(?:succeeded|failed)(?:, not saved)?$/,
  'flake upgrade': /^ready$/,
  'flake switch': /^succeeded$/,
  'flake update': /^failed(?: \([a-z-]+\))?$/,
  'cache check': /^answered$/,
  'state check': /^answered$/,
  'tmp upgrade': /^(?:ready|failed \(disk-full-store\)|failed \(other\))$/,
  'store upgrade': /^failed \([a-z-]+\)$/,
};

function judge(row: Row): void {
  const name = `${row.fault} ${row.place} ${row.work} ${row.when}`;
  expect(row.said, name).toMatch(mayEnd[`${row.place} ${row.work}`] ?? /^$/);
  expect(row.problems, name).toEqual([]);
  expect(row.stray, name).toEqual([]);
  // What was said and recorded is what the next start says, unless it was said not to be recorded.
  const word = /^[a-z-]+$/.exec(row.said.replace(/ \(.*\)$/, ''))?.[0];
  if (word !== undefined && row.work !== 'check') expect(row.told, name).toBe(word);
  expect(['', 'interrupted', 'ready', 'succeeded', 'failed', 'refused'], name).toContain(row.told);
  // The lock is never ahead of the system nor behind it, unless that is what is asked.
  const pair = `${row.lock} lock, ${row.system} system`;
  if (row.asks === null && row.work !== 'update') {
    expect(['old lock, old system', 'new lock, new system'], name).toContain(pair);
  }
  expect(['old', 'new'], name).toContain(row.lock);
  expect(['old', 'new'], name).toContain(row.system);
  // One button ends it, whichever it is.
  expect(row.button, name).toMatch(
    /^(?:none needed|check: answered|[a-z-]+: (?:succeeded|ready|unchanged))$/,
  );
  if (row.button !== 'switch: succeeded' && row.work !== 'update') {
    expect(row.lockAfter, name).toBe(row.systemAfter);
  }
}

const widths = [6, 5, 7, 27, 40, 11, 14, 14];
function tableRow(row: Row): string {
  return [
    row.fault,
    row.place,
    row.work,
    row.when,
    row.said,
    row.told,
    `lock ${row.lock}`,
    `system ${row.system}`,
    `${row.asks === null ? '' : `asks ${row.asks}; `}${row.button}`,
  ]
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join('  ')
    .trimEnd();
}
