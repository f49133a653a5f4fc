// Joins the effects that need a desktop to the desktop, which is made after them.
import type { Desktop } from './desktop/desktop.ts';
import type { Desk } from './effects.ts';
import type { RunningProgram } from './program.ts';

export interface LateDesk {
  readonly forEffects: Desk;
  serve(desktop: Desktop, program: RunningProgram): void;
}

export function createDesk(report: (what: string, error?: unknown) => void): LateDesk {
  let served: { desktop: Desktop; program: RunningProgram } | null = null;
  const with_ = <T>(work: (one: { desktop: Desktop; program: RunningProgram }) => T): T | null =>
    served === null ? null : work(served);
  return {
    serve(desktop, program) {
      served = { desktop, program };
    },
    forEffects: {
      async chooseFolder() {
        const { flake } = served?.program.snapshot() ?? { flake: { kind: 'unset' as const } };
        const startAt = flake.kind === 'unset' ? null : flake.path;
        return with_(({ desktop }) => desktop.chooseFlakeFolder(startAt));
      },
      openPath(path) {
        void with_(async ({ desktop }) => {
          const problem = await desktop.openPath(path);
          if (problem !== null) report(`open ${path}`, problem);
        });
      },
      openLink(url) {
        void with_(({ desktop }) => desktop.openLink(url));
      },
      changeWorkspace(rehearsal) {
        void with_(({ program }) => program.changeWorkspace(rehearsal));
      },
      quit() {
        with_(({ desktop }) => desktop.quit());
      },
    },
  };
}
