// In what a built system is not the machine that it would be activated on.
import { join } from 'node:path';
import type { HostDifference } from '../../preload/contract/run.ts';
import { nixosVersionOf } from './generations.ts';
import { textOf } from './read-facts.ts';

/** The device of the root file system in the text of an fstab. */
export function rootDevice(fstab: string): string | null {
  for (const line of fstab.split('\n')) {
    const [device, mountPoint] = line.trim().split(/\s+/);
    if (device !== undefined && !device.startsWith('#') && mountPoint === '/') return device;
  }
  return null;
}

/** True when the release of `built` (`25.11.2026…`) comes before that of `running`; days are left out. */
export function isOlderRelease(running: string, built: string): boolean {
  const release = (version: string) => {
    const match = /^(\d+)\.(\d+)/.exec(version);
    return match === null ? null : Number(match[1]) * 100 + Number(match[2]);
  };
  const [old, now] = [release(running), release(built)];
  return old !== null && now !== null && now < old;
}

/** What of `system` differs from the `running` one; what either does not say is no difference. */
export async function hostDifferences(
  running: string,
  system: string,
): Promise<readonly HostDifference[]> {
  const found: HostDifference[] = [];
  const compare = (what: HostDifference['what'], old: string | null, now: string | null) => {
    if (old !== null && now !== null && old !== '' && now !== '' && old !== now) {
      found.push({ what, running: old, built: now });
    }
  };
  const both = async (path: string) =>
    [await textOf(join(running, path)), await textOf(join(system, path))] as const;
  compare('host-name', ...(await both('etc/hostname')));
  compare('platform', ...(await both('system')));
  const [oldTab, newTab] = await both('etc/fstab');
  compare(
    'root-file-system',
    oldTab === null ? null : rootDevice(oldTab),
    newTab === null ? null : rootDevice(newTab),
  );
  const [oldVersion, newVersion] = [await nixosVersionOf(running), await nixosVersionOf(system)];
  if (oldVersion !== null && newVersion !== null && isOlderRelease(oldVersion, newVersion)) {
    found.push({ what: 'older-release', running: oldVersion, built: newVersion });
  }
  return found;
}
