// Why a check that may be due is not made now: the reasons a person can see and overrule.
import type { Waiting } from '../../preload/contract/snapshot.ts';
import type { State } from './state.ts';

/** A check that somebody asks for is made in any case. */
export function waitingFor(state: State): Waiting | null {
  const { surroundings, settings } = state;
  if (state.pausedUntil !== null && state.pausedUntil > state.now) return 'paused';
  if (!surroundings.network) return 'no-network';
  if (surroundings.metered && !settings.onMetered) return 'metered';
  if (surroundings.lowBattery && !settings.onBattery) return 'battery';
  return null;
}
