// A real git repository with a flake in it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../../main/process/command.ts';
import { temporaryFolder } from '../store/folder.ts';

export const hasGit = findProgram('git') !== null;

export interface GitFolder {
  readonly folder: string;
  git(...args: string[]): string;
  write(name: string, content: string): void;
}

/** The repository; without `commit` it has no first commit yet. */
export function gitFolder(commit = true): GitFolder {
  const folder = join(temporaryFolder(), 'a flake # with ? odd name');
  mkdirSync(folder);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim();
  const write = (name: string, content: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  git('init', '--quiet', '--initial-branch=main', '--template=');
  git('config', 'user.name', 'Test');
  git('config', 'user.email', 'test@snowbell.invalid');
  git('config', 'commit.gpgSign', 'false');
  write('flake.nix', '{ }\n');
  write('configuration.nix', '{ }\n');
  write('flake.lock', 'old\n');
  if (commit) {
    git('add', '--all');
    git('commit', '--quiet', '--message=first');
  }
  return { folder, git, write };
}
