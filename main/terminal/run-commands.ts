// `update`, `upgrade`, `rebuild` and `switch`: the pipeline with a terminal for a window.
import { createInterface } from 'node:readline/promises';
import type { Review } from '../../preload/contract/run.ts';
import type { Outcome } from '../../preload/contract/words.ts';
import { activateReady } from '../run/activate.ts';
import { readLedger } from '../run/ledger.ts';
import type { RunEnd, RunObserver } from '../run/parts.ts';
import { prepare } from '../run/prepare.ts';
import { logLineText } from '../store/readable-log.ts';
import type { RunFile } from '../store/run-file.ts';
import { reviewText } from './review-text.ts';
import type { ExitCode, Shell } from './shell.ts';
import { visible } from './visible.ts';
import { failureText, outcomeWords } from './words.ts';

export async function updateLock(shell: Shell): Promise<ExitCode> {
  const { words } = shell.command;
  return conclude(shell, await begin(shell, 'update', words.length === 0 ? null : words));
}

export async function upgrade(shell: Shell, kind: 'upgrade' | 'rebuild'): Promise<ExitCode> {
  const { command, out } = shell;
  const { words } = command;
  const prepared = await begin(shell, kind, words.length === 0 ? null : words);
  if (prepared.kind !== 'ended' || prepared.run.record.outcome !== 'ready') {
    return conclude(shell, prepared);
  }
  const { review } = prepared.run;
  if (review !== null && !command.json) out.say(reviewText(review, out.colours));
  if (command.buildOnly) return conclude(shell, prepared);
  if (!command.yes && !(out.interactive && !command.json && (await agreed(shell, review)))) {
    return conclude(shell, prepared);
  }
  if ((review?.differences.length ?? 0) > 0 && !command.allowHostChange) {
    out.tell(failureText({ kind: 'host-differs', detail: differenceText(review) }));
    conclude(shell, prepared);
    return 1;
  }
  return conclude(shell, await activation(shell, prepared.run.record.id));
}

export async function switchToReady(shell: Shell): Promise<ExitCode> {
  const { ready } = await readLedger(shell.site.machine);
  if (ready === null) {
    shell.out.tell(failureText({ kind: 'not-ready', detail: '' }));
    return 1;
  }
  return conclude(shell, await activation(shell, ready.record.id));
}

function activation(shell: Shell, runId: string): Promise<RunEnd> {
  const verb = shell.command.verb ?? shell.settings.activation;
  return activateReady(
    shell.run,
    { runId, verb, allowHostChange: shell.command.allowHostChange },
    terminalObserver(shell),
    shell.signal,
  );
}

async function begin(
  shell: Shell,
  kind: 'upgrade' | 'update' | 'rebuild',
  inputs: readonly string[] | null,
): Promise<RunEnd> {
  const { flake } = shell;
  if (flake.kind === 'unset') {
    return { kind: 'not-begun', failure: { kind: 'no-flake', detail: '' } };
  }
  if (flake.kind === 'unreadable') return { kind: 'not-begun', failure: flake.failure };
  return prepare(
    shell.run,
    { kind, inputs, flake: flake.path, host: flake.host },
    terminalObserver(shell),
    shell.signal,
  );
}

/** The log as it comes, and on a terminal one line of counts below it. */
export function terminalObserver({ out, command }: Shell): RunObserver {
  return {
    phase: () => undefined,
    saved: () => undefined,
    progress({ builds, fetches, evaluating }, remainingMs) {
      if (evaluating) out.status('evaluating …');
      else {
        out.status(
          `${builds.done} of ${builds.expected} built, ${fetches.done} of ${fetches.expected} fetched${remainingText(remainingMs)}`,
        );
      }
    },
    log(_runId, _first, lines) {
      if (command.json) return;
      for (const line of lines) out.tell(visible(logLineText(line)));
    },
  };
}

function remainingText(ms: number | null): string {
  if (ms === null) return '';
  const minutes = Math.ceil(ms / 60_000);
  return minutes <= 1 ? ', about a minute left' : `, about ${minutes} minutes left`;
}

async function agreed({ signal, out }: Shell, review: Review | null): Promise<boolean> {
  if ((review?.differences.length ?? 0) > 0) return false;
  const questions = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await questions.question('Switch to it now? [y/N] ', { signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch {
    out.tell('');
    return false;
  } finally {
    questions.close();
  }
}

export function conclude({ out, command }: Shell, end: RunEnd): ExitCode {
  switch (end.kind) {
    case 'busy':
      out.tell(failureText({ kind: 'busy', detail: '' }));
      return 1;
    case 'not-begun':
      out.tell(failureText(end.failure));
      return end.failure.kind === 'unknown-input' ? 2 : 1;
    case 'ended':
      if (command.json) out.json(end.run.record);
      else out.say(endText(end.run));
      if (end.unsaved === true) out.tell(failureText({ kind: 'not-saved', detail: '' }));
      return exitCode(end.run.record.outcome);
  }
}

function endText({ record, lock, lockDetail }: RunFile): string {
  const { outcome, generation, failedUnits, diagnosis, restartRecommended } = record;
  return [
    outcome === null ? 'Still going on.' : outcomeWords[outcome],
    generation === null ? null : `Generation ${generation}.`,
    restartRecommended && (outcome === 'succeeded' || outcome === 'units-failed')
      ? 'Restart the computer when it suits you: part of this takes effect only then.'
      : null,
    failedUnits.length === 0 ? null : `Failed: ${failedUnits.join(', ')}`,
    lock === 'changed-meanwhile'
      ? 'flake.lock was changed by somebody else meanwhile and was left as it is.'
      : null,
    lock === 'write-failed' ? `flake.lock could not be written: ${lockDetail ?? ''}` : null,
    diagnosis === null ? null : `${diagnosis.summary}\n${diagnosis.remedy}`,
  ]
    .filter((line) => line !== null)
    .join('\n');
}

function exitCode(outcome: Outcome | null): ExitCode {
  switch (outcome) {
    case 'ready':
    case 'succeeded':
    case 'unchanged':
    case 'restart-required':
    case 'discarded':
      return 0;
    case 'cancelled':
      return 130;
    default:
      return 1;
  }
}

function differenceText(review: Review | null): string {
  return (review?.differences ?? [])
    .map(({ what, running, built }) => `${what} ${running} -> ${built}`)
    .join(', ');
}
