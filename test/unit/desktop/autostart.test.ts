// The desktop entry of autostart: written, mended, removed, and left alone where it is somebody else's.
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAutostart, startCommand } from '../../../main/desktop/autostart.ts';
import { defaultSettings } from '../../../preload/contract/settings.ts';

let home: string;
let folder: string;
let reports: string[];
const argv = ['snowbell', '--hidden'];
const wants = (autostart: boolean, more: { managed?: boolean; rehearsal?: boolean } = {}) => ({
  rehearsal: more.rehearsal ?? false,
  managed: more.managed ? (['autostart'] as const) : [],
  settings: { ...defaultSettings, autostart },
});
const open = (command = argv) => createAutostart(folder, command, (what) => reports.push(what));
const entry = () => readFile(join(folder, 'snowbell.desktop'), 'utf8').catch(() => null);

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'autostart-'));
  folder = join(home, 'config', 'autostart');
  reports = [];
});
afterEach(() => rm(home, { recursive: true }));

it('follows the setting', async () => {
  const autostart = open();
  await autostart.follow(wants(false));
  expect(await entry()).toBeNull();
  await autostart.follow(wants(true));
  expect(await entry()).toContain('\nExec=snowbell --hidden\n');
  await autostart.follow(wants(false));
  expect(await entry()).toBeNull();
  expect(reports).toEqual([]);
});

it('is written at a start where it is missing, and mended where the program has moved', async () => {
  await open(['/old/snowbell', '--hidden']).follow(wants(true));
  expect(await entry()).toContain('Exec=/old/snowbell');
  await open().follow(wants(true));
  expect(await entry()).toContain('Exec=snowbell --hidden');
});

it.each([
  ['written by hand', '[Desktop Entry]\nExec=snowbell --hidden --rehearsal\n'],
  ['switched off by the desktop', '[Desktop Entry]\nX-Snowbell-Autostart=true\nHidden=true\n'],
])('is left alone at a start: %s', async (_, text) => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'snowbell.desktop'), text);
  await open().follow(wants(true));
  expect(await entry()).toBe(text);
  await open().follow(wants(false));
  expect(await entry()).toBe(text);
});

it('is not touched where the system manages it, nor by a rehearsal', async () => {
  const autostart = open();
  await autostart.follow(wants(true, { managed: true }));
  await autostart.follow(wants(true, { rehearsal: true }));
  expect(await entry()).toBeNull();
  await autostart.follow(wants(true));
  await autostart.follow(wants(false, { rehearsal: true }));
  expect(await entry()).not.toBeNull();
});

it('says where it could not be written', async () => {
  await writeFile(join(home, 'config'), 'a file in the way');
  await open().follow(wants(true));
  expect(reports).toHaveLength(1);
});

it('quotes as desktop entries want it', async () => {
  await open(['/opt/my apps/50%/a"b$c\\d', '--hidden']).follow(wants(true));
  expect(await entry()).toContain('\nExec="/opt/my apps/50%%/a\\\\"b\\\\$c\\\\\\\\d" --hidden\n');
});

it('starts by a name that outlives an upgrade, else by what runs now', async () => {
  const running = ['/nix/store/x-electron/bin/electron', '/nix/store/y-snowbell/lib'];
  expect(startCommand(running, { PATH: home })).toEqual([...running, '--hidden']);
  expect(startCommand(running, { PATH: home, APPIMAGE: '/a/S.AppImage' })).toEqual([
    '/a/S.AppImage',
    '--hidden',
  ]);
  await writeFile(join(home, 'snowbell'), '#!/bin/sh\n');
  await chmod(join(home, 'snowbell'), 0o755);
  expect(startCommand(running, { PATH: home })).toEqual(['snowbell', '--hidden']);
});
