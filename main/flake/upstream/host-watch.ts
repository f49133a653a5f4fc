// Watches how each host does during one check, and remembers which ones to spare in the next.
import { isHostsFault, mayAsk, nextTrouble } from './back-off.ts';
import { type Memory, remember } from './memory.ts';
import type { Question } from './question.ts';
import type { Said } from './said.ts';

export interface HostWatchOptions {
  readonly memory: Memory;
  /** milliseconds since the epoch */
  readonly now: () => number;
  /** from 0 up to 1 */
  readonly random: () => number;
  /** true when a person asked: hosts that we only meant to spare are asked again */
  readonly byHand: boolean;
}

export interface HostWatch {
  /** the reason not to ask a host now, null where it may be asked */
  spared(host: string): string | null;
  note(question: Question, said: Said): void;
  /** at the end of the check */
  settle(): void;
}

/** One answer of any kind shows that a host is well. */
export function hostWatch({ memory, now, random, byHand }: HostWatchOptions): HostWatch {
  const well = new Set<string>();
  const failed = new Map<string, { reason: string; retryAfterMs: number | null }>();
  return {
    spared(host) {
      const trouble = memory.hosts.get(host);
      return trouble === undefined || mayAsk(trouble, now(), byHand) ? null : trouble.reason;
    },
    note({ host, ask }, said) {
      if (ask.how === 'local-git') return;
      if (said.kind !== 'unreachable' || !isHostsFault(said.reason)) well.add(host);
      else {
        const { reason } = said;
        const before = failed.get(host);
        const asks = [before?.retryAfterMs, said.retryAfterMs].filter((one) => one != null);
        const retryAfterMs = asks.length === 0 ? null : Math.max(...asks);
        // A host that wants to be left alone said more than one that stumbled.
        const limited = before?.reason === 'rate-limited' ? before.reason : reason;
        failed.set(host, { reason: limited, retryAfterMs });
      }
    },
    settle() {
      for (const [host, failure] of failed) {
        const limited = failure.reason === 'rate-limited';
        if (well.has(host) && !limited) continue;
        const before = memory.hosts.get(host) ?? null;
        remember(memory.hosts, host, nextTrouble(before, failure, now(), random()));
      }
      for (const host of well) if (!failed.has(host)) memory.hosts.delete(host);
    },
  };
}
