// What is recorded of one run, and what a review shows before anything is activated.
import { z } from 'zod';
import { outcomes, runKinds, runSteps } from './words.ts';

export const InputMove = z.object({
  name: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type InputMove = z.infer<typeof InputMove>;

export const Diagnosis = z.object({
  kind: z.string(),
  /** in English on disk and in JSON, in the language in use in a snapshot */
  summary: z.string(),
  remedy: z.string(),
  /** file:line, package, option, input or unit; absent in records of earlier versions */
  subject: z.string().nullable().optional(),
  /** what sets it apart within its kind, and what its sentences name besides; absent where nothing does */
  reason: z.string().optional(),
  detail: z.string().optional(),
});
export type Diagnosis = z.infer<typeof Diagnosis>;

/** Why a built system can never be switched to: a newer one was built, or what it was compared with is no more. */
export const discardReasons = [
  'newer',
  'system-changed',
  'flake-changed',
  'result-missing',
] as const;

/** One line of history; the object that `--json` prints (DESIGN §9). Times are ISO 8601. */
export const RunRecord = z.object({
  id: z.uuid(),
  kind: z.enum(runKinds),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** null only while the run is still going on */
  outcome: z.enum(outcomes).nullable(),
  /** the step the run is in, or ended in */
  step: z.enum(runSteps).nullable(),
  restartRecommended: z.boolean(),
  inputs: z.array(InputMove),
  /** the inputs that were to move, where the run ended before it was known which do; absent otherwise */
  chosen: z.array(z.string()).optional(),
  storePath: z.string().nullable(),
  generation: z.number().nullable(),
  packages: z.object({ changed: z.number(), added: z.number(), removed: z.number() }),
  failedUnits: z.array(z.string()),
  diagnosis: Diagnosis.nullable(),
  /** nobody asked for it: prepared ahead; absent otherwise */
  ahead: z.literal(true).optional(),
  /**
   * Inputs moved, and flake.lock was left as it is: the system came out the same, or nix moved inputs
   * that nobody chose. Their names; absent once the candidate is written.
   */
  leftLock: z
    .object({ why: z.enum(['same-system', 'other-inputs']), inputs: z.array(z.string()) })
    .optional(),
  /** inputs that nix moved though nobody chose them; absent where there are none */
  unchosen: z.array(z.string()).optional(),
  /** why a built system was let go of without anybody's click; absent otherwise */
  discardedFor: z.enum(discardReasons).optional(),
});
export type RunRecord = z.infer<typeof RunRecord>;

export const PackageChange = z.object({
  name: z.string(),
  /** versions, several joined by ", "; null where the package was not there; '' for a path without one */
  from: z.string().nullable(),
  to: z.string().nullable(),
  direction: z.enum(['up', 'down', 'other', 'added', 'removed', 'rebuilt']),
});
export type PackageChange = z.infer<typeof PackageChange>;

export const RestartReason = z.object({
  what: z.enum(['kernel', 'initrd', 'kernel-modules', 'reboot-trigger']),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type RestartReason = z.infer<typeof RestartReason>;

/** A way in which the built system is not the machine it would be activated on (DESIGN §6.3). */
export const HostDifference = z.object({
  what: z.enum(['host-name', 'platform', 'root-file-system', 'older-release']),
  running: z.string(),
  built: z.string(),
});
export type HostDifference = z.infer<typeof HostDifference>;

export const reviewNotices = [
  'input-moved-unselected',
  'self-rev-without-lock',
  'path-flake-copies-ignored-files',
  'untrusted-flake-settings',
  'switch-inhibited',
  'dirty-tree',
  'untracked-files',
  'detached-head',
  'merge-in-progress',
  'ends-the-session',
  'little-space-store',
  'little-space-boot',
  'lock-folder-of-root',
] as const;

export const Review = z.object({
  inputs: z.array(InputMove.extend({ selected: z.boolean() })),
  packages: z.array(PackageChange),
  /** the same version from other sources or with other dependencies */
  rebuilt: z.array(PackageChange).default([]),
  /** bytes of the whole built system; null where not known */
  closureBytes: z.number().nullable().default(null),
  /** bytes free in the store and on /boot, and what the new kernel and initrd take there */
  space: z
    .object({
      storeFree: z.number().nullable(),
      bootFree: z.number().nullable(),
      bootNeeded: z.number().nullable(),
    })
    .nullable()
    .default(null),
  /** bytes of the new closure minus bytes of the running one; null where not known */
  sizeDelta: z.number().nullable(),
  restart: z.array(RestartReason),
  /** unit names that differ and may restart */
  services: z.array(z.string()),
  differences: z.array(HostDifference),
  notices: z.array(z.object({ kind: z.enum(reviewNotices), detail: z.string() })),
  /** milliseconds from the run's start to the built result */
  builtInMs: z.number(),
});
export type Review = z.infer<typeof Review>;

export const LogLevels = ['step', 'info', 'warn', 'error', 'build', 'done'] as const;
/** One line of a run's log; `at` in milliseconds since the epoch, `source` the derivation that spoke. */
export const LogLine = z.object({
  at: z.number(),
  level: z.enum(LogLevels),
  source: z.string().optional(),
  text: z.string(),
});
export type LogLine = z.infer<typeof LogLine>;
