// The man page and the shells' completions, made from what `--help` prints: one source for all of them.

const common = ['rehearsal', 'reset', 'or-rehearsal', 'help', 'version'];

/**
 * @typedef {{name: string, value: string, does: string}} Option
 * @typedef {{name: string, words: string, does: string, options: Option[]}} Command
 * @typedef {{commands: Command[], common: Option[], exits: {code: string, means: string}[]}} Grammar
 */

/**
 * Reads the grammar out of the command table and its help texts. Throws where a help text is not in
 * the form that this expects, so that a change of form cannot empty the pages unnoticed.
 * @param {{commands: Record<string, {words: string, flags: readonly string[], does: string}>,
 *   helpText: (name: string | null) => string}} source main/terminal/arguments.ts
 * @returns {Grammar}
 */
export function readGrammar({ commands, helpText }) {
  const exits = /^Exit codes: (.+)\.$/m.exec(helpText(null))?.[1];
  if (exits === undefined) throw new Error('the help text names no exit codes');
  return {
    commands: Object.entries(commands).map(([name, { words, flags, does }]) => {
      const all = optionsIn(helpText(name));
      const own = all.filter((option) => flags.includes(option.name));
      if (own.length !== flags.length) throw new Error(`the help of ${name} lacks an option`);
      return { name, words, does, options: own };
    }),
    common: optionsIn(helpText(null)).filter((option) => common.includes(option.name)),
    exits: exits
      .split(/, (?=\d)/)
      .map((one) => ({ code: one.split(' ')[0], means: one.slice(one.indexOf(' ') + 1) })),
  };
}

function optionsIn(help) {
  return [...help.matchAll(/^ {2}--([a-z-]+)(?: ([A-Z]+))? +(\S.*)$/gm)].map(
    ([, name, value = '', does]) => ({ name, value, does }),
  );
}

/** @param {Grammar} grammar @param {string} version @param {string} date YYYY-MM-DD */
export function manPage(grammar, version, date) {
  const option = ({ name, value, does }) => [
    '.TP',
    `.B \\-\\-${roff(name)}${value === '' ? '' : ` \\fI${roff(value)}\\fR`}`,
    line(does),
  ];
  return [
    `.\\" Made from the program's own help.`,
    `.TH SNOWBELL 1 ${date} "Snowbell ${version}" "User Commands"`,
    '.SH NAME',
    'snowbell \\- keep a NixOS system that is built from a flake current',
    '.SH SYNOPSIS',
    '.B snowbell',
    '[\\fB\\-\\-hidden\\fR] [\\fB\\-\\-rehearsal\\fR]',
    '.br',
    '.B snowbell',
    '\\fICOMMAND\\fR [\\fIWORD\\fR...] [\\fIOPTION\\fR...]',
    '.SH DESCRIPTION',
    'Without a command it puts its item into the tray and opens the window; with',
    '.B \\-\\-hidden',
    'only the item. With a command it works in the terminal, over ssh and without a display. Window and',
    'command line share everything, and one run goes on at a time for both.',
    '.SH COMMANDS',
    ...grammar.commands.flatMap(({ name, words, does, options }) => [
      `.SS snowbell ${roff(name)}${words === '' ? '' : ` ${roff(words)}`}`,
      line(`${does.charAt(0).toUpperCase()}${does.slice(1)}.`),
      ...options.flatMap(option),
    ]),
    '.SH OPTIONS OF EVERY COMMAND',
    ...grammar.common.flatMap(option),
    '.SH EXIT STATUS',
    ...grammar.exits.flatMap(({ code, means }) => ['.TP', `.B ${code}`, line(means)]),
    '.SH FILES',
    ...files.flatMap(([path, what]) => ['.TP', `.I ${roff(path)}`, line(what)]),
    '.SH SEE ALSO',
    '.BR nix (1),',
    '.BR nixos-rebuild (8),',
    '.BR pkexec (1)',
    '',
  ].join('\n');
}

const files = [
  ['/etc/snowbell/settings.json', 'settings that the system manages; they win key by key'],
  ['/etc/snowbell/helper', 'the path of the program that activates a system as root'],
  ['$XDG_CONFIG_HOME/snowbell/settings.json', 'your own settings'],
  ['$XDG_STATE_HOME/snowbell/', 'history, logs of runs, and what is built and ready'],
  ['$XDG_CACHE_HOME/snowbell/', 'what upstreams answered last'],
  ['/var/lib/snowbell/runs/', 'what activations said and how they ended'],
];

/** Letters beyond ASCII by their numbers: troff reads a page byte by byte. */
const roff = (text) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/[^\0-\x7f]/gu, (letter) => {
      const number = letter.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
      return `\\[u${number}]`;
    });
/** A text line: one that begins with a dot or a quote would be a request. */
const line = (text) => roff(text).replace(/^(?=[.'])/, '\\&');

const flagsOf = ({ options }, common) => [...options, ...common].map(({ name }) => `--${name}`);
const takesFile = ({ words }) => words.includes('FILE');
const folderFlag = 'flake';

/** @param {Grammar} grammar */
export function bashCompletion({ commands, common }) {
  const names = commands.map(({ name }) => name).join(' ');
  return `# bash completion for snowbell; made from the program's own help
_snowbell() {
  local word=\${COMP_WORDS[COMP_CWORD]} command= each i
  COMPREPLY=()
  if [[ \${COMP_WORDS[COMP_CWORD-1]} == --${folderFlag} ]]; then
    mapfile -t COMPREPLY < <(compgen -d -- "$word")
    return
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    each=\${COMP_WORDS[i]}
    case $each in
      ${commands.map(({ name }) => name).join(' | ')}) command=$each; break ;;
    esac
  done
  local flags
  case $command in
${commands.map((command) => `    ${command.name}) flags='${flagsOf(command, common).join(' ')}' ;;`).join('\n')}
    *) flags='--hidden ${common.map(({ name }) => `--${name}`).join(' ')}' ;;
  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$word")
  elif [[ -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W '${names}' -- "$word")
  elif [[ $command == @(${commands
    .filter(takesFile)
    .map(({ name }) => name)
    .join('|')}) ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}
complete -o filenames -F _snowbell snowbell
`;
}

const zshText = (text) =>
  text.replace(/[[\]:\\]/g, (character) => `\\${character}`).replaceAll("'", "'\\''");

/** @param {Grammar} grammar */
export function zshCompletion({ commands, common }) {
  const option = ({ name, value, does }) =>
    `'--${name}[${zshText(does)}]${value === '' ? '' : `:${value}:${name === folderFlag ? '_files -/' : ' '}`}'`;
  return `#compdef snowbell
# made from the program's own help
_snowbell() {
  local -a names
  local curcontext=$curcontext state line
  names=(
${commands.map(({ name, does }) => `    '${name}:${zshText(does)}'`).join('\n')}
  )
  _arguments -C \\
    '--hidden[only the tray item]' \\
${common.map((one) => `    ${option(one)} \\`).join('\n')}
    '1:command:->command' '*::word:->words'
  case $state in
    command) _describe command names ;;
    words)
      case $line[1] in
${commands
  .map(
    (command) =>
      `        ${command.name}) _arguments ${[
        ...[...command.options, ...common].map(option),
        ...(takesFile(command) ? ["'*:file:_files'"] : []),
      ].join(' ')} ;;`,
  )
  .join('\n')}
      esac
      ;;
  esac
}
_snowbell "$@"
`;
}

const fishText = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** @param {Grammar} grammar */
export function fishCompletion({ commands, common }) {
  const names = commands.map(({ name }) => name).join(' ');
  const option = (condition, { name, value, does }) =>
    `complete -c snowbell${condition} -l ${name}${
      value === '' ? '' : name === folderFlag ? " -xa '(__fish_complete_directories)'" : ' -x'
    } -d ${fishText(does)}`;
  return [
    "# made from the program's own help",
    'complete -c snowbell -f',
    `complete -c snowbell -n 'not __fish_seen_subcommand_from ${names}' -l hidden -d 'only the tray item'`,
    ...common.map((one) => option('', one)),
    ...commands.flatMap((command) => {
      const condition = ` -n '__fish_seen_subcommand_from ${command.name}'`;
      return [
        `complete -c snowbell -n 'not __fish_seen_subcommand_from ${names}' -a ${command.name} -d ${fishText(command.does)}`,
        ...command.options.map((one) => option(condition, one)),
        ...(takesFile(command) ? [`complete -c snowbell${condition} -F`] : []),
      ];
    }),
    '',
  ].join('\n');
}
