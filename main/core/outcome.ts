// The settle table of DESIGN §6.5: what an activation's exit code means for profile, lock and outcome.
import type { ActivationVerb, Outcome } from '../../preload/contract/words.ts';

export interface Settlement {
  readonly outcome: Outcome;
  /** write: put the candidate in place; ask: only when the person keeps the new system */
  readonly lock: 'write' | 'ask' | 'leave';
  /** what becomes of the built system: kept can be activated (again) */
  readonly built: 'used' | 'kept';
}

/**
 * `exit` is the exit code of switch-to-configuration: 0 done, 2 the activation script failed, 4 units
 * failed, 100 a restart is needed before the new system can run (nixpkgs, switch-to-configuration-ng).
 */
export function settlement(verb: ActivationVerb, exit: number): Settlement {
  const meaning = outcomeOf(exit);
  if (verb === 'test') return { outcome: meaning, lock: 'leave', built: 'kept' };
  switch (meaning) {
    case 'succeeded':
      return { outcome: meaning, lock: 'write', built: 'used' };
    case 'restart-required':
    case 'units-failed':
      // `boot` starts nothing, so these codes from it are not what they say.
      return verb === 'switch'
        ? { outcome: meaning, lock: 'write', built: 'used' }
        : { outcome: 'failed', lock: 'leave', built: 'kept' };
    case 'activation-failed':
      return verb === 'switch'
        ? { outcome: meaning, lock: 'ask', built: 'kept' }
        : { outcome: 'failed', lock: 'leave', built: 'kept' };
    default:
      return { outcome: meaning, lock: 'leave', built: 'kept' };
  }
}

function outcomeOf(exit: number): Outcome {
  switch (exit) {
    case 0:
      return 'succeeded';
    case 1:
      return 'refused';
    case 2:
      return 'activation-failed';
    case 4:
      return 'units-failed';
    case 100:
      return 'restart-required';
    default:
      return 'failed';
  }
}

const failedUnits = /^(?:warning: )?the following units failed: (.+)$/;

/** The units that switch-to-configuration says failed, from the lines of its output. */
export function unitsThatFailed(lines: readonly string[]): string[] {
  const units = new Set<string>();
  for (const line of lines) {
    const list = failedUnits.exec(line.trim())?.[1];
    for (const unit of list?.split(/,\s*/) ?? []) {
      if (/^[\w@:.\\-]+$/.test(unit)) units.add(unit);
    }
  }
  return [...units];
}
