// Asks the server of a tarball or file for the immutable address behind it, else for what marks its content.
import type { Attributes } from '../lock.ts';
import type { Network, Reply } from './network.ts';
import { follow } from './redirect.ts';
import { oidPattern } from './refs.ts';
import {
  refusal,
  type SaidContent,
  type SaidUnknown,
  type Unreachable,
  unknown,
  unreachable,
} from './said.ts';
import { withSecondTry } from './second-try.ts';
import { type LockedFile, look, type Mark, type Sighting } from './sighting.ts';

export type TarballAnswer = SaidContent | SaidUnknown | Unreachable;

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

/**
 * Compares an immutable address with what is locked; null where neither revision nor address can be compared.
 * `asked` is the address in flake.nix: a lock that repeats it (as old nix wrote it) names no content.
 */
export function compareTarball(link: URL, locked: Attributes, asked: URL): TarballAnswer | null {
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
  const lockedTo = bare(new URL(lockedUrl));
  if (lockedTo === bare(asked) && lockedTo !== bare(link)) return null;
  return { kind: 'content', changed: lockedTo !== bare(link), ...latest };
}

/** What is locked, in one word that changes with the content. */
export function lockedFile(locked: Attributes | null): LockedFile {
  const time = locked?.get('lastModified');
  return {
    locked: JSON.stringify(['narHash', 'rev', 'url'].map((name) => locked?.get(name) ?? null)),
    lockedTime: typeof time === 'number' ? time : null,
  };
}

function markOf(reply: Reply): Mark | null {
  const text = (name: string) => {
    const value = reply.headers[name];
    return typeof value === 'string' && value !== '' && value.length <= 1024 ? value : null;
  };
  const mark = {
    etag: text('etag'),
    modified: text('last-modified'),
    // Of a part the length says nothing about the whole.
    length: reply.status === 206 ? null : text('content-length'),
  };
  return mark.etag === null && mark.modified === null ? null : mark;
}

/** Seconds since the epoch of a Last-Modified header. */
function timeOf(mark: Mark): number | null {
  const time = mark.modified === null ? Number.NaN : Date.parse(mark.modified);
  return Number.isNaN(time) || time < 0 ? null : Math.floor(time / 1000);
}

function answerOf(sighting: Sighting): TarballAnswer {
  switch (sighting.verdict) {
    case 'first-seen':
      return unknown('first-seen');
    case 'current':
    case 'behind':
      return {
        kind: 'content',
        changed: sighting.verdict === 'behind',
        rev: null,
        lastModified: timeOf(sighting.mark),
      };
  }
}

const maxRedirects = 10;

export interface TarballQuestion {
  readonly url: string;
  readonly locked: Attributes;
  /** the last look at this file, for servers that name no immutable address */
  readonly before: Sighting | undefined;
}

/** HEAD, so that not one byte of the archive is downloaded; `sighting` is to be remembered where there is one. */
export async function askTarball(
  network: Network,
  question: TarballQuestion,
  signal: AbortSignal,
): Promise<{ readonly answer: TarballAnswer; readonly sighting: Sighting | null }> {
  const from = new URL(question.url);
  if (from.username !== '' || from.password !== '') {
    return { answer: unknown('auth-required'), sighting: null };
  }
  const get = (method: 'HEAD' | 'GET') =>
    follow(network, {
      method,
      url: from,
      // One byte is asked for where a server does not know HEAD; what more it sends is not read.
      headers: method === 'GET' ? { range: 'bytes=0-0' } : {},
      signal,
      maxRedirects,
      enough: (reply, url) => immutableLink(reply.headers.link, url) !== null,
    });
  let sighting: Sighting | null = null;
  const answer = await withSecondTry(async (): Promise<TarballAnswer> => {
    let got = await get('HEAD');
    if ('reply' in got && (got.reply.status === 405 || got.reply.status === 501)) {
      got.reply.discard();
      got = await get('GET');
    }
    if ('reason' in got) return unreachable(got.reason);
    const { reply, url } = got;
    reply.discard();
    const link = immutableLink(reply.headers.link, url);
    if (link === null && reply.status !== 200 && reply.status !== 206) return refusal(reply);
    const compared = link === null ? null : compareTarball(link, question.locked, from);
    if (compared !== null) return compared;
    const mark = markOf(reply);
    if (mark === null) return unknown('unmarked-file');
    sighting = look(question.before, mark, lockedFile(question.locked));
    return answerOf(sighting);
  }, signal);
  return { answer, sighting };
}
