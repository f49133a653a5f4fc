// Whether a system needs a restart to be wholly in use, and whether it refuses to be switched to at all.
import { join } from 'node:path';
import { z } from 'zod';
import type { RestartReason } from '../../preload/contract/run.ts';
import { kernelOf } from './generations.ts';
import { targetOf, textOf } from './read-facts.ts';

const Named = z.record(z.string(), z.string());

/** A JSON file of name → value in a system; empty where there is none or it is something else. */
async function named(path: string): Promise<Readonly<Record<string, string>>> {
  const text = await textOf(path);
  if (text === null) return {};
  try {
    const parsed = Named.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

interface Difference {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Only what both name: a trigger that is new was not in force when the machine started. */
function differing(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly Difference[] {
  return Object.entries(before).flatMap(([name, from]) => {
    const to = after[name];
    return to === undefined || to === from ? [] : [{ name, from, to }];
  });
}

const parts = ['kernel', 'initrd', 'kernel-modules'] as const;
/** The names that nixpkgs' own triggers have for the same parts. */
const sameParts = new Set<string>([...parts, 'kernelModules', 'kernel_modules', 'modules']);

/**
 * Why `system` asks for a restart of a machine that was started with `booted`. Kernel and modules are
 * told by their release, the rest without. Empty where either cannot be read.
 */
export async function restartReasons(
  booted: string,
  system: string,
): Promise<readonly RestartReason[]> {
  const reasons: RestartReason[] = [];
  const [from, to] = [await kernelOf(booted), await kernelOf(system)];
  for (const what of parts) {
    const [old, now] = [await targetOf(join(booted, what)), await targetOf(join(system, what))];
    if (old === null || now === null || old === now) continue;
    reasons.push(what === 'initrd' ? { what, from: null, to: null } : { what, from, to });
  }
  const [old, now] = [
    await named(join(booted, 'reboot-triggers')),
    await named(join(system, 'reboot-triggers')),
  ];
  for (const difference of differing(old, now)) {
    if (sameParts.has(difference.name)) continue;
    reasons.push({
      what: 'reboot-trigger',
      from: `${difference.name}: ${difference.from}`,
      to: `${difference.name}: ${difference.to}`,
    });
  }
  return reasons;
}

/** What NixOS's own check before a switch will refuse (`switch-inhibitors`): use it on the next boot. */
export async function switchInhibitors(
  current: string,
  system: string,
): Promise<readonly Difference[]> {
  return differing(
    await named(join(current, 'switch-inhibitors')),
    await named(join(system, 'switch-inhibitors')),
  );
}
