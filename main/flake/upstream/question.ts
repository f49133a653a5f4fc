// Makes one question of all inputs that want to know the same, and gathers the questions of one host.
import type { AskableEntry } from '../entries.ts';
import type { Attributes } from '../lock.ts';
import type { Ask } from '../source.ts';
import type { Said } from './said.ts';
import { lockedFile } from './tarball.ts';

export type QuestionAsk = Exclude<Ask, { how: 'none' | 'indirect' }>;

/** One upstream and everybody who wants to know. */
export interface Question {
  readonly ask: QuestionAsk;
  /** what is spared when it fails, and bounded */
  readonly host: string;
  /** whether the git program does the asking */
  readonly program: boolean;
  readonly first: AskableEntry;
  readonly entries: AskableEntry[];
  readonly said: Promise<Said>;
  readonly settle: (said: Said) => void;
}

/** What tells one question from another; also the name that its answer is remembered by. */
export function keyOf(ask: Ask, locked: Attributes | null): string {
  switch (ask.how) {
    case 'none':
      return JSON.stringify([ask.how]);
    case 'smart-http':
    case 'git':
      return JSON.stringify([ask.how, ask.url, ask.ref]);
    case 'local-git':
      return JSON.stringify([ask.how, ask.path, ask.ref]);
    case 'indirect':
      return JSON.stringify([ask.how, ask.id, ask.ref]);
    case 'tarball':
      // The answer depends on what it is compared with.
      return JSON.stringify([ask.how, ask.url, lockedFile(locked).locked]);
  }
}

function hostOf(ask: QuestionAsk): string {
  switch (ask.how) {
    case 'smart-http':
    case 'tarball':
      return new URL(ask.url).host;
    case 'git':
      return `git ${new URL(ask.url).host}`;
    case 'local-git':
      return 'this machine';
  }
}

export interface Sorted {
  /** new questions, host by host */
  readonly begin: readonly (readonly Question[])[];
  /** those whose question has been asked already */
  readonly join: readonly { readonly entry: AskableEntry; readonly question: Question }[];
}

/** Each call sorts some more entries; a question of an earlier call is not asked again. */
export function sorter(): (
  wanted: readonly { readonly entry: AskableEntry; readonly ask: QuestionAsk }[],
) => Sorted {
  const earlier = new Map<string, Question>();
  return (wanted) => {
    const fresh = new Map<string, Question>();
    const join: { entry: AskableEntry; question: Question }[] = [];
    for (const { entry, ask } of wanted) {
      const key = keyOf(ask, entry.locked);
      const asked = earlier.get(key);
      const beside = fresh.get(key);
      if (asked !== undefined) join.push({ entry, question: asked });
      else if (beside !== undefined) beside.entries.push(entry);
      else fresh.set(key, newQuestion(ask, entry));
    }
    const hosts = new Map<string, Question[]>();
    for (const [key, question] of fresh) {
      earlier.set(key, question);
      const others = hosts.get(question.host);
      if (others === undefined) hosts.set(question.host, [question]);
      else others.push(question);
    }
    return { begin: [...hosts.values()], join };
  };
}

function newQuestion(ask: QuestionAsk, entry: AskableEntry): Question {
  let settle: (said: Said) => void = () => undefined;
  const said = new Promise<Said>((resolve) => {
    settle = resolve;
  });
  const program = ask.how === 'git' || ask.how === 'local-git';
  return { ask, host: hostOf(ask), program, first: entry, entries: [entry], said, settle };
}
