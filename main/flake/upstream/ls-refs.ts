// The ls-refs command of git's protocol version 2, and the lists that older servers give instead.
import { delimiter, flush, lineOf, NotPackets, type Packet, packet } from './pkt-line.ts';
import { type OfferedRef, oidPattern } from './refs.ts';

/** The body of one POST: only names that begin like those wanted, tags with what they point at. */
export function lsRefsRequest(names: readonly string[]): string {
  return [
    packet('command=ls-refs'),
    delimiter,
    ...(names.some((name) => name.startsWith('refs/tags/')) ? [packet('peel')] : []),
    ...names.map((name) => packet(`ref-prefix ${name}`)),
    flush,
  ].join('');
}

/** The other side refused in its own words. */
export class ServerError extends Error {}

function refuseErrors(line: string): void {
  if (line.startsWith('ERR ')) throw new ServerError(line.slice(4));
}

/** `OID NAME[ peeled:OID][ symref-target:NAME]`; null for a branch that has no commit yet. */
export function offeredRef(line: string): OfferedRef | null {
  refuseErrors(line);
  const [oid = '', name = '', ...attributes] = line.split(' ');
  if (oid === 'unborn' && name !== '') return null;
  if (!oidPattern.test(oid) || name === '') throw new NotPackets('a line that is no ref');
  const peeled = attributes.find((one) => one.startsWith('peeled:'))?.slice(7) ?? null;
  if (peeled !== null && !oidPattern.test(peeled))
    throw new NotPackets('a tag that peels to nothing');
  return { name, oid, peeled };
}

/** What a version 2 answer or an advertisement means, packet by packet. */
export interface RefReader {
  take(packet: Packet): void;
  /** 'whole' once the list has ended, 'version-2' when the server must be asked for refs first */
  state(): 'reading' | 'whole' | 'version-2';
}

export function lsRefsReader(offer: (ref: OfferedRef) => void): RefReader {
  let whole = false;
  return {
    take(part) {
      if (part.kind === 'flush') whole = true;
      if (part.kind !== 'data') return;
      if (whole) throw new NotPackets('more after the end');
      const ref = offeredRef(lineOf(part.data));
      if (ref !== null) offer(ref);
    },
    state: () => (whole ? 'whole' : 'reading'),
  };
}

/** GET info/refs: `# service=…`, flush, then either version 2's capabilities or every ref there is. */
export function advertisementReader(offer: (ref: OfferedRef) => void): RefReader {
  let state: 'reading' | 'whole' | 'version-2' = 'reading';
  let part: 'service' | 'first' | 'refs' = 'service';
  let last: OfferedRef | null = null;
  const give = () => {
    if (last !== null) offer(last);
    last = null;
  };
  const ref = (line: string) => {
    const [oid = '', name = ''] = line.split(' ', 2);
    if (!oidPattern.test(oid) || name === '') throw new NotPackets('a line that is no ref');
    if (name === 'capabilities^{}') return;
    if (name.endsWith('^{}')) {
      if (last?.name === name.slice(0, -3)) last = { ...last, peeled: oid };
      return;
    }
    give();
    last = { name, oid, peeled: null };
  };
  return {
    take(packetHere) {
      if (state !== 'reading') return;
      if (packetHere.kind === 'flush') {
        if (part === 'refs') {
          give();
          state = 'whole';
        }
        return;
      }
      if (packetHere.kind !== 'data') return;
      const line = lineOf(packetHere.data);
      refuseErrors(line);
      if (part === 'service') {
        part = 'first';
        if (line === '# service=git-upload-pack') return;
      }
      if (part === 'first') {
        part = 'refs';
        if (line === 'version 2') {
          state = 'version-2';
          return;
        }
        if (line === 'version 1') {
          part = 'first';
          return;
        }
        const end = line.indexOf('\0');
        ref(end === -1 ? line : line.slice(0, end));
        return;
      }
      if (!line.startsWith('shallow ')) ref(line);
    },
    state: () => state,
  };
}

/** The list of a server that only serves files: `OID<tab>NAME` lines and nothing else; null when it is not one. */
export function plainRefs(text: string): OfferedRef[] | null {
  const refs: OfferedRef[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [oid = '', name = '', more] = line.split('\t');
    if (!oidPattern.test(oid) || !name.startsWith('refs/') || more !== undefined) return null;
    const tagged = refs.at(-1);
    if (name.endsWith('^{}') && tagged?.name === name.slice(0, -3)) {
      refs[refs.length - 1] = { ...tagged, peeled: oid };
    } else refs.push({ name, oid, peeled: null });
  }
  return refs.length === 0 ? null : refs;
}
