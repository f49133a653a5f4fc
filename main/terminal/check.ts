// `snowbell check`: which inputs are behind, as a table or as the one JSON object of DESIGN §9.
import { stdout } from 'node:process';
import type { CheckReport } from '../../preload/contract/input.ts';
import { checkSite } from '../check-site.ts';
import { inputWarnings } from '../core/input-warnings.ts';
import { duplicatesOf } from '../flake/duplicates.ts';
import { readFlake } from '../flake/read-flake.ts';
import { checkNotes } from './check-notes.ts';
import { checkTable } from './check-table.ts';
import { type LiveRows, liveRows } from './live-rows.ts';
import type { ExitCode, Shell } from './shell.ts';
import { visibleInLine } from './visible.ts';
import { failureText } from './words.ts';

/** Only where lines can be taken away again, and nobody else reads what is printed. */
function rowsOnScreen(json: boolean): LiveRows | null {
  if (json || stdout.isTTY !== true || process.env.TERM === 'dumb') return null;
  return liveRows({ rows: stdout.rows ?? 24, columns: stdout.columns ?? 80 });
}

/** A pipe has no width: what goes into one is whole. */
function screenWidth(): { readonly columns?: number } {
  return stdout.isTTY === true && stdout.columns > 0 ? { columns: stdout.columns } : {};
}

async function notesOn(report: CheckReport, now: number): Promise<string[]> {
  const flake = await readFlake(report.flake);
  const duplicates = flake.ok ? duplicatesOf(flake.lock) : [];
  const warnings = report.inputs.flatMap((input) =>
    inputWarnings(input, now).map((warning) => ({ name: input.name, warning })),
  );
  return checkNotes(duplicates, warnings);
}

export async function check(shell: Shell): Promise<ExitCode> {
  const { command, flake, out, signal } = shell;
  if (flake.kind !== 'ready') {
    out.tell(
      failureText(flake.kind === 'unset' ? { kind: 'no-flake', detail: '' } : flake.failure),
    );
    return 1;
  }
  const live = rowsOnScreen(command.json);
  const result = await checkSite({
    machine: shell.site.machine,
    flake: flake.path,
    host: flake.host,
    held: shell.settings.held,
    offline: command.offline,
    version: shell.version,
    now: shell.run.now,
    signal,
    remember: command.flake === null,
    onInput: (report, done, of) => {
      const line = live?.add(report) ?? null;
      if (line !== null) out.say(line);
      out.status(visibleInLine(`${done} of ${of} checked (${report.name})`));
    },
  });
  out.status(null);
  if (signal.aborted) return 130;
  if (!result.ok) {
    out.tell(failureText(result.failure));
    return 1;
  }
  const { report } = result;
  if (command.json) out.json(report);
  else {
    out.say(
      `${live?.erase() ?? ''}${checkTable(report, { colour: out.colours, lastGood: result.lastGood, ...screenWidth() })}`,
    );
    const notes = await notesOn(report, shell.run.now());
    if (notes.length > 0) out.say(['', ...notes].join('\n'));
  }
  if (!command.exitCode) return 0;
  const { inputs } = report;
  const counted = inputs.filter((input) => !input.held && !input.skipped);
  if (counted.some((input) => input.status === 'unreachable')) return 1;
  return counted.some((input) => input.status === 'behind') ? 3 : 0;
}
