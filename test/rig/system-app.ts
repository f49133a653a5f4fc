// The app's side of what it asks systemd and logind, alone in a process: one JSON argument, JSON lines out.
import { hold } from '../../main/system/inhibitor.ts';
import { restartUnits, unitStates } from '../../main/system/units.ts';

export interface SystemTask {
  readonly states?: readonly string[];
  readonly restart?: readonly string[];
  /** held until a line comes */
  readonly hold?: string;
}

const tell = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
const task = JSON.parse(process.argv[2] ?? '{}') as SystemTask;

async function work(): Promise<unknown> {
  if (task.states !== undefined) return unitStates(task.states);
  if (task.restart !== undefined) return restartUnits(task.restart);
  if (task.hold === undefined) return null;
  const release = hold(task.hold);
  await new Promise<void>((resolve) => process.stdin.once('data', () => resolve()));
  process.stdin.destroy();
  release();
  return 'released';
}

tell({ event: 'pid', pid: process.pid });
void work().then((end) => tell({ event: 'end', end }));
