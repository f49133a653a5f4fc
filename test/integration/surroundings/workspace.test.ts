// A whole workspace beside stand-ins for NetworkManager and UPower: what is due waits, and says why.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { realMachine } from '../../../main/system/machine.ts';
import { openWorkspace, type Workspace } from '../../../main/workspace.ts';
import { programsMissing } from '../../rig/started-program.ts';
import {
  openSystemServices,
  type SystemServices,
  systemServicesMissing,
} from '../../rig/system-services.ts';

const missing = systemServicesMissing() ?? programsMissing(['git']);
const within = { timeout: 40_000, interval: 50 };

describe.skipIf(missing !== null)('what is due', () => {
  let home: string;
  let services: SystemServices;
  let workspace: Workspace | null = null;
  let bugs: unknown[] = [];

  beforeEach(async () => {
    bugs = [];
    home = mkdtempSync(join(tmpdir(), 'surroundings-'));
    services = await openSystemServices();
    vi.stubEnv('DBUS_SYSTEM_BUS_ADDRESS', services.bus.address);
    const upstream = join(home, 'upstream');
    const flake = join(home, 'flake');
    for (const folder of [upstream, flake]) mkdirSync(folder);
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', upstream, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words]);
    git('init', '-q', '-b', 'main');
    git('commit', '-q', '--allow-empty', '-m', 'first');
    writeFileSync(join(flake, 'flake.nix'), '{ outputs = _: { }; }');
    const url = `file://${upstream}`;
    const locked = { type: 'git', url, rev: '1'.repeat(40), lastModified: 1, narHash: '' };
    writeFileSync(
      join(flake, 'flake.lock'),
      JSON.stringify({
        version: 7,
        root: 'root',
        nodes: {
          root: { inputs: { tools: 'tools' } },
          tools: { locked, original: { type: 'git', url } },
        },
      }),
    );
    mkdirSync(join(home, 'config/snowbell'), { recursive: true });
    writeFileSync(
      join(home, 'config/snowbell/settings.json'),
      JSON.stringify({ flake, host: 'here' }),
    );
  });
  afterEach(async () => {
    await workspace?.close();
    workspace = null;
    vi.unstubAllEnvs();
    await services.close();
    rmSync(home, { recursive: true, force: true });
    expect(bugs).toEqual([]);
  });

  async function open(): Promise<Workspace> {
    workspace = await openWorkspace({
      machine: realMachine({
        HOME: home,
        XDG_CONFIG_HOME: join(home, 'config'),
        XDG_STATE_HOME: join(home, 'state'),
        XDG_CACHE_HOME: join(home, 'cache'),
      }),
      fixed: null,
      version: 'test',
      desk: {
        chooseFolder: async () => null,
        openPath: () => undefined,
        saveCopy: () => undefined,
        openLink: () => undefined,
        changeWorkspace: () => undefined,
        quit: () => undefined,
        idleSeconds: () => null,
      },
      elevation: async () => ({
        kind: 'unavailable',
        reason: 'no-helper',
        detail: '',
        runsDir: join(home, 'runs'),
      }),
      bug: (error) => bugs.push(error),
    });
    return workspace;
  }
  const seen = () => {
    const { check, waiting, behind } = workspace?.runtime.snapshot() ?? {};
    return { check: check?.kind, waiting, behind };
  };

  it('waits on a metered network from the first moment on, and comes when it is left', async () => {
    await services.start('networkmanager');
    await services.network({ Metered: 1 });
    const { runtime } = await open();
    await expect.poll(() => runtime.snapshot().flake.kind, within).toBe('ready');
    expect(seen()).toEqual({ check: 'never', waiting: 'metered', behind: 0 });
    await services.network({ Metered: 2 });
    await expect.poll(seen, within).toEqual({ check: 'checked', waiting: null, behind: 1 });
  });

  it('is no news before what earlier runs left is known', async () => {
    const id = '3f8a1c52-7d0e-4b1b-9c57-0d6a2f4e8b10';
    const run = {
      id,
      kind: 'upgrade',
      startedAt: '2026-01-01T00:00:00.000Z',
      endedAt: '2026-01-01T00:01:00.000Z',
      outcome: 'failed',
      step: 'build',
      restartRecommended: false,
      inputs: [],
      storePath: null,
      generation: null,
      packages: { changed: 0, added: 0, removed: 0 },
      failedUnits: [],
      diagnosis: null,
    };
    mkdirSync(join(home, 'state/snowbell'), { recursive: true });
    writeFileSync(
      join(home, 'state/snowbell/history.json'),
      JSON.stringify({ version: 1, runs: [run] }),
    );
    const { runtime } = await open();
    expect(runtime.snapshot().history.map((record) => record.id)).toEqual([id]);
  });

  it('waits on a low battery, unless a person asks', async () => {
    await services.start('upower');
    await services.onBattery(true);
    await services.battery({ IsPresent: true, Percentage: 9, WarningLevel: 3 });
    const { runtime } = await open();
    await expect.poll(() => runtime.snapshot().flake.kind, within).toBe('ready');
    expect(seen()).toEqual({ check: 'never', waiting: 'battery', behind: 0 });
    runtime.handle({ kind: 'check' });
    await expect.poll(seen, within).toEqual({ check: 'checked', waiting: 'battery', behind: 1 });
  });
});
