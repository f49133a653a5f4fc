// What the doctor says of a machine, over folders of its own.
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Elevation } from '../../../main/privilege/elevation.ts';
import { examine } from '../../../main/system/doctor.ts';
import { type Machine, realMachine } from '../../../main/system/machine.ts';
import type { NotificationServer } from '../../../main/system/notification-server.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'snowbell-doctor-'));
const machine = (home: string): Machine => ({ ...realMachine({ HOME: home }), storeDir: home });
const noHelper: Elevation = {
  kind: 'unavailable',
  reason: 'no-helper',
  detail: '/etc/snowbell/helper does not exist',
  runsDir: '/nowhere',
};

async function itemsOf(
  home: string,
  flake: Parameters<typeof examine>[0]['flake'],
  server: NotificationServer = { kind: 'none' },
) {
  const items = await examine({
    machine: machine(home),
    flake,
    elevation: async () => noHelper,
    desktop: { trayHost: false, notifications: async () => server },
  });
  return new Map(items.map((item) => [item.what, item]));
}

describe('the doctor', () => {
  it('names what is missing and the remedy', async () => {
    const items = await itemsOf(folder(), { kind: 'unset', found: [] });
    expect(items.get('flake')).toMatchObject({ state: 'warning', remedy: 'choose-flake' });
    expect(items.get('helper')).toMatchObject({ state: 'bad', remedy: 'install-module' });
    expect(items.get('tray-host')).toMatchObject({ state: 'warning', remedy: 'tray-extension' });
    expect(items.get('disk-nix')?.detail).toMatch(/^\d+\.\d GiB$/);
  });

  it('knows who shows notifications, and whether with buttons', async () => {
    const of = async (server: NotificationServer) =>
      (await itemsOf(folder(), { kind: 'unset', found: [] }, server)).get('notifications');
    expect(await of({ kind: 'none' })).toMatchObject({ remedy: 'notification-server' });
    expect(await of({ kind: 'found', name: 'dunst 1.9', buttons: true })).toEqual({
      what: 'notifications',
      state: 'good',
      detail: 'dunst 1.9',
      remedy: null,
    });
    expect(await of({ kind: 'found', name: 'plain', buttons: false })).toMatchObject({
      state: 'warning',
      remedy: 'notification-buttons',
    });
  });

  it('finds a state folder good that is not made yet', async () => {
    const items = await itemsOf(folder(), { kind: 'unset', found: [] });
    expect(items.get('state-folder')).toMatchObject({ state: 'good' });
  });

  it.skipIf(process.getuid?.() === 0)('says when nothing can be remembered', async () => {
    const home = folder();
    chmodSync(home, 0o500);
    const items = await itemsOf(home, { kind: 'unset', found: [] });
    expect(items.get('state-folder')).toMatchObject({ state: 'bad', remedy: 'make-writable' });
  });

  it('knows whose the flake is', async () => {
    const home = folder();
    const items = await itemsOf(home, { kind: 'ready', path: home, host: 'atlas' });
    expect(items.get('flake-owner')?.state).toBe('good');
    expect(items.get('flake')?.detail).toBe(`${home}#atlas`);
  });
});
