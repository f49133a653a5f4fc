// Asks through the git program: ssh, private repositories with the user's own credentials, folders on this machine.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CommitsBetween } from '../../../preload/contract/details.ts';
import { type CommandResult, run } from '../../process/command.ts';
import { isSafeRemote } from '../source.ts';
import { isAskableRef, namesOf, oidPattern, refPicker } from './refs.ts';
import {
  type SaidRevision,
  type SaidUnknown,
  type Unreachable,
  unknown,
  unreachable,
} from './said.ts';
import { type SshSettings, sshEnvironment } from './ssh-command.ts';

export type GitAnswer = SaidRevision | SaidUnknown | Unreachable;

/** Nothing that git or ssh starts may ask a person; protocols that run programs are shut. */
function guardedEnvironment(): Record<string, string | undefined> {
  return {
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    DISPLAY: undefined,
    WAYLAND_DISPLAY: undefined,
    GIT_ALLOW_PROTOCOL: 'https:http:ssh:git:file',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
  };
}

/** A folder inside somebody's repository is not that repository. */
const inside = (path: string) => ({
  ...guardedEnvironment(),
  GIT_CEILING_DIRECTORIES: dirname(path.replace(/\/+$/, '')),
});

/** Reads the user's own choice of ssh, if any: the variable wins over the configuration, as it does for git. */
async function sshSettings(signal: AbortSignal): Promise<SshSettings> {
  const { GIT_SSH_COMMAND: command, GIT_SSH: program, GIT_SSH_VARIANT: variant } = process.env;
  const asked = await run(
    ['git', 'config', '--null', '--get-regexp', '^(core\\.sshcommand|ssh\\.variant)$'],
    { cwd: '/', env: guardedEnvironment(), timeoutMs: configTimeMs, signal, keepBytes: 64 * 1024 },
  );
  const configured = new Map<string, string>();
  for (const part of asked.kind === 'exited' ? asked.stdout.split('\0') : []) {
    const [name = '', ...value] = part.split('\n');
    configured.set(name, value.join('\n'));
  }
  return {
    command: command || configured.get('core.sshcommand') || null,
    program: program || null,
    variant: variant || configured.get('ssh.variant') || null,
  };
}

const configTimeMs = 5000;

const words: readonly (readonly [RegExp, string])[] = [
  [/dubious ownership/, 'not-owner'],
  [/Could not resolve host|Name or service not known|Temporary failure in name resolution/i, 'dns'],
  [/Connection refused/i, 'refused'],
  [/timed out/i, 'timeout'],
  [/Host key verification failed/i, 'host-key'],
  [/certificate|SSL|TLS/, 'tls'],
  [/Network is unreachable|No route to host/i, 'no-network'],
  [
    /Permission denied|Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|returned error: 40[13]/i,
    'auth-required',
  ],
  [/returned error: 429/, 'rate-limited'],
  [/not found|does not exist|does not appear to be a git repository/i, 'not-found'],
  [/not a git repository/i, 'not-a-repository'],
];

function reasonOf(stderr: string): string {
  for (const [pattern, word] of words) if (pattern.test(stderr)) return word;
  const status = /returned error: (\d{3})/.exec(stderr)?.[1];
  return status === undefined ? 'git-failed' : `http-${status}`;
}

/** null for success. */
function failureOf(result: CommandResult): GitAnswer | null {
  switch (result.kind) {
    case 'exited':
      return result.code === 0 ? null : unreachable(reasonOf(result.stderr));
    case 'signalled':
      return unreachable('git-failed');
    case 'timed-out':
      return unreachable('timeout');
    case 'cancelled':
      return unknown('cancelled');
    case 'missing':
      return unknown('no-git');
  }
}

/** Asks a remote for one ref. Branches and tags only are listed where that is all that is needed. */
export async function askGitRemote(
  url: string,
  ref: string | null,
  options: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<GitAnswer> {
  if (!isSafeRemote(url) || !isAskableRef(ref)) return unknown('unusable-source');
  const names = namesOf(ref);
  const narrowed = names.every((name) => /^refs\/(?:heads|tags)\//.test(name));
  const picker = refPicker(ref);
  const tags = new Map<string, string>();
  const ssh = url.startsWith('ssh:') ? sshEnvironment(await sshSettings(options.signal)) : {};
  const result = await run(
    [
      'git',
      'ls-remote',
      '--quiet',
      ...(narrowed ? ['--heads', '--tags'] : []),
      '--',
      url,
      ...names.flatMap((name) => (name.startsWith('refs/tags/') ? [name, `${name}^{}`] : [name])),
    ],
    {
      // Some folder has to be the current one, and its configuration must not matter.
      cwd: '/',
      env: { ...guardedEnvironment(), ...ssh },
      timeoutMs: options.timeoutMs,
      signal: options.signal,
      keepBytes: 64 * 1024,
      onLine: (line, stream) => {
        const [oid = '', name = ''] = line.split('\t');
        if (stream !== 'stdout' || !oidPattern.test(oid)) return;
        if (name.endsWith('^{}')) tags.set(name.slice(0, -3), oid);
        else picker.offer({ name, oid, peeled: null });
      },
    },
  );
  const failure = failureOf(result);
  if (failure !== null) return failure;
  for (const [name, oid] of tags) picker.offer({ name, oid, peeled: null });
  const rev = picker.picked();
  return rev === null ? unreachable('no-such-ref') : { kind: 'revision', rev, lastModified: null };
}

/** Reads a repository on this machine; nothing is fetched. */
export async function askLocalGit(
  path: string,
  ref: string | null,
  options: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<GitAnswer> {
  if (!path.startsWith('/') || !isAskableRef(ref)) return unknown('unusable-source');
  try {
    await stat(path);
  } catch {
    return unreachable('not-found');
  }
  for (const name of namesOf(ref)) {
    const result = await run(
      ['git', '-C', path, 'log', '-1', '--no-show-signature', '--format=%H %ct', name, '--'],
      {
        cwd: '/',
        env: inside(path),
        timeoutMs: options.timeoutMs,
        signal: options.signal,
        keepBytes: 64 * 1024,
      },
    );
    if (
      result.kind === 'exited' &&
      result.code !== 0 &&
      /bad revision|unknown revision/.test(result.stderr)
    ) {
      continue;
    }
    const failure = failureOf(result);
    if (failure !== null) return failure;
    const [rev = '', time = ''] = result.kind === 'exited' ? result.stdout.trim().split(' ') : [];
    if (!oidPattern.test(rev)) return unreachable('no-such-ref');
    return { kind: 'revision', rev, lastModified: /^\d{1,15}$/.test(time) ? Number(time) : null };
  }
  return unreachable('no-such-ref');
}

/** Commits that only the one or the other of two revisions has, in a repository on this machine; null without an answer. */
export async function countLocalCommits(
  path: string,
  from: string,
  to: string,
  options: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<CommitsBetween | null> {
  if (!path.startsWith('/') || !oidPattern.test(from) || !oidPattern.test(to)) return null;
  const result = await run(
    ['git', '-C', path, 'rev-list', '--left-right', '--count', `${from}...${to}`, '--'],
    { cwd: '/', env: inside(path), ...options, keepBytes: 64 * 1024 },
  );
  if (result.kind !== 'exited' || result.code !== 0) return null;
  const counts = /^(\d{1,9})\s+(\d{1,9})\s*$/.exec(result.stdout);
  return counts === null ? null : { ahead: Number(counts[2]), back: Number(counts[1]) };
}
