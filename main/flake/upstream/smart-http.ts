// Asks a git server over HTTP for one ref: one small POST where it speaks version 2, else what it does speak.
import { commitRequest, commitTimeIn, packOf } from './commit-time.ts';
import {
  advertisementReader,
  lsRefsReader,
  lsRefsRequest,
  plainRefs,
  type RefReader,
  ServerError,
} from './ls-refs.ts';
import type { Network, Reply } from './network.ts';
import { NotPackets, packetReader } from './pkt-line.ts';
import { reasonOfError, reasonOfStatus } from './reason.ts';
import { questionsFor, refPicker } from './refs.ts';

export type SmartAnswer =
  /** `base` is where the repository really is, after redirects */
  | { readonly kind: 'revision'; readonly rev: string; readonly base: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

export interface SmartQuestion {
  /** what `/git-upload-pack` is added to */
  readonly url: string;
  readonly ref: string | null;
}

/** A server without version 2 lists every ref it has; more than this is not worth an answer. */
const maxListBytes = 64 * 1024 * 1024;
const maxAnswerBytes = 4 * 1024 * 1024;
const maxRedirects = 5;

const commandHeaders = {
  'content-type': 'application/x-git-upload-pack-request',
  accept: 'application/x-git-upload-pack-result',
  'git-protocol': 'version=2',
};

const unreachable = (reason: string): SmartAnswer => ({ kind: 'unreachable', reason });

/** Where a redirect leads, if it may be followed: never from https to anything less. */
function redirected(reply: Reply, from: URL): URL | 'none' | 'unsafe' {
  const location = reply.headers.location;
  if (![301, 302, 303, 307, 308].includes(reply.status) || typeof location !== 'string') {
    return 'none';
  }
  let to: URL;
  try {
    to = new URL(location, from);
  } catch {
    return 'unsafe';
  }
  const safe = to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:');
  if (!safe || to.username !== '' || to.password !== '') return 'unsafe';
  return to;
}

const typeOf = (reply: Reply): string => {
  const type = reply.headers['content-type'];
  return typeof type === 'string' ? (type.split(';')[0]?.trim().toLowerCase() ?? '') : '';
};

/** Reads packets until the list is whole. */
async function readRefs(reply: Reply, reader: RefReader, limit: number): Promise<boolean> {
  const packets = packetReader();
  let size = 0;
  await reply.each((chunk) => {
    size += chunk.length;
    for (const part of packets.push(chunk)) reader.take(part);
    return size <= limit && reader.state() === 'reading';
  });
  return reader.state() !== 'reading';
}

type PostResult =
  | { readonly kind: 'answer'; readonly answer: SmartAnswer }
  /** this server wants to be approached the long way */
  | { readonly kind: 'other'; readonly reason: string };

const answered = (answer: SmartAnswer): PostResult => ({ kind: 'answer', answer });

async function post(
  network: Network,
  base: string,
  ref: string | null,
  signal: AbortSignal,
): Promise<PostResult> {
  let result: PostResult = answered(unreachable('no-such-ref'));
  for (const names of questionsFor(ref)) {
    result = await postOnce(network, base, ref, names, signal);
    const absent =
      result.kind === 'answer' &&
      result.answer.kind === 'unreachable' &&
      result.answer.reason === 'no-such-ref';
    if (!absent) return result;
  }
  return result;
}

async function postOnce(
  network: Network,
  base: string,
  ref: string | null,
  names: readonly string[],
  signal: AbortSignal,
): Promise<PostResult> {
  let url = new URL(`${base}/git-upload-pack`);
  for (let hops = 0; ; hops += 1) {
    const reply = await network.exchange({
      method: 'POST',
      url,
      headers: commandHeaders,
      body: lsRefsRequest(names),
      signal,
    });
    const next = redirected(reply, url);
    if (next !== 'none') {
      reply.discard();
      if (next === 'unsafe') return answered(unreachable('unsafe-redirect'));
      if (!next.pathname.endsWith('/git-upload-pack') || hops === maxRedirects) {
        return { kind: 'other', reason: 'not-a-git-server' };
      }
      url = next;
      continue;
    }
    if (reply.status !== 200) {
      reply.discard();
      const reason = reasonOfStatus(reply.status, reply.headers);
      return reason === 'auth-required' || reason === 'rate-limited' || reply.status >= 500
        ? answered(unreachable(reason))
        : { kind: 'other', reason };
    }
    if (typeOf(reply) !== 'application/x-git-upload-pack-result') {
      reply.discard();
      return { kind: 'other', reason: 'not-a-git-server' };
    }
    const picker = refPicker(ref);
    try {
      if (!(await readRefs(reply, lsRefsReader(picker.offer), maxAnswerBytes))) {
        reply.discard();
        return { kind: 'other', reason: 'not-a-git-server' };
      }
    } catch (error) {
      reply.discard();
      if (!(error instanceof NotPackets || error instanceof ServerError)) throw error;
      return { kind: 'other', reason: 'not-a-git-server' };
    }
    const rev = picker.picked();
    const found = url.href.slice(0, -'/git-upload-pack'.length);
    return answered(
      rev === null ? unreachable('no-such-ref') : { kind: 'revision', rev, base: found },
    );
  }
}

/** GET with redirects followed; the reply and where it came from, or the reason why there is none. */
async function get(
  network: Network,
  from: URL,
  signal: AbortSignal,
): Promise<{ reply: Reply; url: URL } | { reason: string }> {
  let url = from;
  for (let hops = 0; hops <= maxRedirects; hops += 1) {
    const reply = await network.exchange({
      method: 'GET',
      url,
      headers: { 'git-protocol': 'version=2' },
      signal,
    });
    const next = redirected(reply, url);
    if (next === 'none') return { reply, url };
    reply.discard();
    if (next === 'unsafe') return { reason: 'unsafe-redirect' };
    url = next;
  }
  return { reason: 'too-many-redirects' };
}

/** The default branch of a server that only serves files. */
async function headOf(network: Network, base: string, signal: AbortSignal): Promise<string | null> {
  const got = await get(network, new URL(`${base}/HEAD`), signal);
  if ('reason' in got) return null;
  const body = got.reply.status === 200 ? await got.reply.read(4096) : null;
  got.reply.discard();
  return /^ref: (refs\/\S+)\s*$/.exec(body?.toString('utf8') ?? '')?.[1] ?? null;
}

/** The long way: what does the server say of itself, and where does it say it? */
async function discover(
  network: Network,
  base: string,
  ref: string | null,
  signal: AbortSignal,
): Promise<SmartAnswer> {
  const asked = new URL(`${base}/info/refs?service=git-upload-pack`);
  const got = await get(network, asked, signal);
  if ('reason' in got) return unreachable(got.reason);
  const { reply, url } = got;
  if (reply.status !== 200) {
    reply.discard();
    return unreachable(reasonOfStatus(reply.status, reply.headers));
  }
  if (!url.pathname.endsWith('/info/refs')) {
    reply.discard();
    return unreachable('not-a-git-server');
  }
  const found = `${url.origin}${url.pathname.slice(0, -'/info/refs'.length)}`;
  const picker = refPicker(ref);
  if (typeOf(reply) === 'application/x-git-upload-pack-advertisement') {
    const reader = advertisementReader(picker.offer);
    try {
      await readRefs(reply, reader, maxListBytes);
    } catch (error) {
      if (error instanceof ServerError) return unreachable('server-error');
      if (!(error instanceof NotPackets)) throw error;
      return unreachable('not-a-git-server');
    } finally {
      reply.discard();
    }
    if (reader.state() === 'version-2') {
      const second = await post(network, found, ref, signal);
      return second.kind === 'answer' ? second.answer : unreachable(second.reason);
    }
    if (reader.state() === 'reading') return unreachable('not-a-git-server');
    const rev = picker.picked();
    return rev === null ? unreachable('no-such-ref') : { kind: 'revision', rev, base: found };
  }
  const body = typeOf(reply) === 'text/html' ? null : await reply.read(maxAnswerBytes);
  reply.discard();
  const refs = body === null ? null : plainRefs(body.toString('utf8'));
  if (refs === null) return unreachable('not-a-git-server');
  const wanted = ref === null || ref === 'HEAD' ? await headOf(network, found, signal) : ref;
  const plain = refPicker(wanted ?? 'refs/');
  for (const one of refs) plain.offer(one);
  const rev = plain.picked();
  return rev === null ? unreachable('no-such-ref') : { kind: 'revision', rev, base: found };
}

async function withReasons(attempt: () => Promise<SmartAnswer>): Promise<SmartAnswer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const reason = reasonOfError(error);
      if (reason === null) throw error;
      // A server may close an idle connection just as it is used: once more, on a new one.
      if (reason !== 'connection-lost' || tries === 2) return unreachable(reason);
    }
  }
}

/**
 * The revision that a ref has on the server (annotated tags peeled), or the word for why it is not known.
 * Throws only when `signal` was aborted by the caller.
 */
export function askSmartHttp(
  network: Network,
  question: SmartQuestion,
  signal: AbortSignal,
): Promise<SmartAnswer> {
  const base = question.url.replace(/\/+$/, '');
  return withReasons(async () => {
    const first = await post(network, base, question.ref, signal);
    if (first.kind === 'answer') return first.answer;
    return discover(network, base, question.ref, signal);
  });
}

/** The commit time of a revision in Unix seconds, null where the server does not give the bare commit. */
export async function askCommitTime(
  network: Network,
  base: string,
  rev: string,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    const reply = await network.exchange({
      method: 'POST',
      url: new URL(`${base}/git-upload-pack`),
      headers: commandHeaders,
      body: commitRequest(rev),
      signal,
    });
    const body =
      reply.status === 200 && typeOf(reply) === 'application/x-git-upload-pack-result'
        ? await reply.read(maxAnswerBytes)
        : null;
    reply.discard();
    if (body === null) return null;
    return commitTimeIn(packOf(packetReader().push(body)), rev);
  } catch (error) {
    if (error instanceof NotPackets || reasonOfError(error) !== null) return null;
    throw error;
  }
}
