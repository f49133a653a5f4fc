// Writes a toy git repository with fixed authors and dates, so that its revisions are the same everywhere.
import { mkdir } from 'node:fs/promises';
import { run } from '../process/command.ts';
import type { Tree } from './nar-hash.ts';

export interface Commit {
  /** Unix seconds */
  readonly at: number;
  readonly message: string;
  readonly tree: Tree;
}

/** A problem of git itself: expected where there is none, or a disk that is full. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';
}

const environment = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
};

/** Runs git and returns its output; throws GitFailure. */
export async function git(argv: readonly string[], input?: string): Promise<string> {
  const result = await run(['git', ...argv], {
    env: environment,
    timeoutMs: 60_000,
    ...(input === undefined ? {} : { input }),
  });
  if (result.kind === 'missing') throw new GitFailure('git is not installed');
  if (result.kind === 'exited' && result.code === 0) return result.stdout.trim();
  throw new GitFailure(`git ${argv.join(' ')}: ${result.stderr.trim() || result.kind}`);
}

function* files(tree: Tree, folder = ''): Generator<readonly [string, string]> {
  for (const [name, entry] of Object.entries(tree)) {
    if (typeof entry === 'string') yield [folder + name, entry];
    else yield* files(entry, `${folder}${name}/`);
  }
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function stream(branch: string, commits: readonly Commit[], onTop: boolean): string {
  const parts: string[] = [];
  for (const [index, commit] of commits.entries()) {
    parts.push(`commit refs/heads/${branch}\n`);
    parts.push(`committer Rehearsal <rehearsal@snowbell.invalid> ${commit.at} +0000\n`);
    parts.push(data(commit.message));
    if (onTop && index === 0) parts.push(`from refs/heads/${branch}^0\n`);
    parts.push('deleteall\n');
    for (const [path, content] of files(commit.tree)) {
      parts.push(`M 100644 inline ${path}\n`, data(content));
    }
    parts.push('\n');
  }
  return parts.join('');
}

/** Makes a bare repository; returns the revisions of its commits, oldest first. */
export async function makeRepository(
  folder: string,
  branch: string,
  commits: readonly Commit[],
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  await git(['init', '--quiet', '--bare', `--initial-branch=${branch}`, '--template=', folder]);
  await git(['-C', folder, 'fast-import', '--quiet'], stream(branch, commits, false));
  return (await git(['-C', folder, 'rev-list', '--reverse', branch])).split('\n');
}

/** Adds one commit on top; returns its revision. */
export async function addCommit(folder: string, branch: string, commit: Commit): Promise<string> {
  await git(['-C', folder, 'fast-import', '--quiet'], stream(branch, [commit], true));
  return git(['-C', folder, 'rev-parse', branch]);
}
