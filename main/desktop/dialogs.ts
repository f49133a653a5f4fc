// What main itself may open outside the window: a folder dialog, a folder, a file, a link it has built.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, shell } from 'electron';

/** The chosen folder, null when the dialog was closed. */
export async function chooseFolder(
  over: BrowserWindow | null,
  title: string,
  startAt: string | null,
): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    title,
    properties: ['openDirectory', 'showHiddenFiles'],
    ...(startAt === null ? {} : { defaultPath: startAt }),
  };
  const { canceled, filePaths } =
    over === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(over, options);
  return canceled ? null : (filePaths[0] ?? null);
}

/**
 * Asks where to put a copy of `path`, and puts it there. Null when it is done or the dialog was
 * closed, else why it could not be written, which the person has been told.
 */
export async function saveCopy(
  over: BrowserWindow | null,
  words: { readonly title: string; readonly failed: string },
  path: string,
  name: string,
): Promise<string | null> {
  const options: Electron.SaveDialogOptions = {
    title: words.title,
    defaultPath: join(app.getPath('home'), name),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  };
  const { canceled, filePath } =
    over === null
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(over, options);
  if (canceled || filePath === '') return null;
  try {
    await copyFile(path, filePath);
    return null;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    dialog.showErrorBox(words.failed, detail);
    return detail;
  }
}

/** Opens a folder or file with the user's own program; null, or why it did not. */
export async function openPath(path: string): Promise<string | null> {
  const problem = await shell.openPath(path);
  return problem === '' ? null : problem;
}

/** False where the link is not https. */
export async function openLink(url: string): Promise<boolean> {
  // SECURITY: 15: whatever it was built from, only a web page is ever handed to the desktop.
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return false;
  await shell.openExternal(url);
  return true;
}
