// What one check leaves for the next on disk: all of it comes back, bounded; nothing damaged does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { emptyMemory } from '../../../main/flake/upstream/memory.ts';
import { openMemory, readMemory, writeMemory } from '../../../main/store/upstreams-file.ts';
import { makeNodeProgram } from '../../rig/node-program.ts';
import { temporaryFolder } from './folder.ts';

it('is empty at first', async () => {
  expect(await readMemory(temporaryFolder())).toEqual(emptyMemory());
});

it('comes back whole, the newest of very many', async () => {
  const folder = temporaryFolder();
  const memory = emptyMemory();
  for (let index = 0; index < 2500; index += 1) memory.commitTimes.set(`rev${index}`, index);
  memory.answers.set('__proto__', {
    at: 5,
    answer: { kind: 'revision', rev: 'a'.repeat(40), lastModified: null },
    locked: null,
  });
  memory.hosts.set('example.org', { failures: 2, reason: 'timeout', until: 9, refusesUntil: 0 });
  memory.sightings.set('https://example.org/x', {
    mark: { etag: '"a"', modified: null, length: '3' },
    locked: 'sha256-x',
    lockedTime: null,
    verdict: 'first-seen',
  });
  memory.registry = { at: 7, text: '{}' };
  expect(await writeMemory(folder, memory)).toEqual({ kind: 'written' });
  const read = await readMemory(folder);
  expect(read.commitTimes.size).toBe(2000);
  expect(read.commitTimes.get('rev2499')).toBe(2499);
  expect(read.commitTimes.has('rev0')).toBe(false);
  expect({ ...read, commitTimes: null }).toEqual({ ...memory, commitTimes: null });
});

it('reads what an earlier version wrote', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'upstreams.json'), '{"version":1,"commitTimes":{"abc":3}}');
  expect(await readMemory(folder)).toEqual({
    ...emptyMemory(),
    commitTimes: new Map([['abc', 3]]),
  });
});

it('sets a damaged file aside and begins anew', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'upstreams.json'), '{"version":1,"commitTimes":{"abc":"soon"}}');
  expect(await readMemory(folder)).toEqual(emptyMemory());
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^upstreams\.json\.corrupt-/)]);
});

const revision = (at: number, rev: string) => ({
  at,
  answer: { kind: 'revision' as const, rev, lastModified: null },
  locked: null,
});
const trouble = (refusesUntil: number) => ({
  failures: 1,
  reason: 'rate-limited',
  until: refusesUntil,
  refusesUntil,
});

it('keeps what somebody else wrote since it was read', async () => {
  const folder = temporaryFolder();
  const first = emptyMemory();
  first.answers.set('both', revision(1, 'a'));
  first.hosts.set('gone.test', trouble(5));
  first.hosts.set('busy.test', trouble(5));
  await writeMemory(folder, first);

  const window = await openMemory(folder);
  const line = await openMemory(folder);
  line.memory.commitTimes.set('of the line', 1);
  line.memory.answers.set('both', revision(30, 'c'));
  line.memory.hosts.set('busy.test', trouble(90));
  line.memory.registry = { at: 9, text: 'newer' };
  await line.write();
  window.memory.commitTimes.set('of the window', 2);
  window.memory.answers.set('both', revision(20, 'b'));
  window.memory.answers.set('mine', revision(20, 'b'));
  window.memory.hosts.delete('gone.test');
  window.memory.hosts.delete('busy.test');
  window.memory.registry = { at: 8, text: 'older' };
  await window.write();

  const read = await readMemory(folder);
  expect(Object.fromEntries(read.commitTimes)).toEqual({ 'of the line': 1, 'of the window': 2 });
  expect(read.answers.get('both')).toEqual(revision(30, 'c'));
  expect(read.answers.get('mine')).toEqual(revision(20, 'b'));
  expect(Object.fromEntries(read.hosts)).toEqual({ 'busy.test': trouble(90) });
  expect(read.registry).toEqual({ at: 9, text: 'newer' });
});

it('loses nothing of two processes that write at the same time', async () => {
  const folder = temporaryFolder();
  const program = await makeNodeProgram('test/unit/store/upstreams-writer.ts');
  onTestFinished(() => program.remove());
  const each = 20;
  const ends = await Promise.all(
    ['window', 'line'].map(async (name) => {
      const child = spawn(process.execPath, [program.file, folder, name, String(each)], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    }),
  );
  expect(ends).toEqual([0, 0]);
  const { commitTimes } = await readMemory(folder);
  expect(commitTimes.size).toBe(2 * each);
  expect(readdirSync(folder)).toEqual(['upstreams.json']);
}, 60_000);
