// What differs between two generations: packages and size, read from both closures.
import type { Answer } from '../../preload/contract/api.ts';
import type { GenerationDiff } from '../../preload/contract/details.ts';
import { readClosure } from '../nix/closure.ts';
import { diffPackages, withoutTheSystem } from '../nix/package-diff.ts';
import { listGenerations } from '../system/generations.ts';
import type { Machine } from '../system/machine.ts';

export async function diffGenerations(
  machine: Machine,
  from: number,
  to: number,
): Promise<Answer<GenerationDiff>> {
  const list = await listGenerations(machine);
  const pathOf = (number: number) => list.find((one) => one.number === number)?.storePath ?? null;
  const [old, fresh] = [pathOf(from), pathOf(to)];
  if (old === null || fresh === null) {
    return {
      ok: false,
      failure: { kind: 'no-generation', detail: String(old === null ? from : to) },
    };
  }
  const [before, after] = await Promise.all([
    readClosure(machine, old),
    readClosure(machine, fresh),
  ]);
  for (const closure of [before, after]) {
    if (closure.kind === 'failed') {
      return { ok: false, failure: { kind: 'closure-unreadable', detail: closure.detail } };
    }
  }
  if (before.kind !== 'read' || after.kind !== 'read') {
    return { ok: false, failure: { kind: 'no-nix', detail: 'nix' } };
  }
  const { changes, sizeDelta } = withoutTheSystem(diffPackages(before.paths, after.paths));
  return { ok: true, value: { packages: changes, sizeDelta } };
}
