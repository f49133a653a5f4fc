// What is said of a built system before it is switched to: restart, services, whose machine it is for.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostDifferences, isOlderRelease, rootDevice } from '../../../main/system/differences.ts';
import { restartReasons, switchInhibitors } from '../../../main/system/restart.ts';
import { endsTheSession, mayRestart, restartingUnits } from '../../../main/system/services.ts';
import { scratch, write } from './toy-system.ts';

function two(
  running: Readonly<Record<string, string>>,
  built: Readonly<Record<string, string>>,
): readonly [string, string] {
  const root = scratch();
  return [write(join(root, 'running'), running), write(join(root, 'built'), built)];
}

describe('restartReasons', () => {
  const system = (kernel: string) => ({
    [`linux-${kernel}/bzImage`]: kernel,
    kernel: `->linux-${kernel}/bzImage`,
    [`modules-${kernel}/lib/modules/${kernel}/x`]: '',
    'kernel-modules': `->modules-${kernel}`,
    'initrd-file': kernel,
    initrd: '->initrd-file',
  });

  it('names kernel and modules by their release', async () => {
    const [booted, built] = two(system('6.12.40'), system('6.12.43'));
    expect(await restartReasons(booted, built)).toEqual([
      { what: 'kernel', from: '6.12.40', to: '6.12.43' },
      { what: 'initrd', from: null, to: null },
      { what: 'kernel-modules', from: '6.12.40', to: '6.12.43' },
    ]);
    expect(await restartReasons(booted, booted)).toEqual([]);
  });

  it('reads triggers that both systems name, but for the kernel, which is told already', async () => {
    const [booted, built] = two(
      { 'reboot-triggers': '{"kernel":"a","dbus-implementation":"dbus","gone":"1"}' },
      { 'reboot-triggers': '{"kernel":"b","dbus-implementation":"broker","new":"1"}' },
    );
    expect(await restartReasons(booted, built)).toEqual([
      {
        what: 'reboot-trigger',
        from: 'dbus-implementation: dbus',
        to: 'dbus-implementation: broker',
      },
    ]);
  });

  it('says nothing of systems that it cannot read', async () => {
    const [booted, built] = two({ 'reboot-triggers': 'not json' }, { other: '' });
    expect(await restartReasons(booted, built)).toEqual([]);
    expect(await restartReasons(join(booted, 'no'), join(built, 'no'))).toEqual([]);
  });
});

it('foresees that a switch will be refused', async () => {
  const [current, built] = two(
    { 'switch-inhibitors': '{"dbus-implementation":"dbus","same":"1"}' },
    { 'switch-inhibitors': '{"dbus-implementation":"broker","same":"1"}' },
  );
  expect(await switchInhibitors(current, built)).toEqual([
    { name: 'dbus-implementation', from: 'dbus', to: 'broker' },
  ]);
  expect(await switchInhibitors(current, current)).toEqual([]);
});

describe('hostDifferences', () => {
  const machine = {
    'etc/hostname': 'desk\n',
    system: 'x86_64-linux',
    'etc/fstab': '# made by NixOS\n/dev/disk/by-uuid/1 / ext4 defaults 0 1\n/dev/sda1 /boot vfat\n',
    'nixos-version': '26.05.20260720.abc',
  };

  it('finds the system of another machine', async () => {
    const [running, built] = two(machine, {
      'etc/hostname': 'laptop',
      system: 'aarch64-linux',
      'etc/fstab': '/dev/disk/by-uuid/2 / btrfs',
      'nixos-version': '25.11.20260801.abc',
    });
    expect(await hostDifferences(running, built)).toEqual([
      { what: 'host-name', running: 'desk', built: 'laptop' },
      { what: 'platform', running: 'x86_64-linux', built: 'aarch64-linux' },
      { what: 'root-file-system', running: '/dev/disk/by-uuid/1', built: '/dev/disk/by-uuid/2' },
      { what: 'older-release', running: '26.05.20260720.abc', built: '25.11.20260801.abc' },
    ]);
  });

  it('finds none in a newer system of the same machine, nor in what is not said', async () => {
    const [running, built] = two(machine, { ...machine, 'nixos-version': '26.11.20261201.abc' });
    expect(await hostDifferences(running, built)).toEqual([]);
    expect(await hostDifferences(running, scratch())).toEqual([]);
  });
});

it.each([
  ['26.05.1', '25.11.9', true],
  ['26.05.20260801', '26.05.20260701', false],
  ['25.11', '26.05', false],
  ['unstable', '25.11', false],
])('from %s to %s is an older release: %s', (running, built, older) => {
  expect(isOlderRelease(running, built)).toBe(older);
});

it('finds the root in an fstab', () => {
  expect(rootDevice('/dev/a /home ext4\n  UUID=1\t/\text4\n')).toBe('UUID=1');
  expect(rootDevice('#/dev/a / ext4\n')).toBeNull();
});

describe('restartingUnits', () => {
  it.each([
    ['a new unit', null, 'x', false],
    ['the same', 'x', 'x', false],
    ['a change', 'x', 'y', true],
    ['one that is gone', 'x', null, true],
    ['one that is gone but may stay', 'X-StopOnRemoval=false', null, false],
    ['one to be left alone', 'x', '[Unit]\nX-RestartIfChanged=false', false],
    ['one to be reloaded', 'x', '[Unit]\nX-ReloadIfChanged=true', false],
    ['one that says true', 'x', '[Unit]\nX-RestartIfChanged=true', true],
  ])('%s', (_, before, after, restarts) => {
    expect(mayRestart(before, after)).toBe(restarts);
  });

  it('reads unit files through links, with their overrides', async () => {
    const folder = 'etc/systemd/system';
    const [running, built] = two(
      {
        'store/a': 'one',
        [`${folder}/a.service`]: '->../../../store/a',
        [`${folder}/b.service`]: 'same',
        [`${folder}/b.service.d/overrides.conf`]: 'old',
        [`${folder}/c.target`]: 'old',
        [`${folder}/d.socket`]: 'same',
      },
      {
        'store/a': 'two',
        [`${folder}/a.service`]: '->../../../store/a',
        [`${folder}/b.service`]: 'same',
        [`${folder}/b.service.d/overrides.conf`]: 'new',
        [`${folder}/c.target`]: 'new',
        [`${folder}/d.socket`]: 'same',
        [`${folder}/e.service`]: 'new',
      },
    );
    expect(await restartingUnits(running, built)).toEqual(['a.service', 'b.service']);
    expect(await restartingUnits(scratch(), built)).toEqual([]);
  });

  it('knows what ends a session', () => {
    expect(endsTheSession('display-manager.service')).toBe(true);
    expect(endsTheSession('user@1000.service')).toBe(true);
    expect(endsTheSession('sshd.service')).toBe(false);
  });
});
