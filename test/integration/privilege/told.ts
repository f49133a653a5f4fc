// Listens to a program of the polkit world that tells JSON lines.
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { until } from '../helper/rehearsal-world.ts';

export type Told = Record<string, unknown> & { event: string };

/** What it told so far, and a way to wait for more. */
export function listen(child: ChildProcess) {
  const told: Told[] = [];
  let complaints = '';
  let over = false;
  if (child.stdout === null || child.stderr === null) throw new Error('no pipes');
  createInterface({ input: child.stdout }).on('line', (line) => told.push(JSON.parse(line)));
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  child.stdin?.on('error', () => undefined);
  const end = new Promise<void>((resolve) => child.on('close', () => resolve()));
  void end.then(() => {
    over = true;
  });
  return {
    told,
    end,
    say: (line: string) => child.stdin?.write(`${line}\n`),
    has: (event: string) => told.some((one) => one.event === event),
    async hear(event: string): Promise<Told> {
      await until(() => over || told.some((one) => one.event === event));
      const found = told.find((one) => one.event === event);
      if (!found) throw new Error(`no ${event}: ${JSON.stringify(told)} ${complaints}`);
      return found;
    },
  };
}
