// Asks every distinct upstream once, all hosts side by side, and hands each answer on as it comes.
import type { Answer } from '../../core/outdated.ts';
import type { AskableEntry } from '../entries.ts';
import type { Ask } from '../source.ts';
import { askGitRemote, askLocalGit } from './git.ts';
import { type Limiter, limiter } from './limit.ts';
import { type Network, type NetworkOptions, openNetwork } from './network.ts';
import { isAskableRef } from './refs.ts';
import { askCommitTime, askSmartHttp } from './smart-http.ts';
import { askTarball } from './tarball.ts';

export interface AskOptions {
  readonly network: NetworkOptions;
  readonly signal: AbortSignal;
  /** commit times (Unix seconds) by revision, read and added to; null to ask for none */
  readonly commitTimes: Map<string, number> | null;
  readonly onAnswer: (entry: AskableEntry, answer: Answer) => void;
}

/** One upstream and everybody who wants to know. */
interface Question {
  readonly ask: Exclude<Ask, { how: 'none' }>;
  readonly first: AskableEntry;
  readonly entries: AskableEntry[];
}

/** How long one upstream may take in all, and its commit time after that; milliseconds. */
const wholeAskMs = 45_000;
const commitTimeMs = 10_000;
const hostsAtOnce = 48;
const asksPerHost = 100;
const gitProgramsPerHost = 4;
const gitProgramsAtOnce = 8;

function keyOf({ ask, locked }: AskableEntry): string {
  switch (ask.how) {
    case 'none':
      return 'none';
    case 'smart-http':
    case 'git':
      return JSON.stringify([ask.how, ask.url, ask.ref]);
    case 'local-git':
      return JSON.stringify([ask.how, ask.path, ask.ref]);
    case 'tarball':
      // The answer depends on what it is compared with.
      return JSON.stringify([
        ask.how,
        ask.url,
        locked?.get('rev') ?? null,
        locked?.get('url') ?? null,
      ]);
  }
}

function hostOf(ask: Question['ask']): string {
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

function within(signal: AbortSignal, milliseconds: number): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
}

/** The work of one question, without its place in any queue. */
function answering(options: AskOptions, network: Network, programs: Limiter) {
  const { signal, commitTimes } = options;
  const byProgram = (url: string, ref: string | null) =>
    programs(() => askGitRemote(url, ref, { signal, timeoutMs: wholeAskMs }));

  const overHttp = async (url: string, ref: string | null, entries: readonly AskableEntry[]) => {
    const answer = await askSmartHttp(network, { url, ref }, within(signal, wholeAskMs));
    if (answer.kind === 'unreachable') {
      if (answer.reason !== 'auth-required') return answer;
      const own = await byProgram(url, ref);
      // Without git, or without a key that fits, the server's own words are the better reason.
      return own.kind === 'revision' || (own.kind === 'unreachable' && own.reason === 'no-such-ref')
        ? own
        : answer;
    }
    const { rev, base } = answer;
    const known = commitTimes?.get(rev);
    const wanted = commitTimes !== null && entries.some(({ entry }) => entry.locked.rev !== rev);
    if (known !== undefined || !wanted) {
      return { kind: 'revision', rev, lastModified: known ?? null } as const;
    }
    const lastModified = await askCommitTime(network, base, rev, within(signal, commitTimeMs));
    if (lastModified !== null) commitTimes.set(rev, lastModified);
    return { kind: 'revision', rev, lastModified } as const;
  };

  return ({ ask, first, entries }: Question): Promise<Answer> => {
    switch (ask.how) {
      case 'smart-http':
        return isAskableRef(ask.ref)
          ? overHttp(ask.url, ask.ref, entries)
          : Promise.resolve({ kind: 'unknown', reason: 'unusable-source' });
      case 'git':
        return byProgram(ask.url, ask.ref);
      case 'local-git':
        return programs(() => askLocalGit(ask.path, ask.ref, { signal, timeoutMs: wholeAskMs }));
      case 'tarball':
        return askTarball(network, ask.url, first.locked ?? new Map(), within(signal, wholeAskMs));
    }
  };
}

/** Resolves when every answer is in; rejects with the signal's reason when it is aborted. */
export async function askAll(entries: readonly AskableEntry[], options: AskOptions): Promise<void> {
  const questions = new Map<string, Question>();
  for (const entry of entries) {
    if (entry.ask.how === 'none') {
      options.onAnswer(entry, { kind: 'unknown', reason: entry.ask.reason });
      continue;
    }
    const key = keyOf(entry);
    const known = questions.get(key);
    if (known === undefined) {
      questions.set(key, { ask: entry.ask, first: entry, entries: [entry] });
    } else known.entries.push(entry);
  }
  const hosts = new Map<string, Question[]>();
  for (const question of questions.values()) {
    const host = hostOf(question.ask);
    const others = hosts.get(host);
    if (others === undefined) hosts.set(host, [question]);
    else others.push(question);
  }

  const network = openNetwork(options.network);
  const answer = answering(options, network, limiter(gitProgramsAtOnce));
  const oneHost = limiter(hostsAtOnce);
  try {
    await Promise.all(
      [...hosts.values()].map((asked) =>
        oneHost(async () => {
          const program = asked[0]?.ask.how === 'git' || asked[0]?.ask.how === 'local-git';
          const one = limiter(program ? gitProgramsPerHost : asksPerHost);
          await Promise.all(
            asked.map((question) =>
              one(async () => {
                options.signal.throwIfAborted();
                const said = await answer(question);
                options.signal.throwIfAborted();
                for (const entry of question.entries) options.onAnswer(entry, said);
              }),
            ),
          );
        }),
      ),
    );
  } finally {
    await network.close();
  }
}
