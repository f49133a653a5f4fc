// The framing of git's wire protocol: lines with a four-digit hexadecimal length before them.

export type Packet =
  | { readonly kind: 'data'; readonly data: Buffer }
  | { readonly kind: 'flush' | 'delimiter' | 'response-end' };

/** One line as git sends it; `text` without its end of line. */
export function packet(text: string): string {
  const length = Buffer.byteLength(text) + 5;
  return `${length.toString(16).padStart(4, '0')}${text}\n`;
}

export const flush = '0000';
export const delimiter = '0001';

/** The bytes were not git's protocol. */
export class NotPackets extends Error {}

const hexadecimal = /^[0-9a-fA-F]{4}$/;

/** Takes bytes as they come and gives the packets that are complete; throws NotPackets for anything else. */
export function packetReader(): { push(chunk: Uint8Array): Packet[]; rest(): number } {
  let held = Buffer.alloc(0);
  return {
    push(chunk) {
      held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
      const packets: Packet[] = [];
      let at = 0;
      while (held.length - at >= 4) {
        const digits = held.toString('latin1', at, at + 4);
        if (!hexadecimal.test(digits)) throw new NotPackets('no packet length where one must be');
        const length = Number.parseInt(digits, 16);
        if (length === 3) throw new NotPackets('a packet of an impossible length');
        if (length < 4) {
          packets.push({
            kind: length === 0 ? 'flush' : length === 1 ? 'delimiter' : 'response-end',
          });
          at += 4;
          continue;
        }
        if (held.length - at < length) break;
        packets.push({ kind: 'data', data: Buffer.from(held.subarray(at + 4, at + length)) });
        at += length;
      }
      held = held.subarray(at);
      return packets;
    },
    rest: () => held.length,
  };
}

/** A data packet as a line of text, without the end of line that git may put there. */
export function lineOf(data: Buffer): string {
  const text = data.toString('utf8');
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}
