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

  it('is not empty where there are none', async () => {
    await openWindow('generations', snapshot());
    expect(await screen.findByText('No generation was found')).toBeTruthy();
  });
});
