// HTTP to any number of hosts: one HTTP/2 connection a host where it is offered, else a few kept-alive ones.
import { readFileSync } from 'node:fs';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import {
  connect as connectSecure,
  createSecureContext,
  rootCertificates,
  type SecureContext,
} from 'node:tls';
import type { Dispatcher, Client as HttpClient } from 'undici';
import { type SocksProxy, wayTo } from './proxy.ts';
import { openWay } from './socks.ts';

export interface NetworkOptions {
  /** what the program calls itself to servers */
  readonly userAgent: string;
  /** certificates (PEM) trusted beside the built-in ones and those that the environment names */
  readonly ca?: readonly string[];
  /** where a host is really to be found; certificates are still checked against its own name */
  readonly route?: (hostname: string, port: number) => { hostname: string; port: number };
  readonly connectTimeoutMs?: number;
  /** how long an answer may take to begin, and each part of it to come */
  readonly answerTimeoutMs?: number;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface Exchange {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** the whole body; null where it is larger than `limit` bytes */
  read(limit: number): Promise<Buffer | null>;
  /** the body as it comes; `take` returns false to hear no more of it */
  each(take: (chunk: Buffer) => boolean): Promise<void>;
  discard(): void;
}

export interface Network {
  exchange(request: Exchange): Promise<Reply>;
  close(): Promise<void>;
}

/** Files of certificates that curl, git and nix would trust too. */
const certificateFiles = ['SSL_CERT_FILE', 'NIX_SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'] as const;

const certificate = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

const joined = (one: string) => one.replace(/\s/g, '');

/** Certificates in these texts that Node does not trust by itself; the same one may be broken into other lines. */
function extraCertificates(texts: readonly string[]): string[] {
  const known = new Set(rootCertificates.map(joined));
  const found = texts.flatMap((text) => text.match(certificate) ?? []);
  return [...new Set(found.filter((one) => !known.has(joined(one))))];
}

interface Trust {
  readonly texts: readonly string[];
  /** undefined where nothing is trusted beyond what Node trusts by itself */
  readonly ca: string[] | undefined;
  readonly context: SecureContext | undefined;
}

/** Reading a hundred certificates takes as long as the check's own work, and they hardly ever change. */
let lastTrust: Trust | null = null;

function trusted(options: NetworkOptions): Trust {
  const environment = options.environment ?? process.env;
  const texts = [...(options.ca ?? [])];
  for (const path of new Set(certificateFiles.map((name) => environment[name]))) {
    if (path === undefined || path === '') continue;
    try {
      texts.push(readFileSync(path, 'utf8'));
    } catch {
      // a stale variable must not take the built-in certificates away
    }
  }
  const before = lastTrust;
  const same =
    before !== null &&
    before.texts.length === texts.length &&
    texts.every((text, index) => text === before.texts[index]);
  if (same) return before;
  const extra = extraCertificates(texts);
  const ca = extra.length === 0 ? undefined : [...rootCertificates, ...extra];
  lastTrust = { texts, ca, context: ca === undefined ? undefined : createSecureContext({ ca }) };
  return lastTrust;
}

/** The promise's outcome, or the signal's reason as soon as it is aborted. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Requests that one host answers at the same time, where it speaks HTTP/2. */
const streamsPerHost = 100;
const socketsPerHost = 6;

export function openNetwork(options: NetworkOptions): Network {
  const connectTimeoutMs = options.connectTimeoutMs ?? 10_000;
  const answerTimeoutMs = options.answerTimeoutMs ?? 20_000;
  const environment = options.environment ?? process.env;
  const { ca, context: secureContext } = trusted(options);
  const dispatchers = new Map<string, Promise<Dispatcher>>();
  const opened = new Set<Dispatcher>();
  const dialled = new Set<Socket>();

  /** Waits until a socket is open, for as long as a connection may take. */
  const opening = (socket: Socket, event: 'connect' | 'secureConnect'): Promise<Socket> =>
    new Promise((resolve, reject) => {
      dialled.add(socket);
      socket.once('close', () => dialled.delete(socket));
      const timer = setTimeout(() => {
        socket.destroy(Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' }));
      }, connectTimeoutMs);
      const fail = (error: Error) => {
        clearTimeout(timer);
        reject(error);
      };
      socket.once('error', fail);
      socket.once('close', () =>
        fail(Object.assign(new Error('closed before it was open'), { code: 'ECONNRESET' })),
      );
      socket.once(event, () => {
        clearTimeout(timer);
        socket.off('error', fail);
        resolve(socket);
      });
    });

  const behind = async (proxy: SocksProxy, place: { host: string; port: number }) => {
    const socket = connectPlain({ host: proxy.host, port: proxy.port });
    await opening(socket, 'connect').catch((cause: unknown) => {
      throw Object.assign(new Error('the proxy is not there', { cause }), { code: 'EPROXY' });
    });
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('no way in time'), { code: 'ETIMEDOUT' }));
    }, connectTimeoutMs);
    try {
      await openWay(socket, proxy, place);
    } catch (error) {
      socket.on('error', () => undefined);
      socket.destroy();
      throw error;
    } finally {
      clearTimeout(timer);
    }
    return socket;
  };

  const dial = async (origin: URL, socks: SocksProxy | null): Promise<Socket> => {
    const secure = origin.protocol === 'https:';
    const hostname = origin.hostname.replace(/^\[|\]$/g, '');
    const port = origin.port === '' ? (secure ? 443 : 80) : Number(origin.port);
    const place = options.route?.(hostname, port) ?? { hostname, port };
    const where = { host: place.hostname, port: place.port };
    const tunnel = socks === null ? null : await behind(socks, where);
    tunnel?.setNoDelay(true);
    if (!secure && tunnel !== null) return tunnel;
    const socket = secure
      ? connectSecure({
          ...(tunnel === null ? where : { socket: tunnel }),
          ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
          ...(secureContext === undefined ? {} : { secureContext }),
          ALPNProtocols: ['h2', 'http/1.1'],
        })
      : connectPlain(where);
    socket.setNoDelay(true);
    return opening(socket, secure ? 'secureConnect' : 'connect');
  };

  const open = async (origin: URL): Promise<Dispatcher> => {
    // Loaded with the first question: a tray that asks git alone, or nobody yet, does without it.
    const { Client, Pool, ProxyAgent } = await import('undici');
    const way = wayTo(origin, environment);
    if (way.kind === 'unusable') {
      throw Object.assign(new Error('a proxy that cannot be used'), { code: 'EPROXYKIND' });
    }
    if (way.kind === 'http') {
      const tls = { allowH2: true, ...(ca === undefined ? {} : { ca }) };
      return new ProxyAgent({
        uri: way.address,
        connections: socketsPerHost,
        requestTls: tls,
        connect: tls,
        headersTimeout: answerTimeoutMs,
        bodyTimeout: answerTimeoutMs,
      });
    }
    // The first connection tells whether the host speaks HTTP/2, so that no request waits in vain
    // behind another one; it is then the first one in use.
    const socks = way.kind === 'socks' ? way.proxy : null;
    let first: Socket | null = await dial(origin, socks);
    const multiplexed = 'alpnProtocol' in first && first.alpnProtocol === 'h2';
    const shared = {
      connect: (_: object, callback: (error: Error | null, socket: Socket | null) => void) => {
        const ready = first;
        first = null;
        if (ready !== null && !ready.destroyed) {
          // undici starts no request from within a callback that comes at once
          queueMicrotask(() => callback(null, ready));
        } else {
          dial(origin, socks).then(
            (socket) => callback(null, socket),
            (error: unknown) =>
              callback(error instanceof Error ? error : new Error(String(error)), null),
          );
        }
      },
      headersTimeout: answerTimeoutMs,
      bodyTimeout: answerTimeoutMs,
    } as HttpClient.Options;
    return multiplexed
      ? new Client(origin, {
          ...shared,
          allowH2: true,
          maxConcurrentStreams: streamsPerHost,
          pipelining: streamsPerHost,
        })
      : new Pool(origin, { ...shared, connections: socketsPerHost, pipelining: 1 });
  };

  const dispatcherFor = (url: URL): Promise<Dispatcher> => {
    const origin = new URL(url.origin);
    const known = dispatchers.get(origin.href);
    if (known !== undefined) return known;
    const made = open(origin).then((dispatcher) => {
      opened.add(dispatcher);
      return dispatcher;
    });
    dispatchers.set(origin.href, made);
    return made;
  };

  return {
    async exchange(request) {
      request.signal.throwIfAborted();
      const dispatcher = await unlessAborted(dispatcherFor(request.url), request.signal);
      const response = await dispatcher.request({
        origin: request.url.origin,
        path: `${request.url.pathname}${request.url.search}`,
        method: request.method,
        headers: { 'user-agent': options.userAgent, ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        // Asking changes nothing over there, so many may be under way at once.
        idempotent: true,
        blocking: false,
        signal: request.signal,
      });
      const { body } = response;
      body.on('error', () => undefined);
      const each = async (take: (chunk: Buffer) => boolean) => {
        for await (const chunk of body as AsyncIterable<Buffer>) {
          if (!take(chunk)) return;
        }
      };
      return {
        status: response.statusCode,
        headers: response.headers,
        async read(limit) {
          const parts: Buffer[] = [];
          let size = 0;
          await each((chunk) => {
            parts.push(chunk);
            size += chunk.length;
            return size <= limit;
          });
          return size > limit ? null : Buffer.concat(parts);
        },
        each,
        discard: () => void body.destroy(),
      };
    },
    async close() {
      await Promise.allSettled([...opened].map((dispatcher) => dispatcher.destroy(null)));
      for (const socket of dialled) socket.destroy();
    },
  };
}
