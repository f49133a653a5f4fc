// What a tray item may show before anything is known, and what of the last start it believes.
import { describe, expect, it } from 'vitest';
import {
  readStartingTray,
  rememberTray,
  type StartingTray,
  startingView,
} from '../../../main/core/starting-tray.ts';
import { type TrayIcon, type TrayView, trayIcons } from '../../../main/core/tray-view.ts';
import { en } from '../../../main/desktop/text/en.ts';

const view = (icon: TrayIcon, count: TrayView['count'] = '0'): TrayView => ({
  icon,
  count,
  tooltip: 'of now',
  menu: [{ kind: 'label', text: 'of now' }],
});
const behind: StartingTray = rememberTray(view('behind', '3'), en.tray);

describe('what is remembered', () => {
  it('is what still lies on disk at the next start', () => {
    const kept = Object.fromEntries(
      trayIcons.map((icon) => [icon, rememberTray(view(icon, '2'), en.tray).icon]),
    );
    expect(kept).toEqual({
      idle: 'idle',
      behind: 'behind',
      ready: 'ready',
      attention: 'attention',
      checking: 'behind',
      working: 'behind',
      restart: 'behind',
    });
    expect(rememberTray(view('working'), en.tray).icon).toBe('idle');
  });

  it('comes back from its file as it was', () => {
    expect(readStartingTray(JSON.parse(JSON.stringify(behind)))).toEqual(behind);
  });

  it.each([
    ['nothing', null],
    ['a list', []],
    ['another version', { ...behind, version: 2 }],
    ['a run that cannot go on', { ...behind, icon: 'working' }],
    ['an icon that is none', { ...behind, icon: '../../secret' }],
    ['a count that is none', { ...behind, count: '10' }],
    ['no words', { ...behind, words: undefined }],
    ['a missing word', { ...behind, words: { ...behind.words, quit: undefined } }],
    ['an empty word', { ...behind, words: { ...behind.words, open: '' } }],
    ['a novel', { ...behind, words: { ...behind.words, open: 'x'.repeat(101) } }],
  ])('is not believed when it is %s', (_, value) => {
    expect(readStartingTray(value)).toBeNull();
  });
});

describe('what is shown', () => {
  it('is the last count under words that claim nothing', () => {
    const shown = startingView(behind);
    expect([shown.icon, shown.count, shown.tooltip]).toEqual(['behind', '3', en.tray.starting]);
    expect(shown.menu.flatMap((item) => ('text' in item ? [item.text] : []))).toEqual([
      en.tray.starting,
      en.tray.checkNow,
      en.tray.open,
      en.tray.settings,
      en.tray.quit,
    ]);
  });

  it('is a neutral icon and the name where nothing is remembered', () => {
    const shown = startingView(null);
    expect([shown.icon, shown.count, shown.tooltip]).toEqual(['idle', '0', 'Snowbell']);
  });
});
