// Measures an upgrade of a rehearsal from click to switched against the same commands typed by hand.
import { dirname } from 'node:path';
import { findProgram, run } from '../../main/process/command.ts';
import { ended, makeWorld, type World } from '../integration/run/world.ts';
import type { BenchRow } from './check.ts';
import { median, nixCommand, rowOf, timed } from './upgrade-ground.ts';

const repetitions = 5;

async function click(world: World): Promise<void> {
  const built = ended(await world.prepare('upgrade', { inputs: ['nixpkgs'] }));
  if (built.record.outcome !== 'ready') throw new Error(JSON.stringify(built.record));
  const done = ended(await world.activate(built));
  if (done.record.outcome !== 'succeeded') throw new Error(JSON.stringify(done.record));
}

async function byHand(world: World): Promise<void> {
  const { machine, flake, host } = world;
  const must = async (argv: readonly string[]) => {
    const done = await run(argv, { env: machine.nixEnv, cwd: flake });
    if (done.kind !== 'exited' || done.code !== 0) throw new Error(JSON.stringify(done));
    return done.stdout.trim();
  };
  await must([...nixCommand, 'flake', 'update', 'nixpkgs']);
  const toplevel = `.#nixosConfigurations.${host}.config.system.build.toplevel`;
  const system = await must([...nixCommand, 'build', toplevel, '--no-link', '--print-out-paths']);
  await must(['nix-env', '--profile', machine.profile, '--set', system]);
  await must([`${system}/bin/switch-to-configuration`, 'switch']);
  if ((await world.where()).current !== system) throw new Error('not switched');
}

export async function benchUpgrade(): Promise<BenchRow[]> {
  const nix = findProgram('nix');
  if (nix === null) return [];
  const world = await makeWorld(dirname(nix));
  try {
    const times: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
    // In turn, so that what else the machine does meets both alike; the first time is unmeasured.
    for (let index = -1; index < repetitions; index += 1) {
      await world.advance();
      const ours = await timed(() => click(world));
      await world.advance();
      const theirs = await timed(() => byHand(world));
      if (index < 0) continue;
      times.ours.push(ours / 1000);
      times.theirs.push(theirs / 1000);
    }
    const peer = median(times.theirs);
    return [
      rowOf(
        'upgrade from click to switched, against the commands by hand',
        's',
        median(times.ours),
        {
          peer,
          budget: 1.03 * peer + 0.5,
        },
      ),
    ];
  } finally {
    await world.remove();
  }
}
