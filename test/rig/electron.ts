// Which Electron the tests start: the one that set-up found.
import { findElectron } from '../../build/setup/electron.mjs';

/** The executable's path, or null when set-up has found none that runs (then tests skip). */
export function electronPath(): string | null {
  return findElectron()?.path ?? null;
}
