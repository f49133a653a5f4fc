// What the machine lives on, heard from stand-ins for NetworkManager, UPower and logind on a private bus.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Surroundings } from '../../../main/core/state.ts';
import { type SurroundingsWatch, watchSurroundings } from '../../../main/system/surroundings.ts';
import {
  openSystemServices,
  type SystemServices,
  systemServicesMissing,
} from '../../rig/system-services.ts';

const good: Surroundings = {
  network: true,
  metered: false,
  lowBattery: false,
  onBattery: false,
  away: false,
};
const within = { timeout: 40_000, interval: 20 };

describe.skipIf(systemServicesMissing() !== null)('the surroundings', () => {
  let services: SystemServices;
  let watch: SurroundingsWatch | null = null;
  let told: Surroundings[] = [];
  let resumes = 0;

  beforeEach(async () => {
    services = await openSystemServices();
    told = [];
    resumes = 0;
  });
  afterEach(async () => {
    watch?.stop();
    watch = null;
    await services.close();
  });

  async function start(): Promise<void> {
    watch = watchSurroundings({
      address: services.bus.address,
      routed: () => false,
      changed: (now) => told.push(now),
      resumed: () => {
        resumes += 1;
      },
    });
    await watch.first;
  }
  const now = () => expect.poll(() => told.at(-1) ?? good, within);

  it('are good where nobody tells, and nobody is started to tell', async () => {
    await start();
    expect(told).toEqual([]);
  });

  it('are known at the start', async () => {
    await services.start('networkmanager');
    await services.network({ Metered: 1 });
    await start();
    expect(told).toEqual([{ ...good, metered: true }]);
  });

  it('follow the network', async () => {
    await services.start('networkmanager');
    await start();
    expect(told).toEqual([]);
    await services.network({ Metered: 3 });
    await now().toEqual({ ...good, metered: true });
    await services.network({ Metered: 2 });
    await now().toEqual(good);
    await services.network({ State: 20, Connectivity: 1 });
    await now().toEqual({ ...good, network: false });
    await services.network({ State: 70, Connectivity: 2 });
    await services.network({ Connectivity: 4 });
    await now().toEqual(good);
  });

  it('follow the battery', async () => {
    await services.start('upower');
    await start();
    await services.battery({ IsPresent: true, Percentage: 12, WarningLevel: 1 });
    await services.onBattery(true);
    await now().toEqual({ ...good, onBattery: true, lowBattery: true });
    await services.battery({ IsPresent: true, Percentage: 60, WarningLevel: 1 });
    await now().toEqual({ ...good, onBattery: true });
    await services.battery({ IsPresent: true, Percentage: 60, WarningLevel: 4 });
    await now().toEqual({ ...good, onBattery: true, lowBattery: true });
    await services.onBattery(false);
    await now().toEqual(good);
  });

  it('follow the session that is left and come back to', async () => {
    await services.start('logind');
    await services.session({ IdleHint: false, LockedHint: false });
    await start();
    expect(told).toEqual([]);
    await services.session({ LockedHint: true });
    await now().toEqual({ ...good, away: true });
    await services.session({ LockedHint: false });
    await now().toEqual(good);
    await services.session({ IdleHint: true });
    await now().toEqual({ ...good, away: true });
  });

  it('are taken as good when a service ends, and heard again when it is back', async () => {
    await services.start('networkmanager');
    await services.network({ Metered: 1 });
    await start();
    await services.end('networkmanager');
    await now().toEqual(good);
    await services.start('networkmanager');
    await services.network({ Metered: 1 });
    await now().toEqual({ ...good, metered: true });
  });

  it('are taken as good when the whole bus goes away', async () => {
    await services.start('networkmanager');
    await services.network({ Metered: 1 });
    await start();
    await services.close();
    await now().toEqual(good);
  });

  it('tell of a wake-up once, and not of falling asleep', async () => {
    await services.start('logind');
    await services.start('networkmanager');
    await start();
    await services.sleeping(true);
    await services.sleeping(false);
    // What comes later on the same connection has been heard later.
    await services.network({ Metered: 1 });
    await now().toEqual({ ...good, metered: true });
    expect(resumes).toBe(1);
  });

  it('need no bus', async () => {
    const nowhere = watchSurroundings({
      address: 'unix:path=/nonexistent/bus',
      changed: (one) => told.push(one),
      resumed: () => undefined,
    });
    await nowhere.first;
    nowhere.stop();
    expect(told).toEqual([]);
  });
});
