// Puts a program behind the password: through pkexec or run0, with a dialog or a prompt on the terminal.
import { setTimeout } from 'node:timers/promises';
import type { ActivationEnd } from './activation.ts';
import { startTextAgent } from './text-agent.ts';
import type { Elevator } from './way.ts';

/** How long (milliseconds) the terminal's prompt may take to reach polkit. */
const agentMs = 5000;

/** The polkit action that is asked about: run0's is systemd's own, whatever it starts. */
export function actionOf(by: Elevator, action: string): string {
  switch (by.kind) {
    case 'pkexec':
      return action;
    case 'run0':
      return 'org.freedesktop.systemd1.manage-units';
  }
}

/** run0 heeds no SIGTERM while systemd waits for the password, and would still start what nobody waits for. */
export function tetherOf(by: Elevator | null): 'none' | 'hard' {
  return by?.kind === 'run0' ? 'hard' : 'none';
}

/** `attempt` is given the whole argv and may be called again where nobody could ask for the password. */
export async function askThrough(
  asked: { readonly by: Elevator; readonly textPrompt: boolean },
  program: readonly string[],
  attempt: (argv: readonly string[]) => Promise<ActivationEnd>,
): Promise<ActivationEnd> {
  const { by, textPrompt } = asked;
  // run0 asks on a terminal by itself, and tells the program nothing of who asked.
  if (by.kind === 'run0') {
    return attempt([by.path, `--setenv=PKEXEC_UID=${process.getuid?.() ?? 0}`, ...program]);
  }
  const quiet = [by.path, '--disable-internal-agent', ...program];
  const first = await attempt(quiet);
  if (first.kind !== 'no-agent' || !textPrompt) return first;
  const agent = startTextAgent();
  if (agent === null) return attempt([by.path, ...program]);
  const patience = Date.now() + agentMs;
  try {
    for (;;) {
      // The prompt's program may still be on its way to polkit; nobody has been asked anything yet.
      const end = await attempt(quiet);
      if (end.kind !== 'no-agent' || !agent.alive() || Date.now() > patience) return end;
      await setTimeout(200);
    }
  } finally {
    agent.stop();
  }
}
