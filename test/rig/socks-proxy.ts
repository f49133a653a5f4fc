// A real SOCKS proxy of version 5 on loopback, which can want a name and password, refuse, or say nothing.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface RigSocksProxy {
  readonly port: number;
  /** what was asked for, in order: HOST:PORT, the host as it was written */
  readonly asked: string[];
  /** connections that were offered a name and password, as NAME:PASSWORD */
  readonly named: string[];
  close(): Promise<void>;
}

export interface SocksManner {
  /** NAME:PASSWORD without which nobody comes in */
  readonly wants?: string;
  /** the code of every answer; 0 lets through */
  readonly reply?: number;
  /** bytes sent instead of everything else; empty says nothing for ever */
  readonly instead?: string;
  /** the kind of address that it says to go out from: 1, 3 or 4 */
  readonly bound?: 1 | 3 | 4;
}

const boundAddresses = {
  1: Buffer.from([1, 127, 0, 0, 1]),
  3: Buffer.from([3, 4, ...Buffer.from('here')]),
  4: Buffer.from([4, ...Buffer.alloc(16)]),
};

/** `place` says where a host really is. */
export async function startSocksProxy(
  place: (host: string, port: number) => number,
  manner: SocksManner = {},
): Promise<RigSocksProxy> {
  const asked: string[] = [];
  const named: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };

  const serve = async (near: Socket, read: (count: number) => Promise<Buffer>) => {
    const counted = async () => (await read((await read(1))[0] ?? 0)).toString('utf8');
    const [, methods = 0] = await read(2);
    const offered = await read(methods);
    const method = manner.wants === undefined ? 0 : 2;
    if (!offered.includes(method)) {
      near.end(Buffer.from([5, 0xff]));
      return;
    }
    near.write(Buffer.from([5, method]));
    if (method === 2) {
      await read(1);
      const pair = `${await counted()}:${await counted()}`;
      named.push(pair);
      if (pair !== manner.wants) {
        near.end(Buffer.from([1, 1]));
        return;
      }
      near.write(Buffer.from([1, 0]));
    }
    const [, , , kind] = await read(4);
    const host =
      kind === 3 ? await counted() : Array.from(await read(kind === 4 ? 16 : 4)).join('.');
    const port = (await read(2)).readUInt16BE(0);
    asked.push(`${host}:${port}`);
    const answer = (code: number) =>
      Buffer.concat([
        Buffer.from([5, code, 0]),
        boundAddresses[manner.bound ?? 1],
        Buffer.from([0, 80]),
      ]);
    if ((manner.reply ?? 0) !== 0) {
      near.end(answer(manner.reply ?? 0));
      return;
    }
    const far = connect(place(host, port), '127.0.0.1', () => {
      // In two pieces: whoever reads must not take a piece for the whole.
      near.write(answer(0).subarray(0, 5));
      near.write(answer(0).subarray(5));
      far.pipe(near);
      near.pipe(far);
    });
    keep(far);
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
  };

  const server = createServer((near) => {
    keep(near);
    if (manner.instead !== undefined) {
      near.resume();
      if (manner.instead !== '') near.write(Buffer.from(manner.instead, 'latin1'));
      return;
    }
    const read = async (count: number): Promise<Buffer> => {
      if (count === 0) return Buffer.alloc(0);
      for (;;) {
        const chunk = near.read(count) as Buffer | null;
        if (chunk !== null) return chunk;
        await new Promise<void>((resolve) => near.once('readable', resolve));
        if (near.readableEnded) throw new Error('it went away');
      }
    };
    serve(near, read).catch(() => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    named,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
