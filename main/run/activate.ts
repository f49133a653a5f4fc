// The second half: the built system that was reviewed becomes the running one, with one prompt at most.
import { readFile } from 'node:fs/promises';
import type { Failure } from '../../preload/contract/snapshot.ts';
import type { ActivationVerb } from '../../preload/contract/words.ts';
import { type ActivationRequest, activate } from '../privilege/activation.ts';
import { loadRun, type RunFile, runFolder } from '../store/run-file.ts';
import { concludeUnactivated } from './conclude.ts';
import { openJournal } from './journal.ts';
import { isReady } from './ledger.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { RunEnd, RunObserver, RunParts } from './parts.ts';
import { lockOwner } from './root-lock.ts';
import { settleActivation } from './settle.ts';
import { staleness } from './staleness.ts';

export interface ActivateRequest {
  readonly runId: string;
  readonly verb: ActivationVerb;
  /** true after a second confirmation of a host difference */
  readonly allowHostChange: boolean;
}

export function activateReady(
  parts: RunParts,
  request: ActivateRequest,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<RunEnd> {
  return oneAtATime(parts, observer, () => begin(parts, request, observer, signal));
}

async function begin(
  parts: RunParts,
  request: ActivateRequest,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<RunEnd> {
  const { machine } = parts;
  const read = await loadRun(machine.stateDir, request.runId);
  if (read.kind !== 'read') return refuse('no-such-run', request.runId);
  const run = read.value;
  const { storePath } = run.record;
  if (!isReady(run) || storePath === null || run.expectedCurrent === null) {
    return refuse('not-ready', request.runId);
  }
  const stale = await staleness(machine, run);
  if (stale !== null) return refuse('stale', stale);
  if ((run.review?.differences.length ?? 0) > 0 && !request.allowHostChange) {
    return refuse('host-differs', run.review?.differences.map((one) => one.what).join(', ') ?? '');
  }
  const attempt = { id: parts.newId(), verb: request.verb, exit: null };
  const first: RunFile = {
    ...run,
    activation: attempt,
    record: {
      ...run.record,
      outcome: null,
      endedAt: null,
      step: 'activate',
      failedUnits: [],
      diagnosis: null,
    },
  };
  // Without a record of it no activation is begun: a crash must not look like nothing happened.
  const journal = await openJournal(parts, first, observer);
  if ('kind' in journal) return { kind: 'not-begun', failure: journal };
  journal.log('step', `Asking for permission to ${verbWords[request.verb]}`);
  observer.phase('authorising', journal.run());

  const lock = await lockForRoot(parts, run, request.verb);
  const end = await activate(
    await parts.elevation(),
    {
      verb: request.verb,
      storePath,
      expectedCurrent: run.expectedCurrent,
      runId: attempt.id,
      ...(lock === null ? {} : { lock }),
    },
    {
      // Asked again after the password: a dialog can stand open for a long time.
      confirm: async () => !signal.aborted && (await staleness(machine, run)) === null,
      onAuthorised: () => {
        journal.log('step', `Activating ${storePath}`);
        observer.phase('activating', journal.run());
      },
      onLine: (text) => journal.log('info', text),
      signal,
    },
  );
  const ended =
    end.kind === 'ended'
      ? await settleActivation(parts, journal, request.verb, end)
      : await concludeUnactivated(machine, journal, end, 'ready');
  return { kind: 'ended', run: ended };
}

const verbWords: Record<ActivationVerb, string> = {
  switch: 'switch to the new system',
  boot: 'use the new system on the next boot',
  test: 'try the new system',
};

/** What the helper needs to write a lock in a folder of root's; null where it has none to write. */
async function lockForRoot(
  parts: RunParts,
  run: RunFile,
  verb: ActivationVerb,
): Promise<NonNullable<ActivationRequest['lock']> | null> {
  if (verb === 'test' || run.candidateLock === null) return null;
  if ((await lockOwner(run.flake)) !== 'root') return null;
  const { candidate } = runFolder(parts.machine.stateDir, run.record.id);
  const content = await readFile(candidate);
  return { dir: run.flake, sha256: run.baseLock ?? 'absent', content };
}

function refuse(kind: string, detail: string): RunEnd {
  const failure: Failure = { kind, detail };
  return { kind: 'not-begun', failure };
}
