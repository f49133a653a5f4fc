// What window, tray and notifier may know, drawn from the state: the same picture for all of them.
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { checkView, counts } from './check-view.ts';
import { recordIn } from './diagnosis/words/languages.ts';
import { aheadWaiting } from './prepare-ahead.ts';
import type { State } from './state.ts';
import { waitingFor } from './waiting.ts';

export function snapshotOf(state: State, revision: number): Snapshot {
  const check = checkView(state);
  return {
    revision,
    version: state.version,
    rehearsal: state.rehearsal,
    now: state.now,
    host: state.host,
    flake: state.flake,
    check,
    behind: check.kind === 'never' ? 0 : check.inputs.filter(counts).length,
    run: state.run,
    ready:
      state.ready === null
        ? null
        : { ...state.ready, record: recordIn(state.ready.record, state.language) },
    decision: state.decision,
    history: state.history.map((record) => recordIn(record, state.language)),
    settings: state.settings,
    managed: state.managed,
    elevation: state.elevation,
    nix: state.nix,
    trayHost: state.trayHost,
    waiting: waitingFor(state),
    aheadWaits: aheadWaiting(state),
    lastGood: state.lastGood,
    language: state.language,
    pausedUntil: state.pausedUntil,
    notices: state.notices,
  };
}
