// Where Snowbell is put together: the parts are made, joined and started. No logic lives here.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { createDesk } from './desk.ts';
import { createAutostart, startCommand } from './desktop/autostart.ts';
import { startDesktop } from './desktop/desktop.ts';
import { askedLanguages, followLanguage } from './desktop/language.ts';
import { prepareElectron } from './desktop/lifecycle.ts';
import { desktopText } from './desktop/text/languages.ts';
import { createProgram } from './program.ts';
import { createJournal } from './program-log.ts';
import { assetPath } from './site.ts';
import { realMachine } from './system/machine.ts';
import { parseWindowArguments } from './window-arguments.ts';

const asked = parseWindowArguments(process.argv);
const { stateDir, cacheDir, configDir } = realMachine(process.env);
mkdirSync(stateDir, { recursive: true, mode: 0o700 });
const report = createJournal(join(stateDir, 'snowbell.log'));

const dataFolder = join(cacheDir, asked.rehearsal ? 'electron-rehearsal' : 'electron');
if (prepareElectron({ dataFolder, argv: asked.passedOn })) {
  const desk = createDesk(report);
  // The program needs no display: it opens while Chromium gets ready. A top-level await of `ready`
  // would hang, because Electron waits for this module first.
  Promise.all([createProgram({ asked, desk: desk.forEffects, report }), app.whenReady()])
    .then(async ([program]) => {
      followLanguage(program, [
        ...askedLanguages(process.env),
        ...app.getPreferredSystemLanguages(),
      ]);
      const desktop = await startDesktop({
        program,
        text: desktopText,
        folders: {
          renderer: assetPath('renderer'),
          preload: assetPath('preload/index.cjs'),
          icons: assetPath('icons'),
          state: stateDir,
        },
        development: !app.isPackaged && asked.development,
        report,
        told: program.told,
        toldChanged: (told) => program.dispatch({ kind: 'told', told }),
        trayHostChanged: (present) => program.dispatch({ kind: 'tray-host', present }),
        autostart: createAutostart(
          join(dirname(configDir), 'autostart'),
          startCommand([process.execPath, app.getAppPath()], process.env),
          report,
        ),
        secondStart: program.secondStart,
        tidyUp: program.close,
      });
      desk.serve(desktop, program);
      if (!asked.hidden) desktop.show(null);
    })
    .catch((error: unknown) => {
      report('start', error);
      app.exit(1);
    });
} else {
  app.quit();
}
