// What the window may ask: intents and ids, never argv, paths or URLs that main would run.
import { z } from 'zod';
import { Settings } from './settings.ts';
import { activationVerbs } from './words.ts';

const InputNames = z.array(z.string().min(1).max(256)).max(10_000).nullable();
const RunId = z.uuid();

/** The keys that the window may change; the flake is chosen through `choose-flake` only. */
export const SettingsPatch = Settings.omit({ flake: true }).partial();
export type SettingsPatch = z.infer<typeof SettingsPatch>;

export const Intent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('check') }),
  /** inputs null means all of them */
  z.object({ kind: z.literal('upgrade'), inputs: InputNames }),
  z.object({ kind: z.literal('update-lock'), inputs: InputNames }),
  z.object({ kind: z.literal('rebuild') }),
  z.object({
    kind: z.literal('activate'),
    runId: RunId,
    verb: z.enum(activationVerbs),
    /** true after the second confirmation that a host difference asks for */
    allowHostChange: z.boolean(),
    /** true after the dialog that names what is given up where only root's own evaluation is left */
    evaluateAsRoot: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('discard'), runId: RunId }),
  z.object({ kind: z.literal('cancel') }),
  /** do not count this input's newest revision; a newer one counts again */
  z.object({ kind: z.literal('skip'), input: z.string().min(1).max(256), on: z.boolean() }),
  z.object({ kind: z.literal('rollback'), generation: z.number().int().min(1) }),
  /** remove all but the newest generations and those in use; exactly these, which were shown, or none */
  z.object({
    kind: z.literal('prune'),
    keep: z.number().int().min(1).max(1000),
    goes: z.array(z.number().int().min(1)).min(1).max(10_000),
  }),
  /** the safe remedy that the run's explanation names: git add, update and retry, … */
  z.object({ kind: z.literal('remedy'), runId: RunId }),
  z.object({
    kind: z.literal('decide'),
    runId: RunId,
    choice: z.enum(['keep', 'go-back', 'write-lock', 'keep-my-lock', 'make-permanent']),
    /** as for 'activate'; only 'make-permanent' activates a built system again */
    evaluateAsRoot: z.boolean().optional(),
  }),
  /** opens main's own folder dialog */
  z.object({ kind: z.literal('choose-flake') }),
  /** the n-th of the folders that the snapshot says were found */
  z.object({ kind: z.literal('use-found-flake'), index: z.number().int().min(0).max(100) }),
  z.object({ kind: z.literal('rehearsal'), on: z.boolean() }),
  z.object({ kind: z.literal('save-settings'), patch: SettingsPatch }),
  /** pause checks and notifications for so many hours; 0 ends the pause */
  z.object({
    kind: z.literal('pause'),
    hours: z
      .number()
      .int()
      .min(0)
      .max(24 * 31),
  }),
  z.object({ kind: z.literal('dismiss-notice'), id: z.string().max(100) }),
  z.object({
    kind: z.literal('open'),
    what: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('flake-folder') }),
      z.object({ kind: z.literal('run-log'), runId: RunId }),
      z.object({ kind: z.literal('compare'), input: z.string().max(256) }),
      z.object({ kind: z.literal('source'), input: z.string().max(256) }),
    ]),
  }),
  /** asks where to, and writes the run's log there as text */
  z.object({ kind: z.literal('save-log'), runId: RunId }),
  z.object({ kind: z.literal('quit') }),
]);
export type Intent = z.infer<typeof Intent>;

export const LogRequest = z.object({
  runId: RunId,
  from: z.number().int().min(0),
  count: z.number().int().min(1).max(2000),
});
export type LogRequest = z.infer<typeof LogRequest>;

export const InputRequest = z.object({ name: z.string().min(1).max(256) });
export const DiffRequest = z.object({
  from: z.number().int().min(1),
  to: z.number().int().min(1),
});

export const RunRequest = z.object({ runId: RunId });
export type RunRequest = z.infer<typeof RunRequest>;
