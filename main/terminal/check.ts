// `snowbell check`: which inputs are behind, as a table or as the one JSON object of DESIGN §9.
import { checkSite } from '../check-site.ts';
import { checkTable } from './check-table.ts';
import type { ExitCode, Shell } from './shell.ts';
import { failureText } from './words.ts';

export async function check(shell: Shell): Promise<ExitCode> {
  const { command, flake, out, signal } = shell;
  if (flake.kind !== 'ready') {
    out.tell(
      failureText(flake.kind === 'unset' ? { kind: 'no-flake', detail: '' } : flake.failure),
    );
    return 1;
  }
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
    onInput: (report, done, of) => out.status(`${done} of ${of} checked (${report.name})`),
  });
  out.status(null);
  if (signal.aborted) return 130;
  if (!result.ok) {
    out.tell(failureText(result.failure));
    return 1;
  }
  const { report } = result;
  if (command.json) out.json(report);
  else out.say(checkTable(report, { colour: out.colours }));
  if (!command.exitCode) return 0;
  const { inputs } = report;
  const counted = inputs.filter((input) => !input.held && !input.skipped);
  if (counted.some((input) => input.status === 'unreachable')) return 1;
  return counted.some((input) => input.status === 'behind') ? 3 : 0;
}
