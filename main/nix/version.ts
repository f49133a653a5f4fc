// Which nix is on this machine, and whether Snowbell can work with it.
import { run } from '../process/command.ts';
import type { Machine } from '../system/machine.ts';
import { versionArgv } from './argv.ts';

export type Flavour = 'nix' | 'lix' | 'determinate';

export type NixVersion =
  | {
      readonly kind: 'found';
      readonly flavour: Flavour;
      /** the version of Nix itself, also where a vendor puts its own number first */
      readonly version: string;
      readonly supported: boolean;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly detail: string };

/** The oldest Nix whose flake commands do all that an upgrade needs (NixOS 24.11 and later). */
export const oldestSupported = [2, 24] as const;

/** Reads the first line of `nix --version`; null when it is not one. */
export function parseNixVersion(text: string): Extract<NixVersion, { kind: 'found' }> | null {
  const line = /^nix \(([^)]*)\)\s+(\d+)\.(\d+)(\S*)/m.exec(text);
  if (line === null) return null;
  const [, vendor = '', major = '', minor = '', rest = ''] = line;
  const flavour: Flavour = /lix/i.test(vendor)
    ? 'lix'
    : /determinate/i.test(vendor)
      ? 'determinate'
      : 'nix';
  const numbers = [Number(major), Number(minor)] as const;
  const supported =
    // Lix counts on from 2.90 and has had the new form of `flake update` from its first release.
    numbers[0] > oldestSupported[0] ||
    (numbers[0] === oldestSupported[0] && numbers[1] >= oldestSupported[1]);
  return { kind: 'found', flavour, version: `${major}.${minor}${rest}`, supported };
}

export async function nixVersion(machine: Machine, signal?: AbortSignal): Promise<NixVersion> {
  const result = await run(versionArgv(), {
    env: machine.nixEnv,
    timeoutMs: 20_000,
    ...(signal === undefined ? {} : { signal }),
  });
  switch (result.kind) {
    case 'missing':
      return { kind: 'missing' };
    case 'exited': {
      const found = result.code === 0 ? parseNixVersion(result.stdout) : null;
      return found ?? { kind: 'failed', detail: (result.stderr || result.stdout).trim() };
    }
    case 'signalled':
    case 'cancelled':
    case 'timed-out':
      return { kind: 'failed', detail: result.kind };
  }
}
