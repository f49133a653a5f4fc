// Keeps the tray's icon and menu still through a check that is over at once.
import type { TrayView } from '../core/tray-view.ts';

/** A check that takes no longer (milliseconds) is not worth a change of either, and one back. */
const graceMs = 1_000;

export interface CalmIcon {
  offer(view: TrayView): void;
}

/** `first` is what is shown already. The tooltip is never held back. */
export function calmIcon(first: TrayView, render: (view: TrayView) => void): CalmIcon {
  let shown = first;
  let newest = first;
  let timer: NodeJS.Timeout | null = null;
  const draw = (view: TrayView) => {
    shown = view;
    render(view);
  };
  return {
    offer(view) {
      newest = view;
      if (view.icon === 'checking' && shown.icon !== 'checking') {
        render({ ...shown, tooltip: view.tooltip });
        timer ??= setTimeout(() => {
          timer = null;
          draw(newest);
        }, graceMs);
        return;
      }
      if (timer !== null) clearTimeout(timer);
      timer = null;
      draw(view);
    },
  };
}
