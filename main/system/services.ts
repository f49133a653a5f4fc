// Which units differ between two systems in a way that may restart or stop them on a switch.
import { join } from 'node:path';
import { namesIn, textOf } from './read-facts.ts';

/** What a switch touches; slices, targets and paths of no consequence are left out. */
const restartable = /\.(?:service|socket|timer|mount|path|automount|swap)$/;

function says(text: string, key: string, value: 'true' | 'false'): boolean {
  const words = value === 'true' ? /^(?:true|yes|1|on)$/i : /^(?:false|no|0|off)$/i;
  return text
    .split('\n')
    .some((line) => line.startsWith(`${key}=`) && words.test(line.slice(key.length + 1).trim()));
}

/**
 * Whether a unit whose file changed from `before` to `after` may restart (null: is not there). New units
 * start and gone ones stop; of those that stay, the new file may ask to be left alone or only reloaded.
 */
export function mayRestart(before: string | null, after: string | null): boolean {
  if (before === null || before === after) return false;
  if (after === null) return !says(before, 'X-StopOnRemoval', 'false');
  return !says(after, 'X-RestartIfChanged', 'false') && !says(after, 'X-ReloadIfChanged', 'true');
}

/** A unit's own text with that of its overrides, which count as part of it. */
async function unitText(folder: string, name: string): Promise<string | null> {
  const own = await textOf(join(folder, name));
  if (own === null) return null;
  const overrides = `${name}.d`;
  const texts = [own];
  for (const file of await namesIn(join(folder, overrides))) {
    texts.push((await textOf(join(folder, overrides, file))) ?? '');
  }
  return texts.join('\n');
}

/** Names of units that may restart or stop when `running` is switched to `system`, in order. */
export async function restartingUnits(running: string, system: string): Promise<readonly string[]> {
  const [old, now] = [join(running, 'etc/systemd/system'), join(system, 'etc/systemd/system')];
  const [oldNames, newNames] = [await namesIn(old), await namesIn(now)];
  // Without the old units nothing is known of what runs; without the new ones it is no such system.
  if (oldNames.length === 0 || newNames.length === 0) return [];
  const found: string[] = [];
  for (const name of oldNames) {
    if (!restartable.test(name)) continue;
    if (mayRestart(await unitText(old, name), await unitText(now, name))) found.push(name);
  }
  return found;
}

/** Units whose restart ends what a person is doing: the display manager and the session itself. */
export function endsTheSession(unit: string): boolean {
  return /^(?:display-manager|gdm|sddm|lightdm|greetd|ly|user@\d*|user-runtime-dir@\d*|systemd-logind|dbus|dbus-broker)\.service$/.test(
    unit,
  );
}
