// The states of the window worth looking at, by name: SCREEN-STATE.
import type { LogLine } from '../../preload/contract/run.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import {
  behind,
  checked,
  doctorItems,
  endlessLog,
  explanation,
  type FakeOptions,
  generations,
  history,
  input,
  inputDetails,
  logLines,
  manyInputs,
  now,
  packages,
  progress,
  ready,
  record,
  review,
  snapshot,
  twelveInputs,
  working,
} from './snapshots.ts';

export interface GalleryState {
  readonly screen: 'updates' | 'activity' | 'history' | 'generations' | 'settings';
  readonly snapshot: Snapshot;
  readonly log?: readonly LogLine[];
  /** presses these buttons, boxes, rows or menu items in turn after the first drawing */
  readonly press?: string | readonly string[];
  readonly options?: FakeOptions;
}

const failure = { kind: 'offline', detail: 'No network connection is up.' };
const longLog: readonly LogLine[] = Array.from({ length: 100_000 }, (_, n) => {
  const line = logLines[n % logLines.length];
  if (line === undefined) throw new Error('no lines');
  return { ...line, text: `${n} ${line.text}` };
});
const long = `${'a-very-long-input-name-'.repeat(5)}end`;

export const states: Readonly<Record<string, GalleryState>> = {
  'updates-many': { screen: 'updates', snapshot: snapshot() },
  'updates-0': { screen: 'updates', snapshot: snapshot({ check: checked([]) }) },
  'updates-1': {
    screen: 'updates',
    snapshot: snapshot({ check: checked([behind('nixpkgs', 3)]) }),
  },
  'updates-300': { screen: 'updates', snapshot: snapshot({ check: checked(manyInputs(300)) }) },
  'updates-good': {
    screen: 'updates',
    snapshot: snapshot({ check: checked(twelveInputs.slice(4)) }),
  },
  'updates-part': {
    screen: 'updates',
    snapshot: snapshot({
      check: checked([
        ...twelveInputs.slice(3),
        input({
          name: 'old',
          status: 'unknown',
          reason: 'mercurial',
          source: 'hg+https://hg.example.org/x',
        }),
        behind('held', 5, { held: true }),
      ]),
    }),
  },
  'updates-long': {
    screen: 'updates',
    snapshot: snapshot({
      check: checked([
        behind(long, 400, {
          source: `git+https://git.example.org/${'deep/'.repeat(30)}repo.git?ref=main`,
        }),
        input({
          name: 'x',
          status: 'unreachable',
          reason: 'dns',
          upstream: `https://${'sub.'.repeat(12)}example.org/x`,
        }),
        behind('evil\u202egnp\u0007<b>', 1),
      ]),
    }),
  },
  'updates-never': {
    screen: 'updates',
    snapshot: snapshot({ check: { kind: 'never', nextAt: null } }),
  },
  'updates-checking': {
    screen: 'updates',
    snapshot: snapshot({
      check: { kind: 'checking', since: now, done: 4, of: 12, inputs: twelveInputs },
    }),
  },
  'updates-failed': {
    screen: 'updates',
    snapshot: snapshot({
      check: {
        kind: 'failed',
        at: now - 60_000,
        nextAt: now + 600_000,
        failure,
        lastGoodAt: now - 7_200_000,
        inputs: twelveInputs,
      },
    }),
  },
  'updates-malformed': {
    screen: 'updates',
    snapshot: snapshot({
      flake: {
        kind: 'unreadable',
        path: '/etc/nixos',
        failure: {
          kind: 'malformed',
          detail: '/etc/nixos/flake.lock: line 214, column 7: expected “,” or “}”.',
        },
      },
      check: { kind: 'never', nextAt: null },
    }),
  },
  'updates-built': { screen: 'updates', snapshot: snapshot({ ready: ready() }) },
  'updates-decide': {
    screen: 'updates',
    snapshot: snapshot({
      rehearsal: true,
      decision: { kind: 'activation-failed', runId: record(1).id, previous: 142 },
      notices: [{ id: 'a', kind: 'commit-failed', detail: 'git: Author identity unknown' }],
    }),
  },
  'updates-running': { screen: 'updates', snapshot: snapshot() },
  'updates-menu': { screen: 'updates', snapshot: snapshot(), press: 'More for nixpkgs' },
  'updates-split': { screen: 'updates', snapshot: snapshot(), press: 'More ways to upgrade' },
  'activity-jobs': { screen: 'activity', snapshot: snapshot({ run: working() }) },
  'activity-counting': {
    screen: 'activity',
    snapshot: snapshot({
      run: working({ progress: progress({ totalsFinal: false, jobs: [] }), logLines: 100_000 }),
    }),
    log: longLog,
  },
  'activity-resolving': {
    screen: 'activity',
    snapshot: snapshot({ run: working({ kind: 'resolving', progress: null, logLines: 0 }) }),
    log: [],
  },
  'activity-password': {
    screen: 'activity',
    snapshot: snapshot({ run: working({ kind: 'authorising', verb: 'switch' }) }),
  },
  'activity-switching': {
    screen: 'activity',
    snapshot: snapshot({ run: working({ kind: 'activating', verb: 'boot' }) }),
  },
  'activity-nothing': { screen: 'activity', snapshot: snapshot({ history }) },
  'review-plain': { screen: 'activity', snapshot: snapshot({ ready: ready() }) },
  'review-trouble': {
    screen: 'activity',
    snapshot: snapshot({
      elevation: { kind: 'unavailable', reason: 'no-helper' },
      ready: ready({
        stale: 'flake-changed',
        review: review({
          differences: [{ what: 'host-name', running: 'atlas', built: 'borealis' }],
          notices: [{ kind: 'switch-inhibited', detail: 'dbus implementation' }],
          packages: Array.from({ length: 900 }, (_, n) => ({
            ...(packages[0] ?? { name: '', from: null, to: null, direction: 'up' as const }),
            name: `package-${n}`,
          })),
        }),
      }),
    }),
  },
  'review-confirm': {
    screen: 'activity',
    snapshot: snapshot({
      ready: ready({
        review: review({
          differences: [
            { what: 'host-name', running: 'atlas', built: 'borealis' },
            { what: 'older-release', running: '26.05', built: '25.11' },
          ],
        }),
      }),
    }),
    press: 'Switch now',
  },
  'review-rehearsal': {
    screen: 'activity',
    snapshot: snapshot({ rehearsal: true, elevation: { kind: 'rehearsal' }, ready: ready() }),
  },
  'review-testing': {
    screen: 'activity',
    snapshot: snapshot({
      ready: ready(),
      decision: { kind: 'test-active', runId: record(0).id, previous: 143 },
    }),
  },
  'updates-twenty': {
    screen: 'updates',
    snapshot: snapshot({
      check: checked([
        ...twelveInputs,
        behind('lanzaboote', 1, { held: true }),
        input({
          name: 'shared-modules',
          status: 'unknown',
          reason: 'path',
          type: 'path',
          source: 'path:/home/somebody/projects/machines/shared/nixos-configuration/modules',
          upstream: null,
        }),
        ...manyInputs(6),
      ]),
    }),
  },
  'updates-held': {
    screen: 'updates',
    snapshot: snapshot({
      check: checked([...twelveInputs.slice(4), behind('hyprland', 5, { held: true })]),
    }),
  },
  'updates-waiting': {
    screen: 'updates',
    snapshot: snapshot({
      waiting: 'metered',
      check: { kind: 'checked', at: now - 90_000_000, nextAt: now, inputs: twelveInputs },
      lastGood: { secrets: { at: now - 3 * 3_600_000, status: 'current', rev: null } },
      host: {
        name: 'atlas',
        generation: 143,
        nixosVersion: '26.05.20261118.77cd2e1',
        kernel: '6.18.9',
        nextKernel: '6.18.11',
        restartNeeded: true,
      },
      flake: {
        kind: 'ready',
        path: '/home/somebody/projects/machines/nixos-configuration',
        host: 'atlas',
      },
    }),
  },
  'updates-paused': {
    screen: 'updates',
    snapshot: snapshot({ waiting: 'paused', pausedUntil: now + 86_400_000 }),
  },
  'input-details': {
    screen: 'updates',
    snapshot: snapshot(),
    options: { details: inputDetails() },
    press: ['More for nixpkgs', 'Details'],
  },
  'input-plain': {
    screen: 'updates',
    snapshot: snapshot(),
    options: {
      details: inputDetails({
        report: input({ name: 'disko' }),
        inputs: [],
        followedBy: [],
        duplicates: [],
        warnings: [],
        movedBack: true,
        commits: null,
        links: { source: null, compare: null },
      }),
    },
    press: 'disko, Up to date',
  },
  'activity-remaining': {
    screen: 'activity',
    snapshot: snapshot({ run: working({ remainingMs: 190_000, logLines: 1_000_000 }) }),
    options: { log: endlessLog(1_000_000) },
  },
  'activity-waits': {
    screen: 'activity',
    snapshot: snapshot({
      run: working({
        kind: 'resolving',
        progress: null,
        waits: { host: 'api.github.com', until: snapshot().now + 82_000 },
      }),
    }),
  },
  'review-space': {
    screen: 'activity',
    snapshot: snapshot({
      ready: ready({
        review: review({
          space: {
            storeFree: 1.2 * 1024 ** 3,
            bootFree: 41 * 1024 ** 2,
            bootNeeded: 88 * 1024 ** 2,
          },
          notices: [
            { kind: 'ends-the-session', detail: 'display-manager.service' },
            { kind: 'dirty-tree', detail: 'hosts/atlas.nix' },
          ],
        }),
      }),
    }),
    press: '3 packages rebuilt in the same version',
  },
  'generations-marked': { screen: 'generations', snapshot: snapshot(), options: { generations } },
  'generations-none': { screen: 'generations', snapshot: snapshot() },
  'generations-compare': {
    screen: 'generations',
    snapshot: snapshot(),
    options: { generations },
    press: ['Compare generation 143', 'Compare generation 141'],
  },
  'generations-confirm': {
    screen: 'generations',
    snapshot: snapshot(),
    options: { generations },
    press: 'Go back to generation 141…',
  },
  'doctor-found': {
    screen: 'settings',
    snapshot: snapshot(),
    options: { doctor: doctorItems },
    press: 'Health check…',
  },
  'shortcuts-open': { screen: 'updates', snapshot: snapshot(), press: 'Keyboard shortcuts' },
  'history-explained': {
    screen: 'history',
    snapshot: snapshot({ history }),
    options: { explanation },
  },
  'log-errors': {
    screen: 'history',
    snapshot: snapshot({ history }),
    press: ['Open log', 'Wrap lines'],
    log: longLog,
  },
  'history-twelve': { screen: 'history', snapshot: snapshot({ history }) },
  'history-kept': {
    screen: 'history',
    snapshot: snapshot({
      history: [record(0, { outcome: 'dismissed', generation: null }), ...history.slice(1)],
      ready: ready({ record: record(0, { outcome: 'dismissed' }) }),
    }),
  },
  'history-empty': { screen: 'history', snapshot: snapshot() },
  'history-details': {
    screen: 'history',
    snapshot: snapshot({ history }),
    press: 'Upgrade · nixpkgs, home-manager',
  },
  'history-text': {
    screen: 'history',
    snapshot: snapshot({ history }),
    press: 'Open log',
    log: longLog,
  },
  'settings-managed': {
    screen: 'settings',
    snapshot: snapshot({
      managed: ['checkEveryMinutes', 'commitLock'],
      settings: { ...snapshot().settings, held: ['hyprland', 'stylix'] },
      elevation: { kind: 'unavailable', reason: 'pkexec-not-setuid' },
      trayHost: false,
    }),
  },
  'welcome-found': {
    screen: 'updates',
    snapshot: snapshot({
      flake: { kind: 'unset', found: ['/etc/nixos', '/home/me/dotfiles'] },
      check: { kind: 'never', nextAt: null },
    }),
  },
  'welcome-none': {
    screen: 'updates',
    snapshot: snapshot({
      flake: { kind: 'unset', found: [] },
      check: { kind: 'never', nextAt: null },
    }),
  },
};
