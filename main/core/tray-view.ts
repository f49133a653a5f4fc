// What the tray shows, as a pure picture of the snapshot: icon, count, tooltip and menu.
import type { Intent } from '../../preload/contract/intent.ts';
import type { RunRecord } from '../../preload/contract/run.ts';
import type { Decision, RunView, Snapshot } from '../../preload/contract/snapshot.ts';
import type { Outcome } from '../../preload/contract/words.ts';

export const trayIcons = [
  'idle',
  'checking',
  'behind',
  'working',
  'ready',
  'attention',
  'restart',
] as const;
export type TrayIcon = (typeof trayIcons)[number];

export const trayCounts = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '9+'] as const;
export type TrayCount = (typeof trayCounts)[number];

export const screens = ['updates', 'activity', 'history', 'settings'] as const;
export type Screen = (typeof screens)[number];

/** `show` without a screen leaves the window where it is. */
export type TrayAction =
  | { readonly kind: 'send'; readonly intent: Intent }
  | { readonly kind: 'show'; readonly screen: Screen | null }
  /** asks first, and only then restarts the computer */
  | { readonly kind: 'restart' };

export type TrayItem =
  | { readonly kind: 'separator' }
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'command'; readonly text: string; readonly action: TrayAction | null }
  | {
      readonly kind: 'toggle';
      readonly text: string;
      readonly on: boolean;
      readonly action: TrayAction | null;
    }
  | { readonly kind: 'submenu'; readonly text: string; readonly items: readonly TrayItem[] };

export interface TrayView {
  readonly icon: TrayIcon;
  readonly count: TrayCount;
  readonly tooltip: string;
  readonly menu: readonly TrayItem[];
}

type Step = Exclude<RunView['kind'], 'idle'> | 'pruning';

/** The line on top of the menu; counts of a running build belong to the tooltip only. */
export type TrayState =
  | { readonly kind: 'no-flake' }
  | { readonly kind: 'flake-unreadable' }
  | { readonly kind: 'decide' }
  | { readonly kind: 'running'; readonly step: Step }
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-checked' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'check-failed'; readonly lastGoodAt: number | null }
  | {
      readonly kind: 'checked';
      readonly behind: number;
      readonly of: number;
      readonly notChecked: number;
      /** behind, but held back or skipped: never counted */
      readonly held: number;
    };

/** The sentences of the tray, one function a sentence; times are milliseconds since the epoch. */
export interface TrayText {
  state(state: TrayState): string;
  progress(built: number, toBuild: number, fetched: number, toFetch: number): string;
  restartNeeded(): string;
  paused(until: number, now: number): string;
  lastRun(outcome: Outcome, generation: number | null, endedAt: string, now: number): string;
  readonly rehearsal: string;
  /** of an item that is shown before anything is known */
  readonly starting: string;
  readonly checkNow: string;
  readonly upgrade: string;
  readonly cancel: string;
  readonly switchToBuilt: string;
  /** what is to be decided, as a command that opens the window there */
  decide(kind: Decision['kind']): string;
  readonly restart: string;
  readonly hold: string;
  readonly pause: string;
  readonly pauseDay: string;
  readonly pauseWeek: string;
  readonly resume: string;
  readonly open: string;
  readonly settings: string;
  readonly quit: string;
}

export function trayView(snapshot: Snapshot, text: TrayText): TrayView {
  return {
    icon: icon(snapshot),
    count: count(snapshot.behind),
    tooltip: tooltip(snapshot, text),
    menu: menu(snapshot, text),
  };
}

function count(behind: number): TrayCount {
  if (behind > 9) return '9+';
  return trayCounts[Math.max(0, Math.trunc(behind))] ?? '0';
}

function icon(snapshot: Snapshot): TrayIcon {
  if (snapshot.run.kind !== 'idle') return 'working';
  const state = trayState(snapshot);
  if (state.kind === 'decide' || state.kind === 'flake-unreadable') return 'attention';
  if (snapshot.ready !== null && snapshot.ready.stale === null) return 'ready';
  if (wentWrong(lastEnded(snapshot)) || state.kind === 'check-failed') return 'attention';
  // Nothing is behind only as far as everybody answered: silence must not look like good news.
  if (state.kind === 'checked' && state.behind === 0 && state.notChecked > 0) return 'attention';
  if (snapshot.host.restartNeeded) return 'restart';
  if (state.kind === 'checking') return 'checking';
  return snapshot.behind > 0 ? 'behind' : 'idle';
}

function trayState(snapshot: Snapshot): TrayState {
  const { run, flake, check } = snapshot;
  if (run.kind !== 'idle') {
    const pruning = run.kind === 'activating' && run.runKind === 'prune';
    return { kind: 'running', step: pruning ? 'pruning' : run.kind };
  }
  if (snapshot.decision !== null) return { kind: 'decide' };
  if (flake.kind === 'unset') return { kind: 'no-flake' };
  if (flake.kind === 'unreadable') return { kind: 'flake-unreadable' };
  if (snapshot.ready !== null && snapshot.ready.stale === null) return { kind: 'ready' };
  switch (check.kind) {
    case 'never':
      return { kind: 'not-checked' };
    case 'checking':
      return { kind: 'checking' };
    case 'failed':
      return { kind: 'check-failed', lastGoodAt: check.lastGoodAt };
    case 'checked':
      return {
        kind: 'checked',
        behind: snapshot.behind,
        of: check.inputs.length,
        notChecked: check.inputs.filter(
          (input) => input.status === 'unreachable' && !input.held && !input.skipped,
        ).length,
        held: check.inputs.filter(
          (input) => input.status === 'behind' && (input.held || input.skipped),
        ).length,
      };
  }
}

function tooltip(snapshot: Snapshot, text: TrayText): string {
  const { run } = snapshot;
  const progress = run.kind === 'building' ? run.progress : null;
  return [
    text.state(trayState(snapshot)),
    progress !== null && progress.builds.expected + progress.fetches.expected > 0
      ? text.progress(
          progress.builds.done,
          progress.builds.expected,
          progress.fetches.done,
          progress.fetches.expected,
        )
      : null,
    snapshot.host.restartNeeded ? text.restartNeeded() : null,
    isPaused(snapshot) ? text.paused(snapshot.pausedUntil ?? 0, snapshot.now) : null,
    snapshot.rehearsal ? text.rehearsal : null,
  ]
    .filter((part) => part !== null)
    .join('\n');
}

function menu(snapshot: Snapshot, text: TrayText): readonly TrayItem[] {
  const last = lastEnded(snapshot);
  const paused = isPaused(snapshot);
  return [
    { kind: 'label', text: text.state(trayState(snapshot)) },
    ...(snapshot.rehearsal ? [{ kind: 'label', text: text.rehearsal } as const] : []),
    ...(snapshot.host.restartNeeded
      ? [{ kind: 'label', text: text.restartNeeded() } as const]
      : []),
    { kind: 'separator' },
    ...waiting(snapshot, text),
    {
      kind: 'command',
      text: text.checkNow,
      action:
        snapshot.flake.kind === 'unset' || snapshot.check.kind === 'checking'
          ? null
          : send({ kind: 'check' }),
    },
    runCommand(snapshot, text),
    ...hold(snapshot, text),
    { kind: 'separator' },
    ...(last === null
      ? []
      : [
          {
            kind: 'command',
            text: text.lastRun(
              last.outcome,
              last.record.generation,
              last.record.endedAt ?? last.record.startedAt,
              snapshot.now,
            ),
            action: { kind: 'show', screen: 'history' },
          } as const,
          { kind: 'separator' } as const,
        ]),
    ...(paused
      ? [
          { kind: 'label', text: text.paused(snapshot.pausedUntil ?? 0, snapshot.now) } as const,
          {
            kind: 'command',
            text: text.resume,
            action: send({ kind: 'pause', hours: 0 }),
          } as const,
        ]
      : [
          {
            kind: 'submenu',
            text: text.pause,
            items: [
              {
                kind: 'command',
                text: text.pauseDay,
                action: send({ kind: 'pause', hours: 24 }),
              },
              {
                kind: 'command',
                text: text.pauseWeek,
                action: send({ kind: 'pause', hours: 24 * 7 }),
              },
            ],
          } as const,
        ]),
    { kind: 'command', text: text.open, action: { kind: 'show', screen: null } },
    { kind: 'command', text: text.settings, action: { kind: 'show', screen: 'settings' } },
    { kind: 'command', text: text.quit, action: send({ kind: 'quit' }) },
  ];
}

/** What waits for a person is decided in the window, where it can be read first. */
function waiting(snapshot: Snapshot, text: TrayText): readonly TrayItem[] {
  if (snapshot.run.kind !== 'idle') return [];
  const action = { kind: 'show', screen: 'activity' } as const;
  const { decision } = snapshot;
  if (decision !== null) return [{ kind: 'command', text: text.decide(decision.kind), action }];
  if (snapshot.ready !== null && snapshot.ready.stale === null) {
    return [{ kind: 'command', text: text.switchToBuilt, action }];
  }
  // A rehearsal's restart is one of its toy; this computer has nothing to do with it.
  if (snapshot.host.restartNeeded && !snapshot.rehearsal) {
    return [{ kind: 'command', text: text.restart, action: { kind: 'restart' } }];
  }
  return [];
}

/** A longer list than this is for the window. */
const holdable = 20;

/** What is behind and could be held, and what is held and could be let go. */
function hold(snapshot: Snapshot, text: TrayText): readonly TrayItem[] {
  const { held } = snapshot.settings;
  const inputs = snapshot.check.kind === 'never' ? [] : snapshot.check.inputs;
  const names = inputs
    .filter((input) => held.includes(input.name) || input.status === 'behind')
    .map((input) => input.name);
  if (names.length === 0) return [];
  const fixed = snapshot.managed.includes('held');
  const toggle = (name: string): TrayItem => {
    const on = held.includes(name);
    const next = on ? held.filter((other) => other !== name) : [...held, name];
    const action = fixed ? null : send({ kind: 'save-settings', patch: { held: next } });
    return { kind: 'toggle', text: name, on, action };
  };
  const rest: readonly TrayItem[] =
    names.length > holdable
      ? [{ kind: 'command', text: text.open, action: { kind: 'show', screen: 'updates' } }]
      : [];
  const items = [...names.slice(0, holdable).map(toggle), ...rest];
  return [{ kind: 'submenu', text: text.hold, items }];
}

function runCommand(snapshot: Snapshot, text: TrayText): TrayItem {
  const { run } = snapshot;
  if (run.kind === 'idle')
    return { kind: 'command', text: text.upgrade, action: upgrade(snapshot) };
  const stoppable =
    !run.elsewhere &&
    (run.kind === 'resolving' || run.kind === 'building' || run.kind === 'authorising');
  return {
    kind: 'command',
    text: text.cancel,
    action: stoppable ? send({ kind: 'cancel' }) : null,
  };
}

/**
 * The upgrade that one click means: everything, except what a person holds or skips. Null where
 * none can start now, because there is no flake, nothing left to move, or a decision to make first.
 */
export function upgrade(snapshot: Snapshot): TrayAction | null {
  if (snapshot.flake.kind !== 'ready' || snapshot.decision !== null) return null;
  if (snapshot.run.kind !== 'idle') return null;
  const inputs = snapshot.check.kind === 'never' ? [] : snapshot.check.inputs;
  if (!inputs.some((input) => input.held || input.skipped)) {
    return send({ kind: 'upgrade', inputs: null });
  }
  const wanted = inputs.filter(
    (input) => input.status === 'behind' && !input.held && !input.skipped,
  );
  if (wanted.length === 0) return null;
  return send({ kind: 'upgrade', inputs: wanted.map((input) => input.name) });
}

function send(intent: Intent): TrayAction {
  return { kind: 'send', intent };
}

function isPaused(snapshot: Snapshot): boolean {
  return snapshot.pausedUntil !== null && snapshot.pausedUntil > snapshot.now;
}

interface Ended {
  readonly record: RunRecord;
  readonly outcome: Outcome;
}

/** The newest rebuild that has come to an end, which `ready` and `discarded` are not. */
function lastEnded(snapshot: Snapshot): Ended | null {
  for (const record of snapshot.history) {
    const { kind, outcome } = record;
    if (kind === 'update' || kind === 'prune' || outcome === null) continue;
    // What nobody asked for and came to nothing needs nobody's attention either.
    if (record.ahead === true && record.step !== 'activate' && record.step !== 'settle') continue;
    if (outcome !== 'ready' && outcome !== 'discarded') {
      return { record, outcome };
    }
  }
  return null;
}

function wentWrong(last: Ended | null): boolean {
  if (last === null) return false;
  switch (last.outcome) {
    case 'failed':
    case 'refused':
    case 'activation-failed':
    case 'units-failed':
    case 'interrupted':
      return true;
    // what a person or a policy decided needs nobody's attention, nor does success
    case 'ready':
    case 'succeeded':
    case 'unchanged':
    case 'restart-required':
    case 'cancelled':
    case 'denied':
    case 'auth-failed':
    case 'dismissed':
    case 'no-agent':
    case 'no-pkexec':
    case 'discarded':
      return false;
  }
}
