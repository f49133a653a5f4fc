// Reads what `git status --porcelain=v2 --branch -z` prints: what nix would build of a working tree, and from where.

export interface GitStatus {
  /** the commit that is checked out; null before the first one */
  readonly commit: string | null;
  readonly detached: boolean;
  /** tracked files that are not as in the commit; from the repository's top */
  readonly changed: readonly string[];
  /** files and folders (with a slash at their end) that git, and so nix, knows nothing of */
  readonly untracked: readonly string[];
}

/** How many fields stand before the path in an entry of each kind. */
const fieldsBefore: Readonly<Record<string, number>> = { '1': 8, '2': 9, u: 10 };

export function parseGitStatus(text: string): GitStatus {
  let commit: string | null = null;
  let detached = false;
  const changed: string[] = [];
  const untracked: string[] = [];
  const entries = text.split('\0');
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at] ?? '';
    const kind = entry[0] ?? '';
    if (entry.startsWith('# branch.oid ')) {
      const oid = entry.slice('# branch.oid '.length);
      commit = oid === '(initial)' ? null : oid;
    } else if (entry === '# branch.head (detached)') detached = true;
    else if (kind === '?') untracked.push(entry.slice(2));
    else {
      const before = fieldsBefore[kind];
      if (before === undefined) continue;
      changed.push(entry.split(' ').slice(before).join(' '));
      // A renamed file's old name is an entry of its own.
      if (kind === '2') at += 1;
    }
  }
  return { commit, detached, changed, untracked };
}

/** What a file or folder in git's own folder says is going on, the first that is there counts. */
export const unfinished = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
] as const;

/** Names for a sentence: the first few, and how many more there are. */
export function nameSome(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
