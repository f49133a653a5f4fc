// What a person may set; the file and its managed twin under /etc hold any part of this.
import { z } from 'zod';
import { activationVerbs } from './words.ts';

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
  held: [],
};
