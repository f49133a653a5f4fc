// The tray's icon through short and long checks, on a clock that the test turns.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TrayIcon, TrayView } from '../../../main/core/tray-view.ts';
import { calmIcon } from '../../../main/desktop/calm-icon.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const view = (icon: TrayIcon, tooltip: string = icon): TrayView => ({
  icon,
  count: '0',
  tooltip,
  menu: [],
});

function play(first: TrayIcon) {
  const drawn: string[] = [];
  const calm = calmIcon(view(first), ({ icon, tooltip }) => drawn.push(`${icon}: ${tooltip}`));
  return { calm, drawn };
}

it('does not change for a check that is over at once', () => {
  const { calm, drawn } = play('behind');
  calm.offer(view('checking'));
  vi.advanceTimersByTime(999);
  calm.offer(view('behind'));
  vi.advanceTimersByTime(10_000);
  expect(drawn).toEqual(['behind: checking', 'behind: behind']);
});

it('leaves the menu and its count alone as well', () => {
  const shown: TrayView[] = [];
  const menu = (text: string) => [{ kind: 'label', text } as const];
  const calm = calmIcon({ ...view('behind'), count: '2', menu: menu('2 behind') }, (drawn) =>
    shown.push(drawn),
  );
  calm.offer({ ...view('checking'), menu: menu('Checking') });
  calm.offer({ ...view('behind'), count: '2', menu: menu('2 behind') });
  expect(shown.map((each) => [each.tooltip, each.count, each.menu])).toEqual([
    ['checking', '2', menu('2 behind')],
    ['behind', '2', menu('2 behind')],
  ]);
});

it('changes for one that goes on, to the newest picture of it', () => {
  const { calm, drawn } = play('idle');
  calm.offer(view('checking', 'one'));
  vi.advanceTimersByTime(600);
  calm.offer(view('checking', 'two'));
  vi.advanceTimersByTime(400);
  calm.offer(view('checking', 'three'));
  expect(drawn).toEqual(['idle: one', 'idle: two', 'checking: two', 'checking: three']);
});

it('changes at once for everything else', () => {
  const { calm, drawn } = play('checking');
  calm.offer(view('checking'));
  calm.offer(view('attention'));
  calm.offer(view('ready'));
  expect(drawn).toEqual(['checking: checking', 'attention: attention', 'ready: ready']);
});
