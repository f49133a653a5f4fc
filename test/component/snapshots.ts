// Hand-made snapshots, inputs, records and a stand-in bridge for tests and the gallery of the window.
import type {
  Answer,
  LogAppended,
  RunExplanation,
  SnowbellApi,
} from '../../preload/contract/api.ts';
import type {
  CommitsBetween,
  DoctorItem,
  GenerationDiff,
  GenerationView,
  InputDetails,
  LockedApart,
} from '../../preload/contract/details.ts';
import type { InputReport } from '../../preload/contract/input.ts';
import type { Intent } from '../../preload/contract/intent.ts';
import type { LogLine, PackageChange, Review, RunRecord } from '../../preload/contract/run.ts';
import type {
  CheckView,
  Failure,
  Progress,
  ReadyView,
  RunView,
  Snapshot,
} from '../../preload/contract/snapshot.ts';

/** 20 November 2026, 14:13 in the computer's time zone */
export const now = new Date(2026, 10, 20, 14, 13).getTime();
const minute = 60_000;
const day = 24 * 60 * minute;

export function runId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** Every object that the window may be given, with what matters to a test replaced. */
export function input(patch: Partial<InputReport> & { readonly name: string }): InputReport {
  return {
    type: 'github',
    source: `github:someone/${patch.name}`,
    upstream: `https://github.com/someone/${patch.name}`,
    ref: null,
    flake: true,
    status: 'current',
    reason: null,
    held: false,
    skipped: false,
    locked: { rev: '61c7b1236a5c8d8d1f0fbe4f0f4aa5fdc64d6f5b', lastModified: 1_790_000_000 },
    latest: null,
    follows: null,
    ...patch,
  };
}

export function behind(name: string, days: number, patch: Partial<InputReport> = {}): InputReport {
  const then = 1_790_000_000;
  return input({
    name,
    status: 'behind',
    locked: { rev: 'a1b3f09c5b8f3a6e2f1d4c7b9a0e8d6f5c4b3a29', lastModified: then },
    latest: { rev: '77cd2e1b0a9f8e7d6c5b4a39281706f5e4d3c2b1', lastModified: then + days * 86_400 },
    ...patch,
  });
}

export const twelveInputs: readonly InputReport[] = [
  behind('nixpkgs', 14, { source: 'github:NixOS/nixpkgs/nixos-unstable' }),
  behind('home-manager', 9, {
    source: 'github:nix-community/home-manager',
    locked: { rev: '0d41ac8000000000000000000000000000000000', lastModified: 1_790_000_000 },
    latest: {
      rev: 'f2309bb000000000000000000000000000000000',
      lastModified: 1_790_000_000 + 9 * 86_400,
    },
  }),
  behind('hyprland', 2, { source: 'git+https://github.com/hyprwm/Hyprland?submodules=1' }),
  input({
    name: 'secrets',
    type: 'git',
    source: 'git+ssh://git@example.org/me/secrets',
    upstream: 'ssh://git@example.org/me/secrets',
    status: 'unreachable',
    reason: 'timeout',
  }),
  input({ name: 'sops-nix', source: 'github:Mic92/sops-nix' }),
  input({
    name: 'nixos-hardware',
    status: 'pinned',
    source: 'github:NixOS/nixos-hardware/a9f2c00',
  }),
  input({ name: 'disko' }),
  input({ name: 'impermanence' }),
  input({ name: 'stylix' }),
  input({ name: 'systems', status: 'follows', follows: ['nixpkgs', 'systems'] }),
  input({ name: 'my-modules', status: 'local', type: 'path', source: './modules', upstream: null }),
  input({ name: 'agenix' }),
];

export function manyInputs(count: number): readonly InputReport[] {
  return Array.from({ length: count }, (_, n) =>
    n % 3 === 0 ? behind(`input-${n}`, (n % 40) + 1) : input({ name: `input-${n}` }),
  );
}

export function checked(inputs: readonly InputReport[]): CheckView {
  return { kind: 'checked', at: now - 5 * minute, nextAt: now + 17 * minute, inputs };
}

export function record(n: number, patch: Partial<RunRecord> = {}): RunRecord {
  const started = now - n * day;
  return {
    id: runId(n),
    kind: 'upgrade',
    startedAt: new Date(started).toISOString(),
    endedAt: new Date(started + 303_000).toISOString(),
    outcome: 'succeeded',
    step: 'settle',
    restartRecommended: false,
    inputs: [
      {
        name: 'nixpkgs',
        from: 'a1b3f09c5b8f3a6e2f1d4c7b9a0e8d6f5c4b3a29',
        to: '77cd2e1b0a9f8e7d6c5b4a39281706f5e4d3c2b1',
      },
    ],
    storePath: '/nix/store/0c2m5s8xk3g4w2k1ypx5kz0d7nvh1l6b-nixos-system-atlas-26.05',
    generation: 143,
    packages: { changed: 29, added: 0, removed: 0 },
    failedUnits: [],
    diagnosis: null,
    ...patch,
  };
}

export const packages: readonly PackageChange[] = [
  { name: 'linux', from: '6.18.9', to: '6.18.11', direction: 'up' },
  { name: 'firefox', from: '150.0.1', to: '151.0.2', direction: 'up' },
  { name: 'mesa', from: '26.1.4', to: '26.2.1', direction: 'up' },
  { name: 'systemd', from: '260.1', to: '260.3', direction: 'up' },
  { name: 'ffmpeg', from: '8.2', to: '8.1.4', direction: 'down' },
  { name: 'libdisplay-info', from: null, to: '0.4.0', direction: 'added' },
  { name: 'python3.13-six', from: '1.17.0', to: null, direction: 'removed' },
  { name: 'openssl', from: '3.6.1', to: '3.6.2', direction: 'up' },
  { name: 'pipewire', from: '1.6.4', to: '1.6.5', direction: 'up' },
];

export function review(patch: Partial<Review> = {}): Review {
  return {
    rebuilt: [
      { name: 'nixos-manual', from: '', to: '', direction: 'rebuilt' },
      { name: 'curl', from: '8.19.0', to: '8.19.0', direction: 'rebuilt' },
      { name: 'gtk4', from: '4.22.1', to: '4.22.1', direction: 'rebuilt' },
    ],
    closureBytes: 9_400_000_000,
    space: null,
    inputs: [
      {
        name: 'nixpkgs',
        from: 'a1b3f09c5b8f3a6e2f1d4c7b9a0e8d6f5c4b3a29',
        to: '77cd2e1b0a9f8e7d6c5b4a39281706f5e4d3c2b1',
        selected: true,
      },
      {
        name: 'home-manager',
        from: '0d41ac8000000000000000000000000000000000',
        to: 'f2309bb000000000000000000000000000000000',
        selected: true,
      },
    ],
    packages: [...packages],
    sizeDelta: 38 * 1024 * 1024,
    restart: [{ what: 'kernel', from: '6.18.9', to: '6.18.11' }],
    services: ['NetworkManager', 'pipewire', 'systemd-resolved', 'nix-daemon'],
    differences: [],
    notices: [],
    builtInMs: 423_000,
    ...patch,
  };
}

export function ready(patch: Partial<ReadyView> = {}): ReadyView {
  return {
    record: record(0, {
      outcome: 'ready',
      step: 'review',
      generation: null,
      packages: { changed: 31, added: 4, removed: 2 },
    }),
    review: review(),
    stale: null,
    ...patch,
  };
}

export function progress(patch: Partial<Progress> = {}): Progress {
  return {
    evaluating: false,
    builds: { done: 41, expected: 58, running: 2, failed: 0 },
    fetches: { done: 204, expected: 287, running: 1 },
    bytes: { done: 812 * 1024 ** 2, expected: 1.3 * 1024 ** 3 },
    totalsFinal: true,
    toBuild: ['linux', 'hyprland'],
    jobs: [
      {
        id: '1',
        kind: 'build',
        name: 'linux-6.18.11',
        phase: 'buildPhase',
        startedAt: now - 160_000,
        bytesDone: null,
        bytesExpected: null,
      },
      {
        id: '2',
        kind: 'build',
        name: 'hyprland-0.55.1',
        phase: 'configurePhase',
        startedAt: now - 31_000,
        bytesDone: null,
        bytesExpected: null,
      },
      {
        id: '3',
        kind: 'fetch',
        name: 'firefox-151.0.2',
        phase: null,
        startedAt: now - 12_000,
        bytesDone: 64 * 1024 ** 2,
        bytesExpected: 96 * 1024 ** 2,
      },
    ],
    ...patch,
  };
}

type Working = Exclude<RunView, { kind: 'idle' }>;

export function working(patch: Partial<Working> = {}): Working {
  return {
    kind: 'building',
    id: runId(900),
    runKind: 'upgrade',
    startedAt: now - 252_000,
    progress: progress(),
    verb: null,
    logLines: 10,
    remainingMs: null,
    waits: null,
    elsewhere: false,
    ...patch,
  };
}

export function snapshot(patch: Partial<Snapshot> = {}): Snapshot {
  const check = patch.check ?? checked(twelveInputs);
  const inputs = check.kind === 'never' ? [] : check.inputs;
  return {
    revision: 1,
    version: '0.1.0',
    rehearsal: false,
    now,
    host: {
      name: 'atlas',
      generation: 143,
      nixosVersion: '26.05',
      kernel: '6.18.9',
      nextKernel: null,
      restartNeeded: false,
    },
    flake: { kind: 'ready', path: '/etc/nixos', host: 'atlas' },
    check,
    behind: inputs.filter((one) => one.status === 'behind' && !one.held && !one.skipped).length,
    run: { kind: 'idle' },
    ready: null,
    decision: null,
    history: [],
    settings: {
      flake: null,
      host: null,
      checkEveryMinutes: 360,
      notifications: true,
      commitLock: false,
      activation: 'switch',
      theme: 'system',
      onMetered: false,
      onBattery: false,
      gentleBuilds: false,
      prepareAhead: false,
      autostart: false,
      language: 'system',
      held: [],
    },
    managed: [],
    elevation: { kind: 'helper' },
    nix: { version: '2.31.2', supported: true },
    trayHost: true,
    waiting: null,
    aheadWaits: null,
    lastGood: {},
    language: 'en',
    pausedUntil: null,
    notices: [],
    ...patch,
  };
}

export const history: readonly RunRecord[] = [
  record(0, {
    id: runId(10),
    outcome: 'failed',
    step: 'build',
    startedAt: new Date(now - 404_000).toISOString(),
    endedAt: new Date(now - 4_000).toISOString(),
    generation: null,
    inputs: [
      { name: 'nixpkgs', from: 'a1b3f09', to: '77cd2e1' },
      { name: 'home-manager', from: '0d41ac8', to: 'f2309bb' },
    ],
    diagnosis: {
      kind: 'hash-mismatch-source',
      summary: 'Hash mismatch in “catppuccin-cursors-2.0.0”',
      remedy:
        'The download no longer matches the hash written in nixpkgs 77cd2e1. nixpkgs has moved on since: b20c9d4.',
    },
  }),
  record(5),
  record(8, {
    kind: 'rebuild',
    inputs: [],
    generation: 142,
    packages: { changed: 2, added: 0, removed: 0 },
  }),
  record(12, { outcome: 'units-failed', generation: 141, failedUnits: ['docker.service'] }),
  record(15, { outcome: 'dismissed', generation: null, step: 'activate' }),
  record(16, { outcome: 'cancelled', generation: null, step: 'build' }),
  record(17, { kind: 'update', generation: null }),
];

export const logLines: readonly LogLine[] = [
  { at: now, level: 'step', text: "updating 'nixpkgs' a1b3f09 → 77cd2e1" },
  { at: now, level: 'step', text: "updating 'home-manager' 0d41ac8 → f2309bb" },
  { at: now, level: 'info', text: 'evaluating nixosConfigurations.atlas' },
  { at: now, level: 'info', text: '58 derivations to build, 287 paths to fetch (1.3 GiB)' },
  { at: now, level: 'done', text: 'libinput-1.29.2' },
  { at: now, level: 'done', text: 'mesa-26.2.1' },
  {
    at: now,
    level: 'build',
    source: 'linux',
    text: 'CC [M] drivers/gpu/drm/amd/amdgpu/amdgpu_vm.o',
  },
  {
    at: now,
    level: 'build',
    source: 'linux',
    text: '\u001b[1mCC [M]\u001b[0m drivers/gpu/amdgpu_ib.o',
  },
  {
    at: now,
    level: 'warn',
    source: 'hyprland',
    text: "warning: unused variable 'surf' [-Wunused-variable]",
  },
  { at: now, level: 'error', source: 'evil', text: '<img src=x> \u0007bell \u202egnp.exe\u0000' },
];

export const explanation: RunExplanation = {
  subject: 'catppuccin-cursors-2.0.0',
  evidence: [
    "error: hash mismatch in fixed-output derivation '/nix/store/6v1l…-catppuccin-cursors-2.0.0.drv':",
    '         specified: sha256-lk3Kd7tTnmGqxVv2cYvQ6dP0OGRLVJ3x8lHgkBzE0sE=',
    '            got:    sha256-Nn0BqRkxqkW2eQkWnq0Hy1d3V2Y6xk2sZbYcTqgWm4Q=',
  ],
  file: null,
  action: 'update-and-retry',
};

export function inputDetails(patch: Partial<InputDetails> = {}): InputDetails {
  const then = 1_790_000_000;
  return {
    report: behind('nixpkgs', 14, {
      source: 'github:NixOS/nixpkgs/nixos-unstable',
      upstream: 'https://github.com/NixOS/nixpkgs',
      ref: 'nixos-unstable',
    }),
    links: {
      source: 'https://github.com/NixOS/nixpkgs',
      compare: 'https://github.com/NixOS/nixpkgs/compare/a1b3f09...77cd2e1',
    },
    followedBy: [
      ['home-manager', 'nixpkgs'],
      ['sops-nix', 'nixpkgs'],
    ],
    inputs: [
      {
        path: ['nixpkgs', 'flake-parts'],
        source: 'github:hercules-ci/flake-parts',
        locked: { rev: '9126214d0a59633752a136528f5f3b9aa8565b7d', lastModified: then - 8_640_000 },
        follows: null,
      },
      {
        path: ['nixpkgs', 'systems'],
        source: '',
        locked: { rev: null, lastModified: null },
        follows: ['systems'],
      },
    ],
    duplicates: [
      {
        upstream: 'https://github.com/NixOS/nixpkgs',
        nodes: [
          { path: ['nixpkgs'], locked: { rev: 'a1b3f09c5b8f', lastModified: then } },
          {
            path: ['hyprland', 'nixpkgs'],
            locked: { rev: '5e2a59a5b1a8', lastModified: then - 5_000_000 },
          },
        ],
        remedies: ['inputs.hyprland.inputs.nixpkgs.follows = "nixpkgs";'],
      },
    ],
    warnings: [
      { kind: 'old-nixpkgs', days: 62 },
      { kind: 'unsupported-branch', branch: 'nixos-25.11', since: '2026-06-30' },
    ],
    movedBack: null,
    commits: { ahead: 1843, back: 0 },
    ...patch,
  };
}

export const generations: readonly GenerationView[] = [143, 142, 141, 140].map((number, n) => ({
  number,
  at: now - n * 5 * day,
  storePath: number === 140 ? null : `/nix/store/0c2m5s8xk3g4w2k1ypx5kz0d7nvh1l6${n}-nixos-system`,
  nixosVersion: number > 141 ? '26.05.20261118.77cd2e1' : '25.11.20261001.a1b3f09',
  kernel: number > 141 ? '6.18.9' : '6.12.40',
  current: number === 143,
  booted: number === 142,
  default: number === 143,
  inUse: number > 141,
}));

export const doctorItems: readonly DoctorItem[] = [
  { what: 'nix', state: 'good', detail: '2.31.2', remedy: null },
  { what: 'git', state: 'warning', detail: '', remedy: 'install-git' },
  { what: 'flake', state: 'good', detail: '/etc/nixos#atlas', remedy: null },
  { what: 'flake-owner', state: 'good', detail: '/etc/nixos', remedy: 'owned-by-root' },
  { what: 'pkexec', state: 'bad', detail: '/usr/bin/pkexec', remedy: 'enable-pkexec' },
  { what: 'tray-host', state: 'warning', detail: '', remedy: 'tray-extension' },
  { what: 'notifications', state: 'warning', detail: '', remedy: 'notification-server' },
  { what: 'disk-boot', state: 'warning', detail: '0.1 GiB', remedy: 'free-space' },
  { what: 'agent', state: 'unknown', detail: '', remedy: null },
  {
    what: 'state-folder',
    state: 'bad',
    detail: "/home/o'me/.local/state",
    remedy: 'make-writable',
  },
];

/** A log as long as one can get, without being in memory. */
export function endlessLog(count: number): NonNullable<FakeOptions['log']> {
  return {
    length: count,
    slice: (from, to) =>
      Array.from({ length: Math.max(0, Math.min(to, count) - from) }, (_, n) => {
        const line = logLines[(from + n) % logLines.length];
        if (line === undefined) throw new Error('no lines');
        return { ...line, text: `${from + n} ${line.text}` };
      }),
  };
}

export interface FakeBridge extends SnowbellApi {
  readonly sent: Intent[];
  /** what was read, as "run ID", "input NAME", "log FROM" */
  readonly asked: string[];
  push(next: Snapshot): void;
  append(appended: LogAppended): void;
}

export interface FakeOptions {
  readonly log?: {
    readonly length: number;
    slice(from: number, to: number): readonly LogLine[];
  };
  readonly answer?: Answer<null>;
  readonly broken?: Failure;
  readonly records?: readonly RunRecord[];
  readonly review?: Review | null;
  readonly explanation?: RunExplanation | null | Promise<RunExplanation | null>;
  readonly details?: InputDetails;
  readonly commits?: CommitsBetween | null | Promise<CommitsBetween | null>;
  readonly generations?: readonly GenerationView[];
  readonly diff?: Answer<GenerationDiff>;
  readonly locks?: Answer<readonly LockedApart[]>;
  readonly doctor?: readonly DoctorItem[];
}

/** A bridge that answers from memory and remembers what was sent. */
export function fakeBridge(first: Snapshot, options: FakeOptions = {}): FakeBridge {
  const log = options.log ?? logLines;
  const states = new Set<(next: Snapshot) => void>();
  const logs = new Set<(appended: LogAppended) => void>();
  const sent: Intent[] = [];
  const asked: string[] = [];
  return {
    sent,
    asked,
    push: (next) => {
      for (const listener of states) listener(next);
    },
    append: (appended) => {
      for (const listener of logs) listener(appended);
    },
    state: async () =>
      options.broken === undefined
        ? { ok: true, value: first }
        : { ok: false, failure: options.broken },
    send: async (intent) => {
      sent.push(intent);
      return options.answer ?? { ok: true, value: null };
    },
    readLog: async (id, from, count) => {
      asked.push(`log ${from}`);
      return {
        ok: true,
        value: { runId: id, first: from, lines: log.slice(from, from + count), total: log.length },
      };
    },
    readRun: async (id) => {
      asked.push(`run ${id}`);
      const found = (options.records ?? first.history).find((one) => one.id === id);
      return found === undefined
        ? { ok: false, failure: { kind: 'unreadable', detail: `${id} is not there` } }
        : {
            ok: true,
            value: {
              record: found,
              review: options.review ?? review(),
              explanation: (await options.explanation) ?? null,
            },
          };
    },
    compareLocks: async (id) => {
      asked.push(`locks ${id}`);
      return options.locks ?? { ok: true, value: [] };
    },
    readInput: async (name) => {
      asked.push(`input ${name}`);
      return options.details === undefined
        ? { ok: false, failure: { kind: 'unknown-input', detail: name } }
        : { ok: true, value: options.details };
    },
    readCommits: async (name) => {
      asked.push(`commits ${name}`);
      return { ok: true, value: (await options.commits) ?? null };
    },
    readGenerations: async () => ({ ok: true, value: options.generations ?? [] }),
    diffGenerations: async (from, to) => {
      asked.push(`diff ${from} ${to}`);
      return options.diff ?? { ok: true, value: { packages, sizeDelta: 38 * 1024 * 1024 } };
    },
    runDoctor: async () => ({ ok: true, value: options.doctor ?? [] }),
    onState: (listener) => {
      states.add(listener);
      return () => states.delete(listener);
    },
    onLog: (listener) => {
      logs.add(listener);
      return () => logs.delete(listener);
    },
  };
}
