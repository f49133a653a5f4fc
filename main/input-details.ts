// What the window shows of one input when it is opened: the lock's graph, the last check, and how many commits lie between.
import type { Answer } from '../preload/contract/api.ts';
import type { CommitsBetween, InputDetails } from '../preload/contract/details.ts';
import type { Snapshot } from '../preload/contract/snapshot.ts';
import { askBetween, knownBetween, type Span, spanOf } from './flake/commits-between.ts';
import { entriesOf } from './flake/entries.ts';
import { inputDetails } from './flake/input-details.ts';
import { readFlake } from './flake/read-flake.ts';
import type { NetworkOptions } from './flake/upstream/network.ts';
import { readNixTokens } from './flake/upstream/nix-tokens.ts';
import { openMemory, readMemory } from './store/upstreams-file.ts';
import type { Machine } from './system/machine.ts';

type Seen = Pick<Snapshot, 'flake' | 'check' | 'now'>;

export interface InputReader {
  /** from disk alone */
  read(seen: Seen, name: string): Promise<Answer<InputDetails>>;
  /** asks the input's upstream what is not known yet; null where it does not say */
  commits(seen: Seen, name: string): Promise<Answer<CommitsBetween | null>>;
  /** gives up what is being asked */
  stop(): void;
}

export interface InputReaderOptions {
  readonly machine: Pick<Machine, 'cacheDir' | 'nixEnv'>;
  readonly version: string;
  /** milliseconds since the epoch */
  readonly now: () => number;
  /** how hosts are reached; only for who composes the program */
  readonly network?: Omit<NetworkOptions, 'userAgent'>;
  readonly timeoutMs?: number;
}

/** An upstream that did not say is not asked again for this long, however often somebody looks. Milliseconds. */
const againAfterMs = 10 * 60_000;

interface Found {
  readonly details: InputDetails;
  readonly span: Span | null;
}

export function inputReader(options: InputReaderOptions): InputReader {
  const { machine, version, now } = options;
  const stopped = new AbortController();
  const underWay = new Map<string, Promise<CommitsBetween | null>>();
  const refusedAt = new Map<string, number>();

  const find = async (snapshot: Seen, name: string): Promise<Answer<Found>> => {
    const { flake, check } = snapshot;
    if (flake.kind === 'unset') return { ok: false, failure: { kind: 'no-flake', detail: '' } };
    const [read, memory] = await Promise.all([readFlake(flake.path), readMemory(machine.cacheDir)]);
    if (!read.ok) return { ok: false, failure: read.failure };
    const reports = check.kind === 'never' ? [] : check.inputs;
    const entry = entriesOf(read.lock).find((one) => one.entry.name === name);
    const report = reports.find((one) => one.name === name);
    const span = entry === undefined || report === undefined ? null : spanOf(entry, report);
    const commits = span === null ? null : knownBetween(memory, span);
    const details = inputDetails(read.lock, reports, name, snapshot.now, commits);
    return details === null
      ? { ok: false, failure: { kind: 'unknown-input', detail: name } }
      : { ok: true, value: { details, span } };
  };

  const ask = async (span: Span): Promise<CommitsBetween | null> => {
    const { memory, write } = await openMemory(machine.cacheDir);
    const { signal } = stopped;
    try {
      return await askBetween(span, {
        memory,
        version,
        now,
        signal,
        tokens: () =>
          readNixTokens({
            environment: { ...process.env, ...machine.nixEnv },
            nixEnvironment: machine.nixEnv,
            signal,
          }),
        ...(options.network === undefined ? {} : { network: options.network }),
        ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
      });
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    } finally {
      await write();
    }
  };

  return {
    async read(snapshot, name) {
      const found = await find(snapshot, name);
      return found.ok ? { ok: true, value: found.value.details } : found;
    },
    async commits(snapshot, name) {
      const found = await find(snapshot, name);
      if (!found.ok) return found;
      const { details, span } = found.value;
      if (details.commits !== null || span === null || stopped.signal.aborted) {
        return { ok: true, value: details.commits };
      }
      const key = JSON.stringify(span);
      const refused = refusedAt.get(key);
      if (refused !== undefined && Math.abs(now() - refused) < againAfterMs) {
        return { ok: true, value: null };
      }
      const asking = underWay.get(key) ?? ask(span).finally(() => underWay.delete(key));
      underWay.set(key, asking);
      const value = await asking;
      if (value === null) refusedAt.set(key, now());
      return { ok: true, value };
    },
    stop: () => stopped.abort(),
  };
}
