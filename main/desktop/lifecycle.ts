// How the program starts and ends: one instance, a tidy quit, and no end when the last window closes.
import { app, Menu } from 'electron';
import { declareScheme } from './scheme.ts';
import { sandboxEverything } from './security.ts';

const quitWithinMs = 5_000;

/**
 * Before the app is ready. False: another instance runs, it has been handed `argv` and shows its
 * window, and this one must end.
 */
export function prepareElectron(options: {
  /** Electron's own files: caches, cookies, the lock of the single instance */
  readonly dataFolder: string;
  readonly argv: readonly string[];
}): boolean {
  app.setPath('userData', options.dataFolder);
  // Measured: 10 MB less for a program that shows one calm window at times.
  app.disableHardwareAcceleration();
  // No menu bar anywhere; the keys that one would bind are in window-keys.ts.
  Menu.setApplicationMenu(null);
  app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
  if (!app.requestSingleInstanceLock({ argv: options.argv })) return false;
  app.on('second-instance', (_event, _chromiumsArgv, _folder, data) => {
    const argv = (data as { argv?: unknown } | null)?.argv;
    secondStart(Array.isArray(argv) ? argv.map(String) : []);
  });
  sandboxEverything();
  declareScheme();
  return true;
}

let missed: (readonly string[])[] = [];
let secondStart = (argv: readonly string[]): void => {
  missed.push(argv);
};

/** `asked` hears the arguments of every later start, and now of those that came while this one began. */
export function onSecondStart(asked: (argv: readonly string[]) => void): void {
  secondStart = asked;
  for (const argv of missed) asked(argv);
  missed = [];
}

/** The tray outlives the window; `tidyUp` is waited for before the program ends, for a few seconds. */
export function onQuit(begin: () => void, tidyUp: () => Promise<void>): void {
  app.on('window-all-closed', () => undefined);
  let tidied = false;
  let tidying = false;
  app.on('before-quit', (event) => {
    begin();
    if (tidied) return;
    event.preventDefault();
    if (tidying) return;
    tidying = true;
    const limit = new Promise<void>((resolve) => setTimeout(resolve, quitWithinMs));
    void Promise.race([tidyUp().catch(() => undefined), limit]).then(() => {
      tidied = true;
      // Not inside the `before-quit` that asked: Electron would forget this quit when that returns.
      setImmediate(() => app.quit());
    });
  });
}
