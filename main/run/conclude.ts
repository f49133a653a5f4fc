// How a run ends when root was asked: the words of DESIGN §9 for every way in which nothing was activated.
import type { Outcome } from '../../preload/contract/words.ts';
import { diagnose, inWords } from '../core/diagnosis/diagnose.ts';
import type { Kind } from '../core/diagnosis/kinds.ts';
import { settlement, unitsThatFailed } from '../core/outcome.ts';
import type { ActivationEnd } from '../privilege/activation.ts';
import type { RunFile } from '../store/run-file.ts';
import type { Machine } from '../system/machine.ts';
import type { Journal } from './journal.ts';
import { whereNow } from './review.ts';

type Unended = Exclude<ActivationEnd, { kind: 'ended' }>;

/** What an attempt that changed nothing leaves: the trial that it began from, if that is what it was. */
export function trialBefore({ activation }: RunFile): RunFile['activation'] {
  return activation?.tried === true ? { id: activation.id, verb: 'test', exit: 0 } : null;
}

/** `otherwise` is the outcome where the person, or a change meanwhile, called it off. */
export function concludeUnactivated(
  machine: Machine,
  journal: Journal,
  end: Unended,
  otherwise: Outcome,
): Promise<RunFile> {
  const nothing = (outcome: Outcome, text: string, cause: Kind | null = null) => {
    journal.log('warn', text);
    return journal.close({
      activation: trialBefore(journal.run()),
      record: {
        outcome,
        step: 'activate',
        diagnosis: cause === null ? null : inWords(cause, null),
      },
    });
  };
  switch (end.kind) {
    case 'refused':
      return nothing(
        'refused',
        `Refused, and nothing was changed: ${end.reason} ${end.detail}`.trim(),
      );
    case 'withheld':
      return nothing(
        otherwise,
        'Something changed while the password was asked. Nothing was activated.',
      );
    case 'cancelled':
      return nothing(otherwise, 'Cancelled before anything was activated.');
    case 'denied':
      return nothing(
        'denied',
        'This account may not do that. Nothing was activated.',
        'polkit-denied',
      );
    case 'auth-failed':
      return nothing('auth-failed', 'The password was not accepted. Nothing was activated.');
    case 'dismissed':
      return nothing(
        'dismissed',
        'The password dialog was closed. Nothing was activated.',
        'polkit-dismissed',
      );
    case 'no-agent':
      return nothing(
        'no-agent',
        'No program is running that could ask for the password.',
        'polkit-no-agent',
      );
    case 'no-pkexec':
      return end.reason === 'missing'
        ? nothing('no-pkexec', 'pkexec is not installed, and nothing else leads to root here.')
        : nothing(
            'no-pkexec',
            'pkexec is there but is not setuid root: it cannot become root.',
            'pkexec-not-setuid',
          );
    case 'failed':
      journal.log('error', `It failed, and nothing was changed. ${end.detail}`.trim());
      return journal.close({
        activation: trialBefore(journal.run()),
        record: {
          outcome: 'failed',
          step: 'activate',
          diagnosis: diagnose(journal.recent(), { outcome: 'failed', failedUnits: [] }),
        },
      });
    case 'lost':
      return concludeCutOff(machine, journal, `Lost track of the activation: ${end.detail}`);
  }
}

/** Nobody knows how it ended: only where the machine stands tells whether there is something to decide. */
export async function concludeCutOff(
  machine: Machine,
  journal: Journal,
  text: string,
): Promise<RunFile> {
  journal.log('error', text);
  const { storePath } = journal.run().record;
  const here = await whereNow(machine);
  const begun = storePath === null || here.current === storePath || here.default === storePath;
  if (!begun) journal.log('warn', 'The machine was not changed. The built system is kept.');
  return journal.close({
    ...(begun ? {} : { activation: trialBefore(journal.run()) }),
    record: { outcome: 'interrupted', step: 'activate' },
  });
}

export function concludeRollback(
  machine: Machine,
  journal: Journal,
  end: ActivationEnd,
): Promise<RunFile> {
  if (end.kind !== 'ended') return concludeUnactivated(machine, journal, end, 'cancelled');
  const { outcome } = settlement('switch', end.exit);
  const failedUnits = unitsThatFailed(journal.recent().map((line) => line.text));
  journal.log(outcome === 'succeeded' ? 'done' : 'error', `Ended: ${outcome} (exit ${end.exit})`);
  return journal.close({
    activation: { id: journal.id, verb: 'rollback', exit: end.exit },
    record: { outcome, failedUnits, step: 'settle' },
  });
}

/** Deleted and a boot menu that failed are told apart: what is deleted stays so. */
export function concludePrune(
  machine: Machine,
  journal: Journal,
  end: ActivationEnd,
): Promise<RunFile> {
  if (end.kind !== 'ended') return concludeUnactivated(machine, journal, end, 'cancelled');
  const activation = { id: journal.id, verb: 'prune' as const, exit: end.exit };
  const { bootMenu = 0 } = end;
  if (end.exit === 0 && bootMenu === 0) {
    journal.log('done', 'The old generations are removed, and the boot menu is made anew.');
    return journal.close({ activation, record: { outcome: 'succeeded', step: 'settle' } });
  }
  const found = diagnose(journal.recent(), { outcome: 'failed', failedUnits: [] });
  const removed = end.exit === 0;
  journal.log(
    'error',
    removed
      ? `The old generations are removed, but the boot menu could not be made anew (exit ${bootMenu}).`
      : `Not all of them could be removed (exit ${end.exit}).`,
  );
  const unnamed = found === null || found.kind === 'other';
  return journal.close({
    activation,
    record: {
      outcome: 'failed',
      step: removed ? 'settle' : 'activate',
      diagnosis: removed && unnamed ? inWords('bootloader-failed', null) : found,
    },
  });
}
