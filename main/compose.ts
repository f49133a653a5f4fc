// Where Snowbell is put together: the parts are made, joined and started. No logic lives here.
import { dirname, join } from 'node:path';
import { assetPath } from './asset-path.ts';
import { createDesk } from './desk.ts';
import { createAutostart, startCommand } from './desktop/autostart.ts';
import { startDesktop } from './desktop/desktop.ts';
import { askedLanguages, followLanguage } from './desktop/language.ts';
import { desktopText } from './desktop/text/languages.ts';
import type { TrayItemHandle } from './desktop/tray.ts';
import { openTrayMemory } from './desktop/tray-memory.ts';
import { createProgram } from './program.ts';
import type { Machine } from './system/machine.ts';
import type { WindowArguments } from './window-arguments.ts';

export interface Begun {
  readonly asked: WindowArguments;
  readonly machine: Machine;
  /** the item that is shown already */
  readonly tray: TrayItemHandle;
  /** the file that tells the next start what to show */
  readonly trayMemory: string;
  readonly report: (what: string, error?: unknown) => void;
  readonly electron: {
    /** what starts this program again */
    readonly command: readonly [string, string];
    readonly packaged: boolean;
    /** of the desktop, the best first */
    readonly languages: readonly string[];
  };
}

/** After Electron is ready; settles when everything goes. */
export async function compose({ asked, machine, tray, report, ...begun }: Begun): Promise<void> {
  const desk = createDesk(report);
  const memory = openTrayMemory(begun.trayMemory);
  const program = await createProgram({ asked, desk: desk.forEffects, report });
  followLanguage(program, [...askedLanguages(process.env), ...begun.electron.languages]);
  const desktop = await startDesktop({
    program,
    tray,
    trayShown(shown) {
      // A rehearsal that was entered later is none of what the next start begins with.
      if (program.snapshot().rehearsal === asked.rehearsal) memory.keep(shown);
    },
    text: desktopText,
    folders: {
      renderer: assetPath('renderer'),
      preload: assetPath('preload/index.cjs'),
      icons: assetPath('icons'),
      state: machine.stateDir,
    },
    development: !begun.electron.packaged && asked.development,
    report,
    told: program.told,
    toldChanged: (told) => program.dispatch({ kind: 'told', told }),
    trayHostChanged: (present) => program.dispatch({ kind: 'tray-host', present }),
    autostart: createAutostart(
      join(dirname(machine.configDir), 'autostart'),
      startCommand([...begun.electron.command], process.env),
      report,
    ),
    secondStart: program.secondStart,
    tidyUp: async () => {
      await Promise.all([program.close(), memory.written()]);
    },
  });
  desk.serve(desktop, program);
  if (!asked.hidden) desktop.show(null);
}
