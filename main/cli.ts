// The command line: the same parts without a window, over ssh and without a display.
import { randomUUID } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { endAllCommands } from './process/command.ts';
import type { RunParts } from './run/parts.ts';
import { recover } from './run/recover.ts';
import { realSite, rehearsalSite, type Site, type SiteResult } from './site.ts';
import { readSettings, settingsPlaces } from './store/settings-file.ts';
import { findFlake } from './system/here.ts';
import {
  type Command,
  type CommandName,
  helpText,
  parseCommandLine,
} from './terminal/arguments.ts';
import { check } from './terminal/check.ts';
import { decideOpen, thenAsk } from './terminal/decide.ts';
import { doctor } from './terminal/doctor.ts';
import { explain } from './terminal/explain.ts';
import { generations, prune, rollback } from './terminal/generations.ts';
import { type Output, terminalOutput } from './terminal/output.ts';
import { history, log, status } from './terminal/reports.ts';
import { switchToReady, updateLock, upgrade } from './terminal/run-commands.ts';
import type { ExitCode, Shell } from './terminal/shell.ts';
import { failureText } from './terminal/words.ts';
import { version } from './version.ts';

/** true once a command was given that does more than print */
let runs = false;

async function main(argv: readonly string[]): Promise<ExitCode> {
  const out = terminalOutput(process.stdin.isTTY === true);
  const parsed = parseCommandLine(argv);
  switch (parsed.kind) {
    case 'help':
      out.say(helpText(parsed.name).trimEnd());
      return 0;
    case 'version':
      out.say(version);
      return 0;
    case 'window':
      out.tell(
        'The window is opened by "snowbell", once installed, or by "npm start". This works without one:\n',
      );
      out.tell(helpText(null).trimEnd());
      return 2;
    case 'usage':
      out.tell(`${parsed.complaint}\n"snowbell --help" lists what there is.`);
      return 2;
    case 'command':
      return carryOut(parsed.command, out);
  }
}

const changing: ReadonlySet<CommandName> = new Set<CommandName>([
  'update',
  'upgrade',
  'rebuild',
  'switch',
  'decide',
  'rollback',
  'prune',
]);

async function carryOut(command: Command, out: Output): Promise<ExitCode> {
  if (command.name === 'explain') return explain(command.words[0], command.json, out);
  const chosen = await chooseSite(command, out);
  if (chosen.kind === 'failed') {
    out.tell(failureText(chosen.failure));
    return 1;
  }
  runs = changing.has(command.name);
  const shell = await openShell(command, chosen.site, out);
  // What an earlier start left half-done is finished before anything else is looked at.
  await recover(shell.run, quiet);
  switch (command.name) {
    case 'check':
      return check(shell);
    case 'update':
      return thenAsk(shell, await updateLock(shell));
    case 'upgrade':
    case 'rebuild':
      return thenAsk(shell, await upgrade(shell, command.name));
    case 'switch':
      return thenAsk(shell, await switchToReady(shell));
    case 'decide':
      return decideOpen(shell);
    case 'status':
      return status(shell);
    case 'history':
      return history(shell);
    case 'log':
      return log(shell);
    case 'doctor':
      return doctor(shell);
    case 'generations':
      return generations(shell);
    case 'rollback':
      return rollback(shell);
    case 'prune':
      return prune(shell);
  }
}

async function chooseSite(command: Command, out: Output): Promise<SiteResult> {
  const toy = () => rehearsalSite(command.reset, (text) => out.tell(text));
  if (command.rehearsal) return toy();
  const site = realSite(process.stdin.isTTY === true);
  if (!command.orRehearsal || command.flake !== null) return { kind: 'site', site };
  const { settings } = await readSettings(settingsPlaces(site.machine.configDir));
  const found = await findFlake(settings, null);
  if (found.kind !== 'unset') return { kind: 'site', site };
  out.tell(
    'No flake was found here, so this is a rehearsal: a private toy system to try things on.',
  );
  return toy();
}

async function openShell(command: Command, site: Site, out: Output): Promise<Shell> {
  const { settings, problems } = await readSettings(settingsPlaces(site.machine.configDir));
  for (const problem of problems) out.tell(`Not used, because it cannot be read: ${problem}`);
  const own = command.flake === null ? site.fixed : null;
  const run: RunParts = {
    machine: site.machine,
    elevation: site.elevation,
    settings: () => settings,
    now: Date.now,
    newId: randomUUID,
    terminal: process.stdin.isTTY === true,
  };
  return {
    command,
    site,
    settings,
    flake: await findFlake(
      {
        flake: command.flake === null ? settings.flake : flakeFolder(command.flake),
        host: command.host ?? settings.host,
      },
      own,
    ),
    run,
    out,
    version,
    signal: interrupts(out),
  };
}

/** Who gives the file means its folder. */
function flakeFolder(given: string): string {
  const path = resolve(given);
  return basename(path) === 'flake.nix' ? dirname(path) : path;
}

/** The first Ctrl+C ends the work in good order, the second ends the program. */
function interrupts(out: Output): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) {
        endAllCommands();
        process.exit(130);
      }
      out.tell('Cancelling …');
      controller.abort();
    });
  }
  return controller.signal;
}

const quiet = {
  phase: () => undefined,
  saved: () => undefined,
  progress: () => undefined,
  log: () => undefined,
};

// A reader that stops reading (`| head`) or a terminal that is closed is no failure of ours: what only
// prints has nothing more to do, and a run goes on to an end that is recorded.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    if (stream === process.stdout && !runs) process.exit(0);
  });
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write('Something went wrong inside Snowbell; this is a bug.\n');
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 1;
  },
);
