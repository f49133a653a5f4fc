// What every command of the command line is given, and what it answers with.
import type { Settings } from '../../preload/contract/settings.ts';
import type { FlakeView } from '../../preload/contract/snapshot.ts';
import type { RunParts } from '../run/parts.ts';
import type { Site } from '../site.ts';
import type { Command } from './arguments.ts';
import type { Output } from './output.ts';

export interface Shell {
  readonly command: Command;
  readonly site: Site;
  readonly settings: Settings;
  readonly flake: FlakeView;
  readonly run: RunParts;
  readonly out: Output;
  readonly version: string;
  readonly signal: AbortSignal;
}

/** DESIGN §9: 0 done, 1 failed, 2 usage, 3 something is behind, 130 cancelled. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;
