// Follows redirects as far as that is safe: never from https to anything less, never with a name or password.
import type { Exchange, Network, Reply } from './network.ts';

/** Where a redirect leads; 'none' where the reply is not one. */
export function redirectOf(reply: Reply, from: URL): URL | 'none' | 'unsafe' {
  const location = reply.headers.location;
  if (![301, 302, 303, 307, 308].includes(reply.status) || typeof location !== 'string') {
    return 'none';
  }
  if (!URL.canParse(location, from.href)) return 'unsafe';
  const to = new URL(location, from);
  const safe = to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:');
  return safe && to.username === '' && to.password === '' ? to : 'unsafe';
}

export interface Arrived {
  readonly reply: Reply;
  readonly url: URL;
}

export interface Following {
  readonly method: 'GET' | 'HEAD';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly maxRedirects: number;
  /** sent with the first request alone: what is meant for one place goes nowhere else */
  readonly secret?: Readonly<Record<string, string>>;
  /** true where a reply on the way already says enough */
  readonly enough?: (reply: Reply, url: URL) => boolean;
}

/** The first reply that is no redirect and where it came from, or the word for why there is none. */
export async function follow(
  network: Network,
  following: Following,
): Promise<Arrived | { readonly reason: string }> {
  const { method, signal } = following;
  let url = following.url;
  for (let hops = 0; hops <= following.maxRedirects; hops += 1) {
    const headers = { ...following.headers, ...(hops === 0 ? following.secret : {}) };
    const request: Exchange = { method, url, headers, signal };
    const reply = await network.exchange(request);
    const next = redirectOf(reply, url);
    if (next === 'none' || following.enough?.(reply, url) === true) return { reply, url };
    reply.discard();
    if (next === 'unsafe') return { reason: 'unsafe-redirect' };
    url = next;
  }
  return { reason: 'too-many-redirects' };
}
