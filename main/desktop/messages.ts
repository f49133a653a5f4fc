// Turns a notice into the message that is sent: its words, its slot and what its buttons do.
import type { Notice } from '../core/notices.ts';
import type { Screen, TrayAction } from '../core/tray-view.ts';
import type { NotificationButton } from './notification.ts';
import type { Message } from './notifier.ts';
import type { DesktopText } from './text/text.ts';

/** `upgrade` is asked when its button is pressed, maybe hours after the message was shown. */
export function messageOf(
  notice: Notice,
  text: DesktopText['notice'],
  does: {
    readonly act: (action: TrayAction) => void;
    readonly upgrade: () => TrayAction | null;
    readonly remind: () => void;
    /** a rehearsal's restart is none of this computer */
    readonly rehearsal: boolean;
  },
): Message {
  const show = (key: string, label: string, screen: Screen): NotificationButton => ({
    key,
    label,
    pressed: () => does.act({ kind: 'show', screen }),
  });
  const words = text.words(notice);
  switch (notice.kind) {
    case 'behind':
      return {
        ...words,
        slot: 'behind',
        buttons: [
          show('view', text.view, 'updates'),
          {
            key: 'upgrade',
            label: text.upgrade,
            // Where none can start any more, the window says why.
            pressed: () => does.act(does.upgrade() ?? { kind: 'show', screen: 'activity' }),
          },
          { key: 'remind', label: text.remind, pressed: does.remind },
        ],
      };
    case 'ready':
      return { ...words, slot: 'run', buttons: [show('review', text.review, 'activity')] };
    case 'pruned':
      return { ...words, slot: 'run', buttons: [show('view', text.openLog, 'history')] };
    case 'ended': {
      const view = show('view', text.openLog, 'history');
      const restart: NotificationButton = {
        key: 'restart',
        label: text.restart,
        pressed: () => does.act({ kind: 'restart' }),
      };
      const buttons = notice.restart && !does.rehearsal ? [view, restart] : [view];
      return { ...words, slot: 'run', buttons };
    }
  }
}
