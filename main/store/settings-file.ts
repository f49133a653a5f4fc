// Settings from two files: /etc/snowbell wins key by key, the person's own file fills the rest.
import { join } from 'node:path';
import type { z } from 'zod';
import { defaultSettings, Settings } from '../../preload/contract/settings.ts';
import { readJson, type WriteResult, writeJson } from './json-file.ts';

const Part = Settings.partial();
/** The keys to set; the others stay as they are. */
export type SettingsChange = Part;
type Part = z.infer<typeof Part>;

export interface SettingsRead {
  readonly settings: Settings;
  readonly managed: readonly (keyof Settings)[];
  /** files that could not be used, in words */
  readonly problems: readonly string[];
}

export interface SettingsPlaces {
  readonly own: string;
  readonly managed: string;
}

export function settingsPlaces(
  configDir: string,
  managed = '/etc/snowbell/settings.json',
): SettingsPlaces {
  return { own: join(configDir, 'settings.json'), managed };
}

export async function readSettings(places: SettingsPlaces): Promise<SettingsRead> {
  const [managed, own] = await Promise.all([
    readPart(places.managed, false),
    readPart(places.own, true),
  ]);
  return {
    settings: Settings.parse({ ...defaultSettings, ...own.part, ...managed.part }),
    managed: Object.keys(managed.part) as (keyof Settings)[],
    problems: [managed.problem, own.problem].filter((problem) => problem !== null),
  };
}

/** Saves only the person's own part; keys that the system manages are left as they are. */
export async function saveSettings(
  places: SettingsPlaces,
  patch: SettingsChange,
): Promise<WriteResult> {
  const own = await readPart(places.own, true);
  // Over what may not be read nothing is written: it may hold more than this.
  if (own.unreadable) {
    return { kind: 'write-failed', path: places.own, detail: own.problem ?? 'unreadable' };
  }
  return writeJson(places.own, { ...own.part, ...patch });
}

async function readPart(
  path: string,
  setAside: boolean,
): Promise<{ part: Part; problem: string | null; unreadable: boolean }> {
  const read = await readJson(path, Part, { setAside });
  switch (read.kind) {
    case 'read':
      return { part: read.value, problem: null, unreadable: false };
    case 'absent':
      return { part: {}, problem: null, unreadable: false };
    case 'corrupt':
    case 'unreadable':
      return { part: {}, problem: read.detail, unreadable: read.kind === 'unreadable' };
  }
}
