// The catalogue: figures, ages, reasons and failures in words a tired person understands.
import { describe, expect, it } from 'vitest';
import { english } from '../../../renderer/text/en.ts';
import { makeFormat } from '../../../renderer/text/format.ts';
import { behind } from '../../component/snapshots.ts';

const text = english(makeFormat('en-GB'));
const now = new Date(2026, 10, 20, 14, 13).getTime();
const plain = (words: string) => words.replaceAll('\u00a0', ' ');

describe('figures', () => {
  it.each([
    [0, '0 s'],
    [41_900, '41 s'],
    [252_000, '4 min 12 s'],
    [300_000, '5 min'],
    [7_500_000, '2 h 5 min'],
    [-5, '0 s'],
  ])('%d ms', (ms, words) => expect(text.duration(ms)).toBe(words));

  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [1.3 * 1024 ** 3, '1.3 GiB'],
    [812 * 1024 ** 2, '812 MiB'],
    [1024 ** 2 - 1, '1 MiB'],
  ])('%d bytes', (size, words) => expect(plain(text.format.bytes(size))).toBe(words));

  it('signs a difference', () => {
    expect(plain(text.format.signedBytes(38 * 1024 ** 2))).toBe('+38 MiB');
    expect(plain(text.format.signedBytes(-2048))).toBe('−2 KiB');
  });
});

describe('times', () => {
  it.each([
    [new Date(2026, 10, 20, 14, 9), 'Today 14:09'],
    [new Date(2026, 10, 19, 23, 59), 'Yesterday 23:59'],
    [new Date(2026, 10, 15, 9, 12), '15 Nov 09:12'],
    [new Date(2025, 10, 15, 9, 12), '15 Nov 2025 09:12'],
  ])('%s', (at, words) => expect(text.moment(at.getTime(), now)).toBe(words));

  it.each([
    [new Date(2026, 10, 20, 14, 30), 'at 14:30'],
    [new Date(2026, 10, 21, 2, 0), 'tomorrow at 02:00'],
    [new Date(2026, 10, 27, 2, 0), 'on 27 Nov at 02:00'],
  ])('%s', (at, words) => expect(text.when(at.getTime(), now)).toBe(words));

  it.each([
    [0.01, 'Less than an hour behind'],
    [0.25, '6 hours behind'],
    [1, '1 day behind'],
    [14, '14 days behind'],
    [400, '13 months behind'],
    [0, 'Update available'],
    [-3, 'Update available'],
  ])('an input %d days behind', (days, words) =>
    expect(text.updates.behindBy(behind('nixpkgs', days))).toBe(words),
  );

  it('invents no age where a time is not known', () => {
    const input = behind('nixpkgs', 3, { latest: { rev: 'f'.repeat(40), lastModified: null } });
    expect(text.updates.behindBy(input)).toBe('Update available');
  });
});

describe('words of the check', () => {
  const known =
    'auth-required not-found no-such-ref timeout dns tls refused http-503 rate-limited not-a-git-server no-git not-owner offline tarball indirect mercurial unsupported-type lock-changed connection-lost no-network unsafe-redirect too-many-redirects server-error host-key git-failed not-a-repository no-locked-revision unusable-source relative-git-url path file not-asked malformed-node follows-cycle follows-missing node-missing first-seen proxy unmarked-file not-in-registry pinned-by-registry not-a-registry';

  it.each(known.split(' '))('has its own words for %s', (reason) => {
    const said = text.updates.reasonOf(reason, 'git.example.org');
    expect(said.chip).not.toBe(text.updates.reasonOf('never heard of', 'git.example.org').chip);
    expect(`${said.chip} ${said.explain ?? ''}`).not.toContain(`“${reason}”`);
  });

  it('shows any other word as it is', () => {
    expect(text.updates.reasonOf('sunspots', 'x').explain).toContain('“sunspots”');
  });
});

describe('what the screens say of time', () => {
  it.each([
    [20_000, 'less than a minute left'],
    [60_000, 'about 1 minute left'],
    [190_000, 'about 3 minutes left'],
    [80 * 60_000, 'about 1 h 15 min left'],
  ])('%d ms to go', (ms, words) => expect(text.activity.remaining(ms)).toBe(words));

  it.each([
    [59_000, 'checked just now'],
    [61_000, 'checked 1 minute ago'],
    [3 * 3_600_000, 'checked 3 hours ago'],
  ])('%d ms since the check', (ms, words) =>
    expect(text.updates.checked(now - ms, now)).toBe(words),
  );

  it.each([
    ['current', 'was up to date 3 hours ago'],
    ['behind', 'was behind 3 hours ago'],
    ['pinned', 'answered 3 hours ago'],
  ] as const)('an input that was %s', (status, words) =>
    expect(text.updates.lastGood(status, now - 3 * 3_600_000, now)).toBe(words),
  );
});

describe('the health check', () => {
  const remedies =
    'install-nix newer-nix install-git choose-flake mend-flake owned-by-root owned-by-another enable-pkexec install-module tray-extension free-space make-writable';
  it.each(remedies.split(' '))('has a sentence for %s', (remedy) => {
    expect(text.doctor.remedy(remedy)).toMatch(/^[A-Zp].*\.$/);
  });
});

describe('failures', () => {
  const known =
    'no-folder no-flake-nix no-lock unreadable malformed unsupported-version no-nix nix-too-old busy stale-answer unknown-input write-failed state-unwritable not-saved refused resolve-failed build-failed stale host-differs not-ready no-such-run nothing-to-skip no-remedy space-not-freed closure-unreadable git-failed rehearsal-failed no-generation no-system managed nothing-chosen not-cancellable commit-failed corrupt-file interrupted no-flake no-git cancelled';

  it.each(known.split(' '))('has a title for %s and keeps the detail', (kind) => {
    const said = text.failure({ kind, detail: 'THE DETAIL' });
    expect(said.title).not.toBe('Something went wrong');
    expect(said.body).toContain('THE DETAIL');
  });

  it('shows an unknown kind with its detail', () => {
    expect(text.failure({ kind: 'flood', detail: 'wet' }).body).toBe('wet (flood)');
  });
});
