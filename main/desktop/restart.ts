// Asks a person whether the computer may be restarted, and only then has it restarted.
import { type BrowserWindow, dialog } from 'electron';
import { reboot } from '../system/reboot.ts';
import type { DesktopText } from './text/text.ts';

/** Two clicks, one question. */
let asking = false;

/** `over` is the open window, null without one. */
export async function askRestart(
  over: BrowserWindow | null,
  text: DesktopText['restart'],
): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    const { response } = await ask(over, {
      type: 'question',
      message: text.title,
      detail: text.detail,
      buttons: [text.stay, text.restart],
      // Nobody restarts by pressing Enter once too often.
      defaultId: 0,
      cancelId: 0,
    });
    if (response !== 1) return;
    const answer = await reboot();
    if (answer.kind === 'asked') return;
    await ask(over, { type: 'error', message: text.failed, detail: answer.detail });
  } finally {
    asking = false;
  }
}

function ask(over: BrowserWindow | null, options: Electron.MessageBoxOptions) {
  return over === null || over.isDestroyed()
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(over, options);
}
