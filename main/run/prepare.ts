// The first half of an upgrade, all of it as the user: resolve, build, review. Nothing changes yet.
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { InputMove, LogLine, RunRecord } from '../../preload/contract/run.ts';
import type { Failure } from '../../preload/contract/snapshot.ts';
import { diagnose } from '../core/diagnosis/diagnose.ts';
import { withDetail } from '../core/diagnosis/words/languages.ts';
import { nameSome } from '../core/git-status.ts';
import { noticeText, type ReviewNotice, sizeText } from '../core/review-words.ts';
import { graphOf } from '../flake/graph.ts';
import { type Lock, parseLock } from '../flake/lock.ts';
import { diffLocks, noLock, withFollowers } from '../flake/lock-diff.ts';
import { readFlake } from '../flake/read-flake.ts';
import { buildToplevel } from '../nix/build.ts';
import { buildsItself } from '../nix/gentle.ts';
import { hostsOf, isAboutNoHost } from '../nix/hosts.ts';
import type { ListedWork } from '../nix/progress.ts';
import { resolveCandidate } from '../nix/resolve.ts';
import { nixVersion } from '../nix/version.ts';
import { learnDurations, usualDurations } from '../store/durations-file.ts';
import { errorWord } from '../store/json-file.ts';
import { dropResult, loadRun, type RunFile, runFolder } from '../store/run-file.ts';
import { freeBytes } from '../system/space.ts';
import { configurationFingerprint, fileHash } from './fingerprint.ts';
import { emptyRecord, enterStep, type Journal, openJournal } from './journal.ts';
import { isReady, pendingDecision } from './ledger.ts';
import { letGo, letGoOfOthers, letGoOfOutlived, type Why } from './let-go.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { RunEnd, RunObserver, RunParts } from './parts.ts';
import { type Preflight, preflight } from './preflight.ts';
import { littleStore, makeReview, readRunning, readText, whereNow } from './review.ts';
import { lockOwner } from './root-lock.ts';
import { finishUpdate } from './settle.ts';
import { goneFrom, staleness } from './staleness.ts';

export interface PrepareRequest {
  readonly kind: 'upgrade' | 'update' | 'rebuild';
  /** the inputs to move; null: all */
  readonly inputs: readonly string[] | null;
  readonly flake: string;
  readonly host: string;
  /** nobody asked for it: gives way to everything else, whatever the setting says */
  readonly ahead?: true;
}

export function prepare(
  parts: RunParts,
  request: PrepareRequest,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<RunEnd> {
  return oneAtATime(parts, observer, () => begin(parts, request, observer, signal));
}

async function begin(
  parts: RunParts,
  request: PrepareRequest,
  observer: RunObserver,
  signal: AbortSignal,
): Promise<RunEnd> {
  // Side by side: each is a program or two, and somebody has just clicked.
  const [nix, fingerprint, before] = await Promise.all([
    nixVersion(parts.machine, signal),
    configurationFingerprint(request.flake),
    preflight(request.flake),
  ]);
  const unusable = whyUnusable(nix);
  if (unusable !== null) return { kind: 'not-begun', failure: unusable };
  const lockPath = join(request.flake, 'flake.lock');
  let baseLock: string | null;
  try {
    baseLock = await fileHash(lockPath);
  } catch (error) {
    const failure = { kind: 'unreadable', detail: `${lockPath}: ${errorWord(error)}` };
    return { kind: 'not-begun', failure };
  }
  const unknown = await unknownInput(request);
  if (unknown !== null) return { kind: 'not-begun', failure: unknown };
  // Nothing but the lock would come of it, so say it before the network is asked.
  if (request.kind === 'update' && (await lockOwner(request.flake)) !== 'mine') {
    const failure = { kind: 'write-failed', detail: `${lockPath}: it belongs to somebody else` };
    return { kind: 'not-begun', failure };
  }
  const id = parts.newId();
  const journal = await openJournal(
    parts,
    {
      version: 1,
      record: {
        ...emptyRecord(id, request.kind, parts.now()),
        ...(request.ahead === true ? { ahead: true } : {}),
      },
      flake: request.flake,
      host: request.host,
      selected: request.inputs === null ? null : [...request.inputs],
      baseLock,
      candidateLock: null,
      fingerprint,
      expectedCurrent: null,
      generationBefore: null,
      review: null,
      built: 'none',
      activation: null,
      lock: 'untouched',
      lockDetail: null,
    },
    observer,
  );
  if ('kind' in journal) return { kind: 'not-begun', failure: journal };
  const context: Context = { parts, request, journal, observer, signal, before };
  for (const notice of before.notices) {
    // A new lock file does not depend on what else is edited.
    const matters = request.kind !== 'update' || !aboutTheBuild.has(notice.kind);
    if (matters) journal.log('warn', capital(noticeText(notice)));
  }
  switch (request.kind) {
    case 'upgrade':
      return { kind: 'ended', run: await upgrade(context) };
    case 'update':
      return { kind: 'ended', run: await updateOnly(context) };
    case 'rebuild':
      return { kind: 'ended', run: await buildAndReview(context, [], null) };
  }
}

/** A name that neither the lock nor flake.nix has is a slip; nix itself judges all others. */
async function unknownInput({ inputs, flake }: PrepareRequest): Promise<Failure | null> {
  if (inputs === null) return null;
  const read = await readFlake(flake);
  if (!read.ok) return null;
  const names = namesIn(read.lock);
  const written = (await readText(join(flake, 'flake.nix'))) ?? '';
  const slip = inputs.find((input) => {
    const name = input.split('/')[0] ?? input;
    return !names.includes(name) && !written.includes(name);
  });
  return slip === undefined
    ? null
    : { kind: 'unknown-input', detail: `${slip} (there are ${names.join(', ') || 'none'})` };
}

/** Lets go of a system that waits and fits no more; of nothing else. */
export function throwAway(parts: RunParts, runId: string, observer: RunObserver): Promise<RunEnd> {
  return oneAtATime(parts, observer, async () => {
    const read = await loadRun(parts.machine.stateDir, runId);
    if (read.kind !== 'read') {
      return { kind: 'not-begun', failure: { kind: 'no-such-run', detail: runId } };
    }
    const run = read.value;
    const why = await whyThrownAway(parts, run);
    return { kind: 'ended', run: why === null ? run : await letGo(parts, run, why) };
  });
}

async function whyThrownAway({ machine }: RunParts, run: RunFile): Promise<Why | null> {
  const asked = pendingDecision([run], await whereNow(machine)) !== null;
  if (!isReady(run) || asked) return null;
  // What a person has built waits for them while an edit may still be taken back.
  return run.record.ahead === true ? staleness(machine, run) : goneFrom(machine, run);
}

interface Context {
  readonly parts: RunParts;
  readonly request: PrepareRequest;
  readonly journal: Journal;
  readonly observer: RunObserver;
  readonly signal: AbortSignal;
  readonly before: Preflight;
}

const aboutTheBuild = new Set<ReviewNotice['kind']>(['dirty-tree', 'untracked-files']);

async function upgrade(context: Context): Promise<RunFile> {
  const resolved = await resolve(context);
  if (resolved.kind === 'ended') return resolved.run;
  if (resolved.same) return nothingMoved(context);
  return buildAndReview(context, resolved.moves, resolved.chosen);
}

async function updateOnly(context: Context): Promise<RunFile> {
  const { journal, parts } = context;
  const resolved = await resolve(context);
  if (resolved.kind === 'ended') return resolved.run;
  if (resolved.same) return nothingMoved(context);
  const others = unchosen(resolved.moves, resolved.chosen);
  if (others.length > 0) return askedFor(context, others);
  await enterStep(journal, 'settle', 'Writing flake.lock');
  if (!(await journal.save({ lock: 'to-write' }))) return fail(context, null, { explain: false });
  return finishUpdate(parts, journal);
}

type Resolved =
  | {
      readonly kind: 'moves';
      readonly moves: readonly InputMove[];
      /** the inputs that were chosen, here or in flake.nix, and those that follow them; null: all */
      readonly chosen: readonly string[] | null;
      /** true where not even an input of an input moved */
      readonly same: boolean;
    }
  | { readonly kind: 'ended'; readonly run: RunFile };

/** DESIGN §6.1: a candidate lock beside the flake's own, and what really moved between the two. */
async function resolve(context: Context): Promise<Resolved> {
  const { parts, request, journal, observer, signal } = context;
  observer.phase('resolving', journal.run());
  await enterStep(journal, 'resolve', whatIsResolved(request));
  const { candidate } = runFolder(parts.machine.stateDir, journal.id);
  const answer = await resolveCandidate(parts.machine, {
    dir: context.before.dir,
    inputs: request.inputs === null ? null : [...request.inputs],
    candidate,
    copied: context.before.copied,
    onLog: (line) => journal.logLines([line]),
    onWait: ({ host, ms }) => observer.waits?.(host, ms),
    signal,
  });
  switch (answer.kind) {
    case 'resolved':
      break;
    case 'cancelled':
      return { kind: 'ended', run: await cancelled(context) };
    case 'stale-answer':
      journal.log('error', `No fresh answer, so nothing was updated: ${answer.detail}`);
      return { kind: 'ended', run: await fail(context, answer.detail) };
    case 'unknown-input': {
      const text = `The flake has no input named "${answer.name}"${await thereAre(context, candidate, answer.name)}.`;
      journal.log('error', text);
      // As nix would say it: its own word was only a warning.
      return { kind: 'ended', run: await fail(context, `error: ${text}`) };
    }
    case 'failed':
      for (const line of unsaid(answer.detail, journal.recent())) journal.log('error', line);
      return { kind: 'ended', run: await fail(context, answer.stderr) };
    case 'no-nix':
      journal.log('error', 'nix was not found.');
      return { kind: 'ended', run: await fail(context, 'nix: command not found') };
  }
  const [before, after] = [
    await readText(join(request.flake, 'flake.lock')),
    await readText(candidate),
  ];
  const old = before === null ? null : parseLock(before);
  const fresh = after === null ? null : parseLock(after);
  if (fresh === null || !fresh.ok || (old !== null && !old.ok)) {
    journal.log('error', 'The lock file could not be read back.');
    return { kind: 'ended', run: await fail(context, null) };
  }
  const lockBefore = old === null ? noLock : old.lock;
  const moves = diffLocks(lockBefore, fresh.lock);
  for (const move of moves) {
    journal.log('info', `${move.name} ${short(move.from)} → ${short(move.to)}`);
  }
  await journal.save({
    candidateLock: await fileHash(candidate),
    record: { inputs: [...moves] },
  });
  const chosen = request.inputs === null ? null : withFollowers(fresh.lock, request.inputs);
  const came = namesIn(fresh.lock).filter((name) => !namesIn(lockBefore).includes(name));
  const went = namesIn(lockBefore).filter((name) => !namesIn(fresh.lock).includes(name));
  // Who wrote them into flake.nix, or out of it, has chosen them there.
  const meant = chosen === null ? null : [...chosen, ...came, ...went];
  if (chosen !== null) {
    const first = came.filter((name) => !chosen.includes(name));
    if (first.length > 0) journal.log('info', `New in flake.nix, now locked: ${first.join(', ')}`);
    if (went.length > 0) journal.log('info', `No longer in flake.nix: ${went.join(', ')}`);
  }
  const others = unchosen(moves, meant);
  if (others.length > 0) {
    journal.log('warn', `nix moved other inputs than were chosen: ${others.join(', ')}`);
    await journal.save({ record: { unchosen: [...others] } });
  }
  return { kind: 'moves', moves, chosen: meant, same: sameJson(before, after) };
}

function namesIn(lock: Lock): readonly string[] {
  return graphOf(lock).roots.map(({ name }) => name);
}

/** nix writes the lock all the same, so it tells what flake.nix has now: flake.lock may be behind it. */
async function thereAre({ request }: Context, candidate: string, butNot: string): Promise<string> {
  const written =
    (await readText(candidate)) ?? (await readText(join(request.flake, 'flake.lock')));
  const lock = written === null ? null : parseLock(written);
  if (lock === null || !lock.ok) return '';
  const names = namesIn(lock.lock).filter((name) => name !== butNot);
  return ` (there are ${names.join(', ') || 'none'})`;
}

function unchosen(
  moves: readonly InputMove[],
  chosen: readonly string[] | null,
): readonly string[] {
  return chosen === null
    ? []
    : moves.map((move) => move.name).filter((name) => !chosen.includes(name));
}

/** An update has no review, so what nobody chose is put to the person instead of written. */
function askedFor({ journal }: Context, others: readonly string[]): Promise<RunFile> {
  journal.log('warn', 'flake.lock is left as it is until you say that it shall be written.');
  return journal.close({
    record: { outcome: 'unchanged', leftLock: { why: 'other-inputs', inputs: [...others] } },
  });
}

function sameJson(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && isDeepStrictEqual(JSON.parse(a), JSON.parse(b));
}

async function buildAndReview(
  context: Context,
  moves: readonly InputMove[],
  chosen: readonly string[] | null,
): Promise<RunFile> {
  const { parts, request, journal, observer, signal } = context;
  const places = runFolder(parts.machine.stateDir, journal.id);
  observer.phase('building', journal.run());
  await enterStep(journal, 'build', `Evaluating and building nixosConfigurations.${request.host}`);
  const gentle = request.ahead === true || parts.settings().gentleBuilds;
  if (gentle) {
    const own = await buildsItself(parts.machine);
    journal.log(
      'info',
      own
        ? 'Building gently: lowest priority, one job on half the cores.'
        : 'Building gently: one job on half the cores. The priority is that of the Nix daemon.',
    );
  }
  const running = await readRunning(parts.machine, signal);
  const usual = await usualDurations(parts.machine.stateDir);
  const freeInStore = await freeBytes(parts.machine.storeDir);
  const built = await buildToplevel(parts.machine, {
    dir: context.before.dir,
    host: request.host,
    candidate: candidateOf(context),
    outLink: places.result,
    copied: context.before.copied,
    gentle,
    onListed: (work) => {
      for (const { level, text } of listedText(work, freeInStore)) journal.log(level, text);
    },
    usual,
    onProgress: (progress, remainingMs) => observer.progress(progress, remainingMs),
    onLog: (lines) => journal.logLines(lines),
    onWait: ({ host, ms }) => observer.waits?.(host, ms),
    signal,
  });
  switch (built.kind) {
    case 'cancelled':
      return cancelled(context);
    case 'no-nix':
      journal.log('error', 'nix was not found.');
      return fail(context, 'nix: command not found');
    case 'failed':
      for (const failed of built.failedDerivations) {
        journal.log('error', `${failed.name} failed. Its last lines:`);
        for (const line of failed.lastLines) journal.log('error', `  ${line}`);
      }
      for (const line of unsaid(built.detail, journal.recent())) journal.log('error', line);
      return isAboutNoHost(built.detail) ? failedForHost(context) : fail(context, null);
    case 'built':
      break;
  }
  journal.log('done', `Built ${built.storePath}`);
  // Only an estimate is lost where this cannot be written.
  await learnDurations(parts.machine.stateDir, built.times);
  await enterStep(journal, 'review', 'Comparing with the running system');
  const here = await whereNow(parts.machine);
  const startedAt = Date.parse(journal.run().record.startedAt);
  const review = await makeReview({
    machine: parts.machine,
    flake: request.flake,
    storePath: built.storePath,
    moves,
    selected: chosen,
    candidate: journal.run().candidateLock !== null,
    before: context.before,
    untrustedSettings: built.untrustedSettings,
    running,
    builtInMs: parts.now() - startedAt,
    signal,
  });
  // A comparison that was cut off would say that nothing changes.
  if (signal.aborted) return cancelled(context);
  const record: Partial<RunRecord> = {
    storePath: built.storePath,
    packages: countPackages(review.packages),
    restartRecommended: review.restart.length > 0,
  };
  const seen = {
    review,
    expectedCurrent: here.current,
    generationBefore: here.generation,
    record,
  };
  if (built.storePath === here.current && built.storePath === here.default) {
    await dropResult(parts.machine.stateDir, journal.id);
    journal.log('done', 'The system comes out identical to the one that is running.');
    if (moves.length > 0) journal.log('info', leftBehind(moves));
    const left = moves.length > 0 && (await lockOwner(request.flake)) === 'mine';
    const inputs = moves.map((move) => move.name);
    const unchanged = await journal.close({
      ...seen,
      record: {
        ...record,
        outcome: 'unchanged',
        ...(left ? { leftLock: { why: 'same-system', inputs } } : {}),
      },
    });
    await letGoOfOutlived(parts, true);
    return unchanged;
  }
  // What only memory knows of cannot be switched to: the one built before it stays the one that waits.
  if (!(await journal.save({ ...seen, built: 'kept' }))) {
    await dropResult(parts.machine.stateDir, journal.id);
    return fail(context, null);
  }
  journal.log('done', 'Built and compared. Nothing on this system has changed yet.');
  // In this order: a crash between the two leaves two systems that wait, never none.
  const ready = await journal.close({ record: { outcome: 'ready' } });
  await letGoOfOthers(parts, ready.record);
  return ready;
}

/** Which hosts there are, where the one that was asked for is none of them. */
async function failedForHost(context: Context): Promise<RunFile> {
  const { parts, request, journal, before, signal } = context;
  const hosts = await hostsOf(parts.machine, {
    dir: before.dir,
    candidate: candidateOf(context),
    copied: before.copied,
    signal,
  });
  if (hosts === null || hosts.includes(request.host)) return fail(context, null);
  const there = hosts.join(', ');
  journal.log('error', `The flake has no host "${request.host}" (there are ${there || 'none'}).`);
  return fail(context, null, { hosts: there });
}

/** The candidate's path; null where the lock in place is built with. */
function candidateOf({ parts, journal }: Context): string | null {
  if (journal.run().candidateLock === null) return null;
  return runFolder(parts.machine.stateDir, journal.id).candidate;
}

/** The lock is not touched without a system to fit it, unless it is asked for alone. */
function leftBehind(moves: readonly InputMove[]): string {
  const what = moves.length === 1 ? '1 input moved' : `${moves.length} inputs moved`;
  return `${what}, the system is the same. flake.lock is left as it is; "Write flake.lock" ("snowbell decide") puts the new one in place.`;
}

/** The lines of an error that nix has not already written itself. */
function unsaid(detail: string, said: readonly LogLine[]): string[] {
  const bare = (text: string) => text.trim().replace(/^error: /, '');
  const known = new Set(said.flatMap(({ text }) => text.split('\n')).map(bare));
  return detail.split('\n').filter((line) => bare(line) !== '' && !known.has(bare(line)));
}

/** What nix is going to do, in a sentence, and whether the store has room for it. */
export function listedText(
  work: ListedWork,
  freeInStore: number | null,
): readonly Pick<LogLine, 'level' | 'text'>[] {
  const { builds, fetches, download, unpacked, heavy } = work;
  const long = heavy.length === 0 ? '' : `; slow to build: ${nameSome(heavy)}`;
  const amount = fetches === 0 ? '' : ` (${sizeText(download)})`;
  const lines: Pick<LogLine, 'level' | 'text'>[] = [
    {
      level: 'info',
      text: `${builds} to build here, ${fetches} to download${amount}${long}`,
    },
  ];
  if (freeInStore !== null && unpacked + littleStore > freeInStore) {
    lines.push({
      level: 'warn',
      text: `The downloads alone take ${sizeText(unpacked)} in the store, which has ${sizeText(freeInStore)} left. Free some space ("nix-collect-garbage") before it fails.`,
    });
  }
  return lines;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function nothingMoved({ journal }: Context): Promise<RunFile> {
  journal.log('done', 'Every chosen input is already at its newest revision.');
  return journal.close({ record: { outcome: 'unchanged' } });
}

async function cancelled({ parts, journal }: Context): Promise<RunFile> {
  journal.log('warn', 'Cancelled. Nothing was changed.');
  await dropResult(parts.machine.stateDir, journal.id);
  return journal.close({ record: { outcome: 'cancelled' } });
}

async function fail(
  { journal, signal }: Context,
  output: string | null,
  { explain = true, hosts = '' }: { readonly explain?: boolean; readonly hosts?: string } = {},
): Promise<RunFile> {
  if (signal.aborted) return journal.close({ record: { outcome: 'cancelled' } });
  const said = output === null ? [] : output.split('\n');
  const lines = [
    ...journal.recent(),
    ...said.map((text) => ({ at: 0, level: 'error' as const, text })),
  ];
  const end = { outcome: 'failed', failedUnits: [] } as const;
  const found = explain ? diagnose(lines, end) : null;
  const lacksHost = hosts !== '' && found?.reason === 'no-such-host';
  const diagnosis = lacksHost ? withDetail(found, hosts) : found;
  return journal.close({ built: 'none', record: { outcome: end.outcome, diagnosis } });
}

function countPackages(changes: readonly { readonly direction: string }[]): RunRecord['packages'] {
  const count = (test: (direction: string) => boolean) =>
    changes.filter((change) => test(change.direction)).length;
  return {
    changed: count(
      (direction) => direction === 'up' || direction === 'down' || direction === 'other',
    ),
    added: count((direction) => direction === 'added'),
    removed: count((direction) => direction === 'removed'),
  };
}

function whyUnusable(nix: Awaited<ReturnType<typeof nixVersion>>): Failure | null {
  if (nix.kind !== 'found') return { kind: 'no-nix', detail: 'nix' };
  return nix.supported ? null : { kind: 'nix-too-old', detail: nix.version };
}

function whatIsResolved(request: PrepareRequest): string {
  return request.inputs === null
    ? 'Asking for the newest revision of every input'
    : `Asking for the newest revision of ${request.inputs.join(', ')}`;
}

function short(revision: string | null): string {
  return revision === null ? 'nothing' : revision.replace(/^sha256-/, '').slice(0, 7);
}
