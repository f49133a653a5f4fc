// Checks a flake: which of its inputs are behind, as one report.
import type { CheckReport, InputReport } from '../../preload/contract/input.ts';
import {
  type Answer,
  needsAnswer,
  reportInput,
  type SkippedRevision,
  summarise,
} from '../core/outdated.ts';
import { type AskableEntry, entriesOf } from './entries.ts';
import { type FlakeFailure, readFlake } from './read-flake.ts';
import { askAll } from './upstream/ask-all.ts';
import type { NetworkOptions } from './upstream/network.ts';

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
  /** commit times (Unix seconds) by revision, kept by the caller from check to check; null asks for none */
  readonly commitTimes?: Map<string, number> | null;
  /** how hosts are reached; only for who composes the program, nothing in a lock can change it */
  readonly network?: Omit<NetworkOptions, 'userAgent'>;
}

export type CheckResult =
  | { readonly ok: true; readonly report: CheckReport }
  | {
      readonly ok: false;
      readonly failure: FlakeFailure | { readonly kind: 'cancelled'; readonly detail: string };
    };

/** Never throws for what a flake, a server or a network does; an input's own failure is its status. */
export async function checkFlake(options: CheckOptions): Promise<CheckResult> {
  const signal = options.signal ?? new AbortController().signal;
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
        commitTimes: options.commitTimes === undefined ? new Map() : options.commitTimes,
        onAnswer: tell,
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
  };
}
