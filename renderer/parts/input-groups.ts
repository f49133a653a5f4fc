// Sorts a check's inputs into the groups that the Updates screen shows.
import type { InputReport } from '../../preload/contract/input.ts';

export interface InputGroups {
  readonly behind: readonly InputReport[];
  readonly unreachable: readonly InputReport[];
  /** behind, but held back or skipped, hence not counted */
  readonly held: readonly InputReport[];
  readonly unknown: readonly InputReport[];
  readonly rest: readonly InputReport[];
}

export function groupInputs(inputs: readonly InputReport[]): InputGroups {
  const groups: Record<keyof InputGroups, InputReport[]> = {
    behind: [],
    unreachable: [],
    held: [],
    unknown: [],
    rest: [],
  };
  for (const input of inputs) groups[groupOf(input)].push(input);
  return groups;
}

function groupOf(input: InputReport): keyof InputGroups {
  switch (input.status) {
    case 'behind':
      return input.held || input.skipped ? 'held' : 'behind';
    case 'unreachable':
      return 'unreachable';
    case 'unknown':
      return 'unknown';
    case 'current':
    case 'pinned':
    case 'local':
    case 'follows':
      return 'rest';
  }
}

const forges: Readonly<Record<string, string>> = {
  github: 'github.com',
  gitlab: 'gitlab.com',
  sourcehut: 'git.sr.ht',
};

/** The host that an input's newest revision is asked from, or the folder, as a person would name it. */
export function hostOf(input: InputReport): string {
  for (const address of [input.upstream, input.source]) {
    if (address === null) continue;
    const folder = /^(?:(?:git\+)?file:(?:\/\/)?|path:)?(\/[^/?#][^?#]*)/i.exec(address)?.[1];
    if (folder !== undefined) return folder;
    const host = /^(?:[a-z+]+:)?\/\/(?:[^@/]*@)?([^/:?#]+)/i.exec(address)?.[1];
    if (host !== undefined) return host;
  }
  return forges[input.type] ?? input.source;
}

export function shortRevision(rev: string | null): string | null {
  return rev === null ? null : rev.slice(0, 7);
}
