// Draws the whole window over a stand-in bridge, as every test of a screen needs it.
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, vi } from 'vitest';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { App } from '../../renderer/app.tsx';
import { makeStore } from '../../renderer/bridge.ts';
import type { ScreenName } from '../../renderer/parts/sidebar.tsx';
import { type FakeBridge, type FakeOptions, fakeBridge } from './snapshots.ts';

// jsdom lays nothing out and watches no sizes; the virtual list needs both to draw any line.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 400 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 800 });
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollTo ??= () => {};
if (globalThis.CSS?.escape === undefined)
  Object.assign(globalThis, {
    CSS: { escape: (text: string) => text.replace(/[^\w-]/g, (character) => `\\${character}`) },
  });

// Finding by role is slow in jsdom, more so on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

afterEach(cleanup);

export interface DrawnWindow {
  readonly bridge: FakeBridge;
  readonly user: UserEvent;
  readonly push: (next: Snapshot) => void;
}

/** Opens the window on `name`; resolves when its heading is there. */
export async function openWindow(
  name: ScreenName,
  snapshot: Snapshot,
  options: FakeOptions = {},
): Promise<DrawnWindow> {
  location.hash = name;
  const bridge = fakeBridge(snapshot, options);
  render(<App store={makeStore(bridge)} language="en-GB" />);
  await screen.findByRole('heading', { level: 1 });
  return {
    bridge,
    user: userEvent.setup(),
    push: (next) => act(() => bridge.push(next)),
  };
}

export function heading(): string {
  return screen.getByRole('heading', { level: 1 }).textContent ?? '';
}

/** Whether a button can be pressed; one that says why it cannot keeps its place for the keyboard. */
export function isOff(button: HTMLElement): boolean {
  return button.getAttribute('aria-disabled') === 'true' || button.matches(':disabled');
}

/** What is said about a control, besides its name. */
export function descriptionOf(control: HTMLElement): string {
  const ids = control.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}
