// The Settings and Welcome screens, the theme and the keys.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { doctorItems, snapshot } from './snapshots.ts';
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

  it.each([
    ['On metered networks', { onMetered: true }],
    ['On a low battery', { onBattery: true }],
    ['Gentle builds', { gentleBuilds: true }],
    ['Prepare ahead', { prepareAhead: true }],
    ['Start with the session', { autostart: true }],
  ])('switches %s', async (name, patch) => {
    const { bridge, user } = await openWindow('settings', snapshot());
    await user.click(screen.getByRole('switch', { name }));
    expect(bridge.sent).toEqual([{ kind: 'save-settings', patch }]);
  });

  it.each([
    ['in-use', /nobody has used the computer/],
    ['on-battery', /mains power/],
    ['under-load', /other work/],
  ] as const)('says why nothing is prepared: %s', async (aheadWaits, words) => {
    await openWindow('settings', snapshot({ aheadWaits }));
    expect(screen.getByText(words).textContent).toContain('Build quietly');
  });

  it('offers each language in its own words', async () => {
    const { bridge, user } = await openWindow('settings', snapshot());
    await user.click(screen.getByRole('button', { name: /Language/ }));
    expect((await screen.findAllByRole('option')).map((option) => option.textContent)).toEqual([
      'As the desktop',
      'English',
      'Deutsch',
      'Français',
      'Español',
      'Português (Brasil)',
      '简体中文',
      '日本語',
    ]);
    await user.click(screen.getByRole('option', { name: '日本語' }));
    expect(bridge.sent).toEqual([{ kind: 'save-settings', patch: { language: 'ja' } }]);
  });

  it('leads to the health check, worst first, with what mends it', async () => {
    const { user } = await openWindow('settings', snapshot(), { doctor: doctorItems });
    await user.click(screen.getByRole('button', { name: 'Health check…' }));
    expect(heading()).toBe('Health check');
    const items = within(await screen.findByRole('list', { name: 'What was looked at' }));
    const rows = items.getAllByRole('listitem').map((row) => row.textContent ?? '');
    expect(rows[0]).toContain('Fix this');
    expect(rows.at(-1)).toContain('Good');
    expect(screen.getByText('2 to fix · 4 to look at')).toBeTruthy();
    expect(screen.getByText(/enablePkexecWrapper = true/)).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(heading()).toBe('Settings');
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
    expect(screen.getByText('programs.snowbell.settings.commitLock = false;')).toBeTruthy();
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

  it('shows the release alone, and the middle of a long path as dots', async () => {
    const base = snapshot();
    await openWindow(
      'updates',
      snapshot({
        host: { ...base.host, nixosVersion: '26.05.20261118.77cd2e1' },
        flake: { kind: 'ready', path: '/home/somebody/machines/nixos/atlas', host: 'atlas' },
      }),
    );
    const system = within(screen.getByRole('region', { name: 'This system' }));
    expect(system.getByRole('button', { name: 'NixOS 26.05' })).toBeTruthy();
    expect(system.getByRole('button', { name: '/home/…/nixos/atlas' })).toBeTruthy();
  });

  it('lists its keys', async () => {
    const { user } = await openWindow('updates', snapshot());
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(dialog.textContent).toContain('Check nowF5CtrlR');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
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
