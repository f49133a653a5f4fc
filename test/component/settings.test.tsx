// The Settings and Welcome screens, the theme and the keys.
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { snapshot } from './snapshots.ts';
import { heading, openWindow } from './window.tsx';

const base = snapshot().settings;

describe('settings', () => {
  it('saves each change at once', async () => {
    const { bridge, user } = await openWindow('settings', snapshot());
    await user.click(screen.getByRole('switch', { name: 'Notifications' }));
    await user.click(screen.getByRole('switch', { name: 'Commit flake.lock' }));
    await user.click(screen.getByRole('radio', { name: 'Use on next boot' }));
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    await user.type(screen.getByRole('textbox', { name: 'Configuration' }), 'laptop{Enter}');
    expect(bridge.sent).toEqual([
      { kind: 'save-settings', patch: { notifications: false } },
      { kind: 'save-settings', patch: { commitLock: true } },
      { kind: 'save-settings', patch: { activation: 'boot' } },
      { kind: 'save-settings', patch: { theme: 'dark' } },
      { kind: 'save-settings', patch: { host: 'laptop' } },
    ]);
  });

  it('offers intervals, and the odd one that is set', async () => {
    const { bridge, user } = await openWindow(
      'settings',
      snapshot({ settings: { ...base, checkEveryMinutes: 45 } }),
    );
    await user.click(screen.getByRole('button', { name: /Every 45 minutes/ }));
    await user.click(await screen.findByRole('option', { name: 'Once a day' }));
    expect(bridge.sent).toEqual([{ kind: 'save-settings', patch: { checkEveryMinutes: 1440 } }]);
  });

  it('shows what NixOS manages, read-only', async () => {
    await openWindow('settings', snapshot({ managed: ['commitLock', 'host', 'flake'] }));
    expect(screen.getAllByText(/Set by your NixOS configuration/)).toHaveLength(3);
    expect(screen.getByRole('switch', { name: 'Commit flake.lock' })).toHaveProperty(
      'disabled',
      true,
    );
    expect(screen.getByRole('textbox', { name: 'Configuration' })).toHaveProperty('disabled', true);
    expect(screen.getByRole('button', { name: 'Choose…' })).toHaveProperty('disabled', true);
  });

  it('lets go of a held input', async () => {
    const { bridge, user } = await openWindow(
      'settings',
      snapshot({ settings: { ...base, held: ['hyprland', 'stylix'] } }),
    );
    await user.click(screen.getByRole('button', { name: 'Stop holding back hyprland' }));
    expect(bridge.sent).toEqual([{ kind: 'save-settings', patch: { held: ['stylix'] } }]);
  });

  it('puts the chosen theme on the page', async () => {
    const { push } = await openWindow(
      'settings',
      snapshot({ settings: { ...base, theme: 'dark' } }),
    );
    expect(document.documentElement.dataset.theme).toBe('dark');
    push(snapshot({ revision: 2 }));
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });
});

describe('welcome', () => {
  const unset = (found: readonly string[]) =>
    snapshot({ flake: { kind: 'unset', found }, check: { kind: 'never', nextAt: null } });

  it('lists what was found, to choose from', async () => {
    const { bridge, user } = await openWindow('updates', unset(['/etc/nixos', '/home/me/dots']));
    expect(heading()).toBe('Welcome to Snowbell');
    await user.click(screen.getByRole('button', { name: 'Use /home/me/dots' }));
    expect(bridge.sent).toEqual([{ kind: 'use-found-flake', index: 1 }]);
  });

  it('offers a folder and a rehearsal when nothing was found', async () => {
    const { bridge, user } = await openWindow('updates', unset([]));
    expect(screen.getByText(/No flake was found/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Choose folder…' }));
    await user.click(screen.getByRole('button', { name: 'Try a rehearsal' }));
    expect(bridge.sent).toEqual([{ kind: 'choose-flake' }, { kind: 'rehearsal', on: true }]);
  });
});

describe('the window', () => {
  it('changes screens by keys and by the sidebar', async () => {
    const { user } = await openWindow('updates', snapshot());
    await user.keyboard('{Control>},{/Control}');
    expect(heading()).toBe('Settings');
    await user.keyboard('{Control>}2{/Control}');
    expect(heading()).toBe('Nothing is going on');
    await user.click(screen.getByRole('button', { name: 'History' }));
    expect(heading()).toBe('No run yet');
    expect(screen.getByRole('button', { name: 'History' }).getAttribute('aria-current')).toBe(
      'page',
    );
  });

  it('shows the count and the system', async () => {
    await openWindow('updates', snapshot());
    expect(screen.getByRole('button', { name: /Updates\s*3 inputs behind/ })).toBeTruthy();
    expect(screen.getByRole('region', { name: 'This system' }).textContent).toContain(
      'generation 143',
    );
  });

  it('drops a snapshot that is older than the one it shows', async () => {
    const { push } = await openWindow('updates', snapshot({ revision: 5 }));
    push(snapshot({ revision: 4, check: { kind: 'never', nextAt: null } }));
    expect(heading()).toBe('3 of 12 inputs have updates');
  });

  it('shows notices once more until they are dismissed', async () => {
    const { bridge, user } = await openWindow(
      'settings',
      snapshot({ notices: [{ id: 'n1', kind: 'set-aside', detail: 'history.json' }] }),
    );
    expect(screen.getByText('history.json')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(bridge.sent).toEqual([{ kind: 'dismiss-notice', id: 'n1' }]);
  });
});
