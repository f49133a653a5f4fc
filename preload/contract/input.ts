// What a check says of each root input; the same object that `snowbell check --json` prints.
import { z } from 'zod';
import { inputStatuses } from './words.ts';

/** A revision and its commit time in Unix seconds, as flake.lock writes them; null where not known. */
export const Revision = z.object({
  rev: z.string().nullable(),
  lastModified: z.number().nullable(),
});
export type Revision = z.infer<typeof Revision>;

export const InputReport = z.object({
  name: z.string(),
  /** the original's type as in the lock: github, git, tarball, … */
  type: z.string(),
  /** the flake reference as a person writes it */
  source: z.string(),
  /** the URL that is asked, null when nothing is asked */
  upstream: z.string().nullable(),
  /** the branch or tag asked for, null for the default branch */
  ref: z.string().nullable(),
  /** false for inputs with `flake = false` */
  flake: z.boolean(),
  status: z.enum(inputStatuses),
  /** a short machine word, null when there is nothing to add */
  reason: z.string().nullable(),
  held: z.boolean(),
  skipped: z.boolean(),
  locked: Revision,
  latest: Revision.nullable(),
  /** the follows path from the root, for inputs that are one */
  follows: z.array(z.string()).nullable(),
});
export type InputReport = z.infer<typeof InputReport>;

export const CheckSummary = z.object({
  behind: z.number(),
  current: z.number(),
  pinned: z.number(),
  local: z.number(),
  follows: z.number(),
  unreachable: z.number(),
  unknown: z.number(),
});
export type CheckSummary = z.infer<typeof CheckSummary>;

export const CheckReport = z.object({
  /** the flake's folder */
  flake: z.string(),
  /** the nixosConfigurations attribute */
  host: z.string(),
  /** ISO 8601 */
  checkedAt: z.string(),
  inputs: z.array(InputReport),
  summary: CheckSummary,
});
export type CheckReport = z.infer<typeof CheckReport>;
