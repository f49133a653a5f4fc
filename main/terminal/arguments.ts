// The command line's grammar: words in, one command or a complaint out; help is made from the same table.
import { parseArgs } from 'node:util';
import type { ActivationVerb } from '../../preload/contract/words.ts';

/** Whatever builds a system and may switch to it takes these. */
const buildFlags = [
  'flake',
  'host',
  'boot',
  'test',
  'build-only',
  'yes',
  'allow-host-change',
  'evaluate-as-root',
  'json',
] as const;

export const commands = {
  check: {
    words: '',
    flags: ['flake', 'json', 'exit-code', 'offline'],
    does: 'which inputs are behind',
  },
  update: {
    words: '[INPUT...]',
    flags: ['flake', 'json'],
    does: 'write newer revisions into flake.lock, nothing else',
  },
  upgrade: {
    words: '[INPUT...]',
    flags: buildFlags,
    does: 'update inputs, build, show what changes, switch',
  },
  rebuild: {
    words: '',
    flags: buildFlags,
    does: 'build with flake.lock as it is, show what changes, switch',
  },
  switch: {
    words: '',
    flags: ['boot', 'test', 'keep', 'go-back', 'allow-host-change', 'evaluate-as-root', 'json'],
    does: 'activate what is built and ready, or decide what a half-done switch left',
  },
  decide: {
    words: '[CHOICE]',
    flags: ['json'],
    does: 'answer what a run left open: difference, write, leave, keep, go-back',
  },
  status: {
    words: '',
    flags: ['json', 'waybar'],
    does: 'last check, what is ready, last run (from disk)',
  },
  history: { words: '', flags: ['json'], does: 'earlier runs' },
  log: { words: '[RUN]', flags: [], does: 'the log of a run, the last one unless told' },
  explain: { words: '[FILE|-]', flags: ['json'], does: 'why a rebuild failed, and what to do' },
  doctor: {
    words: '',
    flags: ['flake', 'json'],
    does: 'what is missing on this machine, and the remedy',
  },
  generations: { words: '', flags: ['json'], does: 'the system generations on this machine' },
  rollback: { words: '[N]', flags: ['json'], does: 'go back to an earlier generation' },
  prune: {
    words: '',
    flags: ['keep', 'yes', 'json'],
    does: 'remove old generations; what runs, was started or comes next stays',
  },
} as const satisfies Record<
  string,
  { readonly words: string; readonly flags: readonly Flag[]; readonly does: string }
>;
export type CommandName = keyof typeof commands;

const flagTable = {
  flake: { type: 'string', value: 'DIR', does: 'the flake’s folder' },
  host: { type: 'string', value: 'NAME', does: 'the nixosConfigurations attribute' },
  json: { type: 'boolean', value: '', does: 'print one JSON object' },
  'exit-code': {
    type: 'boolean',
    value: '',
    does: 'exit 3 when something is behind, 1 when a check failed',
  },
  offline: { type: 'boolean', value: '', does: 'read the lock only, ask nobody' },
  boot: { type: 'boolean', value: '', does: 'use it from the next boot on' },
  test: { type: 'boolean', value: '', does: 'try it until the next restart' },
  'build-only': { type: 'boolean', value: '', does: 'stop when it is ready' },
  yes: { type: 'boolean', value: '', does: 'switch without asking' },
  'allow-host-change': {
    type: 'boolean',
    value: '',
    does: 'also when it is built for another machine',
  },
  'evaluate-as-root': {
    type: 'boolean',
    value: '',
    does: 'agree that root evaluates the flake, where no better way is there',
  },
  keep: {
    type: 'boolean',
    value: '',
    does: 'after a failed activation script: keep the new system, write flake.lock',
  },
  'go-back': {
    type: 'boolean',
    value: '',
    does: 'after a failed activation script or --test: the generation before',
  },
  waybar: { type: 'boolean', value: '', does: 'print what a Waybar module wants' },
  rehearsal: {
    type: 'boolean',
    value: '',
    does: 'on a private toy system; this computer is not touched',
  },
  reset: { type: 'boolean', value: '', does: 'with --rehearsal: start it afresh' },
  'or-rehearsal': { type: 'boolean', value: '', does: 'a rehearsal where no flake is found' },
  help: { type: 'boolean', value: '', does: 'this text' },
  version: { type: 'boolean', value: '', does: 'the version' },
} as const;
export type Flag = keyof typeof flagTable;
interface FlagRow {
  readonly type: 'string' | 'boolean';
  readonly value: string;
  readonly does: string;
}

/** What a flag means to one command alone. */
const ownFlags: Partial<Record<CommandName, Partial<Record<Flag, FlagRow>>>> = {
  prune: {
    keep: { type: 'string', value: 'N', does: 'how many of the newest stay (5 unless told)' },
    yes: { type: 'boolean', value: '', does: 'remove without asking' },
  },
};

function flagRow(name: CommandName | null, flag: Flag): FlagRow {
  return (name === null ? undefined : ownFlags[name]?.[flag]) ?? flagTable[flag];
}
const everywhere: readonly Flag[] = ['rehearsal', 'reset', 'or-rehearsal', 'help', 'version'];

/** What `decide` takes; which of them fit depends on what is open. */
export const choices = ['difference', 'write', 'leave', 'keep', 'go-back'] as const;
export type ChoiceWord = (typeof choices)[number];

export function isChoice(word: string): word is ChoiceWord {
  return choices.some((choice) => choice === word);
}

export interface Command {
  readonly name: CommandName;
  readonly words: readonly string[];
  readonly flake: string | null;
  readonly host: string | null;
  readonly json: boolean;
  readonly exitCode: boolean;
  readonly offline: boolean;
  /** null: what the settings say */
  readonly verb: ActivationVerb | null;
  readonly buildOnly: boolean;
  readonly yes: boolean;
  readonly allowHostChange: boolean;
  readonly evaluateAsRoot: boolean;
  /** of old generations: how many of the newest stay */
  readonly keepNewest: number;
  /** what becomes of a half-done switch; null: ask, or activate what is ready */
  readonly choice: 'keep' | 'go-back' | null;
  readonly waybar: boolean;
  readonly rehearsal: boolean;
  readonly reset: boolean;
  readonly orRehearsal: boolean;
}

export type Parsed =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'help'; readonly name: CommandName | null }
  | { readonly kind: 'version' }
  | { readonly kind: 'window' }
  | { readonly kind: 'usage'; readonly complaint: string };

export function parseCommandLine(argv: readonly string[]): Parsed {
  let values: Partial<Record<Flag, string | boolean>>;
  let positionals: string[];
  try {
    const flags = Object.keys(flagTable) as Flag[];
    const optionsOf = (name: CommandName | null) =>
      Object.fromEntries(flags.map((flag) => [flag, { type: flagRow(name, flag).type }]));
    // Which command it is decides what its flags mean.
    const first = parseArgs({
      args: [...argv],
      options: optionsOf(null),
      allowPositionals: true,
      strict: false,
    }).positionals[0];
    const options = optionsOf(first === 'prune' ? first : null);
    const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    values = parsed.values as typeof values;
    positionals = parsed.positionals;
  } catch (error) {
    return { kind: 'usage', complaint: wrongOption(error) };
  }
  if (positionals[0] === 'help') {
    positionals.shift();
    values.help = true;
  }
  const [name, ...words] = positionals;
  if (name !== undefined && !Object.hasOwn(commands, name)) {
    const like = nearest(name, Object.keys(commands));
    const meant = like === null ? '' : ` Is "${like}" meant?`;
    return { kind: 'usage', complaint: `There is no command "${name}".${meant}` };
  }
  const command = (name ?? null) as CommandName | null;
  if (values.help) return { kind: 'help', name: command };
  if (values.version) return { kind: 'version' };
  if (command === null) return { kind: 'window' };
  return checked(command, words, values);
}

/** Node's own words speak of "positional arguments"; the code tells the cases apart, the text names the option. */
function wrongOption(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const option = /'(-[^' ]*)/.exec(error.message)?.[1];
  const code = 'code' in error ? error.code : '';
  if (option === undefined) return error.message;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const like = nearest(option.replace(/^-+/, ''), Object.keys(flagTable));
    return `There is no option ${option}.${like === null ? '' : ` Is --${like} meant?`}`;
  }
  const flag = Object.entries(flagTable).find(([name]) => option === `--${name}`)?.[1];
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' || flag === undefined) return error.message;
  return flag.value === '' ? `${option} takes no value.` : `${option} needs a ${flag.value}.`;
}

/** The known word that differs by two letters at most; null where none is that near. */
function nearest(word: string, known: readonly string[]): string | null {
  const near = known
    .map((one) => ({ one, distance: distanceOf(word, one) }))
    .filter(({ one, distance }) => distance <= Math.min(2, one.length - 2))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.one ?? null;
}

/** Letters to add, drop or change to make one of the other. */
function distanceOf(a: string, b: string): number {
  if (a.length > 20) return a.length;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (let at = 0; at < b.length; at += 1) {
      const changed = (row[at] ?? 0) + (letter === b[at] ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function checked(
  name: CommandName,
  words: readonly string[],
  values: Partial<Record<Flag, string | boolean>>,
): Parsed {
  const table: { readonly words: string; readonly flags: readonly Flag[] } = commands[name];
  const complain = (complaint: string): Parsed => ({ kind: 'usage', complaint });
  for (const flag of Object.keys(values) as Flag[]) {
    if (!table.flags.includes(flag) && !everywhere.includes(flag)) {
      return complain(`"snowbell ${name}" has no --${flag}.`);
    }
  }
  const most = table.words === '' ? 0 : table.words.includes('...') ? Number.POSITIVE_INFINITY : 1;
  const extra = words[most];
  if (extra !== undefined) return complain(`"snowbell ${name}" does not take "${extra}".`);
  const bad = words.find((word) => word === '' || (word.startsWith('-') && word !== '-'));
  if (bad !== undefined) return complain(`"${bad}" is not a name.`);
  if (values.boot && values.test) return complain('--boot and --test exclude each other.');
  if (values.keep && values['go-back']) return complain('--keep and --go-back exclude each other.');
  if ((values.keep || values['go-back']) && (values.boot || values.test)) {
    return complain('--keep and --go-back decide of what is there; --boot and --test activate.');
  }
  if (values.json && values.waybar) return complain('--json and --waybar exclude each other.');
  if (values['build-only'] && values.yes)
    return complain('--build-only and --yes exclude each other.');
  if (values.reset && !values.rehearsal) return complain('--reset belongs to --rehearsal.');
  if (name === 'decide' && words[0] !== undefined && !isChoice(words[0])) {
    return complain(`"${words[0]}" is none of ${choices.join(', ')}.`);
  }
  if (name === 'rollback' && words[0] !== undefined && !/^[1-9]\d{0,8}$/.test(words[0])) {
    return complain(`"${words[0]}" is not a generation’s number.`);
  }
  const keepNewest = typeof values.keep === 'string' ? values.keep : '5';
  if (!/^[1-9]\d{0,2}$/.test(keepNewest)) {
    return complain(`"${keepNewest}" is not a number of generations from 1 to 999.`);
  }
  return {
    kind: 'command',
    command: {
      name,
      words,
      flake: text(values.flake),
      host: text(values.host),
      json: values.json === true,
      exitCode: values['exit-code'] === true,
      offline: values.offline === true,
      verb: values.boot ? 'boot' : values.test ? 'test' : null,
      buildOnly: values['build-only'] === true,
      yes: values.yes === true,
      allowHostChange: values['allow-host-change'] === true,
      evaluateAsRoot: values['evaluate-as-root'] === true,
      keepNewest: Number(keepNewest),
      choice: values.keep === true ? 'keep' : values['go-back'] ? 'go-back' : null,
      waybar: values.waybar === true,
      rehearsal: values.rehearsal === true,
      reset: values.reset === true,
      orRehearsal: values['or-rehearsal'] === true,
    },
  };
}

function text(value: string | boolean | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

export function helpText(name: CommandName | null): string {
  return name === null ? overview() : helpFor(name);
}

function overview(): string {
  const names = Object.keys(commands) as CommandName[];
  const rows = names.map((name) => `  ${name.padEnd(12)} ${commands[name].does}`);
  return [
    'Snowbell keeps a NixOS system that is built from a flake current.',
    '',
    'snowbell                 opens the window',
    'snowbell COMMAND …       works without one:',
    ...rows,
    '',
    ...flagRows(everywhere),
    '',
    'snowbell COMMAND --help tells more of one.',
    'Exit codes: 0 done, 1 failed, 2 usage, 3 something is behind (check --exit-code), 130 cancelled.',
    '',
  ].join('\n');
}

function helpFor(name: CommandName): string {
  const { words, does, flags } = commands[name];
  const line = `snowbell ${name}${words === '' ? '' : ` ${words}`} [OPTION…]`;
  return [line, `  ${does}`, '', ...flagRows([...flags, ...everywhere], name), ''].join('\n');
}

function flagRows(flags: readonly Flag[], name: CommandName | null = null): string[] {
  return flags.map((flag) => {
    const { value, does } = flagRow(name, flag);
    return `  ${`--${flag}${value === '' ? '' : ` ${value}`}`.padEnd(22)} ${does}`;
  });
}
