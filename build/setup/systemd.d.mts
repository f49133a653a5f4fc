// The types of systemd.mjs for TypeScript that imports it.
import type { Report } from './report.mjs';

export function madeSystemd(): { readonly root: string; readonly version: string } | null;
export function ensureSystemd(report: Report): Promise<void>;
