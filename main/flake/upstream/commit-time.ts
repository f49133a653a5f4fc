// Reads one bare commit out of a version 2 fetch: how old a revision is, for some five hundred bytes.
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import type { Network } from './network.ts';
import {
  delimiter,
  flush,
  lineOf,
  NotPackets,
  type Packet,
  packet,
  packetReader,
} from './pkt-line.ts';
import { reasonOfError } from './reason.ts';
import { commandHeaders, typeOf } from './upload-pack.ts';

/** Asks for the one commit without its parents, trees or files. */
export function commitRequest(oid: string): string {
  return [
    packet('command=fetch'),
    delimiter,
    packet('no-progress'),
    packet(`want ${oid}`),
    packet('deepen 1'),
    packet('filter tree:0'),
    packet('done'),
    flush,
  ].join('');
}

/** No commit message is longer; a pack that says so is not what was asked for. */
const maxCommitBytes = 1024 * 1024;

/** The pack's bytes from the packets of an answer: side band 1 of its packfile section. */
export function packOf(packets: readonly Packet[]): Buffer {
  const parts: Buffer[] = [];
  let inside = false;
  for (const part of packets) {
    if (part.kind !== 'data') continue;
    if (!inside) {
      const line = lineOf(part.data);
      if (line.startsWith('ERR ')) throw new NotPackets(line);
      inside = line === 'packfile';
    } else if (part.data[0] === 1) parts.push(part.data.subarray(1));
    else if (part.data[0] === 3) throw new NotPackets('the server gave up');
  }
  return Buffer.concat(parts);
}

/** The committer's time in Unix seconds; null unless the pack holds the very commit `oid`. */
export function commitTimeIn(pack: Buffer, oid: string): number | null {
  if (pack.length < 13 || pack.toString('latin1', 0, 4) !== 'PACK') return null;
  let at = 12;
  let byte = pack[at++] ?? 0;
  const type = (byte >> 4) & 7;
  let size = byte & 15;
  for (let shift = 4; byte & 0x80; shift += 7) {
    if (shift > 25) return null;
    byte = pack[at++] ?? 0;
    size += (byte & 0x7f) * 2 ** shift;
  }
  if (type !== 1 || size > maxCommitBytes) return null;
  let commit: Buffer;
  try {
    commit = inflateSync(pack.subarray(at), { maxOutputLength: maxCommitBytes });
  } catch {
    return null;
  }
  const hash = createHash(oid.length === 64 ? 'sha256' : 'sha1')
    .update(`commit ${commit.length}\0`)
    .update(commit)
    .digest('hex');
  if (commit.length !== size || hash !== oid) return null;
  const header = commit.toString('utf8').split('\n\n', 1)[0] ?? '';
  const time = /^committer .*> (\d{1,15}) [+-]\d{4}$/m.exec(header)?.[1];
  return time === undefined ? null : Number(time);
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
        ? await reply.read(2 * maxCommitBytes)
        : null;
    reply.discard();
    if (body === null) return null;
    return commitTimeIn(packOf(packetReader().push(body)), rev);
  } catch (error) {
    if (error instanceof NotPackets || reasonOfError(error) !== null) return null;
    throw error;
  }
}
