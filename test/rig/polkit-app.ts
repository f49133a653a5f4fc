// The app's side of an activation, alone in a process: takes one JSON argument, tells JSON lines.
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  type ActivationRequest,
  activate,
  follow,
  type PruneRequest,
  prune,
  type RollbackRequest,
  recordedResult,
  rollback,
} from '../../main/privilege/activation.ts';
import { foreknow } from '../../main/privilege/authorization.ts';
import { type ElevationPlaces, findElevation } from '../../main/privilege/elevation.ts';
import { activateReady } from '../../main/run/activate.ts';
import { type Choice, decide } from '../../main/run/decide.ts';
import { prepare } from '../../main/run/prepare.ts';
import { realMachine } from '../../main/system/machine.ts';
import { defaultSettings } from '../../preload/contract/settings.ts';
import { makeRehearsalWorld } from '../integration/helper/rehearsal-world.ts';

export interface AppTask {
  readonly places?: ElevationPlaces;
  readonly activate?: Omit<ActivationRequest, 'lock'> & {
    readonly lock?: { readonly dir: string; readonly sha256: string; readonly text: string };
  };
  readonly rollback?: RollbackRequest;
  readonly prune?: PruneRequest;
  readonly foreknow?: string;
  readonly recorded?: string;
  readonly follow?: string;
  /** a switch with a rehearsal's copy of this helper source, as whoever runs this */
  readonly rehearse?: { readonly source: string };
  /** all of an upgrade, from resolving to settled */
  readonly upgrade?: {
    readonly flake: string;
    readonly host: string;
    /** the dialog that names what is given up was agreed to */
    readonly evaluateAsRoot?: true;
  };
  /** what the window's buttons of a pending decision do */
  readonly decide?: { readonly runId: string; readonly choice: Choice };
  /** begins by itself and leaves the terminal to pkexec */
  readonly atOnce?: boolean;
  /** what the app finds when it looks again after the password */
  readonly confirm?: 'yes' | 'no' | 'never';
}

const tell = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
const task = JSON.parse(process.argv[2] ?? '{}') as AppTask;
const cancelling = new AbortController();
const started = new Promise<void>((resolve) => {
  if (task.atOnce) return resolve();
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line === 'start') resolve();
    if (line === 'cancel') cancelling.abort();
  });
});

const hooks = {
  confirm: () =>
    task.confirm === 'never'
      ? new Promise<boolean>(() => undefined)
      : Promise.resolve(task.confirm !== 'no'),
  onAuthorised: () => tell({ event: 'authorised' }),
  onLine: (line: string) => tell({ event: 'line', line }),
  signal: cancelling.signal,
};

const work = async (): Promise<unknown> => {
  const elevation = await findElevation(task.places);
  tell({ event: 'elevation', elevation });
  if (task.activate !== undefined) {
    const { lock, ...request } = task.activate;
    return activate(
      elevation,
      lock === undefined
        ? request
        : { ...request, lock: { ...lock, content: new TextEncoder().encode(lock.text) } },
      hooks,
    );
  }
  if (task.rollback !== undefined) return rollback(elevation, task.rollback, hooks);
  if (task.prune !== undefined) return prune(elevation, task.prune, hooks);
  if (task.foreknow !== undefined) return foreknow(task.foreknow);
  if (task.recorded !== undefined) return recordedResult(elevation, task.recorded);
  if (task.follow !== undefined)
    return follow(elevation, task.follow, hooks.onLine, cancelling.signal);
  if (task.rehearse !== undefined) return rehearse(task.rehearse.source);
  if (task.upgrade !== undefined) return upgrade(task.upgrade);
  if (task.decide !== undefined) {
    const { runId, choice } = task.decide;
    return decide(parts, runId, choice, observer, cancelling.signal);
  }
  return null;
};

const parts = {
  machine: realMachine(process.env),
  elevation: () => findElevation(task.places),
  settings: () => defaultSettings,
  now: Date.now,
  newId: randomUUID,
  terminal: false,
};
const observer = {
  phase: (phase: string) => tell({ event: phase }),
  saved: () => undefined,
  progress: () => undefined,
  log: (_id: string, _first: number, lines: readonly { readonly text: string }[]) => {
    for (const { text } of lines) tell({ event: 'line', line: text });
  },
};

const upgrade = async ({ flake, host, evaluateAsRoot }: NonNullable<AppTask['upgrade']>) => {
  const { signal } = cancelling;
  const request = { kind: 'upgrade', inputs: null, flake, host } as const;
  const built = await prepare(parts, request, observer, signal);
  if (built.kind !== 'ended' || built.run.record.outcome !== 'ready') return { built };
  const runId = built.run.record.id;
  const review = built.run.review;
  const choice = {
    runId,
    verb: 'switch',
    allowHostChange: false,
    ...(evaluateAsRoot === true ? { evaluateAsRoot } : {}),
  } as const;
  return { review, done: await activateReady(parts, choice, observer, signal) };
};

const rehearse = async (source: string) => {
  const world = makeRehearsalWorld('/usr/bin', '/bin/sh', 30, source);
  const id = randomUUID();
  const { code } = await world.through('activate', 'switch', world.after, world.before, id);
  const owner = statSync(join(world.runs, `${id}.result`)).uid;
  const seen = { code, owner, generation: world.generation(), record: world.record(id) };
  world.remove();
  return seen;
};

tell({ event: 'pid', pid: process.pid });
void started.then(work).then(
  (end) => {
    tell({ event: 'end', end });
    process.exit(0);
  },
  (error: unknown) => {
    tell({ event: 'threw', message: String(error) });
    process.exit(1);
  },
);
