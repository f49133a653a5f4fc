// `decide`: what only a person can say after a run, as a question on a terminal or one word after the command.
import { join } from 'node:path';
import type { LockedApart, LockedAs } from '../../preload/contract/details.ts';
import type { Decision } from '../../preload/contract/snapshot.ts';
import { type Choice, decide } from '../run/decide.ts';
import { fileHash } from '../run/fingerprint.ts';
import { type Ledger, readLedger } from '../run/ledger.ts';
import { lockDifference } from '../run/lock-difference.ts';
import { loadRun } from '../store/run-file.ts';
import { type ChoiceWord, isChoice } from './arguments.ts';
import { asked as askedFor } from './question.ts';
import { conclude, terminalObserver } from './run-commands.ts';
import type { ExitCode, Shell } from './shell.ts';
import { visible } from './visible.ts';
import { failureText } from './words.ts';

type Open =
  | Decision
  | {
      readonly kind: 'same-system' | 'other-inputs';
      readonly runId: string;
      readonly inputs: readonly string[];
    };

export async function decideOpen(shell: Shell): Promise<ExitCode> {
  const open = await whatIsOpen(shell, await readLedger(shell.site.machine));
  if (open === null) {
    shell.out.tell(failureText({ kind: 'no-decision', detail: '' }));
    return 1;
  }
  const word = shell.command.words[0];
  if (word === undefined) {
    return (await asked(shell, open)) ?? 1;
  }
  return answered(shell, open, word);
}

/** After a run: asks on a terminal, elsewhere names the command; the run's exit code where nothing is said. */
export async function thenAsk(shell: Shell, code: ExitCode): Promise<ExitCode> {
  const ledger = await readLedger(shell.site.machine);
  const open = await whatIsOpen(shell, ledger);
  // A trial is wanted, and a system that comes out the same is no hurry: the log has said both.
  if (open === null || open.kind === 'test-active' || open.kind === 'same-system') return code;
  const newest = ledger.history[0]?.id === open.runId;
  // Whoever has just activated was asked then.
  if (open.kind === 'activation-failed' && (newest || shell.command.name === 'switch')) return code;
  const answer = await asked(shell, open);
  if (answer !== null) return answer;
  // What was asked for was not done.
  const undone = open.kind === 'other-inputs' && newest;
  return undone && code === 0 ? 1 : code;
}

async function whatIsOpen(shell: Shell, ledger: Ledger): Promise<Open | null> {
  if (ledger.decision !== null) return ledger.decision;
  const record = ledger.history.find((one) => one.leftLock !== undefined);
  if (record?.leftLock === undefined) return null;
  const read = await loadRun(shell.site.machine.stateDir, record.id);
  if (read.kind !== 'read') return null;
  const now = await fileHash(join(read.value.flake, 'flake.lock')).catch(() => undefined);
  // Once the file is another one, that run has nothing to say about it.
  if (now !== read.value.baseLock) return null;
  const { why, inputs } = record.leftLock;
  return { kind: why, runId: record.id, inputs };
}

const lockChoices = ['difference', 'write', 'leave'] as const;

function choicesFor(open: Open): readonly ChoiceWord[] {
  switch (open.kind) {
    case 'lock-changed-meanwhile':
    case 'lock-not-written':
    case 'same-system':
    case 'other-inputs':
      return lockChoices;
    case 'activation-failed':
      return open.previous === null ? ['keep'] : ['keep', 'go-back'];
    case 'test-active':
      return open.previous === null ? [] : ['go-back'];
  }
}

function questionOf(open: Open): string {
  switch (open.kind) {
    case 'lock-changed-meanwhile':
      return 'flake.lock was changed by somebody else while the system was built and switched. Leave it as it is, or write the one of the switched system?';
    case 'lock-not-written':
      return `The system is switched, and its flake.lock is not written yet (${open.detail || 'not tried'}). Write it, or leave the old one?`;
    case 'same-system':
      return `${open.inputs.join(', ')} moved and the system stays the same, so flake.lock was left as it is. Write the new one?`;
    case 'other-inputs':
      return `nix moved other inputs than you chose: ${open.inputs.join(', ')}. flake.lock is left as it is. Write it all the same?`;
    case 'activation-failed':
      return open.previous === null
        ? 'The activation script failed half-way, and the generation before is no longer there. Keep the new system? ("snowbell rollback N" goes to another one.)'
        : 'The activation script failed half-way. Keep the new system, or go back?';
    case 'test-active':
      return open.previous === null
        ? 'A system is being tried until the next restart. "snowbell switch" makes it permanent.'
        : 'A system is being tried. Go back, or make it permanent with "snowbell switch"?';
  }
}

/** Null where nobody answered; then the sentence has named the command. */
async function asked(shell: Shell, open: Open): Promise<ExitCode | null> {
  const { out, command } = shell;
  const choices = choicesFor(open);
  out.tell(visible(questionOf(open)));
  if (choices.length === 0) return null;
  if (!out.interactive || command.json) {
    out.tell(`Say "snowbell decide CHOICE", with one of: ${choices.join(', ')}.`);
    return null;
  }
  for (;;) {
    const word = await askedFor(shell, `${choices.join(' / ')}, or nothing for later: `);
    if (word === null || word === '') return null;
    if (!isChoice(word) || !choices.includes(word)) continue;
    if (word !== 'difference') return answered(shell, open, word);
    await difference(shell, open.runId);
  }
}

async function answered(shell: Shell, open: Open, word: string): Promise<ExitCode> {
  const choices = choicesFor(open);
  if (!isChoice(word) || !choices.includes(word)) {
    shell.out.tell(visible(questionOf(open)));
    const fitting = choices.length === 0 ? '' : `; it is one of: ${choices.join(', ')}`;
    shell.out.tell(`"${word}" does not fit here${fitting}.`);
    return 2;
  }
  if (word === 'difference') return difference(shell, open.runId);
  const observer = terminalObserver(shell);
  const end = await decide(shell.run, open.runId, meant[word], observer, shell.signal);
  const text = decided[word];
  // Elsewhere the run's own outcome is told; here it would tell of something long past.
  if (end.kind !== 'ended' || text === null) return conclude(shell, end);
  const { lock, lockDetail, record } = end.run;
  if (shell.command.json) shell.out.json(record);
  if (lock === 'write-failed' || lock === 'changed-meanwhile') {
    const detail = visible(lockDetail ?? '');
    const kind = lock === 'write-failed' ? 'write-failed' : 'lock-moved-on';
    shell.out.tell(failureText({ kind, detail }));
    return 1;
  }
  if (!shell.command.json) shell.out.say(text);
  return 0;
}

const meant: Record<Exclude<ChoiceWord, 'difference'>, Choice> = {
  write: 'write-lock',
  leave: 'keep-my-lock',
  keep: 'keep',
  'go-back': 'go-back',
};

/** Null: a run of its own, which tells its outcome. */
const decided: Record<Exclude<ChoiceWord, 'difference'>, string | null> = {
  write: 'flake.lock is written.',
  leave: 'flake.lock is left as it is.',
  keep: 'The new system is kept.',
  'go-back': null,
};

async function difference(shell: Shell, runId: string): Promise<ExitCode> {
  const { out, command } = shell;
  const answer = await lockDifference(shell.site.machine, runId);
  if (!answer.ok) {
    out.tell(failureText(answer.failure));
    return 1;
  }
  if (command.json) out.json(answer.value);
  else out.say(differenceText(answer.value));
  return 0;
}

/** Two lock files side by side, an input a line. */
export function differenceText(apart: readonly LockedApart[]): string {
  if (apart.length === 0) {
    return 'Both lock the same revisions. The files differ only in how they are written.';
  }
  const rows = [
    ['input', 'yours', 'the other one'],
    ...apart.map(({ path, yours, switched }) => [
      visible(path.join('/')),
      lockedText(yours),
      lockedText(switched),
    ]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
}

function lockedText(as: LockedAs | null): string {
  if (as === null) return 'not in it';
  const revision = visible((as.shown ?? '?').replace(/^sha256-/, '').slice(0, 7));
  const { lastModified } = as;
  return lastModified === null
    ? revision
    : `${revision} (${new Date(lastModified * 1000).toISOString().slice(0, 10)})`;
}
