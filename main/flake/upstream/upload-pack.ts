// How git's upload-pack is spoken to over HTTP: what every command says of itself, and how its answer is told.
import type { Network, Reply } from './network.ts';
import { redirectOf } from './redirect.ts';

export const commandHeaders = {
  'content-type': 'application/x-git-upload-pack-request',
  accept: 'application/x-git-upload-pack-result',
  'git-protocol': 'version=2',
};

/** The reply's media type without parameters; empty where it has none. */
export const typeOf = (reply: Reply): string => {
  const type = reply.headers['content-type'];
  return typeof type === 'string' ? (type.split(';')[0]?.trim().toLowerCase() ?? '') : '';
};

const maxRedirects = 5;

export interface Command {
  /** what `/git-upload-pack` is added to */
  readonly base: string;
  readonly body: string;
  /** sent to `base` alone, not across a redirect */
  readonly secret: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** The reply and the place it came from, or the word for a redirect that is not followed. */
export async function sendCommand(
  network: Network,
  { base, body, secret, signal }: Command,
): Promise<{ readonly reply: Reply; readonly base: string } | { readonly reason: string }> {
  const end = '/git-upload-pack';
  let url = new URL(`${base}${end}`);
  for (let hops = 0; ; hops += 1) {
    const reply = await network.exchange({
      method: 'POST',
      url,
      headers: { ...commandHeaders, ...(hops === 0 ? secret : {}) },
      body,
      signal,
    });
    const next = redirectOf(reply, url);
    if (next === 'none') return { reply, base: url.href.slice(0, -end.length) };
    reply.discard();
    if (next === 'unsafe') return { reason: 'unsafe-redirect' };
    if (hops === maxRedirects) return { reason: 'too-many-redirects' };
    if (!next.pathname.endsWith(end)) return { reason: 'not-a-git-server' };
    url = next;
  }
}
