// One elevated step from click to recorded end: the talk with the helper, and what its endings mean.
import type { ActivationVerb } from '../../preload/contract/words.ts';
import { type CommandResult, converse } from '../process/command.ts';
import { actionOf, askThrough, tetherOf } from './asking.ts';
import { type Foreknowledge, foreknow } from './authorization.ts';
import type { Elevation } from './elevation.ts';
import { activateByRebuild, rollbackByRebuild } from './rebuild.ts';
import { explainRefusal, explainRun0 } from './refusal.ts';
import {
  type EndedRecord,
  findRecord,
  openLog,
  type RunningRecord,
  readRecord,
} from './run-record.ts';
import type { Elevator } from './way.ts';

export interface ActivationRequest {
  readonly verb: ActivationVerb;
  readonly storePath: string;
  /** the real path of the system that is active now */
  readonly expectedCurrent: string;
  /** a fresh UUID in lower case */
  readonly runId: string;
  /** only for a flake of root's: `sha256` (hex) is that of the file to be replaced, or 'absent' */
  readonly lock?: { readonly dir: string; readonly sha256: string; readonly content: Uint8Array };
  /** what root evaluates where nothing but that is left; only after the person agreed */
  readonly flake?: { readonly dir: string; readonly host: string };
}

export interface RollbackRequest {
  readonly generation: number;
  readonly expectedCurrent: string;
  readonly runId: string;
}

export interface PruneRequest {
  /** how many of the newest generations stay */
  readonly keep: number;
  readonly runId: string;
}

export interface ActivationHooks {
  /** Looks again at flake, lock and current system once the password was given; false withholds. */
  confirm(): Promise<boolean>;
  onAuthorised?(): void;
  /** each line that the activation says */
  onLine(line: string): void;
  /** cancels until `confirm` has said yes; afterwards an activation cannot be cancelled */
  readonly signal: AbortSignal;
}

export type RefusalReason =
  | 'usage'
  | 'invalid-path'
  | 'current-changed'
  | 'lock-held'
  | 'switch-inhibited'
  | 'run-exists'
  | 'lock-file'
  | 'profile-not-set'
  | 'helper-failed'
  | 'no-helper';

/** Whatever went wrong before anything was changed. */
export type NotStarted =
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly detail: string }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'auth-failed' }
  | { readonly kind: 'dismissed' }
  | { readonly kind: 'no-agent' }
  | { readonly kind: 'no-pkexec'; readonly reason: 'missing' | 'not-setuid' }
  | { readonly kind: 'cancelled' };

export interface Ended {
  readonly kind: 'ended';
  /** switch-to-configuration's own (a shell's code above 128 for a signal) */
  readonly exit: number;
  /** the profile's generation afterwards */
  readonly generation: number | null;
  /** the profile's generation before */
  readonly previousGeneration: number | null;
  readonly profileRestored: boolean;
  /** the lock file of a root's flake; null when none was handed over */
  readonly lock: 'written' | { readonly refused: string } | null;
  /** how the boot menu was made anew after generations were deleted: 0, or the exit of what failed */
  readonly bootMenu?: number;
}

export type ActivationEnd =
  | Ended
  | NotStarted
  /** it was root and went wrong, and neither the active system nor the profile was moved */
  | { readonly kind: 'failed'; readonly detail: string }
  /** it began, and nobody knows how it ended: look at the system */
  | { readonly kind: 'lost'; readonly detail: string };

export type RecordedResult =
  /** the helper never began: nothing was activated */
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  /** it began, and its record says nothing that can be read */
  | { readonly kind: 'unreadable'; readonly detail: string }
  /** the helper itself was ended (power cut, killed); `step` is how far it had come */
  | {
      readonly kind: 'interrupted';
      readonly step: RunningRecord['step'];
      readonly previousGeneration: number | null;
    }
  | Ended
  | Extract<NotStarted, { kind: 'refused' }>;

const marker = 'snowbell-helper: authorised';

/** Activates exactly `storePath`, with one prompt. Throws only what `hooks` throw. */
export function activate(
  elevation: Elevation,
  request: ActivationRequest,
  hooks: ActivationHooks,
): Promise<ActivationEnd> {
  const { verb, storePath, expectedCurrent, runId, lock } = request;
  if (elevation.kind === 'store-path' || elevation.kind === 'flake') {
    return activateByRebuild(elevation, request, hooks);
  }
  const words = ['activate', verb, storePath, expectedCurrent, runId];
  if (lock === undefined) return perform(elevation, words, runId, null, hooks);
  return perform(
    elevation,
    [...words, '--lock', lock.dir, lock.sha256],
    runId,
    lock.content,
    hooks,
  );
}

/** Switches to an earlier (or later) generation of the profile. */
export function rollback(
  elevation: Elevation,
  request: RollbackRequest,
  hooks: ActivationHooks,
): Promise<ActivationEnd> {
  const { generation, expectedCurrent, runId } = request;
  if (elevation.kind === 'store-path' || elevation.kind === 'flake') {
    return rollbackByRebuild(elevation, request, hooks);
  }
  const words = ['rollback', String(generation), expectedCurrent, runId];
  return perform(elevation, words, runId, null, hooks);
}

/**
 * Deletes all but the newest generations of the profile and those in use, and makes the boot menu anew.
 * `exit` of its end is nix-env's, and `bootMenu` tells of the rest.
 */
export function prune(
  elevation: Elevation,
  request: PruneRequest,
  hooks: ActivationHooks,
): Promise<ActivationEnd> {
  const { keep, runId } = request;
  return perform(elevation, ['prune', String(keep), runId], runId, null, hooks);
}

/** What the helper recorded of a run whose app died: for the next start. */
export async function recordedResult(elevation: Elevation, runId: string): Promise<RecordedResult> {
  const found = await findRecord(elevation.runsDir, runId);
  switch (found.kind) {
    case 'none':
    case 'unreadable':
      return found;
    case 'beginning':
    case 'running':
      return { kind: 'running' };
    case 'vanished':
      // The first record is written before anything is done, but a disk may have lost it.
      return { kind: 'interrupted', step: 'checking', previousGeneration: null };
    case 'interrupted':
      return {
        kind: 'interrupted',
        step: found.record.step,
        previousGeneration: found.record.previousGeneration,
      };
    case 'ended':
      return endOf(found.record);
  }
}

/** Follows a run that this process did not start, from the first line of its log to its end. */
export async function follow(
  elevation: Elevation,
  runId: string,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<ActivationEnd | { readonly kind: 'stopped' }> {
  const log = openLog(elevation.runsDir, runId, onLine);
  try {
    while (!signal.aborted) {
      const found = await findRecord(elevation.runsDir, runId);
      await log.drain();
      switch (found.kind) {
        case 'ended':
          return endOf(found.record);
        case 'interrupted':
          return { kind: 'lost', detail: `interrupted at step ${found.record.step}` };
        case 'none':
        case 'vanished':
          return { kind: 'lost', detail: 'no record' };
        case 'unreadable':
          return { kind: 'lost', detail: found.detail };
        case 'beginning':
        case 'running':
          await pause(null);
      }
    }
    return { kind: 'stopped' };
  } finally {
    await log.close();
  }
}

async function perform(
  elevation: Elevation,
  words: readonly string[],
  runId: string,
  content: Uint8Array | null,
  hooks: ActivationHooks,
): Promise<ActivationEnd> {
  switch (elevation.kind) {
    case 'unavailable':
      return unavailable(elevation);
    case 'store-path':
    case 'flake':
      return { kind: 'refused', reason: 'no-helper', detail: `${words[0]} needs the root helper` };
    case 'rehearsal': {
      if (hooks.signal.aborted) return { kind: 'cancelled' };
      const argv = [elevation.helper, ...words];
      return attempt(argv, elevation.env, elevation.runsDir, runId, content, 'yes', null, hooks);
    }
    case 'helper': {
      if (hooks.signal.aborted) return { kind: 'cancelled' };
      const known = await foreknow(actionOf(elevation.by, `org.snowbell.${words[0]}`));
      if (known === 'no') return { kind: 'denied' };
      return askThrough(elevation, [elevation.helper, ...words], (argv) =>
        attempt(argv, {}, elevation.runsDir, runId, content, known, elevation.by, hooks),
      );
    }
  }
}

async function attempt(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  runsDir: string,
  runId: string,
  content: Uint8Array | null,
  known: Foreknowledge,
  by: Elevator | null,
  hooks: ActivationHooks,
): Promise<ActivationEnd> {
  if (hooks.signal.aborted) return { kind: 'cancelled' };
  let authorised = false;
  let heard: () => void = () => undefined;
  const marked = new Promise<'authorised'>((resolve) => {
    heard = () => resolve('authorised');
  });
  const talk = converse(argv, {
    tether: tetherOf(by),
    env,
    keepBytes: 16 * 1024,
    onLine: (line, stream) => {
      if (stream !== 'stdout' || line !== marker) return;
      authorised = true;
      heard();
    },
  });
  let begun = false;
  const cancel = () => {
    if (begun) return;
    // The dialog is closed by the signal; a helper that already runs as root notices the end of stdin.
    talk.end();
    if (!authorised) talk.terminate();
  };
  hooks.signal.addEventListener('abort', cancel, { once: true });
  try {
    const first = await Promise.race([marked, talk.result]);
    if (first !== 'authorised') {
      if (hooks.signal.aborted) return { kind: 'cancelled' };
      const refused = by?.kind === 'run0' ? explainRun0(first, known) : null;
      return refused ?? explainRefusal(first, known, authorised);
    }
    hooks.onAuthorised?.();
    const go = !hooks.signal.aborted && (await unlessAborted(hooks.signal, hooks.confirm()));
    if (!go || hooks.signal.aborted) {
      talk.end();
      await talk.result;
      return { kind: hooks.signal.aborted ? 'cancelled' : 'withheld' };
    }
    begun = true;
    talk.write('go\n');
    if (content !== null) {
      talk.write(`${String(content.length).padStart(10, '0')}\n`);
      talk.write(content);
    }
  } finally {
    hooks.signal.removeEventListener('abort', cancel);
    // Whatever threw: without "go" the helper withholds as soon as its stdin ends.
    if (!begun) talk.end();
  }
  return attend(runsDir, runId, talk.result, known, hooks.onLine);
}

/** `answer`, or false as soon as `signal` says so: a look at the flake may take long. */
async function unlessAborted(signal: AbortSignal, answer: Promise<boolean>): Promise<boolean> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<false>((resolve) => {
    stop = () => resolve(false);
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** From "go" to the end. The helper's first process may be killed with the session; its work is not. */
async function attend(
  runsDir: string,
  runId: string,
  result: Promise<CommandResult>,
  known: Foreknowledge,
  onLine: (line: string) => void,
): Promise<ActivationEnd> {
  const log = openLog(runsDir, runId, onLine);
  const front: { end: CommandResult | null } = { end: null };
  let patience = 25;
  const over = result.then((end) => {
    front.end = end;
  });
  try {
    for (;;) {
      const ended = front.end;
      const found = await readRecord(runsDir, runId);
      await log.drain();
      switch (found.kind) {
        case 'ended':
          return endOf(found.record);
        case 'interrupted':
          return { kind: 'lost', detail: `interrupted at step ${found.record.step}` };
        case 'none':
          if (ended === null) break;
          // Killed just after "go": what it started may be about to write its first record.
          if (ended.kind === 'exited' || patience-- <= 0) return explainRefusal(ended, known, true);
          break;
        case 'unreadable':
          if (ended !== null) return { kind: 'lost', detail: found.detail };
          break;
        case 'running':
          break;
      }
      await pause(front.end === null ? over : null);
    }
  } finally {
    await log.close();
  }
}

/** A fifth of a second, or until `early`. */
async function pause(early: Promise<void> | null): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, 200);
  });
  await (early === null ? time : Promise.race([time, early]));
  clearTimeout(timer);
}

function endOf(record: EndedRecord): Ended | Extract<NotStarted, { kind: 'refused' }> {
  if (record.refused !== null || record.exit === null) {
    const reason = recordedReasons.find((word) => word === record.refused) ?? 'helper-failed';
    return { kind: 'refused', reason, detail: record.refused ?? '' };
  }
  return {
    kind: 'ended',
    exit: record.exit,
    generation: record.generation,
    previousGeneration: record.previousGeneration,
    profileRestored: record.profileRestored,
    lock:
      record.lock === null || record.lock === 'written'
        ? record.lock
        : { refused: record.lock.replace(/^refused:/, '') },
    ...(record.bootMenu === null ? {} : { bootMenu: record.bootMenu }),
  };
}

const recordedReasons: readonly RefusalReason[] = [
  'lock-held',
  'current-changed',
  'switch-inhibited',
  'profile-not-set',
];

function unavailable(elevation: Extract<Elevation, { kind: 'unavailable' }>): NotStarted {
  switch (elevation.reason) {
    case 'no-pkexec':
      return { kind: 'no-pkexec', reason: 'missing' };
    case 'pkexec-not-setuid':
      return { kind: 'no-pkexec', reason: 'not-setuid' };
    case 'no-helper':
      return { kind: 'refused', reason: 'no-helper', detail: elevation.detail };
  }
}
