// The Activity screen: a run at work, its log, the review of what it built.
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { reviewNotices } from '../../preload/contract/run.ts';
import {
  endlessLog,
  explanation,
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
import { descriptionOf, heading, isOff, openWindow } from './window.tsx';

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

  it('says how long it still takes, where there is ground for it', async () => {
    const { push } = await openWindow(
      'activity',
      snapshot({ run: working({ remainingMs: 190_000 }) }),
    );
    expect(screen.getByText('about 3 minutes left')).toBeTruthy();
    push(snapshot({ revision: 2, run: working() }));
    expect(screen.queryByText(/left$/)).toBeNull();
  });

  it('says that a server asks to wait, until nix goes on', async () => {
    const { now } = snapshot();
    const waits = { host: 'api.example.org', until: now + 65_000 };
    const { push } = await openWindow(
      'activity',
      snapshot({ run: working({ kind: 'resolving', progress: null, waits }) }),
    );
    expect(screen.getByText(/^api\.example\.org limits how often it is asked/)).toBeTruthy();
    push(
      snapshot({
        revision: 2,
        now: now + 65_001,
        run: working({ kind: 'resolving', progress: null, waits }),
      }),
    );
    expect(screen.queryByText(/limits how often/)).toBeNull();
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
    const { bridge, user } = await openWindow('activity', snapshot({ history }), { explanation });
    expect(heading()).toBe('Nothing is going on');
    await user.click(await screen.findByRole('button', { name: 'Update inputs and retry' }));
    expect(bridge.sent).toEqual([{ kind: 'remedy', runId: runId(10) }]);
  });
});

describe('the log', () => {
  it('draws colours, shows control bytes, and never makes markup of them', async () => {
    await openWindow('activity', snapshot({ run: working() }));
    expect(await screen.findByText(/<img src=x> \\x07bell \\u202egnp\.exe\\x00/)).toBeTruthy();
    expect(screen.getByText('CC [M]', { selector: '.ansi-bold' }).parentElement?.textContent).toBe(
      'linux> CC [M] drivers/gpu/amdgpu_ib.o',
    );
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

describe('a long log', () => {
  const million = 1_000_000;

  it('reads only what is looked at of a million lines', async () => {
    const { bridge } = await openWindow(
      'activity',
      snapshot({ run: working({ logLines: million }) }),
      { log: endlessLog(million) },
    );
    expect(screen.getByText('1,000,000 lines')).toBeTruthy();
    const log = screen.getByRole('region', { name: 'Log' });
    Object.defineProperty(log, 'scrollHeight', { value: million * 19 + 16 });
    log.scrollTop = Math.floor(million / 2) * 19;
    fireEvent.scroll(log);
    expect(await screen.findByText(/500005 mesa/)).toBeTruthy();
    expect(document.querySelectorAll('.log-line').length).toBeLessThan(150);
    expect(new Set(bridge.asked).size).toBeLessThan(8);
  });

  it('shows warnings and errors only', async () => {
    const { user } = await openWindow('activity', snapshot({ run: working() }));
    await screen.findByText(/evaluating/);
    await user.click(screen.getByRole('button', { name: /Show/ }));
    await user.click(await screen.findByRole('option', { name: 'Warnings and errors' }));
    expect(await screen.findByText('2 of 10 lines')).toBeTruthy();
    expect(document.querySelectorAll('.log-line')).toHaveLength(2);
    expect(screen.queryByText(/evaluating/)).toBeNull();
  });

  it('finds by expression, and says when it is none', async () => {
    const { user } = await openWindow('activity', snapshot({ run: working() }));
    await screen.findByText(/evaluating/);
    await user.click(screen.getByRole('button', { name: 'Regular expression' }));
    const box = screen.getByRole('searchbox', { name: 'Find in log' });
    await user.type(box, '^(linux|hyprland)>');
    expect(await screen.findByText('1 of 3')).toBeTruthy();
    await user.clear(box);
    await user.type(box, '(');
    expect(await screen.findByText('Not a valid expression')).toBeTruthy();
  });

  it('copies the lines between two clicks', async () => {
    let copied = '';
    Object.assign(document, {
      execCommand: () => {
        const event = new Event('copy', { bubbles: true, cancelable: true });
        Object.assign(event, {
          clipboardData: {
            setData: (_type: string, words: string) => {
              copied = words;
            },
          },
        });
        document.dispatchEvent(event);
        return true;
      },
    });
    const { user } = await openWindow('activity', snapshot({ run: working() }));
    await user.click(await screen.findByText(/evaluating/));
    await user.keyboard('{Shift>}');
    await user.click(screen.getByText('libinput-1.29.2', { exact: false }));
    await user.keyboard('{/Shift}');
    await user.click(screen.getByRole('button', { name: 'Copy selected lines' }));
    expect(await screen.findByText('3 lines copied')).toBeTruthy();
    expect(copied).toBe(
      'evaluating nixosConfigurations.atlas\n58 derivations to build, 287 paths to fetch (1.3 GiB)\nlibinput-1.29.2\n',
    );
  });

  it('wraps and unwraps', async () => {
    const { user } = await openWindow('activity', snapshot({ run: working() }));
    await user.click(screen.getByRole('button', { name: 'Wrap lines' }));
    expect(document.querySelector('.log-block')?.className).toContain('wrapped');
    expect(await screen.findByText(/evaluating/)).toBeTruthy();
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
      'Switching is not possible here; see above.',
    ],
    [
      'it is stale',
      { ready: ready({ stale: 'flake-changed' }) },
      /flake has changed since/,
      'First build it again.',
    ],
  ])('cannot be switched to when %s, and says so', async (_why, patch, reason, short) => {
    const { bridge, user } = await openWindow('activity', snapshot({ ready: ready(), ...patch }));
    expect(screen.getByText(reason)).toBeTruthy();
    for (const name of ['Try now (undone by a restart)', 'Use on next boot', 'Switch now']) {
      const button = screen.getByRole('button', { name });
      expect(isOff(button)).toBe(true);
      expect(descriptionOf(button)).toBe(short);
      await user.click(button);
    }
    expect(bridge.sent).toEqual([]);
    expect(isOff(screen.getByRole('button', { name: 'Discard' }))).toBe(false);
  });

  it('while it is tried asks for a decision, and promises no restart that would undo it', async () => {
    const decision = { kind: 'test-active', runId: runId(0), previous: 143 } as const;
    await openWindow('activity', snapshot({ ready: ready(), decision }));
    expect(heading()).toBe('Your decision is needed');
    expect(screen.queryByText('Restart needed')).toBeNull();
    expect(screen.getByText('Not all of it is in use yet')).toBeTruthy();
    expect(screen.getByText(/first restart after you make it permanent/)).toBeTruthy();
    for (const name of ['Discard', 'Use on next boot', 'Switch now']) {
      const button = screen.getByRole('button', { name });
      expect(isOff(button)).toBe(true);
      expect(descriptionOf(button)).toBe('First decide what is asked above.');
    }
  });

  it('takes the focus from what was there before', async () => {
    const run = working({ kind: 'building' });
    const { push } = await openWindow('activity', snapshot({ run }));
    screen.getByRole('button', { name: 'Cancel' }).focus();
    push(snapshot({ revision: 2, ready: ready() }));
    expect(heading()).toBe('Ready to switch');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Ready to switch'));
    screen.getByRole('button', { name: 'Switch now' }).focus();
    push(snapshot({ revision: 3, run: working({ kind: 'activating', verb: 'switch' }) }));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Switching'));
  });

  it('leaves the focus where it is when that is still there', async () => {
    const { push } = await openWindow('activity', snapshot({ run: working() }));
    const link = screen.getByRole('button', { name: /^Updates/ });
    link.focus();
    push(snapshot({ revision: 2, ready: ready() }));
    expect(heading()).toBe('Ready to switch');
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
    expect(document.activeElement).toBe(link);
  });

  it('keeps what is only rebuilt to a count until it is asked for', async () => {
    const { user } = await openWindow('activity', snapshot({ ready: ready() }));
    expect(screen.queryByText(/nixos-manual/)).toBeNull();
    await user.click(
      screen.getByRole('button', { name: '3 packages rebuilt in the same version' }),
    );
    expect(screen.getByText('nixos-manual, curl 8.19.0, gtk4 4.22.1')).toBeTruthy();
    expect(screen.getByText(/^The whole system takes 8\.8.GiB\.$/)).toBeTruthy();
  });

  it('warns before a disk is too full', async () => {
    const space = { storeFree: 1024 ** 3, bootFree: 40 * 1024 ** 2, bootNeeded: 88 * 1024 ** 2 };
    await openWindow('activity', snapshot({ ready: ready({ review: review({ space }) }) }));
    expect(screen.getByText('It will not fit on /boot')).toBeTruthy();
    expect(screen.getByText('The Nix store is nearly full')).toBeTruthy();
  });

  it.each(reviewNotices)('has words for the notice %s', async (kind) => {
    await openWindow(
      'activity',
      snapshot({ ready: ready({ review: review({ notices: [{ kind, detail: 'DETAIL' }] }) }) }),
    );
    expect(screen.getByText(/DETAIL/)).toBeTruthy();
    expect(screen.queryByText('Note')).toBeNull();
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

  describe('where root would evaluate the flake', () => {
    const flake = { kind: 'flake' } as const;
    const agree = () => screen.findByRole('alertdialog', { name: /Let root evaluate and build/ });
    const broken = [
      'Root evaluates your flake',
      'may differ from the one you reviewed',
      'flake.lock is written before the switch',
      'Nothing is checked again after the password',
      'A failed switch is not undone',
    ];

    it.each([
      ['Switch now', 'switch'],
      ['Use on next boot', 'boot'],
      ['Try now (undone by a restart)', 'test'],
    ] as const)('"%s" first names the promises that it breaks', async (label, verb) => {
      const { bridge, user } = await openWindow(
        'activity',
        snapshot({ ready: ready(), elevation: flake }),
      );
      expect(screen.getByText('Switching would evaluate your flake as root')).toBeTruthy();
      await user.click(screen.getByRole('button', { name: label }));
      const dialog = await agree();
      for (const promise of broken) expect(dialog.textContent).toContain(promise);
      await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
      expect(bridge.sent).toEqual([]);
      await user.click(screen.getByRole('button', { name: label }));
      await user.click(within(await agree()).getByRole('button', { name: 'Switch as root' }));
      expect(bridge.sent).toEqual([
        {
          kind: 'activate',
          runId: runId(0),
          verb,
          allowHostChange: false,
          evaluateAsRoot: true,
        },
      ]);
    });

    it('it is asked after the question of the host, as one of its own', async () => {
      const difference = { what: 'host-name', running: 'atlas', built: 'other' } as const;
      const { bridge, user } = await openWindow(
        'activity',
        snapshot({
          ready: ready({ review: review({ differences: [difference] }) }),
          elevation: flake,
        }),
      );
      await user.click(screen.getByRole('button', { name: 'Switch now' }));
      await user.click(await screen.findByRole('button', { name: 'Switch anyway' }));
      expect(bridge.sent).toEqual([]);
      await user.click(within(await agree()).getByRole('button', { name: 'Switch as root' }));
      expect(bridge.sent).toMatchObject([{ allowHostChange: true, evaluateAsRoot: true }]);
    });

    it('making a tried system permanent asks the same', async () => {
      const { bridge, user } = await openWindow(
        'activity',
        snapshot({
          ready: ready(),
          elevation: flake,
          decision: { kind: 'test-active', runId: record(0).id, previous: 143 },
        }),
      );
      await user.click(screen.getByRole('button', { name: 'Make permanent' }));
      const dialog = await agree();
      for (const promise of broken) expect(dialog.textContent).toContain(promise);
      expect(bridge.sent).toEqual([]);
      await user.click(within(dialog).getByRole('button', { name: 'Switch as root' }));
      expect(bridge.sent).toEqual([
        { kind: 'decide', runId: runId(0), choice: 'make-permanent', evaluateAsRoot: true },
      ]);
    });

    it('is asked of nobody where the reviewed path itself is activated', async () => {
      const { bridge, user } = await openWindow(
        'activity',
        snapshot({ ready: ready(), elevation: { kind: 'store-path' } }),
      );
      await user.click(screen.getByRole('button', { name: 'Switch now' }));
      expect(screen.queryByRole('alertdialog')).toBeNull();
      expect(bridge.sent).toHaveLength(1);
    });
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

describe('finding in the log', () => {
  it('marks each place, the current line’s apart, and asks main to save the log', async () => {
    const { bridge, user } = await openWindow('activity', snapshot({ run: working() }));
    await screen.findByText(/evaluating nixosConfigurations\.atlas/);
    await user.type(screen.getByRole('searchbox', { name: 'Find in log' }), 'updating');
    await waitFor(() => expect(document.querySelectorAll('mark').length).toBe(2));
    expect(document.querySelectorAll('.found mark').length).toBe(1);
    await user.click(screen.getByRole('button', { name: 'Save as…' }));
    expect(bridge.sent.at(-1)).toEqual({ kind: 'save-log', runId: working().id });
  });
});

describe('a run that did not end as wished', () => {
  it('is told above the built system that it left behind', async () => {
    const built = ready({ record: record(0, { outcome: 'refused' }) });
    await openWindow('activity', snapshot({ ready: built, history: [built.record] }));
    expect(heading()).toBe('Ready to switch');
    const banner = screen.getByText(/was refused by the new system/).closest('.banner');
    expect(banner?.textContent).toContain('flake.lock was not touched');
    expect(
      within(banner as HTMLElement).getByRole('button', { name: 'Show details' }),
    ).toBeTruthy();
  });

  it('is not told a second time where it waits for a decision', async () => {
    const half = record(0, { outcome: 'activation-failed' });
    await openWindow(
      'activity',
      snapshot({
        history: [half],
        decision: { kind: 'activation-failed', runId: half.id, previous: 142 },
      }),
    );
    expect(heading()).toBe('Your decision is needed');
    expect(document.querySelectorAll('.banner.bad').length).toBe(1);
  });

  it('whose way back is gone offers none', async () => {
    const half = record(0, { outcome: 'activation-failed' });
    for (const kind of ['activation-failed', 'test-active'] as const) {
      for (const previous of [142, null]) {
        await openWindow(
          'activity',
          snapshot({ history: [half], decision: { kind, runId: half.id, previous } }),
        );
        const offered = screen.queryAllByRole('button', { name: /^Go back/ });
        expect(offered.length).toBe(previous === null ? 0 : 1);
        cleanup();
      }
    }
  });

  it('that moved what nobody chose asks, also above a built system', async () => {
    const left = record(0, {
      kind: 'update',
      outcome: 'unchanged',
      leftLock: { why: 'other-inputs', inputs: ['home-manager'] },
    });
    for (const built of [null, ready()]) {
      const { bridge, user } = await openWindow(
        'activity',
        snapshot({ ready: built, history: [left] }),
      );
      expect(screen.getAllByText('nix moved other inputs than you chose').length).toBe(1);
      expect(screen.getByText(/moved all the same: home-manager\./)).toBeTruthy();
      await user.click(screen.getByRole('button', { name: 'Write flake.lock' }));
      const intent = { kind: 'decide', runId: left.id, choice: 'write-lock' };
      expect(bridge.sent.at(-1)).toEqual(intent);
      cleanup();
    }
  });

  it('whose inputs moved for nothing offers to write their lock', async () => {
    const left = record(0, {
      outcome: 'unchanged',
      leftLock: { why: 'same-system', inputs: ['nixpkgs', 'wallpapers'] },
    });
    const { bridge, user } = await openWindow('activity', snapshot({ history: [left] }));
    expect(screen.getByText('The inputs moved, the system stays the same')).toBeTruthy();
    expect(screen.getByText(/stay behind: nixpkgs,? .*wallpapers\./)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Write flake.lock' }));
    expect(bridge.sent.at(-1)).toMatchObject({ kind: 'decide', choice: 'write-lock' });
  });

  it('shows two lock files side by side to who must choose', async () => {
    const decision = { kind: 'lock-changed-meanwhile', runId: runId(1) } as const;
    const { bridge, user } = await openWindow('activity', snapshot({ decision }), {
      locks: {
        ok: true,
        value: [
          {
            path: ['home-manager', 'nixpkgs'],
            yours: { shown: 'a1b3f09c5b8f', lastModified: 1_790_000_000 },
            switched: null,
          },
        ],
      },
    });
    await user.click(screen.getByRole('button', { name: 'Show the difference' }));
    const row = await screen.findByRole('row', { name: /^home-manager\/nixpkgs/ });
    expect(row.textContent).toContain('a1b3f09');
    expect(row.textContent).toContain('not in it');
    expect(bridge.asked).toContain(`locks ${runId(1)}`);
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says in History which one nobody asked for', async () => {
    const ahead = record(0, { outcome: 'discarded', ahead: true });
    await openWindow('history', snapshot({ history: [ahead, record(1)] }));
    const rows = within(screen.getByRole('grid', { name: 'Runs' })).getAllByRole('row');
    expect(rows[0]?.textContent).toContain('prepared ahead · ');
    expect(rows[1]?.textContent).not.toContain('prepared ahead');
  });

  it('says in History what was done about it since', async () => {
    const half = record(1, { outcome: 'activation-failed' });
    const back = record(0, { kind: 'rollback', inputs: [], generation: 142 });
    await openWindow('history', snapshot({ history: [back, half] }));
    const rows = within(screen.getByRole('grid', { name: 'Runs' })).getAllByRole('row');
    expect(rows[1]?.textContent).toContain('You went back to generation 142 since.');
    expect(rows[1]?.textContent).not.toContain('is active');
  });
});
