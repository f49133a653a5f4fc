// How many commits an input is behind: from memory, or asked for where somebody wants to see it.
import type { CommitsBetween } from '../../preload/contract/details.ts';
import type { InputReport } from '../../preload/contract/input.ts';
import type { AskableEntry } from './entries.ts';
import { type Ask, sourceOf } from './source.ts';
import { type AccessToken, authorizationOf, tokenFor } from './upstream/access-tokens.ts';
import { mayAsk, nextTrouble } from './upstream/back-off.ts';
import { askDistance } from './upstream/distance.ts';
import { countLocalCommits } from './upstream/git.ts';
import { type Memory, remember } from './upstream/memory.ts';
import { type NetworkOptions, openNetwork } from './upstream/network.ts';
import { oidPattern } from './upstream/refs.ts';
import { refusesWithoutToken } from './upstream/said.ts';

/** Two revisions of one place. */
export interface Span {
  readonly ask: Extract<Ask, { how: 'smart-http' | 'local-git' }>;
  readonly from: string;
  readonly to: string;
}

/** Null where nothing lies between, or where nobody can be asked about it. */
export function spanOf({ ask, locked }: AskableEntry, report: InputReport): Span | null {
  const from = report.locked.rev;
  const to = report.latest?.rev ?? null;
  if (report.status !== 'behind' || from === null || to === null || from === to) return null;
  if (!oidPattern.test(from) || !oidPattern.test(to)) return null;
  // What a name in the registry stood for is written beside the revision.
  const place = ask.how === 'indirect' && locked !== null ? sourceOf(locked).ask : ask;
  return place.how === 'smart-http' || place.how === 'local-git' ? { ask: place, from, to } : null;
}

const keyOf = ({ ask, from, to }: Span): string =>
  JSON.stringify([ask.how === 'smart-http' ? ask.url : ask.path, from, to]);

export const knownBetween = (memory: Memory, span: Span): CommitsBetween | null =>
  memory.distances.get(keyOf(span)) ?? null;

export interface CommitsOptions {
  readonly memory: Memory;
  /** Snowbell's version, for the User-Agent */
  readonly version: string;
  /** milliseconds since the epoch */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** the user's tokens, read only after a server refused to answer without */
  readonly tokens: () => Promise<readonly AccessToken[]>;
  /** how hosts are reached; only for who composes the program, nothing in a lock can change it */
  readonly network?: Omit<NetworkOptions, 'userAgent'>;
  /** how long a server may take to count, milliseconds */
  readonly timeoutMs?: number;
}

/** Adds what is found to the memory. Null where the upstream does not say; throws only when `signal` was aborted. */
export async function askBetween(
  span: Span,
  options: CommitsOptions,
): Promise<CommitsBetween | null> {
  const { memory } = options;
  const known = knownBetween(memory, span);
  if (known !== null) return known;
  const found = await asked(span, options);
  if (found !== null) remember(memory.distances, keyOf(span), found);
  return found;
}

async function asked(span: Span, options: CommitsOptions): Promise<CommitsBetween | null> {
  const { memory, now, signal, timeoutMs = 20_000 } = options;
  const { ask, from, to } = span;
  if (ask.how === 'local-git') return countLocalCommits(ask.path, from, to, { signal, timeoutMs });
  const { host } = new URL(ask.url);
  const trouble = memory.hosts.get(host);
  if (!mayAsk(trouble, now(), true)) return null;
  const network = openNetwork({
    ...options.network,
    userAgent: `snowbell/${options.version} (+flake input check)`,
  });
  const within = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const question = { url: ask.url, from, to };
    let said = await askDistance(network, question, within);
    if ('kind' in said && refusesWithoutToken(said)) {
      const token = tokenFor(await options.tokens(), ask.url);
      if (token !== null) {
        said = await askDistance(
          network,
          { ...question, authorization: authorizationOf(token) },
          within,
        );
      }
    }
    if (!('kind' in said)) return said;
    if (said.reason === 'rate-limited') {
      const failed = { reason: said.reason, retryAfterMs: said.retryAfterMs ?? null };
      remember(memory.hosts, host, nextTrouble(trouble ?? null, failed, now(), Math.random()));
    }
    return null;
  } finally {
    await network.close();
  }
}
