// What is worth saying of a nixpkgs input besides whether it is behind: its age, and a branch without updates.
import type { InputWarning } from '../../preload/contract/details.ts';
import type { InputReport } from '../../preload/contract/input.ts';
import { unsupportedSince } from './nixos-releases.ts';

const secondsPerDay = 86_400;
/** Older than this a system misses security updates that others have. */
const oldDays = 30;

const nixpkgsPlaces = [
  /^https:\/\/github\.com\/nixos\/nixpkgs(?:\.git)?\/?$/i,
  /^registry:nixpkgs$/,
  /^https:\/\/(?:channels\.nixos\.org|nixos\.org\/channels)\/(?<channel>[^/]+)\//,
  /^https:\/\/flakehub\.com\/f\/nixos\/nixpkgs\//i,
];

/** The branch where one is named, null for the default one; undefined for what is not nixpkgs. */
function nixpkgsBranch({ upstream, ref }: InputReport): string | null | undefined {
  for (const place of nixpkgsPlaces) {
    const found = place.exec(upstream ?? '');
    if (found !== null) return ref ?? found.groups?.channel ?? null;
  }
  return undefined;
}

/** `now` is milliseconds since the epoch. An input that follows another one leaves the word to that one. */
export function inputWarnings(report: InputReport, now: number): InputWarning[] {
  const branch = nixpkgsBranch(report);
  if (branch === undefined || report.status === 'follows') return [];
  const warnings: InputWarning[] = [];
  const since = branch === null ? null : unsupportedSince(branch, now);
  if (branch !== null && since !== null) {
    warnings.push({ kind: 'unsupported-branch', branch, since });
  }
  const time = report.locked.lastModified;
  const days = time === null ? 0 : Math.floor((now / 1000 - time) / secondsPerDay);
  if (days > oldDays) warnings.push({ kind: 'old-nixpkgs', days });
  return warnings;
}
