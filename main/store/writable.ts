// Whether something can be kept in a folder, or the folder be made.
import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Asks the folder itself, or the nearest one above it that is there; a full disk is not noticed. */
export async function canKeepIn(folder: string): Promise<boolean> {
  try {
    if (!(await stat(folder)).isDirectory()) return false;
    await access(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const above = dirname(folder);
    return code === 'ENOENT' && above !== folder ? canKeepIn(above) : false;
  }
}
