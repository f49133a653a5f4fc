// What a person may set; the file and its managed twin under /etc hold any part of this.
import { z } from 'zod';
import { activationVerbs, languages } from './words.ts';

export const Settings = z.object({
  /** the flake's folder; null: found as DESIGN §3 says */
  flake: z.string().nullable(),
  /** the nixosConfigurations attribute; null: this machine's host name */
  host: z.string().nullable(),
  checkEveryMinutes: z.number().int().min(15).max(10080),
  notifications: z.boolean(),
  commitLock: z.boolean(),
  activation: z.enum(activationVerbs),
  theme: z.enum(['system', 'light', 'dark']),
  /** check, and prepare, on networks that are paid for by volume */
  onMetered: z.boolean(),
  /** check, and prepare, on a low battery */
  onBattery: z.boolean(),
  /** builds give way to everything else: low priority, fewer jobs */
  gentleBuilds: z.boolean(),
  /** build quietly in advance what is behind, so that only switching is left */
  prepareAhead: z.boolean(),
  /** start with the session, tray item only */
  autostart: z.boolean(),
  language: z.enum(['system', ...languages]),
  /** names of inputs that are never counted */
  held: z.array(z.string()),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = {
  flake: null,
  host: null,
  checkEveryMinutes: 360,
  notifications: true,
  commitLock: false,
  activation: 'switch',
  theme: 'system',
  onMetered: false,
  onBattery: false,
  gentleBuilds: false,
  prepareAhead: false,
  autostart: false,
  language: 'system',
  held: [],
};
