// The small file that tells the next start what its tray item may show at once.
import { readFileSync } from 'node:fs';
import { readStartingTray, type StartingTray } from '../core/starting-tray.ts';
import { writeJson } from '../store/json-file.ts';

/** Null where there is none or none that is understood: it is a cache, and is written anew. */
export function readTrayMemory(path: string): StartingTray | null {
  try {
    return readStartingTray(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

export interface TrayMemory {
  /** writes only what differs from the last */
  keep(tray: StartingTray): void;
  /** settles when nothing is being written */
  written(): Promise<unknown>;
}

export function openTrayMemory(path: string): TrayMemory {
  let kept = JSON.stringify(readTrayMemory(path));
  let writing: Promise<unknown> = Promise.resolve();
  return {
    keep(tray) {
      const next = JSON.stringify(tray);
      if (next === kept) return;
      kept = next;
      // A cache folder that cannot be written costs the next start a neutral icon, and nobody a word.
      writing = writing.then(() => writeJson(path, tray));
    },
    written: () => writing,
  };
}
