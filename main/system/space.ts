// How much room there is in the store and where the boot loader's files go, and what a new system takes there.
import { access, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from './machine.ts';
import { targetOf } from './read-facts.ts';

/** Bytes that a plain user may still write; null where it cannot be told. */
export async function freeBytes(path: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Where kernels are copied to: /boot, unless NixOS put its files on an ESP mounted elsewhere. */
export async function bootFolder(machine: Machine): Promise<string | null> {
  // A rehearsal has no boot loader, and this computer's is not its business.
  if (machine.kind === 'rehearsal') return null;
  for (const folder of ['/efi', '/boot/efi']) {
    const there = await access(join(folder, 'EFI/nixos')).then(
      () => true,
      () => false,
    );
    if (there) return folder;
  }
  return '/boot';
}

/**
 * Bytes of the kernel and initrd of `system` that none of the `present` systems (whose files lie on
 * /boot already) shares; null where `system` has neither.
 */
export async function bootBytes(
  system: string,
  present: readonly string[],
): Promise<number | null> {
  let sum: number | null = null;
  for (const what of ['kernel', 'initrd']) {
    const path = await targetOf(join(system, what));
    if (path === null) continue;
    const others = await Promise.all(present.map((one) => targetOf(join(one, what))));
    const size = others.includes(path) ? 0 : await sizeOf(path);
    sum = (sum ?? 0) + size;
  }
  return sum;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (info) => info.size,
    () => 0,
  );
}
