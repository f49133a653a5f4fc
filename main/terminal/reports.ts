// `status`, `history` and `log`: what the disk says, without asking anybody.
import type { RunRecord } from '../../preload/contract/run.ts';
import { rememberedCheck } from '../check-site.ts';
import { readLedger } from '../run/ledger.ts';
import { readableLines } from '../store/readable-log.ts';
import { listRuns, runFolder } from '../store/run-file.ts';
import type { ExitCode, Shell } from './shell.ts';
import { visible } from './visible.ts';
import { decisionText, failureText, kindWords, outcomeText } from './words.ts';

export async function status(shell: Shell): Promise<ExitCode> {
  const { machine } = shell.site;
  const [last, ledger] = await Promise.all([
    rememberedCheck(machine, shell.flake.kind === 'ready' ? shell.flake.path : null),
    readLedger(machine),
  ]);
  const { report, failure } = last;
  const held = new Set(shell.settings.held);
  const behind = (report?.inputs ?? []).filter(
    (input) => input.status === 'behind' && !held.has(input.name) && !input.skipped,
  );
  const names = behind.map((input) => input.name);
  const lastRun = ledger.history[0] ?? null;
  if (shell.command.waybar) {
    shell.out.say(JSON.stringify(waybar(names, failure !== null, ledger.ready !== null, lastRun)));
    return 0;
  }
  if (shell.command.json) {
    shell.out.json({
      flake: report?.flake ?? null,
      host: report?.host ?? null,
      checkedAt: report?.checkedAt ?? null,
      checkFailure: failure,
      behind: names,
      summary: report?.summary ?? null,
      ready: ledger.ready === null ? null : { ...ledger.ready.record, stale: ledger.ready.stale },
      decision: ledger.decision,
      lastRun,
    });
    return 0;
  }
  const lines = [
    report === null
      ? 'Not checked yet.'
      : `${names.length === 0 ? 'Nothing is behind' : `Behind: ${names.join(', ')}`} (checked ${when(report.checkedAt)})`,
    failure === null ? null : `Could not check ${when(failure.at)}: ${failureText(failure)}`,
    ledger.ready === null
      ? null
      : `Ready to switch: ${ledger.ready.record.storePath}${ledger.ready.stale === null ? '' : ' (no longer fits, build it again)'}`,
    ledger.decision === null ? null : `To decide: ${decisionText(ledger.decision)}`,
    lastRun === null ? 'No run yet.' : `Last run: ${runText(lastRun)}`,
    ...ledger.problems.map((problem) => `Could not be read and was set aside: ${problem}`),
  ];
  for (const line of lines) if (line !== null) shell.out.say(visible(line));
  return 0;
}

export async function history(shell: Shell): Promise<ExitCode> {
  const ledger = await readLedger(shell.site.machine);
  if (shell.command.json) {
    shell.out.json(ledger.history);
    return 0;
  }
  if (ledger.history.length === 0) shell.out.say('No run yet.');
  for (const record of ledger.history) shell.out.say(visible(`${record.id}  ${runText(record)}`));
  return 0;
}

export async function log(shell: Shell): Promise<ExitCode> {
  const { stateDir } = shell.site.machine;
  const { runs } = await listRuns(stateDir);
  const wanted = shell.command.words[0];
  const found = runs.find((run) => wanted === undefined || run.record.id.startsWith(wanted));
  if (found === undefined) {
    shell.out.tell(
      wanted === undefined ? 'No run yet.' : failureText({ kind: 'no-such-run', detail: wanted }),
    );
    return 1;
  }
  for await (const line of readableLines(runFolder(stateDir, found.record.id).log)) {
    shell.out.say(visible(line.replace(/\n$/, '')));
  }
  return 0;
}

function waybar(
  names: readonly string[],
  failed: boolean,
  ready: boolean,
  lastRun: RunRecord | null,
) {
  const kind = ready ? 'ready' : failed ? 'attention' : names.length > 0 ? 'behind' : 'current';
  const tooltip = [
    names.length === 0 ? 'Nothing is behind' : `Behind: ${names.join(', ')}`,
    ready ? 'Ready to switch' : null,
    failed ? 'The last check failed' : null,
    lastRun === null ? null : `Last run: ${runText(lastRun)}`,
  ];
  return {
    text: names.length === 0 ? '' : String(names.length),
    tooltip: tooltip.filter((line) => line !== null).join('\n'),
    class: kind,
  };
}

function runText(record: RunRecord): string {
  const what = record.inputs.map((move) => move.name).join(', ');
  const { outcome } = record;
  // A list has one line a run; the remedy is told when it happens.
  const words =
    outcome === null
      ? 'Still going on.'
      : (outcomeText({ ...record, outcome }).split('\n')[0] ?? '');
  const generation = record.generation === null ? '' : ` Generation ${record.generation}.`;
  return `${when(record.startedAt)}  ${kindWords[record.kind]}${what === '' ? '' : ` (${what})`}: ${words}${generation}`;
}

function when(iso: string): string {
  const date = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
