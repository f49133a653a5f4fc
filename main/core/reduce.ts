// The one place where state changes: state and event in, next state and effects out.
import type { Intent } from '../../preload/contract/intent.ts';
import type { Failure } from '../../preload/contract/snapshot.ts';
import type { Effect, Event } from './events.ts';
import { compareLink, sourceLink } from './links.ts';
import { aheadOf, mustStop } from './prepare-ahead.ts';
import type { State } from './state.ts';
import { waitingFor } from './waiting.ts';

export interface Reduced {
  readonly state: State;
  readonly effects: readonly Effect[];
  /** why an intent was not taken up; null when it was */
  readonly refusal: Failure | null;
}

/** A check that fell due while another failed is tried again after this (milliseconds). */
const retryAfterFailureMs = 15 * 60_000;

export function reduce(before: State, event: Event, now: number): Reduced {
  const state = { ...before, now };
  switch (event.kind) {
    case 'tick':
      return dueCheckOrAhead(endOfPause(state));
    case 'resumed':
      // The network comes back a little later than the machine does.
      return done({ ...state, nextCheckAt: soonest(state.nextCheckAt, now + 30_000) });
    case 'intent':
      return intended(state, event.intent);
    case 'remembered':
      return done({
        ...state,
        good:
          event.report === null
            ? null
            : {
                at: Date.parse(event.report.checkedAt),
                flake: event.report.flake,
                inputs: event.report.inputs,
              },
        check: { kind: 'resting', failure: event.failure },
        told: event.told,
        pausedUntil: event.pausedUntil,
        skipped: event.skipped,
        lastGood: event.lastGood,
      });
    case 'settings-read':
      return done({ ...state, settings: event.settings, managed: event.managed }, [
        { kind: 'find-flake' },
      ]);
    case 'flake-found':
      return flakeFound(state, event.flake);
    case 'flake-changed':
      return flakeChanged(state);
    case 'host-read':
      return done({ ...state, host: event.host });
    case 'nix-found':
      return done({ ...state, nix: event.nix });
    case 'elevation-found':
      return done({ ...state, elevation: event.elevation });
    case 'surroundings':
      return stoppedAhead({ ...state, surroundings: event.surroundings });
    case 'stillness':
      return dueCheckOrAhead({ ...state, stillness: event.stillness });
    case 'language':
      return done({ ...state, language: event.language });
    case 'tray-host':
      return done({ ...state, trayHost: event.present });
    case 'input-checked':
      if (state.check.kind !== 'checking') return done(state);
      return done({
        ...state,
        check: {
          ...state.check,
          done: event.done,
          of: event.of,
          fresh: { ...state.check.fresh, [event.report.name]: event.report },
        },
      });
    case 'check-ended':
      return checkEnded(state, event);
    case 'check-failed':
      return checkFailed(state, event);
    case 'ledger-read':
      return withoutStale({
        ...state,
        history: event.history,
        ready: event.ready,
        decision: event.decision,
      });
    case 'run-phase':
      return done({
        ...state,
        starting: false,
        run: {
          kind: isTooEarlyFor(state, event) ? 'cancelling' : event.phase,
          id: event.id,
          runKind: event.runKind,
          startedAt: event.startedAt,
          progress: event.phase === 'building' ? progressOf(state) : null,
          verb: event.verb,
          remainingMs: null,
          waits: null,
          logLines: state.run.kind !== 'idle' && state.run.id === event.id ? state.run.logLines : 0,
          elsewhere: event.elsewhere,
        },
      });
    case 'run-progress':
      if (state.run.kind === 'idle') return done(state);
      return done({
        ...state,
        run: { ...state.run, progress: event.progress, remainingMs: event.remainingMs },
      });
    case 'run-waits': {
      const { host, until } = event;
      if (state.run.kind !== 'resolving' && state.run.kind !== 'building') return done(state);
      return done({ ...state, run: { ...state.run, waits: { host, until } } });
    }
    case 'run-log':
      if (state.run.kind === 'idle' || state.run.id !== event.id) return done(state);
      return done({ ...state, run: { ...state.run, logLines: event.total } });
    case 'run-over':
      return runOver(state, event.failure);
    case 'told':
      return event.told === state.told ? done(state) : remembering({ ...state, told: event.told });
    case 'notice':
      return done({ ...state, notices: withNotice(state, event.notice) });
  }
}

function intended(state: State, intent: Intent): Reduced {
  switch (intent.kind) {
    case 'check':
      return startCheck(state, true);
    case 'upgrade':
      return startRun(state, 'upgrade', intent.inputs);
    case 'update-lock':
      return startRun(state, 'update', intent.inputs);
    case 'rebuild':
      return startRun(state, 'rebuild', null);
    case 'activate':
      return startActivation(state, intent);
    case 'discard':
      if (isBusy(state)) return refused(state, 'busy', '');
      return done(state, [{ kind: 'decide', runId: intent.runId, choice: 'discard' }]);
    case 'decide':
      if (intent.choice === 'make-permanent') {
        return startActivation(state, { ...intent, verb: 'switch', allowHostChange: false });
      }
      if (isBusy(state)) return refused(state, 'busy', '');
      return done({ ...state, starting: true }, [
        { kind: 'decide', runId: intent.runId, choice: intent.choice },
      ]);
    case 'cancel':
      if (state.run.kind === 'idle' || state.run.kind === 'activating' || state.run.elsewhere) {
        return refused(state, 'not-cancellable', '');
      }
      return done({ ...state, run: { ...state.run, kind: 'cancelling' } }, [
        { kind: 'cancel-run' },
      ]);
    case 'choose-flake':
      if (state.managed.includes('flake')) return refused(state, 'managed', 'flake');
      return done(state, [{ kind: 'choose-flake' }]);
    case 'use-found-flake': {
      if (state.managed.includes('flake')) return refused(state, 'managed', 'flake');
      const path = state.flake.kind === 'unset' ? state.flake.found[intent.index] : undefined;
      if (path === undefined) return refused(state, 'no-folder', '');
      return done(state, [{ kind: 'save-settings', patch: { flake: path } }]);
    }
    case 'rehearsal':
      if (isBusy(state)) return refused(state, 'busy', '');
      return done(state, [{ kind: 'change-workspace', rehearsal: intent.on }]);
    case 'save-settings': {
      const fixed = state.managed.find((key) => key in intent.patch);
      if (fixed !== undefined) return refused(state, 'managed', fixed);
      return done(state, [{ kind: 'save-settings', patch: intent.patch }]);
    }
    case 'pause': {
      const pausedUntil = intent.hours === 0 ? null : state.now + intent.hours * 3_600_000;
      return remembering({ ...state, pausedUntil });
    }
    case 'skip':
      return skipped(state, intent.input, intent.on);
    case 'rollback':
      if (isBusy(state)) return refused(state, 'busy', '');
      return done({ ...state, starting: true }, [
        { kind: 'rollback', generation: intent.generation },
      ]);
    case 'prune':
      if (isBusy(state)) return refused(state, 'busy', '');
      return done({ ...state, starting: true }, [
        { kind: 'prune', keep: intent.keep, goes: intent.goes },
      ]);
    case 'remedy':
      if (isBusy(state)) return refused(state, 'busy', '');
      return done(state, [{ kind: 'remedy', runId: intent.runId }]);
    case 'dismiss-notice':
      return done({
        ...state,
        notices: state.notices.filter((notice) => notice.id !== intent.id),
      });
    case 'open':
      return opened(state, intent.what);
    case 'save-log':
      return done(state, [{ kind: 'save-run-log', runId: intent.runId }]);
    case 'quit':
      return done(state, [{ kind: 'quit' }]);
  }
}

function opened(state: State, what: Extract<Intent, { kind: 'open' }>['what']): Reduced {
  switch (what.kind) {
    case 'flake-folder':
      if (state.flake.kind === 'unset') return refused(state, 'no-folder', '');
      return done(state, [{ kind: 'open-folder', path: state.flake.path }]);
    case 'run-log':
      return done(state, [{ kind: 'open-run-log', runId: what.runId }]);
    case 'compare':
    case 'source': {
      const input = state.good?.inputs.find((one) => one.name === what.input);
      const link = what.kind === 'compare' ? compareLink : sourceLink;
      const url = input === undefined ? null : link(input);
      if (url === null) return refused(state, 'no-link', what.input);
      return done(state, [{ kind: 'open-link', url }]);
    }
  }
}

/** By hand, a host that failed a moment ago is asked again; by schedule it is spared for a while. */
function startCheck(state: State, byHand = false): Reduced {
  // What could not be read may have been mended meanwhile.
  if (state.flake.kind === 'unreadable') return done(state, [{ kind: 'find-flake' }]);
  if (state.flake.kind !== 'ready') return refused(state, 'no-flake', '');
  if (state.check.kind === 'checking') return done(state);
  const of = state.good?.inputs.length ?? 0;
  return done(
    {
      ...state,
      check: { kind: 'checking', since: state.now, done: 0, of, again: false, fresh: {} },
      nextCheckAt: null,
    },
    [{ kind: 'check', flake: state.flake.path, host: state.flake.host, byHand }],
  );
}

function startRun(
  state: State,
  run: 'upgrade' | 'update' | 'rebuild',
  inputs: readonly string[] | null,
): Reduced {
  if (isBusy(state)) return refused(state, 'busy', '');
  if (state.flake.kind !== 'ready') return refused(state, 'no-flake', '');
  if (inputs?.length === 0) return refused(state, 'nothing-chosen', '');
  return done({ ...state, starting: true }, [
    { kind: 'prepare', run, inputs, flake: state.flake.path, host: state.flake.host },
  ]);
}

function startActivation(
  state: State,
  wanted: Pick<
    Extract<Intent, { kind: 'activate' }>,
    'runId' | 'verb' | 'allowHostChange' | 'evaluateAsRoot'
  >,
): Reduced {
  const { runId, verb, allowHostChange, evaluateAsRoot } = wanted;
  if (isBusy(state)) return refused(state, 'busy', '');
  if (state.ready?.record.id !== runId) return refused(state, 'not-ready', runId);
  return done({ ...state, starting: true }, [
    {
      kind: 'activate',
      runId,
      verb,
      allowHostChange,
      ...(evaluateAsRoot === true ? { evaluateAsRoot } : {}),
    },
  ]);
}

function isBusy(state: State): boolean {
  return state.starting || state.run.kind !== 'idle';
}

function flakeFound(state: State, flake: State['flake']): Reduced {
  const same =
    flake.kind === 'ready' &&
    state.flake.kind === 'ready' &&
    flake.path === state.flake.path &&
    flake.host === state.flake.host;
  if (same) return done({ ...state, flake });
  // What was known of another flake says nothing about this one.
  const known = flake.kind !== 'unset' && state.good?.flake === flake.path ? state.good : null;
  // What was known is still shown, as the answer of a check that failed since.
  const failure =
    flake.kind === 'unreadable' && known !== null ? { ...flake.failure, at: state.now } : null;
  return whenAllowed(
    {
      ...state,
      flake,
      good: known,
      check:
        known === null || failure !== null || state.check.kind === 'checking'
          ? { kind: 'resting', failure }
          : state.check,
      nextCheckAt: null,
    },
    [
      { kind: 'watch-flake', flake: flake.kind === 'unset' ? null : flake.path },
      { kind: 'read-host' },
      { kind: 'read-ledger' },
    ],
  );
}

/** At the next chance that network, battery and the person allow. */
function whenAllowed(state: State, effects: readonly Effect[]): Reduced {
  if (waitingFor(state) !== null) return done({ ...state, nextCheckAt: state.now }, effects);
  return checkAnew(state, effects);
}

function flakeChanged(state: State): Reduced {
  if (state.flake.kind === 'unreadable') return done(state, [{ kind: 'find-flake' }]);
  return checkAnew(state, [{ kind: 'read-ledger' }, { kind: 'read-host' }]);
}

/** At once, pause or not: what changed on this machine must not be shown as it was. */
function checkAnew(state: State, effects: readonly Effect[]): Reduced {
  if (state.check.kind === 'checking') {
    return done({ ...state, check: { ...state.check, again: true } }, effects);
  }
  if (state.flake.kind !== 'ready' || isBusy(state)) return done(state, effects);
  const started = startCheck(state);
  return { ...started, effects: [...effects, ...started.effects] };
}

function checkEnded(
  state: State,
  { report, lastGood, jitter }: Extract<Event, { kind: 'check-ended' }>,
): Reduced {
  // The answer to a question that was asked of another flake, chosen before this one.
  if (state.flake.kind !== 'ready' || report.flake !== state.flake.path) return done(state);
  const next = orAgain(state, {
    ...state,
    check: { kind: 'resting', failure: null },
    good: { at: state.now, flake: report.flake, inputs: report.inputs },
    lastGood,
    nextCheckAt: state.now + spread(interval(state), jitter),
  });
  return next.state.check.kind === 'checking' ? next : preparedAhead(next.state);
}

function preparedAhead(state: State): Reduced {
  const ahead = aheadOf(state);
  if (ahead === null || state.flake.kind !== 'ready') return done(state);
  const { path: flake, host } = state.flake;
  return done({ ...state, starting: true, prepared: ahead.set, ahead: true }, [
    { kind: 'prepare', run: 'upgrade', inputs: ahead.inputs, flake, host, ahead: true },
  ]);
}

function dueCheckOrAhead(state: State): Reduced {
  const due = dueCheck(state);
  return due.effects.length === 0 ? preparedAhead(due.state) : due;
}

/** Pulled from the mains or moved to a paid network, what nobody asked for ends, to be taken up again. */
function stoppedAhead(state: State): Reduced {
  const { run } = state;
  const going = run.kind === 'resolving' || run.kind === 'building';
  if (!state.ahead || !going || !mustStop(state)) return dueCheckOrAhead(state);
  return done({ ...state, prepared: '', run: { ...run, kind: 'cancelling' } }, [
    { kind: 'cancel-run' },
  ]);
}

/** What was prepared ahead and fits no more was seen by nobody: it goes, and may be made anew. */
function withoutStale(state: State): Reduced {
  const { ready } = state;
  if (ready === null || ready.stale === null || isBusy(state)) return done(state);
  const ahead = ready.record.ahead === true;
  // What a person has built waits for them while an edit may still be taken back.
  if (!ahead && ready.stale === 'flake-changed') return done(state);
  return done({ ...state, ready: null, ...(ahead ? { prepared: '' } : {}) }, [
    { kind: 'throw-away', runId: ready.record.id },
  ]);
}

function checkFailed(
  state: State,
  { failure, jitter }: Extract<Event, { kind: 'check-failed' }>,
): Reduced {
  return orAgain(state, {
    ...state,
    check: { kind: 'resting', failure: { ...failure, at: state.now } },
    nextCheckAt: state.now + spread(Math.min(retryAfterFailureMs, interval(state)), jitter),
  });
}

/** A flake that changed while it was checked was only half looked at. */
function orAgain(before: State, ended: State): Reduced {
  const again = before.check.kind === 'checking' && before.check.again;
  return again ? startCheck(ended) : done(ended);
}

/** A step that begins after Cancel was pressed is about to be cut off; only an activation is not. */
function isTooEarlyFor(state: State, event: Extract<Event, { kind: 'run-phase' }>): boolean {
  const { run } = state;
  return run.kind === 'cancelling' && run.id === event.id && event.phase !== 'activating';
}

/** The same notice is said once, however often its reason is met. */
function withNotice(state: State, notice: State['notices'][number]): State['notices'] {
  return [notice, ...state.notices.filter((one) => one.id !== notice.id)].slice(0, 20);
}

function runOver(state: State, failure: Failure | null): Reduced {
  const notices =
    failure === null ? state.notices : withNotice(state, { id: `run-${state.now}`, ...failure });
  return checkAnew({ ...state, notices, starting: false, ahead: false, run: { kind: 'idle' } }, [
    { kind: 'read-ledger' },
    { kind: 'read-host' },
  ]);
}

function endOfPause(state: State): State {
  const over = state.pausedUntil !== null && state.pausedUntil <= state.now;
  return over ? { ...state, pausedUntil: null } : state;
}

function dueCheck(state: State): Reduced {
  const due = state.nextCheckAt !== null && state.nextCheckAt <= state.now;
  const free = waitingFor(state) === null && !isBusy(state);
  if (!due || !free || state.flake.kind !== 'ready') return done(state);
  return startCheck(state);
}

/** A twentieth to either side, so that machines set up alike do not all ask at once. */
function spread(ms: number, jitter: number): number {
  return Math.round(ms * (0.95 + 0.1 * jitter));
}

function remembering(state: State): Reduced {
  const { told, pausedUntil, skipped: list } = state;
  return done(state, [{ kind: 'save-habits', told, pausedUntil, skipped: list }]);
}

function skipped(state: State, name: string, on: boolean): Reduced {
  const rev = state.good?.inputs.find((input) => input.name === name)?.latest?.rev ?? null;
  if (rev === null) return refused(state, 'nothing-to-skip', name);
  const others = state.skipped.filter((skip) => skip.name !== name);
  return remembering({ ...state, skipped: on ? [...others, { name, rev }] : others });
}

function interval(state: State): number {
  return state.settings.checkEveryMinutes * 60_000;
}

function soonest(planned: number | null, at: number): number {
  return planned === null ? at : Math.min(planned, at);
}

function progressOf(state: State) {
  return state.run.kind === 'idle' ? null : state.run.progress;
}

function done(state: State, effects: readonly Effect[] = []): Reduced {
  return { state, effects, refusal: null };
}

function refused(state: State, kind: string, detail: string): Reduced {
  return { state, effects: [], refusal: { kind, detail } };
}
