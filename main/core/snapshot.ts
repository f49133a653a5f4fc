// What window, tray and notifier may know, drawn from the state: the same picture for all of them.
import type { InputReport } from '../../preload/contract/input.ts';
import type { CheckView, Snapshot } from '../../preload/contract/snapshot.ts';
import { recordIn } from './diagnosis/words/languages.ts';
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
    lastGood: state.lastGood,
    language: state.language,
    pausedUntil: state.pausedUntil,
    notices: state.notices,
  };
}

/** The badge counts what is behind and neither held nor skipped. */
export function counts(input: InputReport): boolean {
  return input.status === 'behind' && !input.held && !input.skipped;
}

function checkView(state: State): CheckView {
  const { check, good, nextCheckAt: nextAt } = state;
  const { held } = state.settings;
  const withHold = (input: InputReport) => ({
    ...input,
    held: held.includes(input.name),
    skipped: state.skipped.some(
      (skip) => skip.name === input.name && skip.rev === input.latest?.rev,
    ),
  });
  const inputs = (good?.inputs ?? []).map(withHold);
  if (check.kind === 'checking') {
    const fresh = new Map(Object.entries(check.fresh));
    const known = inputs.map((input) => fresh.get(input.name) ?? input);
    for (const { name } of inputs) fresh.delete(name);
    return {
      kind: 'checking',
      since: check.since,
      done: check.done,
      of: check.of,
      inputs: [...known, ...fresh.values()].map(withHold),
    };
  }
  if (check.failure !== null) {
    const { at, kind, detail } = check.failure;
    return {
      kind: 'failed',
      at,
      nextAt,
      failure: { kind, detail },
      lastGoodAt: good?.at ?? null,
      inputs,
    };
  }
  if (good === null) return { kind: 'never', nextAt };
  return { kind: 'checked', at: good.at, nextAt, inputs };
}
