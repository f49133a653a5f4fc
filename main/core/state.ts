// The program's whole state: everything that window, tray and notifications are pictures of.
import type { InputReport } from '../../preload/contract/input.ts';
import type { RunRecord } from '../../preload/contract/run.ts';
import { defaultSettings, type Settings } from '../../preload/contract/settings.ts';
import type {
  Decision,
  ElevationView,
  Failure,
  FlakeView,
  HostView,
  ReadyView,
  RunView,
  Snapshot,
} from '../../preload/contract/snapshot.ts';
import type { Language } from '../../preload/contract/words.ts';

/** The last good answer; times are milliseconds since the epoch. */
export interface GoodAnswer {
  readonly at: number;
  /** the folder it is about */
  readonly flake: string;
  readonly inputs: readonly InputReport[];
}

export type CheckState =
  | { readonly kind: 'resting'; readonly failure: (Failure & { readonly at: number }) | null }
  | {
      readonly kind: 'checking';
      readonly since: number;
      readonly done: number;
      readonly of: number;
      /** the flake changed while it was being checked */
      readonly again: boolean;
      /** answers of this check so far, by input name */
      readonly fresh: Readonly<Record<string, InputReport>>;
    };

export interface Skip {
  readonly name: string;
  readonly rev: string;
}

/** What the machine is living on right now; what nobody tells is taken as good. */
export interface Surroundings {
  readonly network: boolean;
  readonly metered: boolean;
  readonly lowBattery: boolean;
  readonly onBattery: boolean;
  /** the session says so of itself: idle or locked */
  readonly away: boolean;
}

/** Whether the computer has time for work that nobody waits for. */
export interface Stillness {
  /** unknown where the desktop does not tell */
  readonly person: 'here' | 'away' | 'unknown';
  /** no other work to get in the way of */
  readonly calm: boolean;
}

export interface State {
  readonly version: string;
  readonly rehearsal: boolean;
  /** milliseconds since the epoch of the newest event */
  readonly now: number;
  readonly host: HostView;
  readonly flake: FlakeView;
  readonly check: CheckState;
  readonly good: GoodAnswer | null;
  readonly nextCheckAt: number | null;
  readonly run: RunView;
  /** a run was started and its first sign has not come yet */
  readonly starting: boolean;
  readonly history: readonly RunRecord[];
  readonly ready: ReadyView | null;
  readonly decision: Decision | null;
  readonly settings: Settings;
  readonly managed: readonly (keyof Settings)[];
  readonly elevation: ElevationView;
  readonly nix: Snapshot['nix'];
  readonly trayHost: boolean;
  readonly pausedUntil: number | null;
  /** revisions that a person chose not to be told about */
  readonly skipped: readonly Skip[];
  readonly lastGood: Snapshot['lastGood'];
  readonly surroundings: Surroundings;
  readonly stillness: Stillness;
  readonly language: Language;
  /** fingerprint of the set of behind inputs last told; '' for none */
  readonly told: string;
  /** the set of revisions last prepared ahead, '' for none; once a set is enough */
  readonly prepared: string;
  /** the run that starts or goes on was begun by nobody but the program */
  readonly ahead: boolean;
  readonly notices: Snapshot['notices'];
}

export function firstState(version: string, rehearsal: boolean, now: number): State {
  return {
    version,
    rehearsal,
    now,
    host: {
      name: '',
      generation: null,
      nixosVersion: null,
      kernel: null,
      nextKernel: null,
      restartNeeded: false,
    },
    flake: { kind: 'unset', found: [] },
    check: { kind: 'resting', failure: null },
    good: null,
    nextCheckAt: null,
    run: { kind: 'idle' },
    starting: false,
    history: [],
    ready: null,
    decision: null,
    settings: defaultSettings,
    managed: [],
    elevation: { kind: 'unavailable', reason: 'no-helper' },
    nix: { version: null, supported: false },
    // Until somebody says otherwise: a window that closes must not make the program vanish.
    trayHost: false,
    pausedUntil: null,
    skipped: [],
    lastGood: {},
    surroundings: {
      network: true,
      metered: false,
      lowBattery: false,
      onBattery: false,
      away: false,
    },
    // A toy has nobody to disturb; of a computer it is known only once it was looked at.
    stillness: rehearsal ? { person: 'away', calm: true } : { person: 'here', calm: false },
    language: 'en',
    told: '',
    prepared: '',
    ahead: false,
    notices: [],
  };
}
