// Lists everything that a store path needs, with sizes.
import { run } from '../process/command.ts';
import type { Machine } from '../system/machine.ts';
import { closureArgv } from './argv.ts';
import type { StorePath } from './package-diff.ts';

export type Closure =
  | { readonly kind: 'read'; readonly paths: readonly StorePath[] }
  | { readonly kind: 'failed'; readonly detail: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'no-nix' };

/** Reads what `nix path-info --recursive --size` prints: a path, white space, bytes. */
export function parseClosure(text: string): readonly StorePath[] {
  const paths: StorePath[] = [];
  for (const line of text.split('\n')) {
    const match = /^(\/.*\S)\s+(\d+)$/.exec(line);
    if (match?.[1] !== undefined) paths.push({ path: match[1], size: Number(match[2]) });
  }
  return paths;
}

/** `storePath` may be a link into the store, such as /run/current-system. */
export async function readClosure(
  machine: Machine,
  storePath: string,
  signal?: AbortSignal,
): Promise<Closure> {
  const result = await run(closureArgv(storePath), {
    env: machine.nixEnv,
    // 64 MiB: some 500,000 paths.
    keepBytes: 64 * 1024 * 1024,
    ...(signal === undefined ? {} : { signal }),
  });
  switch (result.kind) {
    case 'missing':
      return { kind: 'no-nix' };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'timed-out':
    case 'signalled':
      return { kind: 'failed', detail: result.stderr.trim() || result.kind };
    case 'exited': {
      const paths = result.code === 0 ? parseClosure(result.stdout) : [];
      return paths.length > 0
        ? { kind: 'read', paths }
        : { kind: 'failed', detail: result.stderr.trim() };
    }
  }
}
