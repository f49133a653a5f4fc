// A password prompt on the terminal: polkit's own pkttyagent for this process, while an activation asks.
import { converse, findProgram } from '../process/command.ts';

export interface TextAgent {
  alive(): boolean;
  stop(): void;
}

/**
 * Starts it, or gives null where there is none. pkexec's built-in prompt is no substitute where there
 * is one: in polkit before 125, and again in 127, its right password ends as "No session for cookie".
 * It goes before any graphical agent, so try those first.
 */
export function startTextAgent(): TextAgent | null {
  if (findProgram('pkttyagent') === null) return null;
  let alive = true;
  const agent = converse(['pkttyagent', '--process', String(process.pid)], {
    // It reads from the terminal, so it must stay in the terminal's own process group.
    tether: 'none',
    keepBytes: 0,
  });
  void agent.result.then(() => {
    alive = false;
  });
  return { alive: () => alive, stop: () => agent.terminate() };
}
