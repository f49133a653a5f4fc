// Notices when somebody saves, checks out or updates the flake by hand.
import { type FSWatcher, watch } from 'node:fs';

const watched = new Set(['flake.lock', 'flake.nix']);
/** An editor's save and git's checkout are several events; one answer a moment later covers them. */
const settleMs = 400;

/** Calls back after a change of flake.nix or flake.lock; returns how to stop. */
export function watchFlake(folder: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  let watcher: FSWatcher | null = null;
  try {
    // The folder, not the files: a save by rename would take the watched file away.
    watcher = watch(folder, (_event, name) => {
      if (name !== null && !watched.has(name)) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(changed, settleMs);
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    // A folder that cannot be watched is still looked at by schedule.
  }
  return () => {
    if (timer !== null) clearTimeout(timer);
    watcher?.close();
  };
}
