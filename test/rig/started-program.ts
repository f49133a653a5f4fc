// Starts a program of the rig, waits until it says that it is up, and ends it with its children.
import { type ChildProcess, spawn } from 'node:child_process';
import { cleanEnvironment, findProgram } from '../../main/process/command.ts';

export interface StartedProgram {
  readonly pid: number;
  /** the first line that it printed */
  readonly firstLine: string;
  /** what it has said on stderr so far, the newest 20,000 characters */
  said(): string;
  running(): boolean;
  close(): Promise<void>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** 'line': up when it prints its first line on stdout; 'spawned': up at once */
  readonly up: 'line' | 'spawned';
}

/** Why these programs cannot be used here, or null. */
export function programsMissing(names: readonly string[]): string | null {
  const missing = names.filter((name) => findProgram(name) === null);
  return missing.length === 0 ? null : `not installed: ${missing.join(', ')}`;
}

export async function startProgram(
  argv: readonly string[],
  { env = {}, up }: StartOptions,
): Promise<StartedProgram> {
  const [program = ''] = argv;
  // A test run that is killed takes its displays and buses with it.
  const setpriv = findProgram('setpriv');
  const tether = setpriv === null ? [] : [setpriv, '--pdeathsig', 'TERM', '--'];
  const [file = program, ...args] = [...tether, ...argv];
  const child = spawn(file, args, {
    env: cleanEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-20_000);
  });
  const firstLine = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${program} ended with ${code}: ${stderr}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(0, 4096);
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    if (up === 'spawned') child.on('spawn', () => resolve(''));
  });
  open.add(child);
  child.on('exit', () => open.delete(child));
  return {
    pid: child.pid ?? 0,
    firstLine,
    said: () => stderr,
    running: () => child.exitCode === null && child.signalCode === null,
    close: () => closed(child),
  };
}

const open = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of open) signal(child, 'SIGKILL');
});

function closed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => signal(child, 'SIGKILL'), 5000);
    child.on('exit', () => {
      clearTimeout(hard);
      resolve();
    });
    signal(child, 'SIGTERM');
  });
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // it has ended meanwhile
  }
}
