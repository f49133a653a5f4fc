// What pkexec, run0 or the helper mean that ended before anything was recorded.
import type { CommandResult } from '../process/command.ts';
import type { ActivationEnd, RefusalReason } from './activation.ts';
import type { Foreknowledge } from './authorization.ts';

/** The helper's own exit codes that mean "nothing has changed"; see its head. */
const refusals: ReadonlyMap<number, RefusalReason> = new Map([
  [64, 'usage'],
  [65, 'invalid-path'],
  [66, 'current-changed'],
  [67, 'lock-held'],
  [69, 'helper-failed'],
  [71, 'switch-inhibited'],
  [72, 'run-exists'],
  [73, 'lock-file'],
]);

/** What a helper or pkexec means that ended without a record. */
export function explainRefusal(
  end: CommandResult,
  known: Foreknowledge,
  authorised: boolean,
): ActivationEnd {
  if (end.kind === 'missing') return { kind: 'no-pkexec', reason: 'missing' };
  const said = end.stderr.trim();
  if (end.kind !== 'exited') {
    // pkexec itself was ended from outside while it asked.
    return authorised
      ? { kind: 'lost', detail: said === '' ? end.kind : said }
      : { kind: 'cancelled' };
  }
  const reason = refusals.get(end.code);
  if (reason !== undefined) return { kind: 'refused', reason, detail: said };
  if (end.code === 68) return { kind: 'withheld' };
  if (!authorised && end.code === 126) return { kind: 'dismissed' };
  if (!authorised && end.code === 127) {
    if (/No authentication agent found/.test(said)) return { kind: 'no-agent' };
    if (/must be setuid root/.test(said)) return { kind: 'no-pkexec', reason: 'not-setuid' };
    if (/Not authorized/.test(said)) {
      return { kind: known === 'challenge' ? 'auth-failed' : 'denied' };
    }
    const reason = /No such file or directory/.test(said) ? 'no-helper' : 'helper-failed';
    return { kind: 'refused', reason, detail: said };
  }
  return { kind: 'lost', detail: said === '' ? `the helper ended with ${end.code}` : said };
}

/**
 * run0 ends with 1 when it was not let: which of its words stand for what is systemd's
 * (shared/bus-polkit). A closed dialog and a wrong password are one to it; null where it did start.
 */
export function explainRun0(end: CommandResult, known: Foreknowledge): ActivationEnd | null {
  if (end.kind === 'missing') return { kind: 'no-pkexec', reason: 'missing' };
  if (end.kind !== 'exited' || end.code !== 1) return null;
  if (/Interactive authentication required/i.test(end.stderr)) return { kind: 'no-agent' };
  if (/Access denied|Permission denied|not authorized/i.test(end.stderr)) {
    return { kind: known === 'no' ? 'denied' : 'auth-failed' };
  }
  return null;
}
