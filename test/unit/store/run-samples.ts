// Journals that the tests of store and runs start from.

import type { RunFile } from '../../../main/store/run-file.ts';
import type { RunRecord } from '../../../preload/contract/run.ts';

export function runId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export function runRecord(number: number, more: Partial<RunRecord> = {}): RunRecord {
  return {
    id: runId(number),
    kind: 'upgrade',
    startedAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    endedAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000 + 1000).toISOString(),
    outcome: 'succeeded',
    step: 'settle',
    restartRecommended: false,
    inputs: [],
    storePath: '/nix/store/new',
    generation: number,
    packages: { changed: 0, added: 0, removed: 0 },
    failedUnits: [],
    diagnosis: null,
    ...more,
  };
}

export function runFile(
  number: number,
  more: Partial<Omit<RunFile, 'record'>> = {},
  record: Partial<RunRecord> = {},
): RunFile {
  return {
    version: 1,
    record: runRecord(number, record),
    flake: '/etc/nixos',
    host: 'atlas',
    selected: null,
    baseLock: null,
    candidateLock: null,
    fingerprint: null,
    expectedCurrent: '/nix/store/old',
    generationBefore: 1,
    review: null,
    built: 'used',
    activation: null,
    lock: 'untouched',
    lockDetail: null,
    ...more,
  };
}
