// The units that an activation left failed: each with its status, and on a terminal the offer to start them again.
import { restartUnits, unitStates } from '../system/units.ts';
import { asked } from './question.ts';
import type { Shell } from './shell.ts';
import { visible } from './visible.ts';

export async function tellFailedUnits(shell: Shell, names: readonly string[]): Promise<void> {
  const { out, command, site } = shell;
  // A rehearsal's units are nobody's; this computer's of the same name are not meant.
  if (names.length === 0 || site.machine.kind === 'rehearsal') return;
  const states = new Map((await unitStates(names)).map((state) => [state.name, state]));
  for (const name of names) {
    const state = states.get(name);
    const words =
      state === undefined
        ? 'not known to systemd'
        : `${state.active} (${[state.sub, state.result].filter((word) => word !== null && word !== '').join(', ')})`;
    out.tell(visible(`  ${name}  ${words}`));
  }
  out.tell('"systemctl status UNIT" tells more of one.');
  if (command.json || !out.interactive) return;
  const answer = await asked(shell, 'Restart them now? systemd may ask for the password. [y/N] ');
  if (!/^y(es)?$/i.test(answer ?? '')) return;
  const done = await restartUnits(names);
  switch (done.kind) {
    case 'restarted':
      out.tell('They run now.');
      return;
    case 'failed':
      out.tell(visible(`Not all of them run: ${done.detail}`));
      return;
  }
}
