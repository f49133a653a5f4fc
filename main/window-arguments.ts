// What the program is started with: `--rehearsal`, `--reset`, `--hidden` for autostart.

export interface WindowArguments {
  readonly rehearsal: boolean;
  readonly orRehearsal: boolean;
  readonly reset: boolean;
  /** only the tray item: what a login starts */
  readonly hidden: boolean;
  readonly development: boolean;
  /** what a running instance is told of this start */
  readonly passedOn: readonly string[];
}

const known = ['--rehearsal', '--or-rehearsal', '--reset', '--hidden', '--development'] as const;

/** Switches of Chromium and Electron stand in the same line and are none of ours. */
export function parseWindowArguments(argv: readonly string[]): WindowArguments {
  const given = new Set(argv);
  return {
    rehearsal: given.has('--rehearsal'),
    orRehearsal: given.has('--or-rehearsal'),
    reset: given.has('--reset'),
    hidden: given.has('--hidden'),
    development: given.has('--development'),
    passedOn: known.filter((word) => given.has(word)),
  };
}
