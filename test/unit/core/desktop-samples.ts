// Snapshots, inputs and run records that the tray and notice tables start from.
import type { InputReport } from '../../../preload/contract/input.ts';
import type { RunRecord } from '../../../preload/contract/run.ts';
import { defaultSettings } from '../../../preload/contract/settings.ts';
import type { ReadyView, RunView, Snapshot } from '../../../preload/contract/snapshot.ts';

export const now = Date.UTC(2026, 5, 1, 12, 0);

export function input(name: string, more: Partial<InputReport> = {}): InputReport {
  return {
    name,
    type: 'github',
    source: `github:owner/${name}`,
    upstream: `https://github.com/owner/${name}`,
    ref: null,
    flake: true,
    status: 'current',
    reason: null,
    held: false,
    skipped: false,
    locked: { rev: 'a'.repeat(40), lastModified: 1 },
    latest: null,
    follows: null,
    ...more,
  };
}

export function record(more: Partial<RunRecord> = {}): RunRecord {
  return {
    id: '7f0c1b1e-7a3b-4d56-9c39-0a8e6f1d2c01',
    kind: 'upgrade',
    startedAt: new Date(now - 60_000).toISOString(),
    endedAt: new Date(now).toISOString(),
    outcome: 'succeeded',
    step: 'settle',
    restartRecommended: false,
    inputs: [],
    storePath: null,
    generation: 143,
    packages: { changed: 3, added: 1, removed: 0 },
    failedUnits: [],
    diagnosis: null,
    ...more,
  };
}

export function ready(more: Partial<ReadyView> = {}): ReadyView {
  return {
    record: record({ outcome: 'ready', generation: null }),
    review: {
      inputs: [],
      packages: [],
      rebuilt: [],
      closureBytes: null,
      space: null,
      sizeDelta: null,
      restart: [],
      services: [],
      differences: [],
      notices: [],
      builtInMs: 1000,
    },
    stale: null,
    ...more,
  };
}

export function running(kind: Exclude<RunView['kind'], 'idle'>, elsewhere = false): RunView {
  return {
    kind,
    id: '7f0c1b1e-7a3b-4d56-9c39-0a8e6f1d2c02',
    runKind: 'upgrade',
    startedAt: now,
    progress: null,
    verb: null,
    logLines: 0,
    remainingMs: null,
    waits: null,
    elsewhere,
  };
}

export function snapshot(more: Partial<Snapshot> = {}): Snapshot {
  return {
    revision: 1,
    version: '0.1.0',
    rehearsal: false,
    now,
    host: {
      name: 'atlas',
      generation: 143,
      nixosVersion: '26.05',
      kernel: '6.18.9',
      nextKernel: null,
      restartNeeded: false,
    },
    flake: { kind: 'ready', path: '/etc/nixos', host: 'atlas' },
    check: { kind: 'checked', at: now, nextAt: null, inputs: [input('nixpkgs')] },
    behind: 0,
    run: { kind: 'idle' },
    ready: null,
    decision: null,
    history: [],
    settings: defaultSettings,
    managed: [],
    elevation: { kind: 'helper' },
    nix: { version: '2.26.3', supported: true },
    trayHost: true,
    pausedUntil: null,
    waiting: null,
    aheadWaits: null,
    lastGood: {},
    language: 'en',
    notices: [],
    ...more,
  };
}

export function checked(inputs: readonly InputReport[]): Partial<Snapshot> {
  return {
    check: { kind: 'checked', at: now, nextAt: null, inputs },
    behind: inputs.filter((each) => each.status === 'behind' && !each.held && !each.skipped).length,
  };
}
