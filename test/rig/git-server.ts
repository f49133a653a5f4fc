// A real git server on loopback: git's own http-backend behind TLS and HTTP/2, which can also misbehave on request.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { join } from 'node:path';

/** A certificate authority of its own and one certificate signed by it; PEM texts. */
export interface Certificates {
  readonly ca: string;
  readonly caFile: string;
  readonly key: string;
  readonly cert: string;
}

function works(program: string, argv: readonly string[]): boolean {
  try {
    execFileSync(program, argv, { stdio: 'ignore' });
    return true;
  } catch (error) {
    // git http-backend without its variables ends with an error, but it is there
    return (
      error instanceof Error && 'status' in error && error.status !== null && error.status !== 127
    );
  }
}

/** What the rig needs from this machine; a test without it is skipped. */
export const gitServerParts = {
  git: works('git', ['--version']),
  openssl: works('openssl', ['version']),
};

export function makeCertificates(folder: string, hosts: readonly string[]): Certificates {
  mkdirSync(folder, { recursive: true });
  const at = (name: string) => join(folder, name);
  const openssl = (...argv: string[]) => execFileSync('openssl', argv, { stdio: 'pipe' });
  const newKey = (name: string) =>
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', at(name));
  newKey('ca.key');
  openssl(
    ...['req', '-x509', '-new', '-key', at('ca.key'), '-days', '2', '-subj', '/CN=Rig CA'],
    ...['-addext', 'basicConstraints=critical,CA:TRUE', '-out', at('ca.pem')],
  );
  newKey('leaf.key');
  openssl('req', '-new', '-key', at('leaf.key'), '-subj', '/CN=rig', '-out', at('leaf.csr'));
  const names = [...hosts.map((host) => `DNS:${host}`), 'DNS:localhost', 'IP:127.0.0.1'];
  writeFileSync(at('leaf.ext'), `subjectAltName=${names.join(',')}\n`);
  openssl(
    ...['x509', '-req', '-in', at('leaf.csr'), '-CA', at('ca.pem'), '-CAkey', at('ca.key')],
    ...['-CAcreateserial', '-days', '2', '-extfile', at('leaf.ext'), '-out', at('leaf.pem')],
  );
  const read = (name: string) => execFileSync('cat', [at(name)]).toString('utf8');
  return {
    ca: read('ca.pem'),
    caFile: at('ca.pem'),
    key: read('leaf.key'),
    cert: read('leaf.pem'),
  };
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly httpVersion: string;
  readonly userAgent: string;
  readonly authorization: string | undefined;
}

export type Manner =
  | 'git'
  /** as a server that knows nothing of protocol version 2 */
  | 'version-0'
  /** as a server of plain files: no POST, no smart advertisement */
  | 'files'
  | 'portal'
  | 'silent'
  | 'hang-up'
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** the same piece again and again, for as long as somebody listens; a pause between pieces in milliseconds */
  | { readonly endless: string; readonly type: string; readonly everyMs: number }
  | { readonly redirect: string };

export interface GitServer {
  readonly port: number;
  readonly url: string;
  readonly seen: SeenRequest[];
  /** connections accepted so far */
  connections(): number;
  /** bytes on the wire, both ways, of all connections */
  bytes(): number;
  close(): Promise<void>;
}

export interface GitServerOptions {
  /** the folder whose repositories are served */
  readonly root: string;
  readonly certificates: Certificates;
  readonly protocol?: 'h2' | 'http/1.1' | 'plain';
  /** how a request is treated; 'git' unless told */
  readonly manner?: (path: string, method: string, request: SeenRequest) => Manner;
  /** true answers the same question a second time from memory, so that a benchmark measures the asking */
  readonly remember?: boolean;
}

interface Remembered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

function answer(response: Response, status: number, headers: Record<string, string>, body = '') {
  response.writeHead(status, headers);
  (response as ServerResponse).end(body);
}

function goOn(
  response: Response,
  { endless, type, everyMs }: Extract<Manner, { endless: string }>,
) {
  const stream = response as ServerResponse;
  stream.writeHead(200, { 'content-type': type });
  let timer: NodeJS.Timeout | null = null;
  const next = () => {
    const more = stream.write(endless);
    if (everyMs > 0) timer = setTimeout(next, everyMs);
    else if (more) timer = setTimeout(next, 0);
    else stream.once('drain', next);
  };
  stream.on('close', () => {
    if (timer !== null) clearTimeout(timer);
    stream.removeAllListeners('drain');
  });
  stream.on('error', () => undefined);
  next();
}

/** Answers from memory where it can, after the whole question was heard. */
function serveRemembered(
  request: Request,
  response: Response,
  root: string,
  memory: Map<string, Remembered>,
): void {
  const parts: Buffer[] = [];
  request.on('data', (chunk: Buffer) => parts.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    const key = JSON.stringify([
      request.method,
      request.url,
      request.headers['git-protocol'],
      request.headers['content-encoding'],
      body.toString('latin1'),
    ]);
    const send = ({ status, headers, body: text }: Remembered) => {
      response.writeHead(status, headers);
      (response as ServerResponse).end(text);
    };
    const known = memory.get(key);
    if (known !== undefined) {
      send(known);
      return;
    }
    askBackend(request, body, root, false, (reply) => {
      memory.set(key, reply);
      send(reply);
    });
  });
}

function serveByGit(request: Request, response: Response, root: string, version0: boolean): void {
  askBackend(request, null, root, version0, ({ status, headers, body }) => {
    response.writeHead(status, headers);
    (response as ServerResponse).end(body);
  });
}

/** git http-backend is a CGI program: variables in, headers and a body out. */
function askBackend(
  request: Request,
  body: Buffer | null,
  root: string,
  version0: boolean,
  reply: (remembered: Remembered) => void,
): void {
  const url = new URL(request.url ?? '/', 'http://rig');
  const header = (name: string) => String(request.headers[name] ?? '');
  const backend = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: header('content-type'),
      ...(header('content-encoding') === ''
        ? {}
        : { HTTP_CONTENT_ENCODING: header('content-encoding') }),
      ...(version0 ? {} : { GIT_PROTOCOL: header('git-protocol') }),
    },
  });
  backend.stdin.on('error', () => undefined);
  if (body === null) request.pipe(backend.stdin);
  else backend.stdin.end(body);
  const parts: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => parts.push(chunk));
  backend.on('close', () => {
    const all = Buffer.concat(parts);
    const end = all.indexOf('\r\n\r\n');
    const headers: Record<string, string> = {};
    let status = 200;
    for (const line of all.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n')) {
      const [name = '', value = ''] = line.split(/:\s*/, 2);
      if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
      else if (name !== '') headers[name.toLowerCase()] = value;
    }
    if (end === -1) reply({ status: 500, headers: {}, body: Buffer.alloc(0) });
    else reply({ status, headers, body: all.subarray(end + 4) });
  });
}

function treat(request: Request, response: Response, manner: Manner, root: string): void {
  if (typeof manner === 'object') {
    if ('redirect' in manner) answer(response, 301, { location: manner.redirect });
    else if ('endless' in manner) goOn(response, manner);
    else answer(response, manner.status, { ...manner.headers }, manner.body);
    return;
  }
  switch (manner) {
    case 'git':
    case 'version-0':
      serveByGit(request, response, root, manner === 'version-0');
      return;
    case 'files': {
      // Without the service parameter http-backend serves the files themselves.
      if (request.method !== 'GET') {
        answer(response, 405, {});
        return;
      }
      request.url = (request.url ?? '').split('?')[0] ?? '';
      serveByGit(request, response, root, true);
      return;
    }
    case 'portal':
      answer(
        response,
        200,
        { 'content-type': 'text/html' },
        `<html>${'f'.repeat(40)} refs/heads/main Please accept our terms</html>`,
      );
      return;
    case 'silent':
      return;
    case 'hang-up':
      ('stream' in request ? request.stream.session : request.socket)?.destroy();
      return;
  }
}

export async function startGitServer(options: GitServerOptions): Promise<GitServer> {
  const { certificates, root } = options;
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const memory = new Map<string, Remembered>();
  let accepted = 0;
  let gone = 0;
  const handle = (request: Request, response: Response) => {
    const path = request.url ?? '/';
    const one: SeenRequest = {
      method: request.method ?? '',
      path,
      httpVersion: request.httpVersion,
      userAgent: String(request.headers['user-agent'] ?? ''),
      authorization: request.headers.authorization,
    };
    seen.push(one);
    if (options.remember) serveRemembered(request, response, root, memory);
    else treat(request, response, options.manner?.(path, one.method, one) ?? 'git', root);
  };
  const pair = { key: certificates.key, cert: certificates.cert };
  const protocol = options.protocol ?? 'h2';
  const server: Server =
    protocol === 'plain'
      ? createHttpServer(handle)
      : protocol === 'h2'
        ? createSecureServer({ ...pair, allowHTTP1: true }, handle)
        : createHttpsServer(pair, handle);
  server.on('connection', (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      gone += socket.bytesRead + socket.bytesWritten;
      sockets.delete(socket);
    });
  });
  server.on('sessionError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${protocol === 'plain' ? 'http' : 'https'}://localhost:${port}`,
    seen,
    connections: () => accepted,
    bytes: () =>
      [...sockets].reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten, gone),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Gives a repository very many refs, as forges keep one for each pull request: packed, and sorted as git wants. */
export function addPulls(repository: Repository, count: number, rev: string): void {
  const names = repository
    .git('for-each-ref', '--format=%(refname) %(objectname)')
    .split('\n')
    .map((line) => line.split(' ') as [string, string]);
  for (let index = 0; index < count; index += 1) names.push([`refs/pull/${index}/head`, rev]);
  const lines = names.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, oid]) => `${oid} ${name}`);
  writeFileSync(
    join(repository.path, 'packed-refs'),
    `# pack-refs with: peeled fully-peeled sorted \n${lines.join('\n')}\n`,
  );
}

/** A repository to serve, made step by step; times are Unix seconds. */
export interface Repository {
  readonly path: string;
  /** commits on a branch and gives the revision */
  commit(branch: string, time: number): string;
  /** a light tag, or an annotated one */
  tag(name: string, rev: string, annotated: boolean): void;
  setHead(branch: string): void;
  git(...argv: string[]): string;
}

export function makeRepository(path: string): Repository {
  mkdirSync(path, { recursive: true });
  const run = (argv: readonly string[], extra: Record<string, string> = {}) =>
    execFileSync('git', ['-C', path, ...argv], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Rig',
        GIT_AUTHOR_EMAIL: 'rig@localhost',
        GIT_COMMITTER_NAME: 'Rig',
        GIT_COMMITTER_EMAIL: 'rig@localhost',
        ...extra,
      },
    })
      .toString('utf8')
      .trim();
  run(['init', '-q', '--bare', '-b', 'main', '.']);
  run(['config', 'uploadpack.allowFilter', 'true']);
  // What a server of plain files needs, made anew with each change.
  const tree = run(['hash-object', '-t', 'tree', '-w', '/dev/null']);
  const refresh = () => run(['update-server-info']);
  return {
    path,
    git: (...argv) => run(argv),
    commit(branch, time) {
      const dates = { GIT_AUTHOR_DATE: `${time} +0000`, GIT_COMMITTER_DATE: `${time} +0000` };
      let parent: string[] = [];
      try {
        parent = ['-p', run(['rev-parse', '--verify', '-q', `refs/heads/${branch}`])];
      } catch {
        // the branch's first commit
      }
      const rev = run(['commit-tree', '-m', `at ${time}`, ...parent, tree], dates);
      run(['update-ref', `refs/heads/${branch}`, rev]);
      refresh();
      return rev;
    },
    tag(name, rev, annotated) {
      run(['tag', '-f', ...(annotated ? ['-a', '-m', name] : []), name, rev]);
      refresh();
    },
    setHead(branch) {
      run(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
    },
  };
}
