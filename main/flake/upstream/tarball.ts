// Asks a tarball's server which immutable address stands behind the one in flake.nix (`Link: rel="immutable"`).
import type { Attributes } from '../lock.ts';
import type { Network } from './network.ts';
import { reasonOfError, reasonOfStatus } from './reason.ts';
import { oidPattern } from './refs.ts';

export type TarballAnswer =
  | {
      readonly kind: 'content';
      readonly changed: boolean;
      readonly rev: string | null;
      readonly lastModified: number | null;
    }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** The address in a Link header's immutable relation, absolute; null where there is none. */
export function immutableLink(header: string | string[] | undefined, from: URL): URL | null {
  const text = Array.isArray(header) ? header.join(', ') : (header ?? '');
  for (const match of text.matchAll(/<([^<>]*)>((?:\s*;\s*[^,;<>]+)*)/g)) {
    const relation = /(?:^|;)\s*rel\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(match[2] ?? '');
    const words = (relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/);
    if (!words.includes('immutable')) continue;
    try {
      return new URL(match[1] ?? '', from);
    } catch {
      return null;
    }
  }
  return null;
}

/** The address without the parameters that nix takes out of it. */
function bare(url: URL): string {
  const copy = new URL(url);
  for (const name of ['rev', 'revCount', 'lastModified', 'narHash']) copy.searchParams.delete(name);
  return copy.href;
}

/** Compares an immutable address with what is locked; null where neither revision nor address can be compared. */
export function compareTarball(link: URL, locked: Attributes): TarballAnswer | null {
  const rev = link.searchParams.get('rev');
  const time = link.searchParams.get('lastModified');
  const latest = {
    rev: rev !== null && oidPattern.test(rev) ? rev : null,
    lastModified: time !== null && /^\d{1,15}$/.test(time) ? Number(time) : null,
  };
  const lockedRev = locked.get('rev');
  if (latest.rev !== null && typeof lockedRev === 'string') {
    return { kind: 'content', changed: latest.rev !== lockedRev, ...latest };
  }
  const lockedUrl = locked.get('url');
  if (typeof lockedUrl !== 'string' || !URL.canParse(lockedUrl)) return null;
  return { kind: 'content', changed: bare(new URL(lockedUrl)) !== bare(link), ...latest };
}

const maxRedirects = 10;

/** HEAD only: not one byte of the archive is downloaded. */
export async function askTarball(
  network: Network,
  url: string,
  locked: Attributes,
  signal: AbortSignal,
): Promise<TarballAnswer> {
  try {
    let at = new URL(url);
    for (let hops = 0; hops <= maxRedirects; hops += 1) {
      if (at.username !== '' || at.password !== '')
        return { kind: 'unknown', reason: 'auth-required' };
      const reply = await network.exchange({ method: 'HEAD', url: at, headers: {}, signal });
      reply.discard();
      const link = immutableLink(reply.headers.link, at);
      const location = reply.headers.location;
      if (
        link === null &&
        reply.status >= 300 &&
        reply.status < 400 &&
        typeof location === 'string'
      ) {
        const next = URL.canParse(location, at.href) ? new URL(location, at) : null;
        const safe =
          next?.protocol === 'https:' || (next?.protocol === 'http:' && at.protocol === 'http:');
        if (next === null || !safe) return { kind: 'unreachable', reason: 'unsafe-redirect' };
        at = next;
        continue;
      }
      if (link === null && reply.status !== 200) {
        return { kind: 'unreachable', reason: reasonOfStatus(reply.status, reply.headers) };
      }
      const answer = link === null ? null : compareTarball(link, locked);
      return answer ?? { kind: 'unknown', reason: 'tarball' };
    }
    return { kind: 'unreachable', reason: 'too-many-redirects' };
  } catch (error) {
    const reason = reasonOfError(error);
    if (reason === null) throw error;
    return { kind: 'unreachable', reason };
  }
}
