// For how long nobody has touched this computer, as far as the desktop tells.
import { powerMonitor } from 'electron';

/**
 * Gives a question that answers in whole seconds, null where it cannot be known. Compositors without an
 * idle monitor answer 0 for ever: on Wayland nothing is believed before the first other answer.
 */
export function watchIdle(
  env: Readonly<Record<string, string | undefined>> = process.env,
  ask: () => number = () => powerMonitor.getSystemIdleTime(),
): () => number | null {
  let believed = env.WAYLAND_DISPLAY === undefined && env.XDG_SESSION_TYPE !== 'wayland';
  return () => {
    try {
      const seconds = ask();
      if (!Number.isFinite(seconds) || seconds < 0) return null;
      believed ||= seconds > 0;
      return believed ? seconds : null;
    } catch {
      return null;
    }
  };
}
