// Asks a SOCKS version 5 proxy for a way to a place (RFC 1928, with name and password as in RFC 1929).
import { isIPv4, isIPv6, type Socket } from 'node:net';
import type { SocksProxy } from './proxy.ts';

/** Known to `reasonOfError`: the proxy is the trouble, not the place behind it. */
function proxyTrouble(what: string): Error {
  return Object.assign(new Error(what), { code: 'EPROXY' });
}

/** What the proxy's own words of failure mean for the place behind it. */
const refusals: Readonly<Record<number, string>> = {
  3: 'ENETUNREACH',
  4: 'EHOSTUNREACH',
  5: 'ECONNREFUSED',
  6: 'ETIMEDOUT',
};

/** Reads exactly so many bytes each time, and leaves what follows in the socket. */
function reader(socket: Socket): (count: number) => Promise<Buffer> {
  return (count) =>
    new Promise((resolve, reject) => {
      const settle = () => {
        socket.off('readable', take);
        socket.off('error', reject);
        socket.off('close', closed);
        socket.off('end', closed);
      };
      const take = () => {
        const chunk = socket.read(count) as Buffer | null;
        if (chunk === null) return;
        settle();
        if (chunk.length === count) resolve(chunk);
        else reject(proxyTrouble('the proxy ended in the middle'));
      };
      const closed = () => {
        settle();
        reject(proxyTrouble('the proxy hung up'));
      };
      socket.on('readable', take);
      socket.once('error', reject);
      socket.once('close', closed);
      socket.once('end', closed);
      take();
    });
}

const counted = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
};

/** The eight groups of an IPv6 address as bytes. */
function ipv6Bytes(address: string): Buffer {
  // The URL writes every one of them in hexadecimal, the last two too.
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = '', after] = plain.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const left = groups(before);
  const right = after === undefined ? [] : groups(after);
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return Buffer.from(
    [...left, ...zeros, ...right].flatMap((group) => {
      const value = Number.parseInt(group, 16);
      return [value >> 8, value & 255];
    }),
  );
}

/** Names are the proxy's to resolve: it may know more of them than we do. */
function addressOf(host: string): Buffer {
  if (isIPv4(host)) return Buffer.from([1, ...host.split('.').map(Number)]);
  if (isIPv6(host)) return Buffer.concat([Buffer.from([4]), ipv6Bytes(host)]);
  if (Buffer.byteLength(host) > 255) throw proxyTrouble('a name too long for the proxy');
  return Buffer.concat([Buffer.from([3]), counted(host)]);
}

/** Afterwards the connected `socket` leads to the place; rejects where the proxy does not let it. */
export async function openWay(
  socket: Socket,
  { name, password }: SocksProxy,
  place: { readonly host: string; readonly port: number },
): Promise<void> {
  const read = reader(socket);
  const named = name !== '' || password !== '';
  socket.write(Buffer.from(named ? [5, 2, 0, 2] : [5, 1, 0]));
  const [version, method] = await read(2);
  if (version !== 5) throw proxyTrouble('no SOCKS proxy of version 5');
  if (method === 2 && named) {
    socket.write(Buffer.concat([Buffer.from([1]), counted(name), counted(password)]));
    const [, status] = await read(2);
    if (status !== 0) throw proxyTrouble('the proxy refused name and password');
  } else if (method !== 0) throw proxyTrouble('the proxy wants another name and password');

  const port = Buffer.from([place.port >> 8, place.port & 255]);
  socket.write(Buffer.concat([Buffer.from([5, 1, 0]), addressOf(place.host), port]));
  const [, reply = 1, , kind] = await read(4);
  if (reply !== 0) {
    throw Object.assign(new Error(`the proxy answered ${reply}`), {
      code: refusals[reply] ?? 'EPROXY',
    });
  }
  // Where the proxy itself goes out is of no use, but it has to be read.
  const length = kind === 1 ? 4 : kind === 4 ? 16 : kind === 3 ? ((await read(1))[0] ?? 0) : null;
  if (length === null) throw proxyTrouble('an address that no SOCKS proxy gives');
  await read(length + 2);
}
