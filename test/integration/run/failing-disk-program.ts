// A process that goes through every step of a run on disks that fail, and prints what came of each.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { RunEnd, RunObserver } from '../../../main/run/parts.ts';
import { errorWord } from '../../../main/store/json-file.ts';
import { checkOnce, ended, makeWorld } from './world.ts';

export type Fault = 'ENOSPC' | 'EACCES';
export type Place = 'state' | 'cache' | 'flake' | 'tmp' | 'store';
type Work = 'upgrade' | 'update' | 'switch' | 'check';
type Moment =
  | { readonly kind: 'start' }
  | { readonly kind: 'phase'; readonly phase: string }
  | { readonly kind: 'log'; readonly text: string }
  | { readonly kind: 'saved'; readonly lock: string };

export interface Row {
  readonly fault: Fault;
  readonly place: Place;
  readonly work: Work;
  readonly when: string;
  /** what the run itself said at its end */
  readonly said: string;
  /** what the next start says of it, '' where there is no record of it */
  readonly told: string;
  /** flake.lock can be read and is the old one, the candidate or, wrongly, something else */
  readonly lock: 'old' | 'new' | 'other';
  readonly system: 'old' | 'new' | 'other';
  readonly asks: string | null;
  readonly ready: boolean;
  readonly problems: readonly string[];
  /** files that nobody owns any more */
  readonly stray: readonly string[];
  /** the one button, and what came of it */
  readonly button: string;
  readonly lockAfter: 'old' | 'new' | 'other';
  readonly systemAfter: 'old' | 'new' | 'other';
}

const start: Moment = { kind: 'start' };
const building: Moment = { kind: 'phase', phase: 'building' };
const toWrite: Moment = { kind: 'saved', lock: 'to-write' };

const rows: readonly (readonly [Place, Work, string, Moment])[] = [
  ['state', 'upgrade', 'before it begins', start],
  ['state', 'upgrade', 'before it resolves', { kind: 'phase', phase: 'resolving' }],
  ['state', 'upgrade', 'before it builds', building],
  ['state', 'upgrade', 'while it builds', { kind: 'log', text: "building '" }],
  ['state', 'upgrade', 'while it compares', { kind: 'log', text: 'Comparing with' }],
  ['state', 'switch', 'before the password is asked', start],
  ['state', 'switch', 'while the password is asked', { kind: 'phase', phase: 'authorising' }],
  [
    'state',
    'switch',
    'during the activation',
    { kind: 'log', text: 'activating the configuration' },
  ],
  ['state', 'switch', 'before flake.lock is written', toWrite],
  ['state', 'switch', 'after flake.lock is written', { kind: 'saved', lock: 'written' }],
  ['state', 'update', 'before flake.lock is written', toWrite],
  ['flake', 'upgrade', 'before it begins', start],
  ['flake', 'switch', 'before the password is asked', start],
  ['flake', 'switch', 'before flake.lock is written', toWrite],
  ['flake', 'update', 'before flake.lock is written', toWrite],
  ['cache', 'check', 'before it asks', start],
  ['state', 'check', 'before it asks', start],
  ['tmp', 'upgrade', 'before it builds', building],
  ['store', 'upgrade', 'before it builds', building],
];

const [faultWord = '', nix = ''] = process.argv.slice(2);
const fault = faultWord as Fault;
const world = await makeWorld(nix);
const folders: Readonly<Record<Place, string>> = {
  state: world.machine.stateDir,
  cache: world.machine.cacheDir,
  flake: world.flake,
  tmp: world.machine.nixEnv.TMPDIR ?? '',
  store: join(world.root, 'nix'),
};
const mebibytes: Readonly<Record<Place, number>> = {
  state: 4,
  cache: 1,
  flake: 4,
  tmp: 4,
  store: 64,
};
const mounted: string[] = [];
try {
  // From the newest on, so that each row has one small step before it.
  await world.activate(ended(await world.prepare()));
  for (const place of Object.keys(folders) as Place[]) {
    mkdirSync(folders[place], { recursive: true });
    if (fault === 'ENOSPC') smallDisk(place);
  }
  for (const row of rows) {
    process.stdout.write(`${JSON.stringify(await go(...row))}\n`);
  }
} finally {
  for (const folder of mounted.reverse()) spawnSync('umount', [folder]);
  await world.remove();
}

async function go(place: Place, work: Work, when: string, moment: Moment): Promise<Row> {
  await world.advance();
  const ready = work === 'switch' ? ended(await world.prepare()) : null;
  const lock = world.lock();
  const system = (await world.where()).default;
  const known = new Set((await world.ledger()).history.map((record) => record.id));

  let broken = false;
  const breakWhen = (now: boolean) => {
    // Again each time: what is removed meanwhile must not make room.
    broken ||= now;
    if (broken) spoil(place);
  };
  const observer: Partial<RunObserver> = {
    phase: (phase) => breakWhen(moment.kind === 'phase' && moment.phase === phase),
    saved: (run) => breakWhen(moment.kind === 'saved' && moment.lock === run.lock),
    log: (_id, _first, lines) =>
      breakWhen(moment.kind === 'log' && lines.some((line) => line.text.includes(moment.text))),
  };
  breakWhen(moment.kind === 'start');
  let said: string;
  try {
    said = await does();
  } catch (error) {
    said = `threw ${String(error)}`;
  }
  if (!broken) said = `the moment never came: ${said}`;
  heal(place);

  await world.settled();
  const { history, decision, ready: waiting, problems } = await world.ledger();
  const record =
    ready === null
      ? history.find((one) => !known.has(one.id))
      : history.find((one) => one.id === ready.record.id);
  const candidate = record === undefined ? null : await candidateOf(record.id);
  const compare = async () => {
    const now = world.lock();
    JSON.parse(now);
    const here = (await world.where()).default;
    return {
      lock:
        now === lock ? ('old' as const) : now === candidate ? ('new' as const) : ('other' as const),
      system:
        here === system
          ? ('old' as const)
          : here === record?.storePath
            ? ('new' as const)
            : ('other' as const),
    };
  };
  const after = await compare();
  const button = await press();
  const last = await compare();
  return {
    fault,
    place,
    work,
    when,
    said,
    told: record === undefined ? '' : `${record.outcome}`,
    ...after,
    asks: decision?.kind ?? null,
    ready: waiting !== null && waiting.stale === null,
    problems,
    stray: strays(),
    button,
    lockAfter: last.lock,
    systemAfter: last.system,
  };

  async function does(): Promise<string> {
    switch (work) {
      case 'upgrade':
      case 'update':
        return ending(await world.prepare(work, { observer }));
      case 'switch':
        if (ready === null) throw new Error('nothing is ready');
        return ending(await world.activate(ready, 'switch', { observer }));
      case 'check':
        return checkOnce(world);
    }
  }

  /** What a person would press: the question where one is asked, else what waits, else once more. */
  async function press(): Promise<string> {
    if (work === 'check') return `check: ${await checkOnce(world)}`;
    const of = { record: { id: decision?.runId ?? waiting?.record.id ?? '' } };
    const run = of.record.id === '' ? null : await world.onDisk(of as never);
    if (decision?.kind === 'lock-not-written' && run !== null) {
      return `write-lock: ${ending(await world.decide(run, 'write-lock'))}`;
    }
    if (decision !== null && run !== null) {
      return `go-back: ${ending(await world.decide(run, 'go-back'))}`;
    }
    if (waiting !== null && waiting.stale === null && run !== null) {
      return `switch: ${ending(await world.activate(run))}`;
    }
    if (work === 'switch' && record?.outcome === 'succeeded') return 'none needed';
    return `again: ${ending(await world.prepare(work === 'update' ? 'update' : 'upgrade'))}`;
  }
}

function ending(end: RunEnd): string {
  switch (end.kind) {
    case 'ended':
      return `${end.run.record.outcome}${end.unsaved === undefined ? '' : ', not saved'}${
        end.run.record.diagnosis === null ? '' : ` (${end.run.record.diagnosis.kind})`
      }`;
    case 'busy':
      return 'busy';
    case 'not-begun':
      return `not begun: ${end.failure.kind}`;
  }
}

async function candidateOf(id: string): Promise<string | null> {
  try {
    return world.candidate({ record: { id } } as never);
  } catch {
    return null;
  }
}

/** A disk of its own with little room, holding what the folder holds. */
function smallDisk(place: Place): void {
  const folder = folders[place];
  const side = join(world.folder, `disk-${place}`);
  mkdirSync(side);
  const size = `size=${mebibytes[place]}m,mode=0700`;
  must('mount', '-t', 'tmpfs', '-o', size, 'tmpfs', side);
  mounted.push(side);
  must('cp', '-a', `${folder}/.`, side);
  must('mount', '--bind', side, folder);
  mounted.push(folder);
}

function must(program: string, ...args: string[]): void {
  const done = spawnSync(program, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${done.stderr}`);
}

function spoil(place: Place): void {
  const folder = folders[place];
  if (fault === 'EACCES') {
    modes(folder, (mode) => mode & ~0o222);
    return;
  }
  const filler = openSync(join(folder, '.filler'), 'a');
  const block = Buffer.alloc(4096);
  try {
    for (;;) writeSync(filler, block);
  } catch (error) {
    if (errorWord(error) !== 'ENOSPC') throw error;
  } finally {
    closeSync(filler);
  }
}

function heal(place: Place): void {
  const folder = folders[place];
  if (fault === 'ENOSPC') rmSync(join(folder, '.filler'), { force: true });
  else modes(folder, (mode) => mode | 0o200);
}

/** The store's own paths are read-only at all times and stay as they are. */
function modes(path: string, change: (mode: number) => number): void {
  const info = lstatSync(path);
  if (info.isSymbolicLink()) return;
  if (path.startsWith(join(world.root, 'nix/store/'))) return;
  const set = () => chmodSync(path, change(info.mode & 0o7777));
  if (info.isDirectory()) {
    set();
    for (const name of readdirSync(path)) modes(join(path, name), change);
  } else set();
}

function strays(): string[] {
  const half = /^\.(?:flake\.lock|run\.json|history\.json|upstreams\.json|last-check\.json)\./;
  return [folders.state, folders.cache, folders.flake]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => half.test(name.split('/').at(-1) ?? ''));
}
