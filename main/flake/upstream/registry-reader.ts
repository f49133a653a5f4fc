// Says what to ask in place of an indirect input, with one copy of the registry a day.
import { type Ask, sourceOf } from '../source.ts';
import type { Memory } from './memory.ts';
import type { Network } from './network.ts';
import type { QuestionAsk } from './question.ts';
import {
  askRegistry,
  parseRegistry,
  registryLifeMs,
  registryUrl,
  resolveName,
} from './registry.ts';
import { type SaidUnknown, type Unreachable, unknown, unreachable } from './said.ts';

export interface RegistryOptions {
  readonly memory: Memory;
  /** milliseconds since the epoch */
  readonly now: () => number;
  /** for the fetch alone */
  readonly signal: () => AbortSignal;
  /** where the registry is; only for who composes the program */
  readonly url: string | undefined;
}

export type Meant = { readonly kind: 'ask'; readonly ask: QuestionAsk } | SaidUnknown | Unreachable;

/** Fetches at most once, and only when the first name comes. */
export function registryReader(
  options: RegistryOptions,
  network: Network,
): (ask: Extract<Ask, { how: 'indirect' }>) => Promise<Meant> {
  const { memory, now } = options;
  const fetched = async (): Promise<string | { reason: string }> => {
    const kept = memory.registry;
    const age = kept === null ? 0 : now() - kept.at;
    if (kept !== null && age >= 0 && age < registryLifeMs) return kept.text;
    const answer = await askRegistry(network, options.url ?? registryUrl, options.signal());
    if (answer.kind === 'text') {
      memory.registry = { at: now(), text: answer.text };
      return answer.text;
    }
    // Names hardly ever change what they stand for: an old copy is better than none.
    return kept?.text ?? { reason: answer.reason };
  };
  let reading: ReturnType<typeof fetched> | null = null;
  return async ({ id, ref }) => {
    reading ??= fetched();
    const text = await reading;
    if (typeof text !== 'string') return unreachable(text.reason);
    const registry = parseRegistry(text);
    const to = registry === null ? null : resolveName(registry, id, ref);
    if (to === null) return unknown('not-in-registry');
    const { ask, pinned } = sourceOf(to);
    if (pinned) return unknown('pinned-by-registry');
    // A registry from afar has no business on this machine, nor with its user's keys.
    return ask.how === 'smart-http' || ask.how === 'tarball'
      ? { kind: 'ask', ask }
      : unknown('indirect');
  };
}
