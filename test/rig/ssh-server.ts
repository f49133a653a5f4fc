// A real sshd on a loopback port, with keys of its own and nothing of this machine's ssh touched.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../main/process/command.ts';
import { until } from './until.ts';

const path = `${process.env.PATH}:/usr/sbin:/run/current-system/sw/bin`;
/** sshd wants its absolute path, and lives where ordinary users have no PATH to. */
export const sshd = findProgram('sshd', path);
const keygen = findProgram('ssh-keygen', path);
export const sshPresent = sshd !== null && keygen !== null && findProgram('ssh', path) !== null;

export interface SshServer {
  readonly port: number;
  readonly user: string;
  /** a file for `ssh -F` with a key that the server takes and the host key it has */
  readonly config: string;
  /** writes such a file with other lines in place of the usual ones */
  configWith(name: string, lines: Readonly<Record<string, string>>): string;
  /** a key that the server takes, shut by a passphrase */
  readonly lockedKey: string;
  log(): string;
  close(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
  });
}

/** Root's sshd insists on a folder in /run; it gets one that nobody else sees. */
function argvOf(config: string): string[] {
  const plain = [sshd ?? 'sshd', '-D', '-e', '-f', config];
  if (process.getuid?.() !== 0 || existsSync('/run/sshd')) return plain;
  const script = 'mount -t tmpfs none /run && mkdir -m 755 /run/sshd && exec "$@"';
  return ['unshare', '-m', '--propagation', 'private', 'sh', '-c', script, 'sh', ...plain];
}

export async function startSshServer(folder: string): Promise<SshServer> {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  const at = (name: string) => join(folder, name);
  const newKey = (name: string, phrase: string) => {
    execFileSync(keygen ?? 'ssh-keygen', ['-q', '-t', 'ed25519', '-N', phrase, '-f', at(name)]);
    return execFileSync('cat', [at(`${name}.pub`)])
      .toString()
      .trim();
  };
  const host = newKey('host', '');
  writeFileSync(at('authorized'), `${newKey('open', '')}\n${newKey('locked', 'a phrase')}\n`);
  const port = await freePort();
  const [kind = '', key = ''] = host.split(' ');
  writeFileSync(at('known'), `[127.0.0.1]:${port} ${kind} ${key}\n`);
  writeFileSync(
    at('sshd_config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${at('host')}`,
      `AuthorizedKeysFile ${at('authorized')}`,
      `PidFile ${at('pid')}`,
      'PermitRootLogin yes',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'StrictModes no',
      'UsePAM no',
      `SetEnv PATH=${process.env.PATH}`,
      '',
    ].join('\n'),
  );
  const usual = {
    IdentityFile: at('open'),
    IdentitiesOnly: 'yes',
    IdentityAgent: 'none',
    UserKnownHostsFile: at('known'),
    GlobalKnownHostsFile: '/dev/null',
    StrictHostKeyChecking: 'ask',
  };
  const configWith = (name: string, lines: Readonly<Record<string, string>>) => {
    const all = Object.entries({ ...usual, ...lines }).map(([word, value]) => `  ${word} ${value}`);
    writeFileSync(at(name), `Host *\n${all.join('\n')}\n`);
    return at(name);
  };
  const [program = '', ...args] = argvOf(at('sshd_config'));
  const daemon = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  let ended = false;
  daemon.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const over = new Promise<void>((resolve) =>
    daemon.once('close', () => {
      ended = true;
      resolve();
    }),
  );
  await until('sshd answers', async () => {
    if (ended) throw new Error(`sshd ended: ${said}`);
    return (await answers(port)) ? true : null;
  });
  return {
    port,
    user: userInfo().username,
    config: configWith('config', {}),
    configWith,
    lockedKey: at('locked'),
    log: () => said,
    async close() {
      daemon.kill();
      await over;
    },
  };
}
