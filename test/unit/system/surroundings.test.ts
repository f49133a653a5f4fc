// Tables for what NetworkManager's and UPower's numbers mean, and for the kernel's routes.
import { describe, expect, it } from 'vitest';
import { hasDefaultRoute, surroundingsOf } from '../../../main/system/surroundings.ts';

const good = { network: true, metered: false, lowBattery: false, onBattery: false, away: false };
const noRoute = () => false;

describe('the network', () => {
  it.each([
    ['no NetworkManager', null, true],
    ['connected', { State: 70, Connectivity: 4 }, true],
    ['connected to a site', { State: 60, Connectivity: 3 }, true],
    ['unknown', { State: 0 }, true],
    ['a property of a strange type', { State: 'up' }, true],
    ['a captive portal', { State: 70, Connectivity: 2 }, false],
    ['disconnected', { State: 20, Connectivity: 1 }, false],
    ['connecting', { State: 40, Connectivity: 1 }, false],
    ['link-local only', { State: 50, Connectivity: 1 }, false],
    ['switched off', { State: 10, Connectivity: 1 }, false],
  ])('%s', (_, properties, network) => {
    expect(surroundingsOf(properties, null, null, null, noRoute)).toEqual({ ...good, network });
  });

  it('that NetworkManager does not manage counts, unless networking is switched off', () => {
    const routed = () => true;
    expect(surroundingsOf({ State: 20 }, null, null, null, routed).network).toBe(true);
    expect(surroundingsOf({ State: 10 }, null, null, null, routed).network).toBe(false);
  });

  it.each([
    [0, false],
    [1, true],
    [2, false],
    [3, true],
    [4, false],
  ])('Metered %i: %s', (Metered, metered) => {
    expect(surroundingsOf({ State: 70, Metered }, null, null, null, noRoute).metered).toBe(metered);
  });
});

describe('the battery', () => {
  const display = { IsPresent: true, Percentage: 50, WarningLevel: 1 };
  it.each([
    ['no UPower', null, null, false],
    ['plugged in and nearly empty', { OnBattery: false }, { ...display, Percentage: 3 }, false],
    ['half full', { OnBattery: true }, display, false],
    ['20 %', { OnBattery: true }, { ...display, Percentage: 20 }, false],
    ['under 20 %', { OnBattery: true }, { ...display, Percentage: 19.9 }, true],
    ['a warning', { OnBattery: true }, { ...display, WarningLevel: 3 }, true],
    ['discharging is no warning', { OnBattery: true }, { ...display, WarningLevel: 2 }, false],
    ['none there', { OnBattery: true }, { IsPresent: false, Percentage: 0 }, false],
    ['nothing told', { OnBattery: true }, {}, false],
  ])('%s', (_, power, shown, lowBattery) => {
    const onBattery = power?.OnBattery === true;
    expect(surroundingsOf(null, power, shown, null, noRoute)).toEqual({
      ...good,
      onBattery,
      lowBattery,
    });
  });
});

describe('the session', () => {
  it.each([
    ['no logind', null, false],
    ['one that nobody tells of', {}, false],
    ['in use', { IdleHint: false, LockedHint: false }, false],
    ['idle', { IdleHint: true, LockedHint: false }, true],
    ['locked', { IdleHint: false, LockedHint: true }, true],
  ])('%s', (_, seat, away) => {
    expect(surroundingsOf(null, null, null, seat, noRoute)).toEqual({ ...good, away });
  });
});

describe('a default route', () => {
  const head =
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
  const v4 = (row: string) => (path: string) => {
    if (path === '/proc/net/route') return head + row;
    throw new Error('ENOENT');
  };
  const v6 = (row: string) => (path: string) => (path === '/proc/net/route' ? head : row);
  const zeros = '0'.repeat(32);

  it.each([
    ['eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n', true],
    ['eth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n', false],
    ['', false],
  ])('by IPv4: %j', (row, there) => {
    expect(hasDefaultRoute(v4(row))).toBe(there);
  });

  it.each([
    [`${zeros} 00 ${zeros} 00 fe80${'0'.repeat(28)} 00000400 1 0 00000003 eth0\n`, true],
    // the kernel's own entry for what cannot be reached
    [`${zeros} 00 ${zeros} 00 ${zeros} ffffffff 1 0 00200200 lo\n`, false],
    [`fe80${'0'.repeat(28)} 40 ${zeros} 00 ${zeros} 00000100 1 0 00000001 eth0\n`, false],
  ])('by IPv6: %j', (row, there) => {
    expect(hasDefaultRoute(v6(row))).toBe(there);
  });

  it('is absent where the kernel tells nothing', () => {
    expect(
      hasDefaultRoute(() => {
        throw new Error('ENOENT');
      }),
    ).toBe(false);
  });
});
