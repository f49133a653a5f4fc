// What the tray item shows while the program behind it is still being loaded: no more than still holds.
import { type TrayCount, type TrayIcon, type TrayView, trayCounts } from './tray-view.ts';

/** The sentences of an item that is starting; each is `TrayText`'s of the same name. */
export interface StartingWords {
  readonly starting: string;
  readonly checkNow: string;
  readonly open: string;
  readonly settings: string;
  readonly quit: string;
}

/** What one start leaves for the next, in the language that was spoken. */
export interface StartingTray {
  readonly version: 1;
  readonly icon: TrayIcon;
  readonly count: TrayCount;
  readonly words: StartingWords;
}

/** What lies on disk, and so is as true at the next start; anything else ends with the program. */
const lasting: readonly TrayIcon[] = ['idle', 'behind', 'ready', 'attention'];

export function rememberTray(shown: TrayView, words: StartingWords): StartingTray {
  const { starting, checkNow, open, settings, quit } = words;
  const plain = shown.count === '0' ? 'idle' : 'behind';
  return {
    version: 1,
    icon: lasting.includes(shown.icon) ? shown.icon : plain,
    count: shown.count,
    words: { starting, checkNow, open, settings, quit },
  };
}

/** Null for whatever `rememberTray` cannot have made. */
export function readStartingTray(value: unknown): StartingTray | null {
  if (!isRecord(value) || value.version !== 1 || !isRecord(value.words)) return null;
  const icon = lasting.find((each) => each === value.icon);
  const count = trayCounts.find((each) => each === value.count);
  const { starting, checkNow, open, settings, quit } = value.words;
  if (icon === undefined || count === undefined) return null;
  if (!isLabel(starting) || !isLabel(checkNow) || !isLabel(open)) return null;
  if (!isLabel(settings) || !isLabel(quit)) return null;
  return { version: 1, icon, count, words: { starting, checkNow, open, settings, quit } };
}

/** Only what can be asked in any state; without a memory no language is known, so only a name is said. */
export function startingView(remembered: StartingTray | null): TrayView {
  if (remembered === null) {
    const name = 'Snowbell';
    const open = { kind: 'command', text: name, action: { kind: 'show', screen: null } } as const;
    return { icon: 'idle', count: '0', tooltip: name, menu: [open] };
  }
  const { icon, count, words } = remembered;
  return {
    icon,
    count,
    tooltip: words.starting,
    menu: [
      { kind: 'label', text: words.starting },
      { kind: 'separator' },
      {
        kind: 'command',
        text: words.checkNow,
        action: { kind: 'send', intent: { kind: 'check' } },
      },
      { kind: 'separator' },
      { kind: 'command', text: words.open, action: { kind: 'show', screen: null } },
      { kind: 'command', text: words.settings, action: { kind: 'show', screen: 'settings' } },
      { kind: 'command', text: words.quit, action: { kind: 'send', intent: { kind: 'quit' } } },
    ],
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isLabel(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 100;
}
