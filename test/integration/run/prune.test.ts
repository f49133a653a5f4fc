// Old generations removed by the whole of it: journal, real helper, recovery, on a rehearsal with real nix.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oldGenerations } from '../../../main/core/old-generations.ts';
import { run as command } from '../../../main/process/command.ts';
import { removeOld } from '../../../main/run/prune.ts';
import { listGenerations } from '../../../main/system/generations.ts';
import { nixBin } from '../../rig/nix.ts';
import { ended, makeWorld, quiet, type World } from './world.ts';

const nix = nixBin();

describe.skipIf(nix === null)('a removal of old generations', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(nix ?? '');
    for (const name of ['two', 'three', 'four', 'five']) await addGeneration(name);
    await world.advance();
    ended(await world.activate(ended(await world.prepare())));
  });
  afterAll(() => world?.remove());

  const nixRun = async (...argv: string[]) => {
    const done = await command(argv, { env: world.machine.nixEnv });
    if (done.kind !== 'exited' || done.code !== 0) throw new Error(JSON.stringify(done));
    return done.stdout.trim();
  };
  const addGeneration = async (name: string) => {
    const folder = join(world.folder, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'nixos-version'), name);
    const path = await nixRun('nix-store', '--add', folder);
    await nixRun('nix-env', '-p', world.machine.profile, '--set', path);
  };
  const numbers = async () =>
    (await listGenerations(world.machine)).map(({ number }) => number).reverse();
  const remove = async (
    keep: number,
    more: { goes?: readonly number[]; signal?: AbortSignal } = {},
  ) =>
    removeOld(
      world.parts,
      {
        keep,
        goes: more.goes ?? oldGenerations(await listGenerations(world.machine), keep),
        flake: world.flake,
        host: world.host,
      },
      quiet,
      more.signal ?? new AbortController().signal,
    );

  it('is refused when they are no longer those that were shown', async () => {
    expect(await remove(2, { goes: [2, 3] })).toEqual({
      kind: 'not-begun',
      failure: { kind: 'generations-changed', detail: '' },
    });
    expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('is called off before it begins, and nothing is removed', async () => {
    const run = ended(await remove(2, { signal: AbortSignal.abort() }));
    expect(run.record).toMatchObject({ kind: 'prune', outcome: 'cancelled' });
    expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('is called off when one is added while the password is asked', async () => {
    const end = removeOld(
      {
        ...world.parts,
        elevation: async () => {
          const elevation = await world.parts.elevation();
          await addGeneration('seven');
          return elevation;
        },
      },
      { keep: 5, goes: [], flake: world.flake, host: world.host },
      quiet,
      new AbortController().signal,
    );
    expect(ended(await end).record).toMatchObject({ outcome: 'cancelled' });
    expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await nixRun('nix-env', '-p', world.machine.profile, '--switch-generation', '6');
    await nixRun('nix-env', '-p', world.machine.profile, '--delete-generations', '7');
  });

  it('without the helper is left to the person, with what to type', async () => {
    const bare = { kind: 'flake' } as unknown as Awaited<ReturnType<typeof world.parts.elevation>>;
    const end = await removeOld(
      { ...world.parts, elevation: async () => bare },
      { keep: 2, goes: [2, 3, 4], flake: world.flake, host: world.host },
      quiet,
      new AbortController().signal,
    );
    const { profile } = world.machine;
    expect(end).toEqual({
      kind: 'not-begun',
      failure: {
        kind: 'needs-helper',
        detail: `sudo nix-env -p ${profile} --delete-generations 2 3 4 && sudo ${profile}/bin/switch-to-configuration boot`,
      },
    });
  });

  it('that cannot make the boot menu anew says so, and what is gone stays gone', async () => {
    world.endsWith(1);
    const run = ended(await remove(3));
    world.endsWith(null);
    expect(run.record).toMatchObject({
      kind: 'prune',
      outcome: 'failed',
      step: 'settle',
      diagnosis: { kind: 'bootloader-failed' },
    });
    expect(await numbers()).toEqual([1, 4, 5, 6]);
  });

  it('is found at the next start when its own start did not hear the end of it', async () => {
    const before = await world.where();
    const run = ended(await remove(2));
    expect(run.record).toMatchObject({ kind: 'prune', outcome: 'succeeded', step: 'settle' });
    // What was started stays, and so does what runs and comes next.
    expect(await numbers()).toEqual([1, 5, 6]);
    expect(await world.where()).toEqual(before);
    expect(world.log(run)).toContain('removing profile version 4');

    await world.forgetEnd(run);
    expect((await world.onDisk(run)).record.outcome).toBeNull();
    await world.settled();
    expect((await world.onDisk(run)).record).toMatchObject({
      outcome: 'succeeded',
      step: 'settle',
    });
  });
});
