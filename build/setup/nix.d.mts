// The types of nix.mjs for TypeScript that imports it.
import type { Report } from './report.mjs';

export interface FoundNix {
  readonly version: string;
  /** the folder that holds nix, nix-env, nix-store, … */
  readonly bin: string;
  readonly origin: string;
}

export function isUsable(versionText: string): boolean;
export function nixOnPath(): Promise<FoundNix | null>;
export function madeNix(which: 'oldest' | 'newest'): FoundNix | null;
export function ensureNix(
  report: Report,
  options?: { which?: 'any' | 'oldest' | 'newest' },
): Promise<FoundNix | null>;
