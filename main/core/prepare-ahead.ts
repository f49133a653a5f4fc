// Whether what is behind should be resolved and built quietly now, so that only switching is left.
import type { RunRecord } from '../../preload/contract/run.ts';
import type { AheadWaiting } from '../../preload/contract/snapshot.ts';
import { checkView, counts } from './check-view.ts';
import type { State } from './state.ts';
import { waitingFor } from './waiting.ts';

export interface Ahead {
  /** names of the inputs to move */
  readonly inputs: readonly string[];
  /** tells this set of revisions from every other */
  readonly set: string;
}

/** What a person built of their own choice is left in peace for this long (milliseconds). */
const peaceMs = 24 * 3_600_000;

interface Behind {
  readonly name: string;
  readonly rev: string;
}

/** Null where it is not wished, not the time, done already, or was tried for the same revisions. */
export function aheadOf(state: State): Ahead | null {
  return inTheWay(state) === null ? aheadIfStill(state) : null;
}

/** Why what could be prepared is not; null where nothing is to be, or it is being done. */
export function aheadWaiting(state: State): AheadWaiting | null {
  const why = inTheWay(state);
  return why !== null && aheadIfStill(state) !== null ? why : null;
}

/** What makes a run that nobody asked for stop half-way. */
export function mustStop(state: State): boolean {
  return waitingFor(state) !== null || isOnBattery(state);
}

function inTheWay(state: State): AheadWaiting | null {
  const { person, calm } = state.stillness;
  if (isOnBattery(state)) return 'on-battery';
  // A session that says it is left is believed; one that says nothing may have nobody to say it.
  if (!state.surroundings.away && person === 'here') return 'in-use';
  return calm ? null : 'under-load';
}

/** Who lets it work on a low battery lets it work on a full one. */
function isOnBattery({ surroundings, settings }: State): boolean {
  return surroundings.onBattery && !settings.onBattery;
}

function aheadIfStill(state: State): Ahead | null {
  if (!state.settings.prepareAhead || state.flake.kind !== 'ready') return null;
  if (state.starting || state.run.kind !== 'idle' || state.decision !== null) return null;
  if (!state.nix.supported || waitingFor(state) !== null) return null;
  const behind = behindNow(state);
  if (behind.length === 0) return null;
  const set = [state.flake.path, ...behind.map(({ name, rev }) => `${name} ${rev}`)].join('\n');
  if (set === state.prepared || !readyGivesWay(state, behind)) return null;
  const last = state.history.find((record) => record.kind === 'upgrade');
  if (last !== undefined && cameToNothing(last) && isAbout(last, behind)) return null;
  return { inputs: behind.map(({ name }) => name), set };
}

function behindNow(state: State): readonly Behind[] {
  const check = checkView(state);
  if (check.kind !== 'checked') return [];
  return check.inputs
    .filter(counts)
    .map(({ name, latest }) => ({ name, rev: latest?.rev ?? '' }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** A built system that waits is replaced when it is stale or older than what is behind by now. */
function readyGivesWay({ ready, now }: State, behind: readonly Behind[]): boolean {
  if (ready === null || ready.stale !== null) return true;
  if (isAbout(ready.record, behind)) return false;
  const names = new Set(ready.record.inputs.map((move) => move.name));
  const covers = behind.every(({ name }) => names.has(name));
  const since = Date.parse(ready.record.endedAt ?? ready.record.startedAt);
  return covers || now - since >= peaceMs;
}

function isAbout(record: RunRecord, behind: readonly Behind[]): boolean {
  const moved = new Map(record.inputs.map(({ name, to }) => [name, to]));
  return behind.every(({ name, rev }) => moved.get(name) === rev);
}

function cameToNothing({ outcome, ahead, discardedFor }: RunRecord): boolean {
  // Let go of for what happened since: nobody has said that it is not wanted.
  if (discardedFor !== undefined) return false;
  // Stopped by the program itself, it is taken up again.
  if (ahead === true && outcome === 'cancelled') return false;
  return outcome === 'failed' || outcome === 'cancelled' || outcome === 'discarded';
}
