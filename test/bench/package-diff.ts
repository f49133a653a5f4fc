// Measures the package diff of two closures of 3,000 paths against nix's own `store diff-closures`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readClosure } from '../../main/nix/closure.ts';
import { diffPackages } from '../../main/nix/package-diff.ts';
import { findProgram, run } from '../../main/process/command.ts';
import type { BenchRow } from './check.ts';
import { median, nixCommand, openBenchStore, rowOf, timed } from './upgrade-ground.ts';

const paths = 3000;
const repetitions = 7;

/** Two systems of so many tiny paths: a third moves, a few come and go. toFile needs no builder. */
const expression = `
let
  names = builtins.genList (n: toString n) ${paths - 1};
  system = version: builtins.toFile "nixos-system-bench-\${version}" (builtins.concatStringsSep "\\n" (map (n:
    let
      number = builtins.fromJSON n;
      third = number - 3 * (number / 3) == 0;
      fresh = number - 100 * (number / 100) == 1;
    in builtins.toFile "package\${n}\${if fresh then version else ""}-1.\${if third then version else "0"}" (n + (if third then version else ""))
  ) names));
in [ (system "1") (system "2") ]
`;

export async function benchPackageDiff(): Promise<BenchRow[]> {
  if (findProgram('nix') === null) return [];
  const store = openBenchStore();
  try {
    const { machine } = store;
    const file = join(store.folder, 'systems.nix');
    writeFileSync(file, expression);
    const made = await run([...nixCommand, 'eval', '--impure', '--json', '--file', file], {
      env: machine.nixEnv,
    });
    if (made.kind !== 'exited' || made.code !== 0) throw new Error(JSON.stringify(made));
    const [before = '', after = ''] = JSON.parse(made.stdout) as string[];
    const read = async (path: string) => {
      const closure = await readClosure(machine, path);
      if (closure.kind !== 'read') throw new Error(JSON.stringify(closure));
      return closure.paths;
    };
    const running = await read(before);
    if (running.length !== paths) throw new Error(`${running.length} paths, not ${paths}`);

    const cold = async () => {
      const [old, now] = await Promise.all([read(before), read(after)]);
      if (diffPackages(old, now).changes.length < paths / 3) throw new Error('no differences');
    };
    const warm = async () => {
      diffPackages(running, await read(after));
    };
    const theirs = async () => {
      const done = await run([...nixCommand, 'store', 'diff-closures', before, after], {
        env: machine.nixEnv,
      });
      if (done.kind !== 'exited' || done.code !== 0) throw new Error(JSON.stringify(done));
    };
    const times: Record<'cold' | 'warm' | 'theirs', number[]> = { cold: [], warm: [], theirs: [] };
    // Once unmeasured; then in turn, so that what else the machine does meets all alike.
    for (let index = -1; index < repetitions; index += 1) {
      const round = [await timed(cold), await timed(warm), await timed(theirs)] as const;
      if (index < 0) continue;
      times.cold.push(round[0]);
      times.warm.push(round[1]);
      times.theirs.push(round[2]);
    }
    const peer = median(times.theirs);
    const name = 'package diff of two 3,000-path closures';
    return [
      rowOf(`${name}, from build end to diff`, 'ms', median(times.warm), { peer, budget: peer }),
      rowOf(`${name}, cold`, 'ms', median(times.cold), { peer, budget: 1.5 * peer }),
    ];
  } finally {
    await store.close();
  }
}
