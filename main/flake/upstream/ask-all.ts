// Asks every distinct upstream once, all hosts side by side, and hands each answer on as it comes.
import type { Answer } from '../../core/outdated.ts';
import type { AskableEntry } from '../entries.ts';
import { type AccessToken, authorizationOf, tokenFor } from './access-tokens.ts';
import { askCommitTime } from './commit-time.ts';
import { askGitRemote, askLocalGit } from './git.ts';
import { hostWatch } from './host-watch.ts';
import { type Limiter, limiter } from './limit.ts';
import { type Memory, remember } from './memory.ts';
import { type Network, type NetworkOptions, openNetwork } from './network.ts';
import { type Question, type QuestionAsk, sorter } from './question.ts';
import { isAskableRef } from './refs.ts';
import { registryReader } from './registry-reader.ts';
import { refusesWithoutToken, type Said, type SaidRevision, unknown, unreachable } from './said.ts';
import { askSmartHttp, type SmartAnswer } from './smart-http.ts';
import { askTarball } from './tarball.ts';

export interface AskOptions {
  readonly network: NetworkOptions;
  readonly signal: AbortSignal;
  /** read, and added to, as the answers come */
  readonly memory: Memory;
  /** false leaves out how old the newest revisions are */
  readonly commitTimes: boolean;
  /** how long one upstream may take in all, milliseconds */
  readonly askTimeoutMs: number;
  /** true when a person asked: hosts that we only meant to spare are asked again */
  readonly byHand: boolean;
  /** milliseconds since the epoch */
  readonly now: () => number;
  /** from 0 up to 1 */
  readonly random: () => number;
  /** the user's tokens, read at most once and only after a server refused to answer without */
  readonly tokens: () => Promise<readonly AccessToken[]>;
  /** where the registry is; only for who composes the program */
  readonly registry?: string;
  readonly onAnswer: (entry: AskableEntry, answer: Answer) => void;
}

/** How long a commit time may take beyond that, milliseconds. */
const commitTimeMs = 10_000;
const hostsAtOnce = 48;
const asksPerHost = 100;
const gitProgramsPerHost = 4;
const gitProgramsAtOnce = 8;

function within(signal: AbortSignal, milliseconds: number): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
}

/** Without git, or without a key that fits, a server's own words are the better reason. */
const knowsBetter = (own: Said): boolean =>
  own.kind === 'revision' || (own.kind === 'unreachable' && own.reason === 'no-such-ref');

const refuses = (answer: SmartAnswer): boolean =>
  answer.kind === 'unreachable' && refusesWithoutToken(answer);

/** The work of one question, without its place in any queue. */
function answering(options: AskOptions, network: Network, programs: Limiter) {
  const { signal, memory, askTimeoutMs: timeoutMs } = options;
  let reading: Promise<readonly AccessToken[]> | null = null;
  const tokens = () => {
    reading ??= options.tokens();
    return reading;
  };
  const byProgram = (url: string, ref: string | null): Promise<Said> =>
    programs(() => askGitRemote(url, ref, { signal, timeoutMs }));

  const overHttp = async (url: string, ref: string | null): Promise<Said> => {
    const asked = await askSmartHttp(network, { url, ref }, within(signal, timeoutMs));
    if (!refuses(asked)) return asked;
    const token = tokenFor(await tokens(), url);
    if (token !== null) {
      const authorization = authorizationOf(token);
      const again = await askSmartHttp(
        network,
        { url, ref, authorization },
        within(signal, timeoutMs),
      );
      // Behind a redirect the secret was not needed, and must not be sent.
      if (again.kind === 'revision' && again.base === url.replace(/\/+$/, '')) {
        return { ...again, authorization };
      }
      if (!refuses(again)) return again;
    }
    if (asked.kind === 'unreachable' && asked.reason === 'auth-required') {
      const own = await byProgram(url, ref);
      if (knowsBetter(own)) return own;
    }
    return asked;
  };

  return async ({ ask, first }: Question): Promise<Said> => {
    switch (ask.how) {
      case 'smart-http':
        return isAskableRef(ask.ref) ? overHttp(ask.url, ask.ref) : unknown('unusable-source');
      case 'git':
        return byProgram(ask.url, ask.ref);
      case 'local-git':
        return programs(() => askLocalGit(ask.path, ask.ref, { signal, timeoutMs }));
      case 'tarball': {
        const before = memory.sightings.get(ask.url);
        const { answer, sighting } = await askTarball(
          network,
          { url: ask.url, locked: first.locked ?? new Map(), before },
          within(signal, timeoutMs),
        );
        if (sighting !== null) remember(memory.sightings, ask.url, sighting);
        return answer;
      }
    }
  };
}

/** How old a revision is; a known one is not asked for again. */
function commitTimes(options: AskOptions, network: Network) {
  const { memory, signal } = options;
  const asked = new Map<string, Promise<number | null>>();
  return async ({ rev, base, authorization }: SaidRevision): Promise<number | null> => {
    const known = memory.commitTimes.get(rev) ?? null;
    if (known !== null || !options.commitTimes || base === undefined) return known;
    const key = `${base} ${rev}`;
    const asking =
      asked.get(key) ??
      askCommitTime(network, base, rev, within(signal, commitTimeMs), authorization);
    asked.set(key, asking);
    const time = await asking;
    if (time !== null) remember(memory.commitTimes, rev, time);
    return time;
  };
}

/** Resolves when every answer is in; rejects with the signal's reason when it is aborted. */
export async function askAll(entries: readonly AskableEntry[], options: AskOptions): Promise<void> {
  const { signal } = options;
  const network = openNetwork(options.network);
  const answer = answering(options, network, limiter(gitProgramsAtOnce));
  const timeOf = commitTimes(options, network);
  const hosts = hostWatch(options);
  const oneHost = limiter(hostsAtOnce);
  const sort = sorter();

  const tell = async (entry: AskableEntry, said: Said) => {
    if (said.kind !== 'revision') {
      options.onAnswer(entry, said);
      return;
    }
    const { rev } = said;
    const wanted = said.lastModified === undefined && rev !== entry.entry.locked.rev;
    const lastModified = wanted ? await timeOf(said) : (said.lastModified ?? null);
    signal.throwIfAborted();
    options.onAnswer(entry, { kind: 'revision', rev, lastModified });
  };

  const askOne = async (question: Question): Promise<Said> => {
    signal.throwIfAborted();
    const spared = hosts.spared(question.host);
    if (spared !== null) return unreachable(spared);
    const said = await answer(question);
    signal.throwIfAborted();
    hosts.note(question, said);
    return said;
  };

  const askHost = (questions: readonly Question[]) =>
    oneHost(async () => {
      const one = limiter(questions[0]?.program ? gitProgramsPerHost : asksPerHost);
      await Promise.all(
        questions.map((question) =>
          one(async () => {
            const said = await askOne(question);
            question.settle(said);
            await Promise.all(question.entries.map((entry) => tell(entry, said)));
          }),
        ),
      );
    });

  const askThese = async (wanted: readonly { entry: AskableEntry; ask: QuestionAsk }[]) => {
    const { begin, join } = sort(wanted);
    await Promise.all([
      ...begin.map(askHost),
      ...join.map(async ({ entry, question }) => tell(entry, await question.said)),
    ]);
  };

  const meant = registryReader(
    { ...options, signal: () => within(signal, options.askTimeoutMs), url: options.registry },
    network,
  );
  const resolveAndAsk = async (indirect: readonly AskableEntry[]) => {
    const wanted: { entry: AskableEntry; ask: QuestionAsk }[] = [];
    for (const entry of indirect) {
      if (entry.ask.how !== 'indirect') continue;
      const found = await meant(entry.ask);
      signal.throwIfAborted();
      if (found.kind === 'ask') wanted.push({ entry, ask: found.ask });
      else options.onAnswer(entry, found);
    }
    await askThese(wanted);
  };

  try {
    const direct: { entry: AskableEntry; ask: QuestionAsk }[] = [];
    const indirect: AskableEntry[] = [];
    for (const entry of entries) {
      const { ask } = entry;
      if (ask.how === 'none') options.onAnswer(entry, { kind: 'unknown', reason: ask.reason });
      else if (ask.how === 'indirect') indirect.push(entry);
      else direct.push({ entry, ask });
    }
    await Promise.all([askThese(direct), resolveAndAsk(indirect)]);
  } finally {
    hosts.settle();
    await network.close();
  }
}
