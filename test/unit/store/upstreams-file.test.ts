// What one check leaves for the next on disk: all of it comes back, bounded; nothing damaged does.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyMemory } from '../../../main/flake/upstream/memory.ts';
import { readMemory, writeMemory } from '../../../main/store/upstreams-file.ts';
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
