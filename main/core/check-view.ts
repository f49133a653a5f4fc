// What the last check means now: its answers with what is held and skipped, and what of it counts.
import type { InputReport } from '../../preload/contract/input.ts';
import type { CheckView } from '../../preload/contract/snapshot.ts';
import { byName } from './natural-order.ts';
import type { State } from './state.ts';

/** The badge counts what is behind and neither held nor skipped. */
export function counts(input: InputReport): boolean {
  return input.status === 'behind' && !input.held && !input.skipped;
}

export function checkView(state: State): CheckView {
  const { check, good, nextCheckAt: nextAt } = state;
  const { held } = state.settings;
  const withHold = (input: InputReport) => ({
    ...input,
    held: held.includes(input.name),
    skipped: state.skipped.some(
      (skip) => skip.name === input.name && skip.rev === input.latest?.rev,
    ),
  });
  const inOrder = (of: readonly InputReport[]) =>
    of.map(withHold).sort((a, b) => byName(a.name, b.name));
  const inputs = inOrder(good?.inputs ?? []);
  if (check.kind === 'checking') {
    const fresh = new Map(Object.entries(check.fresh));
    const known = inputs.map((input) => fresh.get(input.name) ?? input);
    for (const { name } of inputs) fresh.delete(name);
    return {
      kind: 'checking',
      since: check.since,
      done: check.done,
      of: check.of,
      inputs: inOrder([...known, ...fresh.values()]),
    };
  }
  if (check.failure !== null) {
    const { at, kind, detail } = check.failure;
    return {
      kind: 'failed',
      at,
      nextAt,
      failure: { kind, detail },
      lastGoodAt: good?.at ?? null,
      inputs,
    };
  }
  if (good === null) return { kind: 'never', nextAt };
  return { kind: 'checked', at: good.at, nextAt, inputs };
}
