// Builds that give way to everything else: lowest priority for processor and disk, fewer jobs and cores.
import { access, constants } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { findProgram } from '../process/command.ts';
import type { Machine } from '../system/machine.ts';

/** One job at a time on half the cores; priorities as far as the programs for them are there. */
export function gentleArgv(
  argv: readonly string[],
  has: (program: string) => boolean = (program) => findProgram(program) !== null,
  cores = availableParallelism(),
): readonly string[] {
  return [
    ...(has('nice') ? ['nice', '-n', '19'] : []),
    // The idle class: the disk is theirs when nobody else wants it.
    ...(has('ionice') ? ['ionice', '-c', '3'] : []),
    ...argv,
    '--max-jobs',
    '1',
    '--cores',
    String(Math.max(1, Math.floor(cores / 2))),
  ];
}

/** Whether nix builds as this user; else a daemon does, whose priorities are its own. */
export async function buildsItself(machine: Machine): Promise<boolean> {
  const env = { ...process.env, ...machine.nixEnv };
  const remote = env.NIX_REMOTE ?? '';
  if (remote !== '' && remote !== 'auto') return remote !== 'daemon' && !remote.includes('://');
  return access(env.NIX_STATE_DIR ?? '/nix/var/nix', constants.W_OK).then(
    () => true,
    () => false,
  );
}
