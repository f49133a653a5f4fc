// The second half: the built system that was reviewed becomes the running one, with one prompt at most.
import { readFile } from 'node:fs/promises';
import type { Failure } from '../../preload/contract/snapshot.ts';
import type { ActivationVerb } from '../../preload/contract/words.ts';
import { settlement } from '../core/outcome.ts';
import { type ActivationEnd, type ActivationRequest, activate } from '../privilege/activation.ts';
import type { Elevation } from '../privilege/elevation.ts';
import { errorWord } from '../store/json-file.ts';
import { isOnTrial, loadRun, type RunFile, runFolder } from '../store/run-file.ts';
import type { Machine } from '../system/machine.ts';
import { concludeUnactivated } from './conclude.ts';
import { fileHash } from './fingerprint.ts';
import { type Journal, openJournal } from './journal.ts';
import { isReady } from './ledger.ts';
import { putLockAhead, putLockBack } from './lock-ahead.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { RunEnd, RunObserver, RunParts } from './parts.ts';
import { whereNow } from './review.ts';
import { lockOwner } from './root-lock.ts';
import { settleActivation } from './settle.ts';
import { staleness } from './staleness.ts';

export interface ActivateRequest {
  readonly runId: string;
  readonly verb: ActivationVerb;
  /** true after a second confirmation of a host difference */
  readonly allowHostChange: boolean;
  /** true after a person agreed that root evaluates the flake, where no better way is there */
  readonly evaluateAsRoot?: boolean;
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
  const { storePath } = read.value.record;
  const { current } = await whereNow(machine);
  if (!isReady(read.value) || storePath === null || current === null) {
    return refuse('not-ready', request.runId);
  }
  const stale = await staleness(machine, read.value);
  if (stale !== null) return refuse('stale', stale);
  // After a trial that a restart has ended it is not the one that was written down.
  const run: RunFile = { ...read.value, expectedCurrent: current };
  if ((run.review?.differences.length ?? 0) > 0 && !request.allowHostChange) {
    return refuse('host-differs', run.review?.differences.map((one) => one.what).join(', ') ?? '');
  }
  const elevation = await parts.elevation();
  const evaluates = elevation.kind === 'flake';
  if (evaluates && request.evaluateAsRoot !== true) return refuse('evaluates-as-root', '');
  if (evaluates && run.candidateLock !== null && (await lockOwner(run.flake)) !== 'mine') {
    return refuse('lock-not-yours', run.flake);
  }
  const attempt = {
    id: parts.newId(),
    verb: request.verb,
    exit: null,
    ...(isOnTrial(run) ? { tried: true as const } : {}),
    ...(evaluates || elevation.kind === 'store-path' ? { way: 'rebuild' as const } : {}),
  };
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
  const asks =
    elevation.kind === 'rehearsal'
      ? 'No password is needed in a rehearsal to'
      : 'Asking for permission to';
  journal.log('step', `${asks} ${verbWords[request.verb]}`);
  observer.phase('authorising', journal.run());

  if (attempt.way !== undefined) journal.log('warn', withoutHelper[elevation.kind] ?? '');
  if (evaluates) {
    const problem = await putLockAhead(machine.stateDir, journal);
    if (problem !== null) {
      await putLockBack(machine.stateDir, journal);
      const end = { kind: 'refused', reason: 'lock-file', detail: problem } as const;
      return { kind: 'ended', run: await concludeUnactivated(machine, journal, end, 'ready') };
    }
  }
  const lock = attempt.way === undefined ? await lockForRoot(parts, run, request.verb) : null;
  if (lock !== null && 'problem' in lock) {
    const end = { kind: 'refused', reason: 'lock-file', detail: lock.problem } as const;
    return { kind: 'ended', run: await concludeUnactivated(machine, journal, end, 'ready') };
  }
  const end = await activate(
    elevation,
    {
      verb: request.verb,
      storePath,
      expectedCurrent: current,
      runId: attempt.id,
      ...(lock === null ? {} : { lock }),
      ...(evaluates ? { flake: { dir: run.flake, host: run.host } } : {}),
    },
    {
      // Asked again after the password: a dialog can stand open for a long time.
      confirm: async () =>
        !signal.aborted && (evaluates || (await staleness(machine, run)) === null),
      onAuthorised: () => {
        journal.log('step', `Activating ${evaluates ? run.flake : storePath}`);
        observer.phase('activating', journal.run());
      },
      onLine: (text) => journal.log('info', text),
      signal,
    },
  );
  if (evaluates) await takeWhatRootBuilt(machine, journal, request.verb, end);
  const ended =
    end.kind === 'ended'
      ? await settleActivation(parts, journal, request.verb, end)
      : await concludeUnactivated(machine, journal, end, 'ready');
  return { kind: 'ended', run: ended };
}

const withoutHelper: Partial<Record<Elevation['kind'], string>> = {
  'store-path':
    'Without the root helper: nixos-rebuild activates. There is no look between the password and the switch, the output comes through this program only, and nobody puts the profile back after a failure.',
  flake:
    'Without the root helper and with a nixos-rebuild that takes no store path: root evaluates and builds the folder itself, which may give another system than the one that was reviewed.',
};

/** Root may have built another system than the reviewed one: then the record names that, and says so. */
async function takeWhatRootBuilt(
  machine: Machine,
  journal: Journal,
  verb: ActivationVerb,
  end: ActivationEnd,
): Promise<void> {
  const settles = end.kind === 'ended' ? settlement(verb, end.exit) : null;
  if (settles?.lock !== 'write') await putLockBack(machine.stateDir, journal);
  if (end.kind !== 'ended') return;
  const here = await whereNow(machine);
  const built = verb === 'boot' ? here.default : here.current;
  const reviewed = journal.run().record.storePath;
  if (built === null || built === reviewed || end.exit === 100) return;
  journal.log('warn', `What root built is not what was reviewed (${reviewed ?? '?'}): ${built}`);
  await journal.save({ record: { storePath: built } });
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
): Promise<NonNullable<ActivationRequest['lock']> | { readonly problem: string } | null> {
  if (verb === 'test' || run.candidateLock === null) return null;
  if ((await lockOwner(run.flake)) !== 'root') return null;
  const { candidate } = runFolder(parts.machine.stateDir, run.record.id);
  try {
    const content = await readFile(candidate);
    if ((await fileHash(candidate)) !== run.candidateLock) {
      return { problem: `${candidate} is not what was built` };
    }
    return { dir: run.flake, sha256: run.baseLock ?? 'absent', content };
  } catch (error) {
    return { problem: `${candidate}: ${errorWord(error)}` };
  }
}

function refuse(kind: string, detail: string): RunEnd {
  const failure: Failure = { kind, detail };
  return { kind: 'not-begun', failure };
}
