// The Activity screen: a run at work, its log, the review of what it built.
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  history,
  logLines,
  progress,
  ready,
  record,
  review,
  runId,
  snapshot,
  working,
} from './snapshots.ts';
import { heading, openWindow } from './window.tsx';

describe('a run at work', () => {
  it('shows steps, counts, jobs and the log', async () => {
    await openWindow('activity', snapshot({ run: working() }));
    expect(heading()).toBe('Upgrading system');
    const steps = screen.getByRole('list', { name: 'Steps' });
    expect(
      within(steps)
        .getAllByRole('listitem')
        .map((step) => step.getAttribute('aria-current')),
    ).toEqual([null, 'step', null, null]);
    expect(screen.getByText('41 of 58 built, 204 of 287 fetched')).toBeTruthy();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('71.01449275362319');
    expect(screen.getByText('configurePhase')).toBeTruthy();
    expect(await screen.findByText(/evaluating nixosConfigurations\.atlas/)).toBeTruthy();
  });

  it('claims no percentage before the totals are final', async () => {
    const run = working({ progress: progress({ totalsFinal: false }) });
    await openWindow('activity', snapshot({ run }));
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBeNull();
    expect(screen.getByText('more may be found')).toBeTruthy();
  });

  it('cancels', async () => {
    const { bridge, user } = await openWindow('activity', snapshot({ run: working() }));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(bridge.sent).toEqual([{ kind: 'cancel' }]);
  });

  it('offers no Cancel half-way through a switch, nor for a run of the command line', async () => {
    const { push } = await openWindow(
      'activity',
      snapshot({ run: working({ kind: 'activating', verb: 'switch' }) }),
    );
    expect(heading()).toBe('Switching');
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    push(snapshot({ revision: 2, run: working({ elsewhere: true }) }));
    expect(screen.getByText(/started from the command line/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  });

  it.each([
    ['resolving', 'Upgrading system'],
    ['authorising', 'Waiting for your password'],
    ['cancelling', 'Stopping…'],
  ] as const)('names the state %s', async (kind, title) => {
    await openWindow('activity', snapshot({ run: working({ kind }) }));
    expect(heading()).toBe(title);
  });

  it('explains itself and the last result when nothing is going on', async () => {
    const { bridge, user } = await openWindow('activity', snapshot({ history }));
    expect(heading()).toBe('Nothing is going on');
    await user.click(screen.getByRole('button', { name: 'Update inputs and retry' }));
    expect(bridge.sent).toEqual([{ kind: 'upgrade', inputs: null }]);
  });
});

describe('the log', () => {
  it('strips colours, shows control bytes, and never makes markup of them', async () => {
    await openWindow('activity', snapshot({ run: working() }));
    expect(await screen.findByText(/<img src=x> ␇bell ⟨U\+202E⟩gnp\.exe␀/)).toBeTruthy();
    expect(screen.getByText(/CC \[M\] drivers\/gpu\/amdgpu_ib\.o/)).toBeTruthy();
    expect(document.querySelector('img')).toBeNull();
  });

  it('takes what is appended', async () => {
    const { bridge } = await openWindow('activity', snapshot({ run: working() }));
    await screen.findByText(/evaluating/);
    act(() =>
      bridge.append({
        runId: runId(900),
        first: logLines.length,
        total: logLines.length + 1,
        lines: [{ at: 0, level: 'build', source: 'linux', text: 'LD vmlinux' }],
      }),
    );
    expect(screen.getByText('LD vmlinux')).toBeTruthy();
    expect(screen.getByText('11 lines')).toBeTruthy();
  });

  it('finds text and counts the matches', async () => {
    const { user } = await openWindow('activity', snapshot({ run: working() }));
    await user.keyboard('{Control>}f{/Control}');
    await user.keyboard('cc [[M]');
    expect(await screen.findByText('1 of 2')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(screen.getByText('2 of 2')).toBeTruthy();
  });
});

describe('the review', () => {
  it('shows what would change, and switches to exactly this run', async () => {
    const { bridge, user } = await openWindow('activity', snapshot({ ready: ready() }));
    expect(heading()).toBe('Ready to switch');
    expect(screen.getByText(/^31 changed · 4 added · 2 removed · \+38.MiB$/)).toBeTruthy();
    expect(screen.getByText(/The kernel goes from 6\.18\.9 to 6\.18\.11/)).toBeTruthy();
    expect(screen.getByText(/NetworkManager, pipewire/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Switch now' }));
    expect(bridge.sent).toEqual([
      { kind: 'activate', runId: runId(0), verb: 'switch', allowHostChange: false },
    ]);
  });

  it.each([
    ['Try now (undone by a restart)', { kind: 'activate', verb: 'test', allowHostChange: false }],
    ['Use on next boot', { kind: 'activate', verb: 'boot', allowHostChange: false }],
    ['Discard', { kind: 'discard' }],
  ])('%s', async (name, intent) => {
    const { bridge, user } = await openWindow('activity', snapshot({ ready: ready() }));
    await user.click(screen.getByRole('button', { name }));
    expect(bridge.sent).toEqual([{ ...intent, runId: runId(0) }]);
  });

  it('asks a second time when it may be for another computer', async () => {
    const { bridge, user } = await openWindow(
      'activity',
      snapshot({
        ready: ready({
          review: review({
            differences: [{ what: 'host-name', running: 'atlas', built: 'borealis' }],
          }),
        }),
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Switch now' }));
    const dialog = await screen.findByRole('alertdialog', {
      name: 'Really use it on this computer?',
    });
    expect(bridge.sent).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(bridge.sent).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Switch now' }));
    await user.click(await screen.findByRole('button', { name: 'Switch anyway' }));
    expect(bridge.sent).toEqual([
      { kind: 'activate', runId: runId(0), verb: 'switch', allowHostChange: true },
    ]);
  });

  it.each([
    [
      'the root helper is missing',
      { elevation: { kind: 'unavailable', reason: 'no-helper' } } as const,
      /root helper is not installed/,
    ],
    ['it is stale', { ready: ready({ stale: 'flake-changed' }) }, /flake has changed since/],
  ])('cannot be switched to when %s, and says so', async (_why, patch, reason) => {
    await openWindow('activity', snapshot({ ready: ready(), ...patch }));
    expect(screen.getByText(reason)).toBeTruthy();
    for (const name of ['Try now (undone by a restart)', 'Use on next boot', 'Switch now'])
      expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true);
    expect(screen.getByRole('button', { name: 'Discard' })).toHaveProperty('disabled', false);
  });

  it('builds a stale one again', async () => {
    const { bridge, user } = await openWindow(
      'activity',
      snapshot({ ready: ready({ stale: 'result-missing' }) }),
    );
    await user.click(screen.getByRole('button', { name: 'Build again' }));
    expect(bridge.sent).toEqual([{ kind: 'upgrade', inputs: ['nixpkgs'] }]);
  });

  it('does not claim an untouched system while the new one is being tried', async () => {
    const { bridge, user } = await openWindow(
      'activity',
      snapshot({
        ready: ready(),
        decision: { kind: 'test-active', runId: record(0).id, previous: 143 },
      }),
    );
    expect(screen.queryByText(/nothing on this system has changed/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Make permanent' }));
    expect(bridge.sent).toEqual([{ kind: 'decide', runId: runId(0), choice: 'make-permanent' }]);
  });

  it('shows a rehearsal quietly, with a way out', async () => {
    const { bridge, user } = await openWindow(
      'activity',
      snapshot({ rehearsal: true, elevation: { kind: 'rehearsal' }, ready: ready() }),
    );
    expect(screen.getByText(/nothing on this computer changes/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Leave' }));
    expect(bridge.sent).toEqual([{ kind: 'rehearsal', on: false }]);
  });
});
