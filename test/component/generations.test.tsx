// The Generations screen: which system runs, how two differ, and the way back.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { generations, snapshot, working } from './snapshots.ts';
import { heading, openWindow } from './window.tsx';

const rowOf = (number: number) => {
  const row = screen.getByText(`Generation ${number}`).closest('li');
  if (row === null) throw new Error(`no row of ${number}`);
  return within(row);
};

describe('generations', () => {
  it('says which one runs, was started with, and comes next', async () => {
    await openWindow('generations', snapshot(), { generations });
    expect(heading()).toBe('Generations');
    await screen.findByText('Generation 143');
    expect(rowOf(143).getByText('Running')).toBeTruthy();
    expect(rowOf(143).getByText('Default')).toBeTruthy();
    expect(rowOf(142).getByText('Started with')).toBeTruthy();
    expect(rowOf(142).getByText(/NixOS 26\.05 · Linux 6\.18\.9$/)).toBeTruthy();
    expect(rowOf(143).queryByRole('button')).toBeNull();
    expect(rowOf(140).queryByRole('button')).toBeNull();
  });

  it('compares any two, older first', async () => {
    const { bridge, user } = await openWindow('generations', snapshot(), { generations });
    await user.click(await screen.findByRole('checkbox', { name: 'Compare generation 143' }));
    await user.click(screen.getByRole('checkbox', { name: 'Compare generation 141' }));
    expect(await screen.findByText('libdisplay-info')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'From generation 141 to 143' })).toBeTruthy();
    expect(bridge.asked).toContain('diff 141 143');
    await user.click(screen.getByRole('checkbox', { name: 'Compare generation 142' }));
    expect(await screen.findByRole('region', { name: 'From generation 141 to 142' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Close the comparison' }));
    expect(screen.queryByText('libdisplay-info')).toBeNull();
  });

  it('says why two cannot be compared', async () => {
    const { user } = await openWindow('generations', snapshot(), {
      generations,
      diff: { ok: false, failure: { kind: 'closure-unreadable', detail: 'path is not valid' } },
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Compare generation 143' }));
    await user.click(screen.getByRole('checkbox', { name: 'Compare generation 142' }));
    expect(await screen.findByText(/path is not valid/)).toBeTruthy();
  });

  it('goes back only after a question, which names another kernel', async () => {
    const { bridge, user } = await openWindow('generations', snapshot(), { generations });
    await user.click(await screen.findByRole('button', { name: 'Go back to generation 141…' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Switch to generation 141?' });
    expect(dialog.textContent).toContain('Its kernel (6.12.40) is not the one that runs now');
    expect(bridge.sent).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Switch' }));
    expect(bridge.sent).toEqual([{ kind: 'rollback', generation: 141 }]);
  });

  it('compares with the kernel that was started, not with one that waits for a restart', async () => {
    const switched = generations.map((one) => ({
      ...one,
      kernel: one.number === 143 ? '6.18.11' : '6.18.9',
    }));
    const { user } = await openWindow('generations', snapshot(), { generations: switched });
    await user.click(await screen.findByRole('button', { name: 'Go back to generation 141…' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Switch to generation 141?' });
    expect(dialog.textContent).not.toContain('kernel');
  });

  it('says nothing of kernels that are the same', async () => {
    const { user } = await openWindow('generations', snapshot(), { generations });
    await user.click(await screen.findByRole('button', { name: 'Go back to generation 142…' }));
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog.textContent).not.toContain('Its kernel');
  });

  it.each([
    ['a run is going on', { run: working() }],
    [
      'nobody can become root',
      { elevation: { kind: 'unavailable', reason: 'no-pkexec' } } as const,
    ],
  ])('offers no way back while %s', async (_why, patch) => {
    const { push, user } = await openWindow('generations', snapshot(patch), { generations });
    const button = await screen.findByRole('button', { name: 'Go back to generation 142…' });
    expect(button).toHaveProperty('disabled', true);
    push(snapshot({ revision: 2 }));
    await user.click(screen.getByRole('button', { name: 'Generations' }));
    expect(
      await screen.findByRole('button', { name: 'Go back to generation 142…' }),
    ).toHaveProperty('disabled', false);
  });

  describe('removes old ones', () => {
    const many = Array.from({ length: 9 }, (_, n) => ({
      number: 143 - n,
      at: 1_790_000_000_000 - n * 86_400_000,
      storePath: `/nix/store/${n}`,
      nixosVersion: '26.05.1',
      kernel: '6.18.9',
      current: n === 6,
      booted: n === 7,
      default: n === 0,
      inUse: n === 6 || n === 7,
    }));
    const ask = async (patch = {}) => {
      const opened = await openWindow('generations', snapshot(patch), { generations: many });
      await opened.user.click(
        await screen.findByRole('button', { name: 'Remove old generations…' }),
      );
      const dialog = await screen.findByRole('alertdialog', { name: 'Remove old generations?' });
      await within(dialog).findByText(/will stay/);
      return { ...opened, dialog };
    };

    it('after a question that names what goes and what stays', async () => {
      const { bridge, user, dialog } = await ask();
      expect(within(dialog).getByText('2 generations will be removed: 135, 138')).toBeTruthy();
      expect(within(dialog).getByText('7 generations will stay: 136, 137, 139–143')).toBeTruthy();
      expect(dialog.textContent).toContain('Generation 137 Running');
      expect(dialog.textContent).toContain('Generation 136 Started with');
      expect(dialog.textContent).toContain('Generation 143 Default');
      expect(dialog.textContent).toContain('the boot menu is made anew');
      expect(dialog.textContent).toContain('“Free space” is offered afterwards');
      expect(dialog.textContent).toContain('One password prompt follows.');
      expect(bridge.sent).toEqual([]);
      await user.click(within(dialog).getByRole('button', { name: 'Remove 2 generations' }));
      expect(bridge.sent).toEqual([{ kind: 'prune', keep: 5, goes: [135, 138] }]);
      expect(screen.queryByRole('alertdialog')).toBeNull();
    });

    it('as many as are chosen', async () => {
      const { bridge, user, dialog } = await ask();
      await user.click(within(dialog).getByRole('button', { name: /Keep the newest/ }));
      await user.click(await screen.findByRole('option', { name: '1' }));
      await user.click(await screen.findByRole('button', { name: 'Remove 6 generations' }));
      expect(bridge.sent).toEqual([
        { kind: 'prune', keep: 1, goes: [135, 138, 139, 140, 141, 142] },
      ]);
    });

    it('never where nothing would go', async () => {
      const { user, dialog } = await ask();
      await user.click(within(dialog).getByRole('button', { name: /Keep the newest/ }));
      await user.click(await screen.findByRole('option', { name: '10' }));
      expect(await screen.findByText('Nothing to remove: all that is there stays.')).toBeTruthy();
      expect(screen.getByRole('button', { name: 'Remove 0 generations' })).toHaveProperty(
        'disabled',
        true,
      );
    });

    it.each([
      ['store-path', { kind: 'store-path' }, 'This needs Snowbell’s root helper'],
      [
        'nothing',
        { kind: 'unavailable', reason: 'no-pkexec' },
        'Switching is not possible: pkexec is missing',
      ],
    ] as const)('never where root is reached by %s', async (_way, elevation, said) => {
      const { dialog } = await ask({ elevation });
      expect(dialog.textContent).toContain(said);
      expect(within(dialog).getByRole('button', { name: 'Remove 2 generations' })).toHaveProperty(
        'disabled',
        true,
      );
    });

    it('not while something is undecided', async () => {
      const { push } = await openWindow('generations', snapshot(), { generations: many });
      const button = await screen.findByRole('button', { name: 'Remove old generations…' });
      expect(button).toHaveProperty('disabled', false);
      push(snapshot({ revision: 2, decision: { kind: 'lock-changed-meanwhile', runId: 'x' } }));
      expect(button).toHaveProperty('disabled', true);
    });
  });

  it('is not empty where there are none', async () => {
    await openWindow('generations', snapshot());
    expect(await screen.findByText('No generation was found')).toBeTruthy();
  });
});
