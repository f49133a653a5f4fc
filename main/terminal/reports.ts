// `status`, `history` and `log`: what the disk says, without asking anybody.
import type { RunRecord } from '../../preload/contract/run.ts';
import type { Failure } from '../../preload/contract/snapshot.ts';
import { rememberedCheck } from '../check-site.ts';
import { nameSome } from '../core/git-status.ts';
import { byName } from '../core/natural-order.ts';
import { type Ledger, readLedger } from '../run/ledger.ts';
import { readableLines } from '../store/readable-log.ts';
import { listRuns, runFolder } from '../store/run-file.ts';
import { type Meant, meantBy, shortIds } from './run-ids.ts';
import type { ExitCode, Shell } from './shell.ts';
import { visible } from './visible.ts';
import { decisionText, failureText, kindWords, outcomeText, typed } from './words.ts';

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
  const names = behind.map((input) => input.name).toSorted(byName);
  const lastRun = ledger.history[0] ?? null;
  if (shell.command.waybar) {
    shell.out.say(JSON.stringify(waybar(names, failure !== null, ledger, lastRun)));
    return 0;
  }
  if (shell.command.json) {
    shell.out.json({
      flake: report?.flake ?? null,
      host: report?.host ?? null,
      checkedAt: report?.checkedAt ?? null,
      checkFailure: failure,
      behind: behind.map((input) => input.name),
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
    waitingText(ledger, shell.command.rehearsal),
    lastRun === null ? 'No run yet.' : `Last run: ${runText(lastRun)}`,
    ...ledger.problems.map((problem) => `Could not be read and was set aside: ${problem}`),
  ];
  for (const line of lines) if (line !== null) shell.out.say(visible(line));
  return 0;
}

/** What waits for a person and the command that goes on with it; a system that is tried is not to be switched to. */
export function waitingText(
  { ready, decision }: Pick<Ledger, 'ready' | 'decision'>,
  rehearsal: boolean,
): string | null {
  if (decision !== null) return `To decide: ${decisionText(decision, rehearsal)}`;
  if (ready === null) return null;
  if (ready.stale !== null) {
    const again = ready.record.kind === 'rebuild' ? 'rebuild' : 'upgrade';
    return `Built, and no longer fits: ${ready.record.storePath}\n${typed(again, rehearsal)} builds it again.`;
  }
  return `Ready to switch: ${ready.record.storePath}\n${typed('switch', rehearsal)} activates it.`;
}

export async function history(shell: Shell): Promise<ExitCode> {
  const ledger = await readLedger(shell.site.machine);
  if (shell.command.json) {
    shell.out.json(ledger.history);
    return 0;
  }
  if (ledger.history.length === 0) shell.out.say('No run yet.');
  const short = shortIds(ledger.history.map((record) => record.id));
  for (const record of ledger.history) {
    shell.out.say(visible(`${short(record.id)}  ${runText(record)}`));
  }
  return 0;
}

export async function log(shell: Shell): Promise<ExitCode> {
  const { stateDir } = shell.site.machine;
  const [{ history: told }, { runs }] = await Promise.all([
    readLedger(shell.site.machine),
    listRuns(stateDir),
  ]);
  const kept = runs.map((run) => run.record.id);
  const ids = [...new Set([...kept, ...told.map((record) => record.id)])];
  const wanted = shell.command.words[0] ?? kept[0];
  if (wanted === undefined) {
    shell.out.tell('No run yet.');
    return 1;
  }
  const meant = meantBy(wanted, ids);
  if (meant.kind === 'one' && kept.includes(meant.id)) {
    for await (const line of readableLines(runFolder(stateDir, meant.id).log)) {
      shell.out.say(visible(line.replace(/\n$/, '')));
    }
    return 0;
  }
  shell.out.tell(visible(failureText(noLog(wanted, meant, shortIds(ids)))));
  return 1;
}

function noLog(wanted: string, meant: Meant, short: (id: string) => string): Failure {
  switch (meant.kind) {
    case 'one':
      return { kind: 'log-not-kept', detail: wanted };
    case 'none':
      return { kind: 'no-such-run', detail: wanted };
    case 'several':
      return { kind: 'several-runs', detail: nameSome(meant.ids.map(short)) };
  }
}

function waybar(
  names: readonly string[],
  failed: boolean,
  { ready, decision }: Pick<Ledger, 'ready' | 'decision'>,
  lastRun: RunRecord | null,
) {
  const waits = ready !== null && decision === null;
  const kind = waits
    ? 'ready'
    : failed || decision !== null
      ? 'attention'
      : names.length > 0
        ? 'behind'
        : 'current';
  const tooltip = [
    names.length === 0 ? 'Nothing is behind' : `Behind: ${names.join(', ')}`,
    waits ? 'Ready to switch' : null,
    decision === null ? null : `To decide: ${decisionText(decision, false)}`,
    failed ? 'The last check failed' : null,
    lastRun === null ? null : `Last run: ${runText(lastRun)}`,
  ];
  return {
    text: names.length === 0 ? '' : String(names.length),
    tooltip: tooltip.filter((line) => line !== null).join('\n'),
    class: kind,
  };
}

/** What moved; where the run ended before that was known, what was to move. */
export function runText(record: RunRecord): string {
  const moved = record.inputs.map((move) => move.name);
  const what = nameSome((moved.length > 0 ? moved : (record.chosen ?? [])).toSorted(byName));
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
