// Fingerprints of a configuration and of its lock, to notice an edit that somebody made meanwhile.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../process/command.ts';
import { errorWord } from '../store/json-file.ts';

const git = ['git', '-c', 'core.fsmonitor=false', '-c', 'core.untrackedCache=false'];
const fileLimit = 20_000;

/** SHA-256 of a file's bytes in hex; null where there is none. Other failures throw. */
export async function fileHash(path: string): Promise<string | null> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch (error) {
    if (errorWord(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * What nix would see of the configuration, flake.lock left out: commit and tracked edits in a git
 * repository, names, sizes and times elsewhere. Null when it cannot be told.
 */
export async function configurationFingerprint(folder: string): Promise<string | null> {
  return (await ofRepository(folder)) ?? (await ofFolder(folder));
}

async function ofRepository(folder: string): Promise<string | null> {
  const ask = async (args: readonly string[]) => {
    const result = await run([...git, '-C', folder, ...args], {
      env: { GIT_OPTIONAL_LOCKS: '0' },
      timeoutMs: 20_000,
      keepBytes: 64 * 1024 * 1024,
    });
    return result.kind === 'exited' && result.code === 0 ? result.stdout : null;
  };
  const [inside, commit] = await Promise.all([
    ask(['rev-parse', '--is-inside-work-tree']),
    ask(['rev-parse', '--verify', '--quiet', 'HEAD']),
  ]);
  if (inside === null) return null;
  // All of the repository: a flake in a folder of it may import what lies beside that folder.
  const others = ['--', ':(top)', ':(exclude)flake.lock'];
  const diff = ['diff', '--no-ext-diff', '--no-textconv', '--binary'];
  const edits = await ask([...diff, ...(commit === null ? [] : ['HEAD']), ...others]);
  // Before the first commit there is only the index to compare with.
  const staged =
    commit === null ? await ask(['ls-files', '--stage', '--full-name', ...others]) : '';
  // Edits that cannot be told must not pass for none.
  if (edits === null || staged === null) return null;
  return hash(['git', (commit ?? 'unborn').trim(), edits, staged]);
}

async function ofFolder(folder: string): Promise<string | null> {
  try {
    const names = (await readdir(folder, { recursive: true })).sort();
    if (names.length > fileLimit) return null;
    const facts: string[] = [];
    for (const name of names) {
      if (name === 'flake.lock' || name === '.git' || name.startsWith('.git/')) continue;
      const info = await stat(join(folder, name)).catch(() => null);
      facts.push(
        info === null
          ? `${name} gone`
          : info.isDirectory()
            ? name
            : `${name} ${info.size} ${info.mtimeMs}`,
      );
    }
    return hash(['folder', ...facts]);
  } catch {
    return null;
  }
}

function hash(parts: readonly string[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(`${part.length}:${part}`);
  return sum.digest('hex');
}
