// The shape of a language of the tray, the notifications and the native dialogs.
import type { Notice } from '../../core/notices.ts';
import type { TrayText } from '../../core/tray-view.ts';

export interface NoticeWords {
  readonly title: string;
  readonly body: string;
}

export interface DesktopText {
  readonly tray: TrayText;
  readonly notice: {
    words(notice: Notice): NoticeWords;
    readonly view: string;
    readonly upgrade: string;
    readonly review: string;
    readonly openLog: string;
    /** silences only the news of what is behind, for a day */
    readonly remind: string;
    readonly restart: string;
  };
  /** the question before the computer is restarted, and what is said when it could not be */
  readonly restart: {
    readonly title: string;
    readonly detail: string;
    readonly restart: string;
    readonly stay: string;
    readonly failed: string;
  };
  readonly window: {
    readonly title: string;
    readonly chooseFlake: string;
    readonly saveLog: string;
    readonly saveFailed: string;
    readonly noTrayTitle: string;
    readonly noTrayDetail: string;
    readonly quit: string;
    readonly stay: string;
  };
  readonly failure: { readonly refused: string; readonly bug: string };
}
