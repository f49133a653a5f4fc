// Keeps the user's own ssh command for git, and only adds that it must not ask anybody anything.

/** What git would use of the variables and the user's configuration; null where neither says anything. */
export interface SshSettings {
  /** a command line for the shell: GIT_SSH_COMMAND or core.sshCommand */
  readonly command: string | null;
  /** a program: GIT_SSH */
  readonly program: string | null;
  /** how it takes options: GIT_SSH_VARIANT or ssh.variant */
  readonly variant: string | null;
}

/** The name of a command line's first word, without folder, quotes and `.exe`. */
function firstName(command: string): string {
  const word = /^\s*(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(command);
  const path = word?.[1] ?? word?.[2] ?? word?.[3] ?? '';
  return (path.split('/').at(-1) ?? '').replace(/\.exe$/i, '').toLowerCase();
}

/** Options of the program's own kind; none for one that is not known to take any. */
function quietOptions(variant: string): string {
  switch (variant) {
    case 'ssh':
      return ' -oBatchMode=yes -oConnectTimeout=10';
    case 'plink':
    case 'putty':
    case 'tortoiseplink':
      return ' -batch';
    default:
      return '';
  }
}

/** Variables for git. A program of an unknown kind is left alone: what it asks meets a closed stdin and a time limit. */
export function sshEnvironment(settings: SshSettings): Record<string, string> {
  const { command, program, variant } = settings;
  const given = variant !== null && variant !== 'auto' ? { GIT_SSH_VARIANT: variant } : {};
  const line = command ?? (program === null ? 'ssh' : `'${program.replaceAll("'", "'\\''")}'`);
  const name = firstName(line);
  const kind = given.GIT_SSH_VARIANT ?? (['plink', 'tortoiseplink'].includes(name) ? name : 'ssh');
  return { GIT_SSH_COMMAND: `${line}${quietOptions(kind)}`, ...given };
}
