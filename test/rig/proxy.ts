// A real HTTP proxy on loopback: tunnels by CONNECT, passes plain requests on, and can refuse both.
import { request as ask, createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface RigProxy {
  /** HOST:PORT, as people write it into the environment */
  readonly address: string;
  /** what was asked for, in order: HOST:PORT of tunnels, addresses of plain requests */
  readonly asked: string[];
  close(): Promise<void>;
}

/** `place` says where a host really is; `status` other than 200 refuses everything. */
export async function startProxy(
  place: (host: string, port: number) => number,
  status = 200,
): Promise<RigProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const portOf = (address: string) => {
    const url = new URL(`http://${address}`);
    return place(url.hostname, Number(url.port || 80));
  };
  const server = createServer((incoming, reply) => {
    asked.push(incoming.url ?? '');
    if (status !== 200) {
      reply.writeHead(status).end();
      return;
    }
    const url = new URL(incoming.url ?? '');
    const onward = ask(
      {
        host: '127.0.0.1',
        port: portOf(url.host),
        path: `${url.pathname}${url.search}`,
        method: incoming.method,
        headers: incoming.headers,
      },
      (answer) => {
        reply.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(reply);
      },
    );
    onward.on('error', () => reply.destroy());
    incoming.pipe(onward);
  });
  server.on('connection', keep);
  server.on('connect', (incoming, near) => {
    const address = incoming.url ?? '';
    asked.push(address);
    if (status !== 200) {
      near.end(`HTTP/1.1 ${status} No\r\nconnection: close\r\n\r\n`);
      return;
    }
    const far = connect(portOf(address), '127.0.0.1', () => {
      near.write('HTTP/1.1 200 OK\r\n\r\n');
      far.pipe(near);
      near.pipe(far);
    });
    keep(far);
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
