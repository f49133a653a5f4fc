// What main itself may open outside the window: a folder dialog, a folder, a file, a link it has built.
import { type BrowserWindow, dialog, shell } from 'electron';

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
