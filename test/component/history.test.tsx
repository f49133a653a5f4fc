// The History screen: every outcome in words, details, and the way back to a kept build.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { outcomes } from '../../preload/contract/words.ts';
import { explanation, history, ready, record, runId, snapshot } from './snapshots.ts';
import { heading, openWindow } from './window.tsx';

describe('history', () => {
  it('says in plain words how the last run went and what to do', async () => {
    await openWindow('history', snapshot({ history }));
    expect(heading()).toBe('Last upgrade failed');
    expect(screen.getByText('Hash mismatch in “catppuccin-cursors-2.0.0”')).toBeTruthy();
    expect(
      screen.getByText(
        'Today 14:12 · build step · nothing on this system was changed, flake.lock was not touched',
      ),
    ).toBeTruthy();
    expect(screen.getByText('Build failed after 6 min 40 s')).toBeTruthy();
    expect(screen.getByText('Switched, but 1 unit failed: docker.service')).toBeTruthy();
    expect(screen.getByText('Generation 143')).toBeTruthy();
  });

  it.each(outcomes)('has a title and a chip for %s', async (outcome) => {
    await openWindow('history', snapshot({ history: [record(1, { outcome })] }));
    expect(heading()).toMatch(/^Last upgrade/);
    const row = screen.getByRole('row', { name: /^Upgrade · nixpkgs/ });
    expect(row.querySelector('.chip')?.textContent).toMatch(/^([A-Z]|pkexec)/);
  });

  it.each(['interrupted', 'cancelled', 'failed'] as const)(
    'offers to try again after %s',
    async (outcome) => {
      const { bridge, user } = await openWindow(
        'history',
        snapshot({ history: [record(1, { outcome })] }),
      );
      await user.click(await screen.findByRole('button', { name: 'Try again' }));
      expect(bridge.sent).toEqual([{ kind: 'upgrade', inputs: ['nixpkgs'] }]);
    },
  );

  it.each([
    ['update-and-retry', null, 'Update inputs and retry'],
    ['git-add', 'hosts/disk.nix', 'Add the file to git and retry'],
    ['open-file', 'hosts/atlas.nix:12', 'Open hosts/atlas.nix:12'],
    ['retry-later', null, 'Try again'],
  ])('offers the remedy %s of a failed run', async (action, file, name) => {
    const { bridge, user } = await openWindow('history', snapshot({ history }), {
      explanation: { evidence: [], subject: null, file, action },
    });
    await user.click(await screen.findByRole('button', { name }));
    expect(bridge.sent).toEqual([{ kind: 'remedy', runId: runId(10) }]);
  });

  it('shows what a failure is about and the lines that decided', async () => {
    await openWindow('history', snapshot({ history }), { explanation });
    const evidence = await screen.findByRole('region', { name: 'What the log says' });
    expect(evidence.textContent).toContain('It is about catppuccin-cursors-2.0.0');
    expect(evidence.textContent).toContain('got:    sha256-Nn0BqRk');
  });

  it('guesses no button before the explanation is there', async () => {
    const { bridge } = await openWindow('history', snapshot({ history }), {
      explanation: new Promise(() => {}),
    });
    expect(bridge.asked).toContain(`run ${runId(10)}`);
    expect(screen.queryByRole('button', { name: /Try again|retry/ })).toBeNull();
  });

  it('shows one kind of run only', async () => {
    const { user } = await openWindow('history', snapshot({ history }));
    await user.click(screen.getByRole('radio', { name: 'Failed' }));
    expect(screen.getAllByRole('row')).toHaveLength(2);
    expect(screen.getByText('2 of 7 runs')).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Not finished' }));
    expect(screen.getAllByRole('row')).toHaveLength(2);
    await user.click(screen.getByRole('radio', { name: 'All' }));
    expect(screen.getAllByRole('row')).toHaveLength(7);
  });

  it('exports a log and closes by Escape', async () => {
    const { bridge, user } = await openWindow('history', snapshot({ history }));
    await user.click(screen.getByRole('row', { name: /^Rebuild/ }));
    await user.click(screen.getByRole('button', { name: 'Open log as a file' }));
    expect(bridge.sent).toEqual([{ kind: 'open', what: { kind: 'run-log', runId: runId(8) } }]);
    await user.keyboard('{Escape}');
    expect(heading()).toBe('Last upgrade failed');
  });

  it('does not promise a kept build that is gone', async () => {
    const dismissed = record(1, { outcome: 'dismissed', generation: null });
    await openWindow('history', snapshot({ history: [dismissed] }));
    expect(screen.queryByText(/is kept/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Switch to it…' })).toBeNull();
  });

  it('leads back to a kept build', async () => {
    const dismissed = record(1, { outcome: 'dismissed', generation: null });
    const { user } = await openWindow(
      'history',
      snapshot({ history: [dismissed], ready: ready({ record: dismissed }) }),
    );
    const row = screen.getByRole('row', { name: /^Upgrade · nixpkgs/ });
    await user.click(within(row).getByRole('button', { name: 'Switch to it…' }));
    expect(heading()).toBe('Ready to switch');
  });

  it('opens a run with its packages, and its log', async () => {
    const { bridge, user } = await openWindow('history', snapshot({ history }));
    await user.click(screen.getByRole('row', { name: /^Rebuild/ }));
    expect(heading()).toBe('Rebuild');
    expect(await screen.findByText('libdisplay-info')).toBeTruthy();
    await user.click(screen.getByRole('tab', { name: 'Log' }));
    expect(await screen.findByText(/evaluating nixosConfigurations/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open in editor' }));
    expect(bridge.sent).toEqual([{ kind: 'open', what: { kind: 'run-log', runId: runId(8) } }]);
    await user.click(within(screen.getByRole('main')).getByRole('button', { name: 'History' }));
    expect(heading()).not.toBe('Rebuild');
  });

  it('says so when a run cannot be read', async () => {
    const { user } = await openWindow('history', snapshot({ history }), { records: [] });
    await user.click(screen.getByRole('row', { name: /^Rebuild/ }));
    expect(await screen.findByText('This run cannot be read')).toBeTruthy();
  });

  it('is not empty when nothing has run yet', async () => {
    await openWindow('history', snapshot());
    expect(heading()).toBe('No run yet');
  });
});
