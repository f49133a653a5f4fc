// What may have caused a failure, and which of several candidates did: roots win over what they bring about.
import type { Cause, Kind } from './kinds.ts';

export type Found = Cause & {
  /** the index of the line where it stands */
  readonly at: number;
};

/** Lower wins; kinds without an entry share `specific`. Root causes stand before what they bring about. */
const specific = 20;
const rank: Partial<Record<Kind, number>> = {
  'disk-full-boot': 1,
  'disk-full-store': 2,
  'out-of-memory': 3,
  'pkexec-not-setuid': 4,
  'polkit-dismissed': 5,
  'polkit-no-agent': 6,
  'polkit-denied': 7,
  'lock-held': 8,
  'switch-inhibited': 9,
  'home-manager-conflict': 10,
  'activation-script-failed': 30,
  'bootloader-failed': 31,
  'build-failed': 40,
  interrupted: 41,
  'units-failed': 50,
  other: 60,
};

const rankOf = ({ kind, reason }: Found): number =>
  rank[reason === 'other-disk-full' ? 'disk-full-store' : kind] ?? specific;

/** Kinds that speak of the activation itself: that it went on afterwards does not refute them. */
export const ofActivation: ReadonlySet<Kind> = new Set<Kind>([
  'units-failed',
  'activation-script-failed',
  'home-manager-conflict',
  'lock-held',
  'disk-full-boot',
]);

export const clip = (text: string): string => (text.length > 500 ? `${text.slice(0, 499)}…` : text);

export const toCause = ({ at: _, ...cause }: Found): Cause => ({
  ...cause,
  evidence: cause.evidence.map(clip),
});

/** The same once more, and it says what it is about. */
const names = (candidate: Found, chosen: Found): boolean =>
  candidate.kind === chosen.kind && chosen.subject === null && candidate.subject !== null;

export const best = (candidates: readonly Found[]): Found | null => {
  let chosen: Found | null = null;
  for (const candidate of candidates) {
    if (chosen === null || rankOf(candidate) < rankOf(chosen) || names(candidate, chosen))
      chosen = candidate;
  }
  return chosen;
};
