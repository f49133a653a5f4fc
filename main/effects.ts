// One handler for each kind of effect: where the pure core's wishes meet disk, network, nix and desktop.
import { randomUUID } from 'node:crypto';
import type { LogAppended } from '../preload/contract/api.ts';
import type { Intent } from '../preload/contract/intent.ts';
import type { LogLine } from '../preload/contract/run.ts';
import type { Settings } from '../preload/contract/settings.ts';
import { checkSite } from './check-site.ts';
import type { Effect, Event } from './core/events.ts';
import { watchFlake } from './flake/watch.ts';
import { activateReady } from './run/activate.ts';
import { decide, rollBackTo } from './run/decide.ts';
import { readLedger } from './run/ledger.ts';
import type { RunEnd, RunObserver, RunParts } from './run/parts.ts';
import { prepare, throwAway } from './run/prepare.ts';
import { removeOld } from './run/prune.ts';
import { applyRemedy } from './run/remedy.ts';
import { writeHabits } from './store/memory-file.ts';
import { writeReadableLog } from './store/readable-log.ts';
import { verbOf } from './store/run-file.ts';
import {
  readSettings,
  type SettingsChange,
  type SettingsPlaces,
  saveSettings,
} from './store/settings-file.ts';
import { findFlake, readHostView } from './system/here.ts';
import { hold } from './system/inhibitor.ts';

/** What only a desktop can do; the command line has none of it. */
export interface Desk {
  chooseFolder(): Promise<string | null>;
  openPath(path: string): void;
  /** asks where to, and puts a copy of the file there; `name` is what is proposed */
  saveCopy(path: string, name: string): void;
  openLink(url: string): void;
  changeWorkspace(rehearsal: boolean): void;
  /** for how many seconds nobody has touched the computer; null where that cannot be known */
  idleSeconds(): number | null;
  quit(): void;
}

export interface EffectParts {
  readonly run: RunParts;
  readonly desk: Desk;
  readonly settingsPlaces: SettingsPlaces;
  readonly version: string;
  /** a rehearsal's flake and host; null on the real system */
  readonly fixed: { readonly flake: string; readonly host: string } | null;
  readonly dispatch: (event: Event) => void;
  readonly adoptSettings: (settings: Settings) => void;
  readonly settings: () => Settings;
  /** sends an intent as the window would */
  readonly retry: (intent: Intent) => void;
  readonly appended: (appended: LogAppended) => void;
  /** an expected-by-nobody failure: logged in full by the caller */
  readonly bug: (error: unknown) => void;
}

export interface Effects {
  perform(effect: Effect): void;
  /** stops what is going on, for the way out */
  stop(): Promise<void>;
  readonly observer: RunObserver;
}

/** How often (milliseconds) the window is told that a log grew. */
const logNewsMs = 100;

export function createEffects(parts: EffectParts): Effects {
  const { machine } = parts.run;
  const { dispatch } = parts;
  let running: AbortController | null = null;
  let checking: AbortController | null = null;
  let unwatch: (() => void) | null = null;
  const pending = new Set<Promise<void>>();
  const observer = createObserver(parts);

  const runs = async (work: (signal: AbortSignal) => Promise<RunEnd>) => {
    running = new AbortController();
    const release = machine.kind === 'real' ? hold('A run of Snowbell is under way') : null;
    try {
      const end = await work(running.signal);
      switch (end.kind) {
        case 'ended':
          dispatch({
            kind: 'run-over',
            failure: end.unsaved === true ? { kind: 'not-saved', detail: '' } : null,
          });
          return;
        case 'busy':
          dispatch({ kind: 'run-over', failure: { kind: 'busy', detail: '' } });
          return;
        case 'not-begun':
          dispatch({ kind: 'run-over', failure: end.failure });
          return;
      }
    } catch (error) {
      dispatch({ kind: 'run-over', failure: { kind: 'bug', detail: String(error) } });
      throw error;
    } finally {
      running = null;
      release?.();
    }
  };

  const perform = async (effect: Effect): Promise<void> => {
    switch (effect.kind) {
      case 'check': {
        checking?.abort();
        checking = new AbortController();
        return check(parts, effect, checking.signal);
      }
      case 'prepare':
        return runs((signal) =>
          prepare(parts.run, { ...effect, kind: effect.run }, observer, signal),
        );
      case 'throw-away': {
        const end = await throwAway(parts.run, effect.runId, observer);
        const stays = end.kind === 'ended' && end.run.built === 'kept';
        // What a disk does not let go would otherwise be thrown away again and again.
        if (stays && (await readLedger(machine)).ready?.stale != null) return;
        return perform({ kind: 'read-ledger' });
      }
      case 'activate':
        return runs((signal) => activateReady(parts.run, effect, observer, signal));
      case 'decide':
        return runs((signal) => decide(parts.run, effect.runId, effect.choice, observer, signal));
      case 'rollback': {
        const { flake } = parts.fixed ?? { flake: '' };
        const target = { generation: effect.generation, flake, host: parts.fixed?.host ?? '' };
        return runs((signal) => rollBackTo(parts.run, target, observer, signal));
      }
      case 'prune': {
        const { flake, host } = parts.fixed ?? { flake: '', host: '' };
        const target = { keep: effect.keep, goes: effect.goes, flake, host };
        return runs((signal) => removeOld(parts.run, target, observer, signal));
      }
      case 'remedy': {
        const next = await applyRemedy(machine, effect.runId, (begun) =>
          dispatch({ kind: 'notice', notice: { id: 'freeing-space', ...begun } }),
        );
        switch (next.kind) {
          case 'retry':
            parts.retry(next.intent);
            return;
          case 'open':
            parts.desk.openPath(next.path);
            return;
          case 'nothing':
            dispatch({ kind: 'notice', notice: { id: randomUUID(), ...next.failure } });
            return;
        }
        return;
      }
      case 'cancel-run':
        running?.abort();
        return;
      case 'save-settings':
        return applySettings(parts, effect.patch);
      case 'save-habits':
        await writeHabits(machine.stateDir, {
          version: 1,
          told: effect.told === '' ? null : effect.told,
          pausedUntil: effect.pausedUntil,
          skipped: [...effect.skipped],
        });
        return;
      case 'find-flake':
        dispatch({ kind: 'flake-found', flake: await findFlake(parts.settings(), parts.fixed) });
        return;
      case 'read-host':
        dispatch({
          kind: 'host-read',
          host: await readHostView(machine, parts.settings(), parts.fixed),
        });
        return;
      case 'read-ledger': {
        const { history, ready, decision, problems } = await readLedger(machine);
        dispatch({ kind: 'ledger-read', history, ready, decision });
        for (const detail of problems) {
          dispatch({ kind: 'notice', notice: { id: detail, kind: 'corrupt-file', detail } });
        }
        return;
      }
      case 'watch-flake':
        unwatch?.();
        unwatch =
          effect.flake === null
            ? null
            : watchFlake(effect.flake, () => dispatch({ kind: 'flake-changed' }));
        return;
      case 'choose-flake': {
        const folder = await parts.desk.chooseFolder();
        if (folder !== null) await applySettings(parts, { flake: folder });
        return;
      }
      case 'open-folder':
        parts.desk.openPath(effect.path);
        return;
      case 'open-run-log':
        parts.desk.openPath(await writeReadableLog(machine.stateDir, effect.runId));
        return;
      case 'save-run-log':
        parts.desk.saveCopy(
          await writeReadableLog(machine.stateDir, effect.runId),
          `snowbell-${effect.runId.slice(0, 8)}.log`,
        );
        return;
      case 'open-link':
        parts.desk.openLink(effect.url);
        return;
      case 'change-workspace':
        parts.desk.changeWorkspace(effect.rehearsal);
        return;
      case 'quit':
        parts.desk.quit();
        return;
    }
  };

  return {
    observer,
    perform(effect) {
      const work = perform(effect)
        .catch(parts.bug)
        .finally(() => pending.delete(work));
      pending.add(work);
    },
    async stop() {
      unwatch?.();
      checking?.abort();
      running?.abort();
      await Promise.allSettled(pending);
    },
  };
}

async function check(
  parts: EffectParts,
  { flake, host, byHand }: Extract<Effect, { kind: 'check' }>,
  signal: AbortSignal,
): Promise<void> {
  const result = await checkSite({
    machine: parts.run.machine,
    flake,
    host,
    byHand,
    held: parts.settings().held,
    offline: false,
    version: parts.version,
    now: parts.run.now,
    signal,
    remember: true,
    onInput: (report, done, of) => parts.dispatch({ kind: 'input-checked', report, done, of }),
  });
  // A newer check has taken over and will speak for itself.
  if (signal.aborted) return;
  const jitter = Math.random();
  if (result.ok) {
    parts.dispatch({
      kind: 'check-ended',
      report: result.report,
      lastGood: result.lastGood,
      jitter,
    });
  } else parts.dispatch({ kind: 'check-failed', failure: result.failure, jitter });
}

async function applySettings(parts: EffectParts, patch: SettingsChange): Promise<void> {
  const written = await saveSettings(parts.settingsPlaces, patch);
  if (written.kind === 'write-failed') {
    const detail = `${written.path}: ${written.detail}`;
    parts.dispatch({ kind: 'notice', notice: { id: randomUUID(), kind: 'write-failed', detail } });
    return;
  }
  const read = await readSettings(parts.settingsPlaces);
  parts.adoptSettings(read.settings);
  parts.dispatch({ kind: 'settings-read', settings: read.settings, managed: read.managed });
}

/** What the pipeline tells becomes events; log news are gathered so that a flood stays a trickle. */
function createObserver(parts: EffectParts): RunObserver {
  let gathered: { runId: string; first: number; lines: LogLine[] } | null = null;
  let timer: NodeJS.Timeout | null = null;
  const tell = () => {
    timer = null;
    if (gathered === null) return;
    const { runId, first, lines } = gathered;
    gathered = null;
    const total = first + lines.length;
    parts.appended({ runId, first, total, lines });
    parts.dispatch({ kind: 'run-log', id: runId, total });
  };
  return {
    phase(phase, run) {
      parts.dispatch({
        kind: 'run-phase',
        phase,
        id: run.record.id,
        runKind: run.record.kind,
        startedAt: Date.parse(run.record.startedAt),
        verb: verbOf(run),
        elsewhere: false,
      });
    },
    saved() {
      // The ledger is read again when the run is over; until then the phase says enough.
    },
    waits: (host, ms) => parts.dispatch({ kind: 'run-waits', host, until: parts.run.now() + ms }),
    progress: (progress, remainingMs) =>
      parts.dispatch({ kind: 'run-progress', progress, remainingMs }),
    log(runId, first, lines) {
      if (gathered !== null && gathered.runId !== runId) tell();
      gathered ??= { runId, first, lines: [] };
      gathered.lines.push(...lines);
      // A flood is read from disk page by page; only its newest lines are worth pushing.
      const excess = gathered.lines.length - 2000;
      if (excess > 0) {
        gathered.lines.splice(0, excess);
        gathered.first += excess;
      }
      if (timer === null) timer = setTimeout(tell, logNewsMs);
    },
  };
}
