// How many commits lie between two revisions: the size of the pack that a fetch of them alone would be, never fetched.
import type { CommitsBetween } from '../../../preload/contract/details.ts';
import type { Network } from './network.ts';
import { delimiter, flush, lineOf, NotPackets, packet, packetReader } from './pkt-line.ts';
import { reasonOfError } from './reason.ts';
import { oidPattern } from './refs.ts';
import { refusal, type Unreachable, unreachable } from './said.ts';
import { sendCommand, typeOf } from './upload-pack.ts';

/** Asks for the commits that `want` has and `have` lacks, without trees or files. */
export function rangeRequest(want: string, have: string): string {
  return [
    packet('command=fetch'),
    delimiter,
    packet('no-progress'),
    packet('filter tree:0'),
    packet(`want ${want}`),
    packet(`have ${have}`),
    packet('done'),
    flush,
  ].join('');
}

/** The number stands in the pack's first bytes; a server that says so much before them is not believed. */
const maxBytes = 256 * 1024;
/** No repository has as many. */
const maxCommits = 20_000_000;

/** Takes the answer as it comes; `count` is null until the pack's beginning was there. Throws NotPackets. */
export function packCounter(): { push(chunk: Uint8Array): void; count(): number | null } {
  const packets = packetReader();
  let inside = false;
  let head = Buffer.alloc(0);
  return {
    push(chunk) {
      for (const part of packets.push(chunk)) {
        if (part.kind !== 'data' || head.length >= 12) continue;
        if (!inside) {
          const line = lineOf(part.data);
          if (line.startsWith('ERR ')) throw new NotPackets(line);
          inside = line === 'packfile';
        } else if (part.data[0] === 1) head = Buffer.concat([head, part.data.subarray(1)]);
        else if (part.data[0] === 3) throw new NotPackets('the server gave up');
      }
      if (head.length >= 4 && head.toString('latin1', 0, 4) !== 'PACK') {
        throw new NotPackets('no pack where one must be');
      }
    },
    count() {
      if (head.length < 12 || head.readUInt32BE(4) !== 2) return null;
      const count = head.readUInt32BE(8);
      return count <= maxCommits ? count : null;
    },
  };
}

export interface DistanceQuestion {
  /** what `/git-upload-pack` is added to */
  readonly url: string;
  readonly from: string;
  readonly to: string;
  /** an Authorization header for this very address; it is sent nowhere else and not across a redirect */
  readonly authorization?: string;
}

async function countRange(
  network: Network,
  { url, authorization }: DistanceQuestion,
  body: string,
  signal: AbortSignal,
): Promise<number | Unreachable> {
  const secret: Readonly<Record<string, string>> =
    authorization === undefined || !url.startsWith('https://') ? {} : { authorization };
  try {
    const sent = await sendCommand(network, { base: url, body, secret, signal });
    if ('reason' in sent) return unreachable(sent.reason);
    const { reply } = sent;
    try {
      if (reply.status !== 200) return refusal(reply);
      if (typeOf(reply) !== 'application/x-git-upload-pack-result') {
        return unreachable('not-a-git-server');
      }
      const counter = packCounter();
      let size = 0;
      await reply.each((chunk) => {
        size += chunk.length;
        counter.push(chunk);
        return size <= maxBytes && counter.count() === null;
      });
      return counter.count() ?? unreachable('no-count');
    } finally {
      reply.discard();
    }
  } catch (error) {
    if (error instanceof NotPackets) return unreachable('no-count');
    const reason = reasonOfError(error);
    if (reason === null) throw error;
    return unreachable(reason);
  }
}

/**
 * Commits that only the one or only the other revision has, or the word for why that is not known. Both ways
 * are asked: a server that does not know what it is told we have would count the whole history, and says so
 * only where it is asked for that very revision. Throws only when `signal` was aborted by the caller.
 */
export async function askDistance(
  network: Network,
  question: DistanceQuestion,
  signal: AbortSignal,
): Promise<CommitsBetween | Unreachable> {
  const { from, to } = question;
  if (!oidPattern.test(from) || !oidPattern.test(to)) return unreachable('no-count');
  const plain = { ...question, url: question.url.replace(/\/+$/, '') };
  const back = await countRange(network, plain, rangeRequest(from, to), signal);
  if (typeof back !== 'number') return back;
  const ahead = await countRange(network, plain, rangeRequest(to, from), signal);
  if (typeof ahead !== 'number') return ahead;
  return { ahead, back };
}
