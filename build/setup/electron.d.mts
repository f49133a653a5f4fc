// The types of electron.mjs for TypeScript that imports it.
import type { Report } from './report.mjs';

export interface FoundElectron {
  readonly path: string;
  readonly version: string | null;
  readonly origin: string;
  /** shared libraries that the machine lacks; empty when Electron runs */
  readonly missing: readonly string[];
}

export function findElectron(): FoundElectron | null;
export function ensureElectron(report: Report): Promise<FoundElectron | null>;
