// Checks a flake: which of its inputs are behind, as one report.
import type { CheckReport, InputReport } from '../../preload/contract/input.ts';
import type { LastGood } from '../../preload/contract/snapshot.ts';
import { lastGoodOf } from '../core/freshness.ts';
import {
  type Answer,
  needsAnswer,
  reportInput,
  type SkippedRevision,
  summarise,
} from '../core/outdated.ts';
import { type AskableEntry, entriesOf } from './entries.ts';
import { type FlakeFailure, readFlake } from './read-flake.ts';
import type { AccessToken } from './upstream/access-tokens.ts';
import { askAll } from './upstream/ask-all.ts';
import { emptyMemory, type Memory, remember } from './upstream/memory.ts';
import type { NetworkOptions } from './upstream/network.ts';
import { keyOf } from './upstream/question.ts';
import { lockedFile } from './upstream/tarball.ts';

export interface CheckOptions {
  /** the flake's folder */
  readonly dir: string;
  /** the nixosConfigurations attribute, only repeated in the report */
  readonly host: string;
  /** true reads the lock and asks nobody */
  readonly offline: boolean;
  /** names of inputs that are never counted */
  readonly held: readonly string[];
  readonly skipped: readonly SkippedRevision[];
  /** the time in milliseconds since the epoch */
  readonly now: () => number;
  /** Snowbell's version, for the User-Agent */
  readonly version: string;
  readonly signal?: AbortSignal;
  /** called once for each input as soon as it is known */
  readonly onInput?: (report: InputReport, done: number, of: number) => void;
  /** what earlier checks left, changed in place and kept by the caller; nothing is known without */
  readonly memory?: Memory;
  /** false leaves out how old the newest revisions are; true unless told */
  readonly commitTimes?: boolean;
  /** true when a person asked for this check: hosts that we only meant to spare are asked again */
  readonly byHand?: boolean;
  /** the user's access tokens, read only after a server refused to answer without; none unless told */
  readonly tokens?: () => Promise<readonly AccessToken[]>;
  /** where the flake registry is; only for who composes the program, nothing in a lock can change it */
  readonly registry?: string;
  /** how long one upstream may take in all, milliseconds; 45 s unless told */
  readonly askTimeoutMs?: number;
  /** from 0 up to 1; only tests give their own */
  readonly random?: () => number;
  /** how hosts are reached; only for who composes the program, nothing in a lock can change it */
  readonly network?: Omit<NetworkOptions, 'userAgent'>;
}

export type CheckResult =
  | {
      readonly ok: true;
      readonly report: CheckReport;
      /** of inputs that could not be reached: what they last said, by name */
      readonly lastGood: Readonly<Record<string, LastGood>>;
    }
  | {
      readonly ok: false;
      readonly failure: FlakeFailure | { readonly kind: 'cancelled'; readonly detail: string };
    };

/** A good answer is kept with its age, for the day on which there is none. */
function keep(memory: Memory, { ask, locked }: AskableEntry, answer: Answer, at: number) {
  if (answer.kind !== 'revision' && answer.kind !== 'content') return;
  const compared = answer.kind === 'content' ? lockedFile(locked).locked : null;
  remember(memory.answers, keyOf(ask, locked), { at, answer, locked: compared });
}

/** What unreachable inputs last said, as far as it still means something for this lock. */
export function lastGoodAnswers(
  entries: readonly AskableEntry[],
  inputs: readonly Pick<InputReport, 'name' | 'status'>[],
  memory: Memory,
): Record<string, LastGood> {
  const lost = new Set(
    inputs.filter(({ status }) => status === 'unreachable').map(({ name }) => name),
  );
  const pairs = entries.flatMap(({ entry, ask, locked }): [string, LastGood][] => {
    if (!lost.has(entry.name)) return [];
    const given = memory.answers.get(keyOf(ask, locked));
    const good = lastGoodOf(entry, lockedFile(locked).locked, given);
    return good === null ? [] : [[entry.name, good]];
  });
  // Object.fromEntries also takes a name like __proto__ for nothing but a name.
  return Object.fromEntries(pairs);
}

/** Never throws for what a flake, a server or a network does; an input's own failure is its status. */
export async function checkFlake(options: CheckOptions): Promise<CheckResult> {
  const signal = options.signal ?? new AbortController().signal;
  const memory = options.memory ?? emptyMemory();
  const cancelled: CheckResult = { ok: false, failure: { kind: 'cancelled', detail: options.dir } };
  const flake = await readFlake(options.dir);
  if (!flake.ok) return flake;
  if (signal.aborted) return cancelled;

  const entries = entriesOf(flake.lock);
  const reports = new Map<AskableEntry, InputReport>();
  const tell = (entry: AskableEntry, answer: Answer | null) => {
    const report = reportInput(entry.entry, answer, options);
    reports.set(entry, report);
    options.onInput?.(report, reports.size, entries.length);
  };

  const toAsk: AskableEntry[] = [];
  for (const entry of entries) {
    if (!needsAnswer(entry.entry)) tell(entry, null);
    else if (options.offline) tell(entry, { kind: 'unknown', reason: 'offline' });
    else toAsk.push(entry);
  }
  if (toAsk.length > 0) {
    try {
      await askAll(toAsk, {
        network: {
          ...options.network,
          userAgent: `snowbell/${options.version} (+flake input check)`,
        },
        signal,
        memory,
        commitTimes: options.commitTimes ?? true,
        byHand: options.byHand ?? false,
        now: options.now,
        random: options.random ?? Math.random,
        askTimeoutMs: options.askTimeoutMs ?? 45_000,
        tokens: options.tokens ?? (async () => []),
        ...(options.registry === undefined ? {} : { registry: options.registry }),
        onAnswer: (entry, answer) => {
          keep(memory, entry, answer, options.now());
          tell(entry, answer);
        },
      });
    } catch (error) {
      if (signal.aborted) return cancelled;
      throw error;
    }
  }
  const inputs = entries.flatMap((entry) => reports.get(entry) ?? []);
  return {
    ok: true,
    report: {
      flake: options.dir,
      host: options.host,
      checkedAt: new Date(options.now()).toISOString(),
      inputs,
      summary: summarise(inputs),
    },
    lastGood: lastGoodAnswers(entries, inputs, memory),
  };
}
