// Follows runs of another process (the command line) by their journals, so that the window shows them live.
import { type FSWatcher, mkdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { listRuns, type RunFile, runFolder } from '../store/run-file.ts';
import { isRunLockHeld } from '../store/run-lock.ts';
import { type RunLogReader, readRunLog } from '../store/run-log.ts';
import type { Machine } from '../system/machine.ts';
import type { RunPhase } from './parts.ts';

export interface FollowNews {
  appeared(run: RunFile, phase: RunPhase): void;
  grew(id: string, total: number): void;
  over(): void;
  /** something on disk changed that is no running run */
  changed(): void;
  /** true while this process does a run of its own */
  own(): boolean;
}

/** How often a run that is going on elsewhere is looked at (milliseconds); nothing is, between runs. */
const lookMs = 700;

export function followRuns(machine: Machine, news: FollowNews): { stop(): void } {
  const runs = join(machine.stateDir, 'runs');
  const watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | null = null;
  let following: string | null = null;
  let log: { readonly id: string; readonly reader: RunLogReader } | null = null;
  let stopped = false;

  const look = async () => {
    timer = null;
    if (stopped || news.own()) return;
    const open = (await listRuns(machine.stateDir)).runs.find((run) => run.record.outcome === null);
    // An unfinished journal nobody works on is the next start's to settle, not a run to follow.
    const alive = open !== undefined && (await isRunLockHeld(machine.stateDir));
    if (stopped || news.own()) return;
    if (alive && open !== undefined) {
      following = open.record.id;
      news.appeared(open, phaseOf(open));
      if (log?.id !== following) {
        log = { id: following, reader: readRunLog(runFolder(machine.stateDir, following).log) };
      }
      // A log that cannot be read (root's, say) does not end the watching.
      const { total } = await log.reader.read(0, 0).catch(() => ({ total: 0 }));
      news.grew(following, total);
      later(lookMs);
    } else if (following !== null) {
      following = null;
      news.over();
    } else {
      news.changed();
    }
  };
  const later = (ms: number) => {
    if (!stopped && timer === null) timer = setTimeout(() => void look(), ms);
  };

  try {
    mkdirSync(runs, { recursive: true, mode: 0o700 });
  } catch {
    // a folder that cannot be made has nothing to follow, and every run will say why
  }
  for (const folder of [runs, machine.stateDir]) {
    try {
      const watcher = watch(folder, (_event, name) => {
        if (folder === runs || name === 'history.json') later(200);
      });
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // without a watch the ledger is still read after every run of our own
    }
  }
  later(0);
  return {
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

function phaseOf(run: RunFile): RunPhase {
  switch (run.record.step) {
    case null:
    case 'resolve':
      return 'resolving';
    case 'build':
    case 'review':
      return 'building';
    case 'activate':
    case 'settle':
      return 'activating';
  }
}
