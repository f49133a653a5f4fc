// Asks a git server over HTTP for one ref: one small POST where it speaks version 2, else what it does speak.

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
import { follow } from './redirect.ts';
import { questionsFor, refPicker } from './refs.ts';
import { refusal, type SaidRevision, type Unreachable, unreachable } from './said.ts';
import { withSecondTry } from './second-try.ts';
import { sendCommand, typeOf } from './upload-pack.ts';

/** `base` is where the repository really is, after redirects */
export type SmartAnswer = (SaidRevision & { readonly base: string }) | Unreachable;

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

/** Only for the address that was asked for, only over https. */
function secretFor(asking: Asking, base: string): Readonly<Record<string, string>> {
  const mine = base === asking.asked && base.startsWith('https://');
  return mine && asking.authorization !== null ? { authorization: asking.authorization } : {};
}

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
  const sent = await sendCommand(asking.network, {
    base,
    body: lsRefsRequest(names),
    secret: secretFor(asking, base),
    signal: asking.signal,
  });
  if ('reason' in sent) {
    const answer = unreachable(sent.reason);
    return { kind: sent.reason === 'not-a-git-server' ? 'other' : 'answer', answer };
  }
  const { reply, base: found } = sent;
  if (reply.status !== 200) {
    reply.discard();
    const answer = refusal(reply);
    const final = reply.status >= 500 || reply.status === 401 || answer.reason === 'rate-limited';
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
  return answered(
    rev === null ? unreachable('no-such-ref') : { kind: 'revision', rev, base: found },
  );
}

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
    return refusal(reply);
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
  return withSecondTry(async () => {
    const first = await post(asking, asking.asked);
    return first.kind === 'answer' ? first.answer : discover(asking);
  }, signal);
}
