// The Updates screen: what it says of every check, and what its controls ask for.
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { tailOf } from '../../renderer/parts/source-text.tsx';
import {
  behind,
  checked,
  input,
  inputDetails,
  manyInputs,
  now,
  ready,
  runId,
  snapshot,
  twelveInputs,
  working,
} from './snapshots.ts';
import { descriptionOf, heading, isOff, openWindow } from './window.tsx';

const offline = { kind: 'offline', detail: 'No network connection is up.' };

describe('what a check says', () => {
  it('counts the inputs that are behind and names those that could not be checked', async () => {
    await openWindow('updates', snapshot());
    expect(heading()).toBe('3 of 12 inputs have updates');
    expect(
      screen.getByText(/^1 could not be checked · checked 5 minutes ago · next check at/),
    ).toBeTruthy();
    const unreachable = screen.getByRole('grid', { name: '1 could not be checked' });
    expect(within(unreachable).getByText('No answer from example.org')).toBeTruthy();
    expect(screen.getByRole('grid', { name: '8 up to date or pinned' })).toBeTruthy();
  });

  it('says "1 of 1 input has updates" for one', async () => {
    await openWindow('updates', snapshot({ check: checked([behind('nixpkgs', 3)]) }));
    expect(heading()).toBe('1 of 1 input has updates');
    expect(screen.getByText('3 days behind')).toBeTruthy();
  });

  it('draws every one of 300 inputs', async () => {
    await openWindow('updates', snapshot({ check: checked(manyInputs(300)) }));
    expect(heading()).toBe('100 of 300 inputs have updates');
    expect(document.querySelectorAll('[role=row]')).toHaveLength(300);
  });

  it('is calm when everything is up to date, and offers a rebuild', async () => {
    const { bridge, user } = await openWindow(
      'updates',
      snapshot({ check: checked(twelveInputs.slice(4)) }),
    );
    expect(heading()).toBe('Everything is up to date');
    expect(screen.getAllByText('Everything is up to date')).toHaveLength(1);
    expect(screen.queryByRole('checkbox')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Rebuild without updating…' }));
    expect(bridge.sent).toEqual([{ kind: 'rebuild' }]);
  });

  it('shows both ends of a long address, and all of it on demand', async () => {
    const source = 'path:/home/somebody/projects/machines/shared/nixos/modules/desktop';
    const one = input({ name: 'shared', type: 'path', status: 'unknown', reason: 'path', source });
    await openWindow('updates', snapshot({ check: checked([one, input({ name: 'disko' })]) }));
    const shown = screen.getByTitle(source);
    expect(shown.textContent).toBe(source);
    expect([...shown.children].map((part) => part.textContent)).toEqual([
      'path:/home/somebody/projects/machines/shared',
      '/nixos/modules/desktop',
    ]);
    expect(screen.getByTitle('github:someone/disko').children).toHaveLength(0);
    for (const [whole, tail] of [
      ['git+file:///srv/git/upstreams/home-manager.git?ref=main', '/home-manager.git?ref=main'],
      [`github:someone/something/${'a'.repeat(40)}`, 'a'.repeat(22)],
      ['git+https://example.org/a/b/c/d/e/f/g', '/a/b/c/d/e/f/g'],
    ] as const)
      expect(tailOf(whole)).toBe(tail);
  });

  it('says which kernel runs, and which one comes with a restart', async () => {
    const { host } = snapshot();
    const { push } = await openWindow('updates', snapshot());
    expect(screen.getByText(/Linux 6\.18\.9$/)).toBeTruthy();
    push(snapshot({ revision: 2, host: { ...host, nextKernel: '6.18.11' } }));
    expect(screen.getByText(/Linux 6\.18\.9, 6\.18\.11 after a restart$/)).toBeTruthy();
  });

  it('never says "up to date" of updates that are held back or skipped', async () => {
    const [first, second, ...rest] = twelveInputs;
    if (first === undefined || second === undefined) throw new Error('no inputs');
    const inputs = [
      { ...first, status: 'behind' as const, held: true },
      { ...second, status: 'behind' as const, skipped: true },
      ...rest.filter((one) => one.status === 'current'),
    ];
    await openWindow('updates', snapshot({ check: checked(inputs) }));
    expect(heading()).toBe('No updates found');
    expect(screen.queryByText('Everything is up to date')).toBeNull();
    expect(screen.getByText(/2 inputs have updates that you hold back or skip/)).toBeTruthy();
  });

  it('never says "up to date" while an input could not be checked', async () => {
    await openWindow('updates', snapshot({ check: checked(twelveInputs.slice(3)) }));
    expect(heading()).toBe('No updates found');
    expect(screen.queryByText('Everything is up to date')).toBeNull();
  });

  it('never says "up to date" while an input is unknown', async () => {
    const one = input({ name: 'old', status: 'unknown', reason: 'mercurial' });
    await openWindow('updates', snapshot({ check: checked([...twelveInputs.slice(4), one]) }));
    expect(heading()).toBe('No updates found');
    expect(screen.getByText('Snowbell cannot ask Mercurial repositories.')).toBeTruthy();
  });

  it('keeps the last good answer, with its age, when a check fails', async () => {
    await openWindow(
      'updates',
      snapshot({
        check: {
          kind: 'failed',
          at: now - 60_000,
          nextAt: null,
          failure: offline,
          lastGoodAt: now - 7_200_000,
          inputs: twelveInputs,
        },
      }),
    );
    expect(heading()).toBe('Could not check since 12:13');
    expect(screen.getByText(/This is the answer from 2 hours ago/)).toBeTruthy();
    expect(screen.getByText('14 days behind')).toBeTruthy();
  });

  it('shows a failed first check without inventing an answer', async () => {
    await openWindow(
      'updates',
      snapshot({
        check: {
          kind: 'failed',
          at: now,
          nextAt: null,
          failure: offline,
          lastGoodAt: null,
          inputs: [],
        },
      }),
    );
    expect(heading()).toBe('Could not check');
    expect(screen.queryByText('Everything is up to date')).toBeNull();
  });

  it('counts while it checks, and offers no second check', async () => {
    await openWindow(
      'updates',
      snapshot({ check: { kind: 'checking', since: now, done: 4, of: 12, inputs: [] } }),
    );
    expect(heading()).toBe('Checking your inputs…');
    expect(screen.getByText('4 of 12 asked')).toBeTruthy();
    expect(isOff(screen.getByRole('button', { name: 'Checking…' }))).toBe(true);
  });

  it('says which file of an unreadable flake is wrong, and where', async () => {
    const { bridge, user } = await openWindow(
      'updates',
      snapshot({
        check: { kind: 'never', nextAt: null },
        flake: {
          kind: 'unreadable',
          path: '/etc/nixos',
          failure: { kind: 'malformed', detail: '/etc/nixos/flake.lock: line 214, column 7.' },
        },
      }),
    );
    expect(heading()).toBe('Your flake cannot be read');
    expect(screen.getByText(/flake\.lock: line 214, column 7/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Choose folder…' }));
    expect(bridge.sent).toEqual([{ kind: 'choose-flake' }]);
  });

  it('keeps the last answer in view when the lock file is damaged meanwhile', async () => {
    const failure = { kind: 'malformed', detail: '/etc/nixos/flake.lock: line 214, column 7.' };
    const { bridge, user } = await openWindow(
      'updates',
      snapshot({
        check: {
          kind: 'failed',
          at: now,
          nextAt: null,
          failure,
          lastGoodAt: now - 2 * 3_600_000,
          inputs: twelveInputs,
        },
        flake: { kind: 'unreadable', path: '/etc/nixos', failure },
      }),
    );
    expect(heading()).toBe('Could not check since 12:13');
    expect(screen.getByText(/tried just now/)).toBeTruthy();
    expect(screen.queryByText(/checked just now/)).toBeNull();
    expect(screen.getByText(/flake\.lock: line 214, column 7\..*from 2 hours ago/)).toBeTruthy();
    expect(document.querySelectorAll('[role=row]')).toHaveLength(12);
    const upgrade = screen.getByRole('button', { name: /^Upgrade/ });
    expect(isOff(upgrade)).toBe(true);
    expect(descriptionOf(upgrade)).toBe('Your flake cannot be read');
    await user.click(screen.getByRole('button', { name: 'Open the flake’s folder' }));
    expect(bridge.sent).toEqual([{ kind: 'open', what: { kind: 'flake-folder' } }]);
  });

  it.each([
    ['file:///home/me/nixos', 'git+file:///home/me/nixos?ref=main', '/home/me/nixos'],
    ['/srv/flake', 'path:/srv/flake', '/srv/flake'],
    ['ssh://git@forge.test:22/x', 'git+ssh://git@forge.test:22/x', 'forge.test'],
    ['registry:nixpkgs', 'flake:nixpkgs', 'flake:nixpkgs'],
  ])('names who did not answer in a few words: %s', async (upstream, source, words) => {
    const said = { status: 'unreachable', reason: 'timeout', type: 'git' } as const;
    const one = input({ name: 'one', ...said, upstream, source });
    await openWindow('updates', snapshot({ check: checked([one]) }));
    expect(screen.getByText(`No answer from ${words}`)).toBeTruthy();
  });

  it('shows a reason word it does not know as it is', async () => {
    const odd = input({ name: 'odd', status: 'unreachable', reason: 'sunspots' });
    await openWindow('updates', snapshot({ check: checked([odd]) }));
    expect(screen.getByText('The reason given is “sunspots”.')).toBeTruthy();
  });

  it('shows hostile names instead of interpreting them', async () => {
    await openWindow('updates', snapshot({ check: checked([behind('a\u202eb\u001b[31m<b>', 1)]) }));
    expect(screen.getByText('a\\u202eb<b>')).toBeTruthy();
  });
});

describe('what it asks for', () => {
  it('upgrades what is ticked, which is all at first', async () => {
    const { bridge, user } = await openWindow('updates', snapshot());
    await user.click(screen.getByRole('button', { name: 'Upgrade 3 inputs…' }));
    expect(bridge.sent).toEqual([
      { kind: 'upgrade', inputs: ['nixpkgs', 'home-manager', 'hyprland'] },
    ]);
  });

  it('leaves out what is unticked, also after the next snapshot', async () => {
    const { bridge, user, push } = await openWindow('updates', snapshot());
    const row = screen.getByRole('row', { name: /^hyprland/ });
    await user.click(within(row).getByRole('checkbox'));
    push(snapshot({ revision: 2 }));
    expect(screen.getByText('2 of 3 selected')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Update lock only' }));
    expect(bridge.sent).toEqual([{ kind: 'update-lock', inputs: ['nixpkgs', 'home-manager'] }]);
  });

  it('can be done by keyboard alone', async () => {
    const { bridge, user } = await openWindow('updates', snapshot());
    screen.getByRole('button', { name: 'Check now' }).focus();
    await user.tab();
    await user.keyboard('{ArrowDown} ');
    expect(screen.getByText('2 of 3 selected')).toBeTruthy();
    screen.getByRole('button', { name: 'Upgrade 2 inputs…' }).focus();
    await user.keyboard('{Enter}');
    expect(bridge.sent).toEqual([{ kind: 'upgrade', inputs: ['nixpkgs', 'hyprland'] }]);
  });

  it('upgrades all from the menu beside the button', async () => {
    const { bridge, user } = await openWindow('updates', snapshot());
    await user.click(screen.getByRole('button', { name: 'More ways to upgrade' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Upgrade all inputs…' }));
    expect(bridge.sent).toEqual([{ kind: 'upgrade', inputs: null }]);
  });

  it('holds an input back from its menu', async () => {
    const { bridge, user } = await openWindow('updates', snapshot());
    await user.click(screen.getByRole('button', { name: 'More for hyprland' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Hold back' }));
    expect(bridge.sent).toEqual([{ kind: 'save-settings', patch: { held: ['hyprland'] } }]);
  });

  it('does not count or select what is held back', async () => {
    const inputs = [behind('nixpkgs', 3), behind('hyprland', 9, { held: true })];
    await openWindow('updates', snapshot({ check: checked(inputs) }));
    expect(heading()).toBe('1 of 2 inputs has updates');
    expect(screen.getByText('Held back · 9 days behind')).toBeTruthy();
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
  });

  it('checks now by button, F5, Ctrl+R and Retry', async () => {
    const { bridge, user } = await openWindow('updates', snapshot());
    await user.click(screen.getByRole('button', { name: 'Check now' }));
    await user.keyboard('{F5}');
    await user.keyboard('{Control>}r{/Control}');
    await user.click(screen.getByRole('button', { name: 'Check secrets again' }));
    expect(bridge.sent).toEqual(Array.from({ length: 4 }, () => ({ kind: 'check' })));
  });

  it('starts nothing while a decision is open, and sends the choice', async () => {
    const { bridge, user } = await openWindow(
      'updates',
      snapshot({ decision: { kind: 'lock-not-written', runId: runId(7), detail: 'disk full' } }),
    );
    expect(screen.getByRole('alert').textContent).toContain('flake.lock is not written yet');
    const upgrade = screen.getByRole('button', { name: 'Upgrade 3 inputs…' });
    expect(isOff(upgrade)).toBe(true);
    expect(descriptionOf(upgrade)).toBe('First decide what is asked above.');
    await user.click(upgrade);
    expect(bridge.sent).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Write flake.lock' }));
    expect(bridge.sent).toEqual([{ kind: 'decide', runId: runId(7), choice: 'write-lock' }]);
  });

  it('leads to a built system that waits', async () => {
    const { user } = await openWindow('updates', snapshot({ ready: ready() }));
    await user.click(screen.getByRole('button', { name: 'Review…' }));
    expect(heading()).toBe('Ready to switch');
  });

  it('goes to Activity when a run begins', async () => {
    const { push } = await openWindow('updates', snapshot());
    push(snapshot({ revision: 2, run: working() }));
    expect(heading()).toBe('Upgrading system');
  });

  it('tells why an intent was refused, until dismissed', async () => {
    const { user } = await openWindow('updates', snapshot(), {
      answer: { ok: false, failure: { kind: 'busy', detail: 'Started in a terminal.' } },
    });
    await user.click(screen.getByRole('button', { name: 'Check now' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Another run is going on');
    await user.click(within(alert).getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('the menu of an input', () => {
  const open = async (name: string, entry: string, patch: Parameters<typeof snapshot>[0] = {}) => {
    const drawn = await openWindow('updates', snapshot(patch), { details: inputDetails() });
    await drawn.user.click(screen.getByRole('button', { name: `More for ${name}` }));
    await drawn.user.click(await screen.findByRole('menuitem', { name: entry }));
    return drawn;
  };

  it.each([
    ['hyprland', 'Upgrade only this…', { kind: 'upgrade', inputs: ['hyprland'] }],
    ['hyprland', 'Update only this in flake.lock', { kind: 'update-lock', inputs: ['hyprland'] }],
    ['hyprland', 'Skip this revision', { kind: 'skip', input: 'hyprland', on: true }],
    [
      'nixpkgs',
      'Show what changed in the browser',
      { kind: 'open', what: { kind: 'compare', input: 'nixpkgs' } },
    ],
    [
      'sops-nix',
      'Open its page in the browser',
      { kind: 'open', what: { kind: 'source', input: 'sops-nix' } },
    ],
  ])('%s: %s', async (name, entry, intent) => {
    const { bridge } = await open(name, entry);
    expect(bridge.sent).toEqual([intent]);
  });

  it('counts a skipped revision again', async () => {
    const inputs = [behind('nixpkgs', 3), behind('hyprland', 9, { skipped: true })];
    const { bridge } = await open('hyprland', 'Count this revision again', {
      check: checked(inputs),
    });
    expect(bridge.sent).toEqual([{ kind: 'skip', input: 'hyprland', on: false }]);
  });

  it('opens the details: dates, followers, duplicates with their remedy, warnings', async () => {
    const { bridge, user } = await open('nixpkgs', 'Details');
    expect(heading()).toBe('nixpkgs');
    expect(await screen.findByText(/1,843 commits, \d+ days behind/)).toBeTruthy();
    expect(screen.getByText('Locked for 62 days')).toBeTruthy();
    expect(screen.getByText('nixos-25.11 is no longer supported')).toBeTruthy();
    expect(screen.getByText('inputs.hyprland.inputs.nixpkgs.follows = "nixpkgs";')).toBeTruthy();
    expect(screen.getByText('home-manager/nixpkgs')).toBeTruthy();
    expect(screen.getByText('follows systems')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show the changes' }));
    expect(bridge.sent).toEqual([{ kind: 'open', what: { kind: 'compare', input: 'nixpkgs' } }]);
    await user.keyboard('{Escape}');
    expect(heading()).toBe('3 of 12 inputs have updates');
  });

  it.each([
    [{ ahead: 312, back: 0 }, /312 commits behind/, null],
    [{ ahead: 0, back: 2 }, /Moved back by 2 commits/, 'Upstream moved back'],
    [{ ahead: 5, back: 1 }, /5 commits behind/, 'Upstream rewrote its history'],
  ])('asks what is not known of the commits, and shows it: %o', async (commits, fact, banner) => {
    const report = input({
      name: 'nixpkgs',
      status: 'behind',
      latest: { rev: 'f'.repeat(40), lastModified: null },
    });
    const details = inputDetails({ report, commits: null, movedBack: null });
    const { bridge, user } = await openWindow('updates', snapshot(), { details, commits });
    await user.click(screen.getByRole('button', { name: 'More for nixpkgs' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Details' }));
    expect(await screen.findByText(fact)).toBeTruthy();
    expect(bridge.asked.filter((one) => one === 'commits nixpkgs')).toHaveLength(1);
    for (const title of ['Upstream moved back', 'Upstream rewrote its history']) {
      expect(screen.queryAllByText(title)).toHaveLength(title === banner ? 1 : 0);
    }
  });

  it('asks nobody about commits that are known, and says nothing where nobody says', async () => {
    const known = await open('nixpkgs', 'Details');
    await screen.findByText(/1,843 commits/);
    expect(known.bridge.asked).not.toContain('commits nixpkgs');
    cleanup();
    const details = inputDetails({ report: behind('nixpkgs', 3), commits: null });
    const { bridge, user } = await openWindow('updates', snapshot(), { details, commits: null });
    await user.click(screen.getByRole('button', { name: 'More for nixpkgs' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Details' }));
    await waitFor(() => expect(bridge.asked).toContain('commits nixpkgs'));
    expect(screen.queryByText(/commit/)).toBeNull();
  });

  it('opens the details by a click on any other input, and says why they cannot be shown', async () => {
    const { bridge, user } = await openWindow('updates', snapshot());
    await user.click(screen.getByRole('row', { name: /^sops-nix/ }));
    expect(await screen.findByText('This input cannot be shown')).toBeTruthy();
    expect(bridge.asked).toContain('input sops-nix');
  });
});

describe('why no check is made', () => {
  const overdue = { kind: 'checked', at: now - 90_000_000, nextAt: now, inputs: [] } as const;

  it.each([
    ['metered', 'Not checked on a metered network'],
    ['battery', 'Not checked on a low battery'],
    ['no-network', 'Not checked without a network'],
  ] as const)('%s, and the way round it', async (waiting, title) => {
    const { bridge, user } = await openWindow('updates', snapshot({ waiting, check: overdue }));
    expect(screen.getByText(title)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Check anyway' }));
    expect(bridge.sent).toEqual([{ kind: 'check' }]);
  });

  it('says nothing while no check is due', async () => {
    await openWindow('updates', snapshot({ waiting: 'metered' }));
    expect(screen.queryByRole('button', { name: 'Check anyway' })).toBeNull();
  });

  it('resumes', async () => {
    const { bridge, user } = await openWindow(
      'updates',
      snapshot({ waiting: 'paused', pausedUntil: now + 3_600_000 }),
    );
    expect(screen.getByText('Paused until today 15:13')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Resume' }));
    expect(bridge.sent).toEqual([{ kind: 'pause', hours: 0 }]);
  });

  it('keeps what an input said when it could be reached', async () => {
    await openWindow(
      'updates',
      snapshot({
        lastGood: { secrets: { at: now - 3 * 3_600_000, status: 'current', rev: null } },
      }),
    );
    expect(screen.getByText('was up to date 3 hours ago')).toBeTruthy();
  });
});

describe('many inputs', () => {
  it('finds one by Ctrl+F and keeps what was ticked', async () => {
    const { bridge, user } = await openWindow(
      'updates',
      snapshot({ check: checked(manyInputs(30)) }),
    );
    await user.keyboard('{Control>}f{/Control}');
    await user.keyboard('input-27');
    expect(screen.getAllByRole('row')).toHaveLength(1);
    await user.click(screen.getByRole('checkbox'));
    await user.clear(screen.getByRole('searchbox'));
    expect(screen.getByText('9 of 10 selected')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Update lock only' }));
    const [intent] = bridge.sent;
    expect(intent?.kind === 'update-lock' && intent.inputs).not.toContain('input-27');
    await user.type(screen.getByRole('searchbox'), 'zzz');
    expect(screen.getByText('No input is called “zzz”.')).toBeTruthy();
  });
});

it('reads a selection out once, and not again when a check brings something new', async () => {
  const { user, push } = await openWindow('updates', snapshot());
  const told: string[] = [];
  const boxes = screen.getAllByRole('checkbox');
  const listen = () => {
    const region = document.querySelector('[data-live-announcer]');
    if (region === null) throw new Error('nothing announces');
    return new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) told.push(node.textContent ?? '');
    }).observe(region, { childList: true, subtree: true });
  };
  await user.click(boxes[0] as HTMLElement);
  await waitFor(listen);
  await user.click(boxes[0] as HTMLElement);
  await waitFor(() => expect(told.filter((one) => one.includes('selected'))).toHaveLength(1));
  await push(snapshot({ check: checked([...twelveInputs, input({ name: 'new' })]) }));
  await push(
    snapshot({
      check: checked(
        twelveInputs.map((one) => (one.name === 'nixpkgs' ? behind('nixpkgs', 15) : one)),
      ),
    }),
  );
  expect(told.filter((one) => one.includes('selected'))).toHaveLength(1);
});
