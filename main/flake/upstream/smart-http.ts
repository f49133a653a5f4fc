// Asks a git server over HTTP for one ref: one small POST where it speaks version 2, else what it does speak.

import { retryAfterOf } from './back-off.ts';
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
import { follow, redirectOf } from './redirect.ts';
import { questionsFor, refPicker } from './refs.ts';

export type SmartAnswer =
  /** `base` is where the repository really is, after redirects */
  | { readonly kind: 'revision'; readonly rev: string; readonly base: string }
  | {
      readonly kind: 'unreachable';
      readonly reason: string;
      /** how long the server asks to be left alone, where it does */
      readonly retryAfterMs?: number | null;
    };

export interface SmartQuestion {
  /** what `/git-upload-pack` is added to */
  readonly url: string;
  readonly ref: string | null;
  /** an Authorization header for this very address; it is sent nowhere else and not across a redirect */
  readonly authorization?: string;
}

/** What the steps of one question share. */
interface Asking {
  readonly network: Network;
  readonly ref: string | null;
  /** the only address that `authorization` is sent to */
  readonly asked: string;
  readonly authorization: string | null;
  readonly signal: AbortSignal;
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

const refused = (reply: Reply): SmartAnswer => ({
  kind: 'unreachable',
  reason: reasonOfStatus(reply.status, reply.headers),
  retryAfterMs: retryAfterOf(reply.headers, Date.now()),
});

/** Only for the address that was asked for, only over https. */
function secretFor(asking: Asking, base: string): Readonly<Record<string, string>> {
  const mine = base === asking.asked && base.startsWith('https://');
  return mine && asking.authorization !== null ? { authorization: asking.authorization } : {};
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
  | { readonly kind: 'other'; readonly answer: SmartAnswer };

const answered = (answer: SmartAnswer): PostResult => ({ kind: 'answer', answer });

async function post(asking: Asking, base: string): Promise<PostResult> {
  let result: PostResult = answered(unreachable('no-such-ref'));
  for (const names of questionsFor(asking.ref)) {
    result = await postOnce(asking, base, names);
    const absent =
      result.kind === 'answer' &&
      result.answer.kind === 'unreachable' &&
      result.answer.reason === 'no-such-ref';
    if (!absent) return result;
  }
  return result;
}

async function postOnce(
  asking: Asking,
  base: string,
  names: readonly string[],
): Promise<PostResult> {
  let url = new URL(`${base}/git-upload-pack`);
  for (let hops = 0; ; hops += 1) {
    const reply = await asking.network.exchange({
      method: 'POST',
      url,
      headers: { ...commandHeaders, ...(hops === 0 ? secretFor(asking, base) : {}) },
      body: lsRefsRequest(names),
      signal: asking.signal,
    });
    const next = redirectOf(reply, url);
    if (next !== 'none') {
      reply.discard();
      if (next === 'unsafe') return answered(unreachable('unsafe-redirect'));
      if (hops === maxRedirects) return answered(unreachable('too-many-redirects'));
      if (!next.pathname.endsWith('/git-upload-pack')) {
        return { kind: 'other', answer: unreachable('not-a-git-server') };
      }
      url = next;
      continue;
    }
    if (reply.status !== 200) {
      reply.discard();
      const answer = refused(reply);
      const final =
        reply.status >= 500 || reply.status === 401 || reasonOfReply(answer) === 'rate-limited';
      return final ? answered(answer) : { kind: 'other', answer };
    }
    if (typeOf(reply) !== 'application/x-git-upload-pack-result') {
      reply.discard();
      return { kind: 'other', answer: unreachable('not-a-git-server') };
    }
    const picker = refPicker(asking.ref);
    try {
      if (!(await readRefs(reply, lsRefsReader(picker.offer), maxAnswerBytes))) {
        reply.discard();
        return { kind: 'other', answer: unreachable('not-a-git-server') };
      }
    } catch (error) {
      reply.discard();
      if (!(error instanceof NotPackets || error instanceof ServerError)) throw error;
      return { kind: 'other', answer: unreachable('not-a-git-server') };
    }
    const rev = picker.picked();
    const found = url.href.slice(0, -'/git-upload-pack'.length);
    return answered(
      rev === null ? unreachable('no-such-ref') : { kind: 'revision', rev, base: found },
    );
  }
}

const reasonOfReply = (answer: SmartAnswer): string | null =>
  answer.kind === 'unreachable' ? answer.reason : null;

/** The default branch of a server that only serves files. */
async function headOf(asking: Asking, base: string): Promise<string | null> {
  const got = await follow(asking.network, {
    method: 'GET',
    url: new URL(`${base}/HEAD`),
    headers: {},
    secret: secretFor(asking, base),
    signal: asking.signal,
    maxRedirects,
  });
  if ('reason' in got) return null;
  const body = got.reply.status === 200 ? await got.reply.read(4096) : null;
  got.reply.discard();
  return /^ref: (refs\/\S+)\s*$/.exec(body?.toString('utf8') ?? '')?.[1] ?? null;
}

/** The long way: what does the server say of itself, and where does it say it? */
async function discover(asking: Asking): Promise<SmartAnswer> {
  const { ref } = asking;
  const got = await follow(asking.network, {
    method: 'GET',
    url: new URL(`${asking.asked}/info/refs?service=git-upload-pack`),
    headers: { 'git-protocol': 'version=2' },
    secret: secretFor(asking, asking.asked),
    signal: asking.signal,
    maxRedirects,
  });
  if ('reason' in got) return unreachable(got.reason);
  const { reply, url } = got;
  if (reply.status !== 200) {
    reply.discard();
    return refused(reply);
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
    if (reader.state() === 'version-2') return (await post(asking, found)).answer;
    if (reader.state() === 'reading') return unreachable('not-a-git-server');
    const rev = picker.picked();
    return rev === null ? unreachable('no-such-ref') : { kind: 'revision', rev, base: found };
  }
  const body = typeOf(reply) === 'text/html' ? null : await reply.read(maxAnswerBytes);
  reply.discard();
  const refs = body === null ? null : plainRefs(body.toString('utf8'));
  if (refs === null) return unreachable('not-a-git-server');
  const wanted = ref === null || ref === 'HEAD' ? await headOf(asking, found) : ref;
  const plain = refPicker(wanted ?? 'refs/');
  for (const one of refs) plain.offer(one);
  const rev = plain.picked();
  return rev === null ? unreachable('no-such-ref') : { kind: 'revision', rev, base: found };
}

/** A stumble rather than a fall: worth one more try after a moment. */
const stumbles = /^(?:connection-lost|http-50[0234])$/;
const longestMomentMs = 1200;

/** Ends early when the signal is aborted; whoever goes on hears of that there. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}

async function withReasons(
  attempt: () => Promise<SmartAnswer>,
  signal: AbortSignal,
): Promise<SmartAnswer> {
  for (let tries = 1; ; tries += 1) {
    let answer: SmartAnswer;
    try {
      answer = await attempt();
    } catch (error) {
      const reason = reasonOfError(error);
      if (reason === null) throw error;
      answer = unreachable(reason);
    }
    if (answer.kind === 'revision' || tries === 2 || !stumbles.test(answer.reason)) return answer;
    // A server may close an idle connection just as it is used: once more at once, on a new one.
    if (answer.reason === 'connection-lost') continue;
    const asked = answer.retryAfterMs ?? 0;
    if (asked > longestMomentMs) return answer;
    await pause(Math.max(asked, longestMomentMs * (0.25 + Math.random() * 0.75)), signal);
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
  const asking: Asking = {
    network,
    ref: question.ref,
    asked: question.url.replace(/\/+$/, ''),
    authorization: question.authorization ?? null,
    signal,
  };
  return withReasons(async () => {
    const first = await post(asking, asking.asked);
    return first.kind === 'answer' ? first.answer : discover(asking);
  }, signal);
}

/** The commit time of a revision in Unix seconds, null where the server does not give the bare commit. */
export async function askCommitTime(
  network: Network,
  base: string,
  rev: string,
  signal: AbortSignal,
  authorization?: string,
): Promise<number | null> {
  try {
    const reply = await network.exchange({
      method: 'POST',
      url: new URL(`${base}/git-upload-pack`),
      headers: { ...commandHeaders, ...(authorization === undefined ? {} : { authorization }) },
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
