// Where Snowbell begins: one instance, its tray item at once, and only then everything else.
import { join } from 'node:path';
import { app } from 'electron';
import { assetPath } from './asset-path.ts';
import { startingView } from './core/starting-tray.ts';
import { dataFolder } from './desktop/data-folder.ts';
import { prepareElectron } from './desktop/lifecycle.ts';
import { createTray } from './desktop/tray.ts';
import { readTrayMemory } from './desktop/tray-memory.ts';
import { createJournal } from './program-log.ts';
import { realMachine } from './system/machine.ts';
import { parseWindowArguments } from './window-arguments.ts';

const asked = parseWindowArguments(process.argv);
const machine = realMachine(process.env);
const report = createJournal(join(machine.stateDir, 'snowbell.log'));

const ownFiles = dataFolder(
  machine.cacheDir,
  process.env.XDG_RUNTIME_DIR,
  asked.rehearsal ? 'electron-rehearsal' : 'electron',
);
if (prepareElectron({ dataFolder: ownFiles, argv: asked.passedOn })) {
  const trayMemory = join(ownFiles, 'tray.json');
  // A top-level await of `ready` would hang, because Electron waits for this module first.
  app
    .whenReady()
    .then(async () => {
      const tray = createTray(startingView(readTrayMemory(trayMemory)), assetPath('icons'));
      // Nothing above may need what is loaded here: it is what a start takes longest for.
      const { compose } = await import('./compose.ts');
      await compose({
        asked,
        machine,
        tray,
        trayMemory,
        report,
        electron: {
          command: [process.execPath, app.getAppPath()],
          packaged: app.isPackaged,
          languages: app.getPreferredSystemLanguages(),
        },
      });
    })
    .catch((error: unknown) => {
      report('start', error);
      app.exit(1);
    });
} else {
  app.quit();
}
