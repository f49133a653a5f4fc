// The one place that starts programs: argv in; lines, a result and a way to cancel out.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { execa } from 'execa';

export type CommandResult =
  | {
      readonly kind: 'exited';
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | {
      readonly kind: 'signalled';
      readonly signal: string;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly kind: 'cancelled'; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'timed-out'; readonly stdout: string; readonly stderr: string }
  /** the program is not there or may not be run */
  | { readonly kind: 'missing'; readonly program: string; readonly detail: string };

export interface CommandOptions {
  /** an absolute path; '/' unless told */
  readonly cwd?: string;
  /** added to the clean environment; undefined removes a name */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** what the program reads; without it stdin is null */
  readonly input?: string | Uint8Array;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** called with each whole line (without its end) as it comes */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /** how many bytes of each stream the result keeps, the newest; 1 MiB unless told (0 keeps none) */
  readonly keepBytes?: number;
  /** a line longer than this is cut; 64 KiB unless told, bounds what a hostile program can make us hold */
  readonly maxLine?: number;
  /** an open file that takes what it says, in the place of `onLine` and the result: it outlives us */
  readonly output?: number;
  /**
   * 'own': a process group of its own and a parent-death signal (the default); 'none': for pkexec;
   * 'hard': dies with us and on `terminate` at once, for what does not heed SIGTERM while it waits
   */
  readonly tether?: 'own' | 'none' | 'hard';
}

/** A program that is being talked to: lines come to `onLine`, `write` and `end` reach its stdin. */
export interface Conversation {
  readonly pid: number | undefined;
  readonly result: Promise<CommandResult>;
  write(text: string | Uint8Array): void;
  end(): void;
  /** a signal to the program alone, which is how an open pkexec dialog is closed */
  terminate(): void;
}

/** Variables a child may see; secrets and Electron's own switches stay behind. */
const inherited = [
  'HOME',
  'USER',
  'LOGNAME',
  'PATH',
  'LANG',
  'LC_ALL',
  'LC_MESSAGES',
  'LC_TIME',
  'TZ',
  'TERM',
  'TMPDIR',
  'XDG_CONFIG_HOME',
  'XDG_STATE_HOME',
  'XDG_CACHE_HOME',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
  'XDG_SESSION_ID',
  'DBUS_SESSION_BUS_ADDRESS',
  'DBUS_SYSTEM_BUS_ADDRESS',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'SSH_AUTH_SOCK',
  'GIT_SSH_COMMAND',
  'GIT_SSL_CAINFO',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NIX_SSL_CERT_FILE',
  'NIX_PATH',
  'NIX_REMOTE',
  'NIX_CONFIG',
  'NIX_CONF_DIR',
  'NIX_USER_CONF_FILES',
  'NIX_STORE_DIR',
  'NIX_STATE_DIR',
  'NIX_LOG_DIR',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'all_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'CURL_CA_BUNDLE',
  'LOCALE_ARCHIVE',
  'GNUPGHOME',
  'GPG_TTY',
] as const;

export function cleanEnvironment(
  extra: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const name of inherited) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  return env;
}

/** The absolute path of a program on PATH, or null; names with a slash are checked as they are. */
export function findProgram(name: string, path = process.env.PATH ?? ''): string | null {
  const candidates = name.includes('/')
    ? [name]
    : path
        .split(delimiter)
        .filter((folder) => folder !== '')
        .map((folder) => join(folder, name));
  for (const candidate of candidates) {
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // the next folder may have it
    }
  }
  return null;
}

let setpriv: string | null | undefined;

/** Node has no PR_SET_PDEATHSIG; util-linux's setpriv does it and then becomes the program itself. */
function tethered(argv: readonly string[], signal: 'TERM' | 'KILL'): readonly string[] {
  setpriv ??= findProgram('setpriv');
  return setpriv === null ? argv : [setpriv, '--pdeathsig', signal, '--', ...argv];
}

/** Splits bytes into lines, bounded; a carriage return alone ends a line too (progress meters). */
function lineSplitter(maxLine: number, emit: (line: string) => void) {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (text: string) => {
    const parts = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = parts.pop() ?? '';
    for (const part of parts) emit(part.length > maxLine ? part.slice(0, maxLine) : part);
    if (rest.length > maxLine) rest = rest.slice(0, maxLine);
  };
  return {
    push: (chunk: Buffer) => take(decoder.write(chunk)),
    end: () => {
      take(decoder.end());
      if (rest !== '') emit(rest.replace(/\r$/, ''));
      rest = '';
    },
  };
}

/** The newest `limit` bytes of a stream. */
function tail(limit: number) {
  let chunks: Buffer[] = [];
  let size = 0;
  return {
    push(chunk: Buffer) {
      if (limit === 0) return;
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit * 2) {
        chunks = [Buffer.concat(chunks).subarray(-limit)];
        size = limit;
      }
    },
    text: () => {
      const all = Buffer.concat(chunks);
      return all.subarray(Math.max(0, all.length - limit)).toString('utf8');
    },
  };
}

/** Starts a program whose stdin stays open until `end`. */
export function converse(argv: readonly string[], options: CommandOptions = {}): Conversation {
  return start(argv, options, true);
}

/** Runs a program to its end. Never throws for what a program does; see CommandResult. */
export function run(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return start(argv, options, false).result;
}

function start(argv: readonly string[], options: CommandOptions, talk: boolean): Conversation {
  const wanted = argv[0];
  if (wanted === undefined) throw new Error('a command needs a program');
  const env = cleanEnvironment(options.env);
  const program = findProgram(wanted, env.PATH);
  if (program === null) return missing(wanted, 'not found on PATH');
  if (options.signal?.aborted) {
    return settled({ kind: 'cancelled', stdout: '', stderr: '' });
  }

  const { tether = 'own' } = options;
  const own = tether === 'own';
  const plain = [program, ...argv.slice(1)];
  const [file = program, ...args] =
    tether === 'none' ? plain : tethered(plain, own ? 'TERM' : 'KILL');
  // execa takes every number; its types know the first three.
  const output = (options.output ?? 'pipe') as 'pipe' | 1;
  const child = execa(file, args, {
    // The folder that Snowbell was started in may be gone by now.
    cwd: options.cwd ?? '/',
    env,
    extendEnv: false,
    stdin: talk ? 'pipe' : options.input === undefined ? 'ignore' : 'pipe',
    stdout: output,
    stderr: output,
    buffer: false,
    reject: false,
    detached: own,
    cleanup: false,
  });
  if (child.pid !== undefined && own) groups.add(child.pid);

  const keep = options.keepBytes ?? 1024 * 1024;
  const kept = { stdout: tail(keep), stderr: tail(keep) };
  for (const stream of ['stdout', 'stderr'] as const) {
    const splitter = options.onLine
      ? lineSplitter(options.maxLine ?? 64 * 1024, (line) => options.onLine?.(line, stream))
      : null;
    child[stream]?.on('data', (chunk: Buffer) => {
      kept[stream].push(chunk);
      splitter?.push(chunk);
    });
    child[stream]?.on('end', () => splitter?.end());
  }
  // EPIPE only says that the program stopped reading; its exit tells the rest.
  child.stdin?.on('error', () => undefined);
  if (!talk && options.input !== undefined) child.stdin?.end(options.input);

  let ending: 'cancelled' | 'timed-out' | null = null;
  let hardKill: NodeJS.Timeout | undefined;
  const stop = (why: 'cancelled' | 'timed-out') => {
    if (ending !== null || child.pid === undefined) return;
    ending = why;
    // nix ends its builders on SIGINT and says so; what does not listen is killed.
    killGroup(child.pid, 'SIGINT', own);
    hardKill = setTimeout(
      () => child.pid !== undefined && killGroup(child.pid, 'SIGKILL', own),
      5000,
    );
  };
  const onAbort = () => stop('cancelled');
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => stop('timed-out'), options.timeoutMs);

  const result = child.then((done): CommandResult => {
    clearTimeout(timer);
    clearTimeout(hardKill);
    options.signal?.removeEventListener('abort', onAbort);
    if (child.pid !== undefined) groups.delete(child.pid);
    const texts = { stdout: kept.stdout.text(), stderr: kept.stderr.text() };
    if (ending !== null) return { kind: ending, ...texts };
    if (done.exitCode !== undefined) return { kind: 'exited', code: done.exitCode, ...texts };
    if (done.signal !== undefined) return { kind: 'signalled', signal: done.signal, ...texts };
    return {
      kind: 'missing',
      program: wanted,
      detail: done.shortMessage ?? 'could not be started',
    };
  });

  return {
    pid: child.pid,
    result,
    write: (text) => void child.stdin?.write(text),
    end: () => void child.stdin?.end(),
    terminate: () => {
      child.kill(tether === 'hard' ? 'SIGKILL' : 'SIGTERM');
      if (tether !== 'hard') return;
      // systemd has them too until its dialog is answered: nothing that we want comes any more.
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
  };
}

const groups = new Set<number>();

/** Ends every child that is tethered to this process: for the way out. */
export function endAllCommands(): void {
  for (const pid of groups) killGroup(pid, 'SIGTERM', true);
}

function killGroup(pid: number, signal: NodeJS.Signals, own: boolean): void {
  try {
    process.kill(own ? -pid : pid, signal);
  } catch {
    // it has ended meanwhile
  }
}

function missing(program: string, detail: string): Conversation {
  return settled({ kind: 'missing', program, detail });
}

function settled(result: CommandResult): Conversation {
  return {
    pid: undefined,
    result: Promise.resolve(result),
    write: () => undefined,
    end: () => undefined,
    terminate: () => undefined,
  };
}
