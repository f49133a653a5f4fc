// Two files make the settings: the system's wins key by key, the person's fills the rest.
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  readSettings,
  type SettingsPlaces,
  saveSettings,
} from '../../../main/store/settings-file.ts';
import { defaultSettings } from '../../../preload/contract/settings.ts';
import { isRoot, temporaryFolder } from './folder.ts';

function places(own?: unknown, managed?: unknown): SettingsPlaces {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'etc'));
  mkdirSync(join(folder, 'own'));
  const found = { own: join(folder, 'own/s.json'), managed: join(folder, 'etc/s.json') };
  if (own !== undefined) writeFileSync(found.own, JSON.stringify(own));
  if (managed !== undefined) writeFileSync(found.managed, JSON.stringify(managed));
  return found;
}

describe('settings', () => {
  it('are the defaults where nobody set any', async () => {
    expect(await readSettings(places())).toEqual({
      settings: defaultSettings,
      managed: [],
      problems: [],
    });
  });

  it('take the system first, then the person, then the defaults', async () => {
    const read = await readSettings(
      places({ theme: 'dark', held: ['mine'] }, { held: ['theirs'], commitLock: true }),
    );
    expect(read.settings).toEqual({
      ...defaultSettings,
      theme: 'dark',
      held: ['theirs'],
      commitLock: true,
    });
    expect([...read.managed].sort()).toEqual(['commitLock', 'held']);
  });

  it('set a broken file of the person aside, and leave a broken one of the system', async () => {
    const where = places({ theme: 'pink' }, { checkEveryMinutes: 1 });
    const read = await readSettings(where);
    expect(read.settings).toEqual(defaultSettings);
    expect(read.managed).toEqual([]);
    expect(read.problems).toHaveLength(2);
    expect(readdirSync(join(where.own, '..'))).toEqual([
      expect.stringMatching(/^s\.json\.corrupt-/),
    ]);
    expect(readdirSync(join(where.managed, '..'))).toEqual(['s.json']);
  });

  it('are saved key by key; what the system manages is not copied', async () => {
    const where = places({ theme: 'dark' }, { held: ['theirs'] });
    expect(await saveSettings(where, { commitLock: true })).toEqual({ kind: 'written' });
    expect(JSON.parse(readFileSync(where.own, 'utf8'))).toEqual({
      theme: 'dark',
      commitLock: true,
    });
    const { settings } = await readSettings(where);
    expect(settings).toMatchObject({ theme: 'dark', commitLock: true, held: ['theirs'] });
  });

  it('say when they cannot be saved', async () => {
    const where = places();
    mkdirSync(where.own);
    expect(await saveSettings(where, { theme: 'dark' })).toMatchObject({ kind: 'write-failed' });
  });

  it.skipIf(isRoot)('are not written over a file that may not be read', async () => {
    const where = places({ theme: 'dark' });
    chmodSync(where.own, 0o000);
    onTestFinished(() => chmodSync(where.own, 0o600));
    expect(await saveSettings(where, { commitLock: true })).toMatchObject({
      kind: 'write-failed',
    });
    chmodSync(where.own, 0o600);
    expect(JSON.parse(readFileSync(where.own, 'utf8'))).toEqual({ theme: 'dark' });
  });
});
