// Joins the effects that need a desktop to the desktop, which is made after them.
import type { Desktop } from './desktop/desktop.ts';
import type { Desk } from './effects.ts';
import type { RunningProgram } from './program.ts';

export interface LateDesk {
  readonly forEffects: Desk;
  serve(desktop: Desktop, program: RunningProgram): void;
}

/** What is wished for before there is a desktop is done as soon as there is one. */
export function createDesk(report: (what: string, error?: unknown) => void): LateDesk {
  let serve: LateDesk['serve'] = () => undefined;
  const served = new Promise<{ desktop: Desktop; program: RunningProgram }>((resolve) => {
    serve = (desktop, program) => resolve({ desktop, program });
  });
  // Somebody has just started the program.
  let idleSeconds: Desk['idleSeconds'] = () => 0;
  return {
    serve(desktop, program) {
      idleSeconds = desktop.idleSeconds;
      serve(desktop, program);
    },
    forEffects: {
      async chooseFolder() {
        const { desktop, program } = await served;
        const { flake } = program.snapshot();
        return desktop.chooseFlakeFolder(flake.kind === 'unset' ? null : flake.path);
      },
      openPath(path) {
        void served.then(async ({ desktop }) => {
          const problem = await desktop.openPath(path);
          if (problem !== null) report(`open ${path}`, problem);
        });
      },
      saveCopy(path, name) {
        void served.then(async ({ desktop }) => {
          const problem = await desktop.saveCopy(path, name);
          if (problem !== null) report(`save ${path}`, problem);
        });
      },
      openLink(url) {
        void served.then(({ desktop }) => desktop.openLink(url));
      },
      changeWorkspace(rehearsal) {
        void served.then(({ program }) => program.changeWorkspace(rehearsal));
      },
      idleSeconds: () => idleSeconds(),
      quit() {
        void served.then(({ desktop }) => desktop.quit());
      },
    },
  };
}
