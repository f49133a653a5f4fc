// The app's side with a rehearsal's helper: one call from click to recorded end, without root.
import { randomUUID } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ActivationHooks,
  activate,
  follow,
  recordedResult,
  rollback,
} from '../../../main/privilege/activation.ts';
import type { Elevation } from '../../../main/privilege/elevation.ts';
import { rehearsalElevation } from '../../../main/privilege/rehearsal-helper.ts';
import type { Machine } from '../../../main/system/machine.ts';
import { nixBin } from '../../rig/nix.ts';
import { makeRehearsalWorld, type RehearsalWorld, until } from '../helper/rehearsal-world.ts';

const nix = nixBin();

describe.skipIf(nix === null)('activating in a rehearsal', () => {
  let world: RehearsalWorld;
  let elevation: Elevation;
  let lines: string[];
  let id: string;
  const machine = (): Machine => ({
    kind: 'rehearsal',
    storeDir: world.store,
    profile: world.profile,
    currentSystem: world.current,
    bootedSystem: world.current,
    nixEnv: world.env,
    stateDir: join(world.root, 'state'),
    cacheDir: join(world.root, 'cache'),
    configDir: join(world.root, 'config'),
    runtimeDir: null,
  });
  const hooks = (more: Partial<ActivationHooks> = {}): ActivationHooks => ({
    confirm: () => Promise.resolve(true),
    onLine: (line) => lines.push(line),
    signal: new AbortController().signal,
    ...more,
  });
  const request = () => ({
    verb: 'switch' as const,
    storePath: world.after,
    expectedCurrent: world.before,
    runId: id,
  });

  beforeEach(async () => {
    world = makeRehearsalWorld(nix ?? '');
    lines = [];
    id = randomUUID();
    elevation = await rehearsalElevation({
      machine: machine(),
      source: fileURLToPath(new URL('../../../build/helper/snowbell-helper.sh', import.meta.url)),
      path: world.env.PATH,
    });
  });
  afterEach(() => world.remove());

  it('switches, tells the lines, and goes back', async () => {
    let authorised = 0;
    const { signal } = new AbortController();
    const end = await activate(
      elevation,
      request(),
      hooks({ signal, onAuthorised: () => authorised++ }),
    );
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(end).toEqual({
      kind: 'ended',
      exit: 0,
      generation: 2,
      previousGeneration: 1,
      profileRestored: false,
      lock: null,
    });
    expect(authorised).toBe(1);
    expect(lines).toContain('activating the configuration...');
    expect(await recordedResult(elevation, id)).toEqual(end);
    const back = { generation: 1, expectedCurrent: world.after, runId: randomUUID() };
    expect(await rollback(elevation, back, hooks())).toMatchObject({ exit: 0, generation: 1 });
    expect(world.active()).toBe(world.before);
  });

  it('withholds when something changed, and says so when it was cancelled', async () => {
    const no = hooks({ confirm: () => Promise.resolve(false) });
    expect(await activate(elevation, request(), no)).toEqual({ kind: 'withheld' });
    const controller = new AbortController();
    const cancelled = hooks({
      signal: controller.signal,
      onAuthorised: () => controller.abort(),
      confirm: () => new Promise(() => undefined),
    });
    expect(await activate(elevation, request(), cancelled)).toEqual({ kind: 'cancelled' });
    expect(world.generations()).toEqual(['1']);
    expect(await recordedResult(elevation, id)).toEqual({ kind: 'none' });
  });

  it('changes nothing when the second look itself breaks', async () => {
    const broken = hooks({ confirm: () => Promise.reject(new Error('a bug')) });
    await expect(activate(elevation, request(), broken)).rejects.toThrow('a bug');
    expect(world.calls()).toEqual([]);
    // The helper has ended too: the same run id is free for a real try.
    expect(await activate(elevation, request(), hooks())).toMatchObject({ kind: 'ended', exit: 0 });
  });

  it('does not stop what has begun', async () => {
    world.steer('hold', '');
    const controller = new AbortController();
    const running = activate(elevation, request(), hooks({ signal: controller.signal }));
    await until(() => existsSync(join(world.control, 'started')));
    controller.abort();
    expect(await recordedResult(elevation, id)).toEqual({ kind: 'running' });
    const seen: string[] = [];
    const watching = follow(elevation, id, (line) => seen.push(line), new AbortController().signal);
    world.release();
    expect(await running).toMatchObject({ kind: 'ended', exit: 0 });
    expect(await watching).toMatchObject({ kind: 'ended', exit: 0 });
    expect(seen).toEqual(lines);
  });

  it.each([
    ['current-changed', () => symlink(world.after, world.current)],
    ['run-exists', () => touch(`${id}.log`)],
    ['switch-inhibited', () => world.steer('check-exit', '1')],
  ] as const)('says %s', async (reason, arrange) => {
    arrange();
    expect(await activate(elevation, request(), hooks())).toMatchObject({
      kind: 'refused',
      reason,
    });
    expect(world.generations()).toEqual(['1']);
  });
  const symlink = (target: string, path: string) => {
    rmSync(path);
    symlinkSync(target, path);
  };
  const touch = (name: string) => mkdirSync(join(elevation.runsDir, name), { recursive: true });

  it('says invalid-path', async () => {
    const storePath = `${world.store}/${'a'.repeat(32)}-gone`;
    expect(await activate(elevation, { ...request(), storePath }, hooks())).toMatchObject({
      kind: 'refused',
      reason: 'invalid-path',
    });
  });
});
