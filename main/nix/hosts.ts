// The hosts that a flake has: asked only once one was not found, for it costs a look at the whole flake.
import { relative } from 'node:path';
import { run } from '../process/command.ts';
import type { Machine } from '../system/machine.ts';
import { hostsArgv } from './argv.ts';

/** It has just failed to evaluate this flake, so it need not be waited for long (milliseconds). */
const patienceMs = 60_000;

/** In nix's order; null where nix cannot tell. The options are those of the build that found none. */
export async function hostsOf(
  machine: Machine,
  o: {
    readonly dir: string;
    readonly candidate: string | null;
    readonly copied: string | null;
    readonly signal: AbortSignal;
  },
): Promise<readonly string[] | null> {
  const argv = hostsArgv({
    candidate: o.candidate,
    below: o.copied === null ? null : relative(o.copied, o.dir),
  });
  const answer = await run(argv, {
    cwd: o.copied ?? o.dir,
    env: machine.nixEnv,
    timeoutMs: patienceMs,
    signal: o.signal,
  });
  if (answer.kind !== 'exited' || answer.code !== 0) return null;
  const names = parsed(answer.stdout);
  return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether a build failed because the flake has no such host, from nix's own words. */
export function isAboutNoHost(detail: string): boolean {
  return /does not provide attribute .*nixosConfigurations/s.test(detail);
}
