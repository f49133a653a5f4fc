// One system with everything that works on it: this computer, or a rehearsal beside it.
import { randomUUID } from 'node:crypto';
import { existsSync, type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';
import type { LogAppended } from '../preload/contract/api.ts';
import type { Settings } from '../preload/contract/settings.ts';
import { rememberedCheck } from './check-site.ts';
import { recordIn } from './core/diagnosis/words/languages.ts';
import type { Effect, Event } from './core/events.ts';
import { firstState, type Stillness } from './core/state.ts';
import type { Program } from './desktop/program.ts';
import { createEffects, type Desk } from './effects.ts';
import { inputReader } from './input-details.ts';
import { nixVersion } from './nix/version.ts';
import { type Elevation, elevationView } from './privilege/elevation.ts';
import { explainRun } from './run/explanation.ts';
import { followRuns } from './run/follow.ts';
import { diffGenerations } from './run/generation-diff.ts';
import { readLedger } from './run/ledger.ts';
import { lockDifference } from './run/lock-difference.ts';
import type { RunParts, RunPhase } from './run/parts.ts';
import { recover } from './run/recover.ts';
import { createRuntime, type Runtime } from './runtime.ts';
import { readHabits } from './store/memory-file.ts';
import { loadRun, type RunFile, runFolder, verbOf } from './store/run-file.ts';
import { type RunLogReader, readRunLog } from './store/run-log.ts';
import { readSettings, settingsPlaces } from './store/settings-file.ts';
import { canKeepIn } from './store/writable.ts';
import { examine, examinedOf } from './system/doctor.ts';
import { listGenerations } from './system/generations.ts';
import { findFlake } from './system/here.ts';
import type { Machine } from './system/machine.ts';
import { type NotificationServer, notificationServer } from './system/notification-server.ts';
import { connectSessionBus } from './system/session-bus.ts';
import { stillnessOf } from './system/stillness.ts';
import { watchSurroundings } from './system/surroundings.ts';
import { unitStates } from './system/units.ts';

export interface WorkspaceOptions {
  readonly machine: Machine;
  /** a rehearsal's own flake and host */
  readonly fixed: { readonly flake: string; readonly host: string } | null;
  readonly version: string;
  readonly desk: Desk;
  readonly elevation: () => Promise<Elevation>;
  readonly bug: (error: unknown) => void;
}

/** What the window asks beyond the snapshot is answered here as the program hands it on. */
type Answered = Omit<Program, 'snapshot' | 'subscribe' | 'handle'>;

export interface Workspace extends Answered {
  readonly runtime: Runtime;
  /** fingerprint of the set last told, as the last start left it */
  told(): string;
  close(): Promise<void>;
}

/** Nothing here ticks more often: wake-ups are what a tray program costs all day. */
const tickMs = 60_000;

export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { machine, version, bug } = options;
  const now = Date.now;
  const places = settingsPlaces(machine.configDir);
  const read = await readSettings(places);
  let settings: Settings = read.settings;
  const logListeners = new Set<(appended: LogAppended) => void>();
  const run: RunParts = {
    machine,
    elevation: options.elevation,
    settings: () => settings,
    now,
    newId: randomUUID,
    terminal: false,
  };

  let perform: (effect: Effect) => void = () => undefined;
  const runtime = createRuntime(
    firstState(version, machine.kind === 'rehearsal', now()),
    (effect) => perform(effect),
    now,
    bug,
  );
  const effects = createEffects({
    run,
    desk: options.desk,
    settingsPlaces: places,
    version,
    fixed: options.fixed,
    dispatch: runtime.dispatch,
    settings: () => settings,
    adoptSettings: (next) => {
      settings = next;
    },
    retry: (intent) => void runtime.handle(intent),
    appended: (appended) => {
      for (const listener of logListeners) listener(appended);
    },
    bug,
  });
  perform = effects.perform;

  // A rehearsal asks no network, and its toy lives on no battery.
  const surroundings =
    machine.kind === 'rehearsal'
      ? null
      : watchSurroundings({
          changed: (now) => runtime.dispatch({ kind: 'surroundings', surroundings: now }),
          resumed: () => runtime.dispatch({ kind: 'resumed' }),
        });
  const told = await begin(
    runtime,
    machine,
    read,
    run,
    effects.observer,
    options,
    surroundings?.first,
  );

  const follower = followRuns(machine, {
    appeared: (journal, phase) => runtime.dispatch(elsewhere(journal, phase)),
    grew: (id, total) => runtime.dispatch({ kind: 'run-log', id, total }),
    // Killed rather than ended, it left a journal that only its next reader can finish.
    over: () =>
      void settleFirst(runtime, run, effects.observer)
        .catch(bug)
        .then(() => runtime.dispatch({ kind: 'run-over', failure: null })),
    changed: () => effects.perform({ kind: 'read-ledger' }),
    own: () => {
      const view = runtime.snapshot().run;
      return view.kind !== 'idle' && !view.elsewhere;
    },
  });
  const unwatchSystem = watchSystem(machine, () => runtime.dispatch({ kind: 'flake-changed' }));
  let still: Stillness | null = null;
  const lookAround = () => {
    // A toy has nobody to disturb.
    if (machine.kind === 'rehearsal') return;
    const now = stillnessOf(options.desk.idleSeconds());
    if (still !== null && still.person === now.person && still.calm === now.calm) return;
    still = now;
    runtime.dispatch({ kind: 'stillness', stillness: now });
  };
  lookAround();
  const ticker = setInterval(() => {
    lookAround();
    runtime.dispatch({ kind: 'tick' });
  }, tickMs);

  const inputs = inputReader({ machine, version, now });
  const readers = new Map<string, RunLogReader>();
  return {
    runtime,
    async readLog({ runId, from, count }) {
      let reader = readers.get(runId);
      if (reader === undefined) {
        readers.clear();
        reader = readRunLog(runFolder(machine.stateDir, runId).log);
        readers.set(runId, reader);
      }
      const page = await reader.read(from, count);
      return { ok: true, value: { runId, first: from, lines: page.lines, total: page.total } };
    },
    async readRun(id) {
      const journal = await loadRun(machine.stateDir, id);
      if (journal.kind === 'read') {
        const { record, review } = journal.value;
        const explanation = await explainRun(machine, journal.value);
        const { language } = runtime.snapshot();
        // A rehearsal's units are nobody's.
        const units = machine.kind === 'real' ? await unitStates(record.failedUnits) : [];
        return {
          ok: true,
          value: {
            record: recordIn(record, language),
            review,
            explanation,
            ...(units.length > 0 ? { units } : {}),
          },
        };
      }
      const record = runtime.snapshot().history.find((one) => one.id === id);
      return record === undefined
        ? { ok: false, failure: { kind: 'no-such-run', detail: id } }
        : { ok: true, value: { record, review: null, explanation: null } };
    },
    compareLocks: (runId) => lockDifference(machine, runId),
    readInput: (name) => inputs.read(runtime.snapshot(), name),
    readCommits: (name) => inputs.commits(runtime.snapshot(), name),
    async readGenerations() {
      return { ok: true, value: await listGenerations(machine) };
    },
    diffGenerations: (from, to) => diffGenerations(machine, from, to),
    async runDoctor() {
      return {
        ok: true,
        value: await examine(
          examinedOf(machine, runtime.snapshot(), options.elevation, askNotifications),
        ),
      };
    },
    onLog(listener) {
      logListeners.add(listener);
      return () => logListeners.delete(listener);
    },
    told: () => told,
    async close() {
      clearInterval(ticker);
      surroundings?.stop();
      follower.stop();
      unwatchSystem();
      inputs.stop();
      await effects.stop();
    },
  };
}

/** Settle what an earlier start left first; only then look for what is new. */
async function begin(
  runtime: Runtime,
  machine: Machine,
  read: Awaited<ReturnType<typeof readSettings>>,
  run: RunParts,
  observer: Parameters<typeof recover>[1],
  options: WorkspaceOptions,
  surroundingsKnown: Promise<void> | undefined,
): Promise<string> {
  const tell = (detail: string) =>
    runtime.dispatch({ kind: 'notice', notice: { id: detail, kind: 'corrupt-file', detail } });
  const flake = await findFlake(read.settings, options.fixed);
  const [check, habits, nix, elevation] = await Promise.all([
    rememberedCheck(machine, flake.kind === 'unset' ? null : flake.path, tell),
    readHabits(machine.stateDir, tell),
    nixVersion(machine),
    options.elevation(),
    settleFirst(runtime, run, observer).catch(options.bug),
    // Known before the first check, so that none is made where none should be.
    surroundingsKnown?.catch(options.bug),
  ]);
  runtime.dispatch({
    kind: 'remembered',
    report: check.report,
    failure:
      check.failure === null
        ? null
        : {
            kind: check.failure.kind,
            detail: check.failure.detail,
            at: Date.parse(check.failure.at),
          },
    told: habits.told ?? '',
    pausedUntil: habits.pausedUntil,
    skipped: habits.skipped,
    lastGood: check.lastGood,
  });
  runtime.dispatch({
    kind: 'nix-found',
    nix:
      nix.kind === 'found'
        ? { version: nix.version, supported: nix.supported }
        : { version: null, supported: false },
  });
  runtime.dispatch({ kind: 'elevation-found', elevation: elevationView(elevation) });
  for (const detail of read.problems) tell(detail);
  if (!(await canKeepIn(machine.stateDir))) {
    const detail = machine.stateDir;
    runtime.dispatch({ kind: 'notice', notice: { id: detail, kind: 'state-unwritable', detail } });
  }
  // Before the flake, which ends the Welcome screen: the window must open on what asks or waits.
  const ledger = await readLedger(machine);
  runtime.dispatch({
    kind: 'ledger-read',
    history: ledger.history,
    ready: ledger.ready,
    decision: ledger.decision,
  });
  for (const detail of ledger.problems) tell(detail);
  runtime.dispatch({ kind: 'settings-read', settings: read.settings, managed: read.managed });
  return habits.told ?? '';
}

/** How often (milliseconds) an activation that outlived its Snowbell is looked at. */
const lookMs = 1000;

/** An activation whose caller is gone goes on; it is shown as running and settled when it ends. */
async function settleFirst(
  runtime: Runtime,
  run: RunParts,
  observer: Parameters<typeof recover>[1],
): Promise<'settled' | 'activating'> {
  const recovery = await recover(run, observer);
  if (recovery.kind !== 'activating') return 'settled';
  const journal = await loadRun(run.machine.stateDir, recovery.runId);
  if (journal.kind === 'read') runtime.dispatch(elsewhere(journal.value, 'activating'));
  setTimeout(() => {
    void settleFirst(runtime, run, observer).then((now) => {
      if (now === 'settled' && runtime.snapshot().run.kind !== 'idle')
        runtime.dispatch({ kind: 'run-over', failure: null });
    });
  }, lookMs);
  return 'activating';
}

function elsewhere(run: RunFile, phase: RunPhase): Event {
  const { record } = run;
  return {
    kind: 'run-phase',
    phase,
    id: record.id,
    runKind: record.kind,
    startedAt: Date.parse(record.startedAt),
    verb: verbOf(run),
    elsewhere: true,
  };
}

/** A rebuild by hand moves these links; what is shown must follow at once. */
function watchSystem(machine: Machine, changed: () => void): () => void {
  const watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | null = null;
  const soon = () => {
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      changed();
    }, 500);
  };
  for (const link of [machine.profile, machine.currentSystem]) {
    const folder = dirname(link);
    const name = link.slice(folder.length + 1);
    if (!existsSync(folder)) continue;
    try {
      const watcher = watch(folder, (_event, what) => {
        if (what === null || what.startsWith(name)) soon();
      });
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // looked at again with every check
    }
  }
  return () => {
    if (timer !== null) clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

async function askNotifications(): Promise<NotificationServer> {
  const bus = await connectSessionBus(() => undefined);
  try {
    return await notificationServer(bus);
  } finally {
    bus?.close();
  }
}
