// `update`, `upgrade`, `rebuild` and `switch`: the pipeline with a terminal for a window.
import type { Review } from '../../preload/contract/run.ts';
import type { Decision } from '../../preload/contract/snapshot.ts';
import type { Outcome } from '../../preload/contract/words.ts';
import { activateReady } from '../run/activate.ts';
import { decide } from '../run/decide.ts';
import { readLedger } from '../run/ledger.ts';
import type { RunEnd, RunObserver } from '../run/parts.ts';
import { prepare } from '../run/prepare.ts';
import { logLineText } from '../store/readable-log.ts';
import type { RunFile } from '../store/run-file.ts';
import { hold } from '../system/inhibitor.ts';
import { tellFailedUnits } from './failed-units.ts';
import { asked } from './question.ts';
import { reviewText } from './review-text.ts';
import type { ExitCode, Shell } from './shell.ts';
import { visible } from './visible.ts';
import {
  asRootWords,
  decisionText,
  discardWords,
  failureText,
  outcomeText,
  selfExplaining,
  typed,
  unchosenText,
} from './words.ts';

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
  const { unchosen = [] } = prepared.run.record;
  if (command.yes && unchosen.length > 0) {
    // "--yes" says yes to what was chosen; nobody has seen the rest.
    out.tell(visible(unchosenText(unchosen, words, command.rehearsal)));
    conclude(shell, prepared);
    return 1;
  }
  if ((review?.differences.length ?? 0) > 0 && !command.allowHostChange) {
    out.tell(failureText({ kind: 'host-differs', detail: differenceText(review) }));
    conclude(shell, prepared);
    return 1;
  }
  return activation(shell, prepared.run.record.id);
}

export async function switchToReady(shell: Shell): Promise<ExitCode> {
  const { ready, decision, history } = await readLedger(shell.site.machine);
  const { choice } = shell.command;
  if (choice !== null) return carryOut(shell, decision, choice);
  if (decision?.kind === 'activation-failed') return keepOrGoBack(shell, decision);
  if (ready === null) {
    const lost = history.find(({ kind }) => kind === 'upgrade' || kind === 'rebuild')?.discardedFor;
    shell.out.tell(
      failureText(
        lost === undefined || lost === 'newer'
          ? { kind: 'not-ready', detail: '' }
          : { kind: 'stale', detail: discardWords[lost] },
      ),
    );
    return 1;
  }
  return activation(shell, ready.record.id);
}

/** Activates, and where the activation script failed asks at once what shall become of it. */
async function activation(shell: Shell, runId: string): Promise<ExitCode> {
  const { command, settings } = shell;
  const verb = command.verb ?? settings.activation;
  const evaluateAsRoot = command.evaluateAsRoot || (await agreedToEvaluate(shell));
  const end = await awake(shell, () =>
    activateReady(
      shell.run,
      { runId, verb, allowHostChange: command.allowHostChange, evaluateAsRoot },
      terminalObserver(shell),
      shell.signal,
    ),
  );
  const code = conclude(shell, end);
  if (end.kind !== 'ended') return code;
  // It waits as before: what was asked for was not done.
  if (end.run.record.outcome === 'ready') return shell.signal.aborted ? 130 : 1;
  await tellFailedUnits(shell, end.run.record.failedUnits);
  const { decision } = await readLedger(shell.site.machine);
  if (decision?.kind !== 'activation-failed' || decision.runId !== runId) return code;
  return keepOrGoBack(shell, decision);
}

/** The computer does not fall asleep by itself meanwhile. */
async function awake<T>(shell: Shell, work: () => Promise<T>): Promise<T> {
  const release =
    shell.site.machine.kind === 'real' ? hold('A run of Snowbell is under way') : null;
  try {
    return await work();
  } finally {
    release?.();
  }
}

/** Going back is what an empty answer means (DESIGN §6). */
async function keepOrGoBack(
  shell: Shell,
  decision: Extract<Decision, { kind: 'activation-failed' }>,
): Promise<ExitCode> {
  const { out, command } = shell;
  if (command.json || !out.interactive || decision.previous === null) {
    out.tell(`To decide: ${decisionText(decision, command.rehearsal)}.`);
    return 1;
  }
  const answer = await asked(
    shell,
    `The activation script failed half-way. Go back to generation ${decision.previous}, or keep the new system? [G/k] `,
  );
  if (answer === null) {
    out.tell(`Nothing was decided: ${decisionText(decision, command.rehearsal)}.`);
    return 1;
  }
  return carryOut(shell, decision, /^k(eep)?$/i.test(answer) ? 'keep' : 'go-back');
}

async function carryOut(
  shell: Shell,
  decision: Decision | null,
  choice: 'keep' | 'go-back',
): Promise<ExitCode> {
  if (decision === null) {
    shell.out.tell(failureText({ kind: 'no-decision', detail: '' }));
    return 1;
  }
  const end = await awake(shell, () =>
    decide(shell.run, decision.runId, choice, terminalObserver(shell), shell.signal),
  );
  if (choice === 'keep' && end.kind === 'ended' && !shell.command.json) {
    const { lock, lockDetail } = end.run;
    shell.out.say(
      lock === 'written'
        ? 'Kept. flake.lock is written.'
        : lock === 'untouched'
          ? 'Kept.'
          : `Kept, but flake.lock is not written: ${lockDetail ?? 'somebody else changed it'}`,
    );
    return lock === 'written' || lock === 'untouched' ? 0 : 1;
  }
  return conclude(shell, end);
}

/** On a terminal a person is told what that gives up; without one only the flag counts. */
async function agreedToEvaluate(shell: Shell): Promise<boolean> {
  const { out, command } = shell;
  if (command.json || !out.interactive) return false;
  if ((await shell.run.elevation()).kind !== 'flake') return false;
  out.tell(asRootWords);
  return /^y(es)?$/i.test((await asked(shell, 'Switch as root all the same? [y/N] ')) ?? '');
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
  return awake(shell, () =>
    prepare(
      shell.run,
      { kind, inputs, flake: flake.path, host: flake.host },
      terminalObserver(shell),
      shell.signal,
    ),
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
          `${[counted(builds, 'built'), counted(fetches, 'fetched')].filter((part) => part !== '').join(', ')}${remainingText(remainingMs)}`,
        );
      }
    },
    log(_runId, _first, lines) {
      if (command.json) return;
      for (const line of lines) out.tell(visible(logLineText(line)));
    },
  };
}

function counted(
  { done, expected }: { readonly done: number; readonly expected: number },
  word: string,
): string {
  return expected === 0 ? '' : `${done} of ${expected} ${word}`;
}

function remainingText(ms: number | null): string {
  if (ms === null) return '';
  const minutes = Math.ceil(ms / 60_000);
  return minutes <= 1 ? ', about a minute left' : `, about ${minutes} minutes left`;
}

async function agreed(shell: Shell, review: Review | null): Promise<boolean> {
  if ((review?.differences.length ?? 0) > 0) return false;
  return /^y(es)?$/i.test((await asked(shell, 'Switch to it now? [y/N] ')) ?? '');
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
      else {
        out.say(endText(end.run));
        const next = nextStep(end.run, command.rehearsal);
        if (next !== null) out.say(next);
      }
      if (end.unsaved === true) out.tell(failureText({ kind: 'not-saved', detail: '' }));
      return exitCode(end.run.record.outcome);
  }
}

/** What a person can do next, in words that can be typed; null where there is nothing. */
function nextStep({ record, activation }: RunFile, rehearsal: boolean): string | null {
  const snowbell = (words: string) => typed(words, rehearsal);
  switch (record.outcome) {
    case 'ready':
      return `${snowbell('switch')} activates it.`;
    case 'unchanged':
      return record.kind === 'upgrade'
        ? `${snowbell('rebuild')} builds what you changed in the configuration.`
        : null;
    case 'succeeded':
    case 'units-failed':
      return activation?.verb === 'test'
        ? `It is in use until the next restart. ${snowbell('switch')} makes it permanent, ${snowbell('decide go-back')} goes back.`
        : null;
    default:
      return null;
  }
}

function endText({ record, activation, lock, lockDetail }: RunFile): string {
  const tried = activation?.verb === 'test';
  const { outcome, generation, failedUnits, diagnosis, restartRecommended } = record;
  return [
    outcome === null ? 'Still going on.' : outcomeText({ ...record, outcome }),
    generation === null ? null : `Generation ${generation}.`,
    restartRecommended && !tried && (outcome === 'succeeded' || outcome === 'units-failed')
      ? 'Restart the computer when it suits you: part of this takes effect only then.'
      : null,
    failedUnits.length === 0 ? null : `Failed: ${failedUnits.join(', ')}`,
    lock === 'changed-meanwhile'
      ? 'flake.lock was changed by somebody else meanwhile and was left as it is.'
      : null,
    lock === 'write-failed' ? `flake.lock could not be written: ${lockDetail ?? ''}` : null,
    diagnosis === null || (outcome !== null && selfExplaining.has(outcome))
      ? null
      : `${diagnosis.summary}\n${diagnosis.remedy}`,
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
