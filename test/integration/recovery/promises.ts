// What must be true after whatever happened: each broken promise as a sentence, none where all is well.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { type RunFile, runFolder } from '../../../main/store/run-file.ts';
import { isRunLockHeld } from '../../../main/store/run-lock.ts';
import { listGenerations } from '../../../main/system/generations.ts';
import { RunRecord } from '../../../preload/contract/run.ts';
import type { Operation } from './operations.ts';
import type { Place, Said } from './place.ts';

export interface Before {
  readonly lock: string | null;
  readonly edits: number;
  readonly current: string | null;
  readonly default: string | null;
  readonly systems: readonly string[];
  /** the run that is being tried, and its system */
  readonly tried: { readonly id: string; readonly storePath: string | null } | null;
}

/** Remembered from one operation to the next. */
export interface Memory {
  /** runs that were switched to, and since when the lock has not been theirs alone: null while it is */
  readonly touched: Map<string, boolean>;
}

export async function lookBefore(place: Place): Promise<Before> {
  const { current, default: next } = await place.world.where();
  const { decision, history } = await place.world.ledger();
  const tried = history.find(({ id }) => decision?.kind === 'test-active' && id === decision.runId);
  return {
    lock: place.readLock(),
    edits: place.person.edits,
    current,
    default: next,
    systems: place.generationLinks().map((one) => one.target),
    tried: tried === undefined ? null : { id: tried.id, storePath: tried.storePath },
  };
}

export async function broken(
  place: Place,
  operation: Operation,
  before: Before,
  said: readonly Said[],
  memory: Memory,
): Promise<readonly string[]> {
  const found: string[] = [];
  const mean = (ok: boolean, what: string) => {
    if (!ok) found.push(what);
  };

  for (const one of said) saidWell(one, mean);
  const left = await place.workEnds();
  mean(left === null, `left running: ${left}`);

  const status = await settled(place, mean);
  const runs = place.journals();
  filesAreThePersons(place, mean);
  lockIsKnown(place, before, runs, said, mean);
  await lockFits(place, operation, before, runs, memory, mean);
  await reportsAgree(place, status, runs, mean);
  await questionStands(place, runs, mean);
  await trialIsTold(place, before, runs, mean);
  await nothingIsLeft(place, runs, mean);
  await onlyWhatWasAsked(place, operation, before, runs, mean);
  return found;
}

type Mean = (ok: boolean, what: string) => void;

function saidWell({ words, code, signal, stdout, stderr, hung }: Said, mean: Mean): void {
  const text = words.join(' ');
  mean(!hung, `"${text}" went on for ever`);
  mean(!stderr.includes('inside Snowbell'), `"${text}" threw: ${stderr.slice(-1500)}`);
  mean(signal !== null || [0, 1, 2, 130].includes(code ?? -1), `"${text}" ended with ${code}`);
  if (stdout.trim() === '' || signal !== null) return;
  mean(parsed(stdout) !== undefined, `"${text}" printed no JSON: ${stdout.slice(0, 300)}`);
  const { outcome } = (parsed(stdout) ?? {}) as { outcome?: string };
  const wanted = words[0] === 'switch' || words.includes('--yes');
  mean(
    code !== 0 || !wanted || outcome !== 'ready',
    `"${text}" ended with 0, and nothing was activated`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The next start, and the one after that if an activation went on; what it says. */
async function settled(place: Place, mean: Mean): Promise<unknown> {
  for (let tries = 0; ; tries += 1) {
    const said = await place.say('status');
    saidWell(said, mean);
    mean(said.code === 0, `status ended with ${said.code}: ${said.stderr}`);
    const open = place.journals().filter((run) => run.record.outcome === null);
    if (open.length === 0) return parsed(said.stdout);
    if (tries < 20) continue;
    for (const run of open) {
      mean(false, `${run.record.kind} ${run.record.id} has no outcome after the next start`);
    }
    return parsed(said.stdout);
  }
}

function filesAreThePersons(place: Place, mean: Mean): void {
  for (const [name, text] of place.person.files) {
    const now = readFileSync(join(place.world.flake, name), 'utf8');
    mean(now === text, `${name} is not what the person wrote`);
  }
}

export function hashOf(text: string | null): string | null {
  return text === null ? null : createHash('sha256').update(text).digest('hex');
}

/** What the person wrote last, or from there on what Snowbell wrote over exactly that, and says so. */
function lockIsKnown(
  place: Place,
  before: Before,
  runs: readonly RunFile[],
  said: readonly Said[],
  mean: Mean,
): void {
  const now = place.readLock();
  if (now !== null) mean(parsed(now) !== undefined, `flake.lock is no JSON: ${now.slice(0, 200)}`);
  const edited = place.person.edits !== before.edits;
  const from = edited ? place.person.lock : before.lock;
  const written = runs.filter((run) => run.candidateLock !== null && run.lock === 'written');
  // Two runs may have come to the same lock from different ones.
  const reached = new Set([hashOf(from)]);
  for (const _ of written) {
    for (const run of written) if (reached.has(run.baseLock)) reached.add(run.candidateLock);
  }
  // A person who says "write" while somebody edits: that edit lies beside the journal.
  const chosen = said.some(({ words }) => words[0] === 'decide' && words[1] === 'write');
  const kept = runs.some((run) => {
    const aside = join(
      runFolder(place.world.machine.stateDir, run.record.id).folder,
      'flake.lock.replaced',
    );
    return existsSync(aside) && readFileSync(aside, 'utf8') === from;
  });
  mean(
    reached.has(hashOf(now)) || (chosen && kept),
    edited
      ? 'what the person wrote into flake.lock is lost'
      : 'flake.lock changed and no run says that it did so over what was there',
  );
  for (const run of written) {
    const may =
      run.built === 'used' || run.record.kind === 'update' || run.record.outcome === 'unchanged';
    mean(may, `the lock of ${nameOf(run)} is written, and it was not switched to`);
  }
  place.person.lock = now;
}

function nameOf({ record }: RunFile): string {
  return `${record.kind} ${record.id.slice(0, 8)} (${record.outcome})`;
}

function touchesLock(operation: Operation): boolean {
  if (operation.kind === 'act') return false;
  const { command, disturbed } = operation;
  const all = [
    command,
    ...disturbed.flatMap(({ by }) => (by.kind === 'second' ? [by.command] : [])),
  ];
  return all.some(({ name }) => name === 'update' || name === 'decide');
}

/** What runs was built from the lock in place, or a question says otherwise, or the person has edited since. */
async function lockFits(
  place: Place,
  operation: Operation,
  before: Before,
  runs: readonly RunFile[],
  { touched }: Memory,
  mean: Mean,
): Promise<void> {
  const edited = place.person.edits !== before.edits || touchesLock(operation);
  const used = runs.filter((run) => run.built === 'used');
  for (const { record } of used) {
    touched.set(record.id, (touched.get(record.id) ?? false) || edited);
  }
  const [newest] = used.sort((a, b) => b.record.startedAt.localeCompare(a.record.startedAt));
  if (newest === undefined || newest.candidateLock === null) return;
  const here = await place.world.where();
  if (here.default !== newest.record.storePath) return;
  const { decision } = await place.world.ledger();
  const name = nameOf(newest);
  switch (newest.lock) {
    case 'written':
      mean(
        touched.get(newest.record.id) === true || hashOf(place.readLock()) === newest.candidateLock,
        `${name} runs, and the lock in place is another one that nobody asks about`,
      );
      return;
    case 'untouched':
      mean(
        newest.lockDetail === 'kept-yours',
        `${name} runs, and its lock was left without asking`,
      );
      return;
    default:
      mean(decision !== null, `${name} runs, its lock is ${newest.lock}, and nothing is asked`);
  }
}

async function reportsAgree(
  place: Place,
  status: unknown,
  runs: readonly RunFile[],
  mean: Mean,
): Promise<void> {
  const { machine } = place.world;
  const ledger = await place.world.ledger();
  mean(ledger.problems.length === 0, `set aside: ${ledger.problems.join()}`);
  const { lastRun, ready, decision } = (status ?? {}) as Record<string, { id?: string } | null>;
  mean((lastRun?.id ?? null) === (ledger.history[0]?.id ?? null), 'status and history differ');
  mean((ready?.id ?? null) === (ledger.ready?.record.id ?? null), 'status tells another ready');
  mean(
    JSON.stringify(decision ?? null) === JSON.stringify(ledger.decision),
    'status tells another question',
  );
  const ids = ledger.history.map((one) => one.id);
  mean(new Set(ids).size === ids.length, 'history names a run twice');
  for (const record of ledger.history) {
    mean(RunRecord.safeParse(record).success, `history: ${record.id} is not as it should be`);
    mean(
      record.outcome !== null && record.endedAt !== null,
      `history: ${record.kind} ${record.id} has no end`,
    );
  }
  const links = place.generationLinks();
  const listed = await listGenerations(machine);
  mean(
    links.map((one) => `${one.number} ${one.target}`).join() ===
      listed.map((one) => `${one.number} ${one.storePath}`).join(),
    'the generations are not those of the profile',
  );
  const profile = readlinkSync(machine.profile);
  const next = listed.filter((one) => one.default).map((one) => `system-${one.number}-link`);
  mean(next.join() === profile, `default is ${next.join()}, the profile says ${profile}`);
  // What waits can be switched to, also after the garbage collector was here.
  if (ledger.ready !== null && ledger.ready.stale === null) {
    const { result } = runFolder(machine.stateDir, ledger.ready.record.id);
    mean(
      existsSync(result) && realpathSync(result) === ledger.ready.record.storePath,
      'what is ready is not kept from the garbage collector',
    );
  }
  for (const run of runs) {
    const link = links.find((one) => one.number === run.record.generation);
    if (run.built !== 'used' || link === undefined || run.record.kind === 'rollback') continue;
    mean(
      link.target === run.record.storePath,
      `${nameOf(run)} says generation ${link.number}, which is another system`,
    );
  }
}

/** What is asked is of a system that runs or is next, and each answer to it can be carried out. */
async function questionStands(place: Place, runs: readonly RunFile[], mean: Mean): Promise<void> {
  const { decision } = await place.world.ledger();
  if (decision === null) return;
  const { current, default: next } = await place.world.where();
  const run = runs.find((one) => one.record.id === decision.runId);
  const storePath = run?.record.storePath ?? null;
  const name = `${decision.kind} of ${decision.runId.slice(0, 8)}`;
  mean(
    storePath !== null && [current, next].includes(storePath),
    `${name} is asked of a system that was left`,
  );
  if (decision.kind === 'activation-failed' || decision.kind === 'test-active') {
    const { previous } = decision;
    const there = place.generationLinks().some((one) => one.number === previous);
    mean(previous === null || there, `${name} offers generation ${previous}, which is gone`);
    return;
  }
  const since = runs.some(
    (one) => one.built === 'used' && one.record.startedAt > (run?.record.startedAt ?? ''),
  );
  mean(!since, `${name} is asked after a later switch`);
}

/** What is being tried is told as such until it is permanent or left, whatever is tried with it in vain. */
async function trialIsTold(
  place: Place,
  { tried }: Before,
  runs: readonly RunFile[],
  mean: Mean,
): Promise<void> {
  if (tried === null) return;
  const { current, default: next } = await place.world.where();
  const waits = runs.some(({ record, built }) => record.id === tried.id && built === 'kept');
  if (!waits || current !== tried.storePath || next === tried.storePath) return;
  const { decision } = await place.world.ledger();
  mean(decision !== null, 'a system is being tried, and nobody says so any more');
}

async function nothingIsLeft(place: Place, runs: readonly RunFile[], mean: Mean): Promise<void> {
  const { machine, flake } = place.world;
  mean(!(await isRunLockHeld(machine.stateDir)), 'the run lock is held and nobody runs');
  for (const run of runs) {
    const { result } = runFolder(machine.stateDir, run.record.id);
    const there = readdirSync(runFolder(machine.stateDir, run.record.id).folder).includes('result');
    mean(
      !there || run.built === 'kept',
      `${result} roots a system of ${nameOf(run)}: ${run.built}`,
    );
  }
  const beside = readdirSync(flake).filter((name) => name.startsWith('.flake.lock'));
  mean(beside.length === 0, `left beside flake.lock: ${beside.join()}`);
  // The job of a helper that found no room goes with its old runs.
  const half = /^\..+[.-][0-9a-f]{12}$|\.candidate$|^snowbell-helper\../;
  const stray = (readdirSync(machine.stateDir, { recursive: true }) as string[]).filter((name) =>
    half.test(name.split('/').at(-1) ?? ''),
  );
  mean(stray.length === 0, `left in the state folder: ${stray.join()}`);
  mean(!existsSync(join(flake, '.git/index.lock')), 'git’s index is locked and nobody works on it');
}

/** Nothing is activated that nobody asked for, and nothing but what was built or set before. */
async function onlyWhatWasAsked(
  place: Place,
  operation: Operation,
  before: Before,
  runs: readonly RunFile[],
  mean: Mean,
): Promise<void> {
  const here = await place.world.where();
  for (const link of [here.current, here.default, readlinkSync(place.world.machine.bootedSystem)]) {
    mean(link !== null && existsSync(link), 'what runs or is next is not in the store any more');
  }
  if (mayActivate(operation)) {
    const known = [
      before.current,
      before.default,
      ...before.systems,
      ...runs.map((run) => run.record.storePath),
      ...place.generationLinks().map((one) => one.target),
    ];
    mean(known.includes(here.current), `${here.current} runs, and nobody built or reviewed it`);
    return;
  }
  mean(here.current === before.current, `${here.current} runs, and nobody asked for it`);
  mean(here.default === before.default, `${here.default} is next, and nobody asked for it`);
}

function mayActivate(operation: Operation): boolean {
  if (operation.kind === 'act') return ['restart', 'outside'].includes(operation.act.kind);
  const { command, disturbed } = operation;
  const commands = [
    command,
    ...disturbed.flatMap(({ by }) => (by.kind === 'second' ? [by.command] : [])),
  ];
  return (
    disturbed.some(({ by }) => by.kind === 'restart' || by.kind === 'outside') ||
    commands.some((one) => {
      switch (one.name) {
        case 'upgrade':
        case 'rebuild':
          return one.verb !== null;
        case 'switch':
        case 'rollback':
        case 'decide':
          return true;
        default:
          return false;
      }
    })
  );
}
