// Measures what a million lines of nix's log cost: reading, memory, messages to the window; and real nix's own pace.
import { createWriteStream, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import v8 from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEffects } from '../../main/effects.ts';
import { runNix } from '../../main/nix/stream.ts';
import { findProgram, run } from '../../main/process/command.ts';
import { openRunLog } from '../../main/store/run-log.ts';
import { settingsPlaces } from '../../main/store/settings-file.ts';
import type { Machine } from '../../main/system/machine.ts';
import { defaultSettings } from '../../preload/contract/settings.ts';
import type { BenchRow } from './check.ts';
import { nixCommand, openBenchStore, rowOf, timed } from './upgrade-ground.ts';

const lines = 1_000_000;
const leastPerSecond = 200_000;
const runId = '00000000-0000-4000-8000-000000000001';

interface Fed {
  readonly ms: number;
  /** by how many bytes at most what is held grew after the first tenth */
  readonly growth: number;
  readonly messages: number;
  readonly logged: number;
}

/** The whole way of a line in main: child, parser, progress, log on disk, news for the window. */
async function feed(
  machine: Machine,
  argv: readonly string[],
  log: string,
  watchMemory = false,
): Promise<Fed> {
  let messages = 0;
  const never = () => {
    throw new Error('not asked for here');
  };
  const settings = () => defaultSettings;
  const effects = createEffects({
    run: {
      machine,
      elevation: never,
      settings,
      now: Date.now,
      newId: () => runId,
      terminal: false,
    },
    desk: {
      chooseFolder: never,
      openPath: never,
      saveCopy: never,
      openLink: never,
      changeWorkspace: never,
      quit: never,
      idleSeconds: () => null,
    },
    settingsPlaces: settingsPlaces(machine.configDir),
    version: 'bench',
    fixed: null,
    dispatch: () => undefined,
    adoptSettings: never,
    settings,
    retry: never,
    appended: () => {
      messages += 1;
    },
    bug: (error) => {
      throw error;
    },
  });
  const writer = await openRunLog(log);
  let first = 0;
  let samples = 0;
  let settled = 0;
  let peak = 0;
  const ms = await timed(async () => {
    const { end } = await runNix(machine, argv, '/', {
      onProgress: (progress) => effects.observer.progress(progress, null),
      onLog: (batch) => {
        writer.append(batch);
        effects.observer.log(runId, first, batch);
        first += batch.length;
        if (!watchMemory || first < (samples + 1) * (lines / 10)) return;
        samples += 1;
        const now = liveBytes();
        if (samples === 1) settled = now;
        peak = Math.max(peak, now);
      },
    });
    if (end.kind !== 'done') throw new Error(JSON.stringify(end));
    await writer.flush();
  });
  await effects.stop();
  return { ms, growth: peak - settled, messages, logged: first };
}

v8.setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** What is still held once the garbage is gone, in the heap and beside it. */
function liveBytes(): number {
  if (typeof collect === 'function') collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function writeLines(path: string): Promise<void> {
  const file = createWriteStream(path);
  // nix writes the keys in the order of the alphabet.
  const say = (record: object) =>
    `@nix ${JSON.stringify(Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))))}\n`;
  const drv = (n: number) => `/nix/store/${'a'.repeat(32)}-package-${n}.drv`;
  const id = (n: number) => 9_000_000_000_000_000 + n;
  file.write(say({ action: 'start', id: id(0), level: 0, parent: 0, text: '', type: 104 }));
  const jobs = 4;
  for (let job = 1; job <= jobs; job += 1) {
    file.write(
      say({
        action: 'start',
        id: id(job),
        level: 3,
        parent: id(0),
        text: `building '${drv(job)}'`,
        type: 105,
        fields: [drv(job), '', 1, 1],
      }),
    );
  }
  for (let line = jobs + 1; line < lines; line += 1) {
    const from = id(1 + (line % jobs));
    const record =
      line % 10 === 0
        ? { action: 'result', id: id(0), type: 105, fields: [line, lines, jobs, 0] }
        : {
            action: 'result',
            id: from,
            type: 101,
            fields: [`[${line}/${lines}] CC -O2 -Wall -c src/module-${line}.c -o module-${line}.o`],
          };
    if (!file.write(say(record))) await new Promise<void>((done) => file.once('drain', done));
  }
  file.end();
  await finished(file);
}

export async function benchInternalJson(): Promise<BenchRow[]> {
  const store = openBenchStore();
  const { folder, machine } = store;
  try {
    const recorded = join(folder, 'recorded');
    await writeLines(recorded);
    const cat = ['sh', '-c', 'exec cat "$0" >&2', recorded];
    const copy = ['sh', '-c', 'exec cat "$0" >"$1"', recorded, join(folder, 'copy')];
    // Once unmeasured on both sides.
    await feed(machine, cat, join(folder, 'warm.ndjson'));
    await run(copy);
    const floorMs = await timed(() => run(copy));
    const fed = await feed(machine, cat, join(folder, 'log.ndjson'));
    const watched = await feed(machine, cat, join(folder, 'watched.ndjson'), true);
    const perSecond = (lines / fed.ms) * 1000;
    const name = 'internal-json, 1 million lines';
    const rows = [
      rowOf(`${name}, as fast as they come`, 'lines/s', perSecond, {
        floor: (lines / floorMs) * 1000,
        budget: leastPerSecond,
        ok: perSecond >= leastPerSecond,
      }),
      rowOf(
        `${name}, growth of what main holds after the first tenth`,
        'MiB',
        watched.growth / 2 ** 20,
        {
          budget: 64,
        },
      ),
      rowOf(`${name}, to the window`, 'messages/s', (fed.messages / fed.ms) * 1000, {
        budget: 10,
      }),
    ];
    return findProgram('nix') === null ? rows : [...rows, await againstNix(folder, machine, name)];
  } finally {
    await store.close();
  }
}

/** The same derivation twice: watched by us, and by nix alone into a file. */
async function againstNix(folder: string, machine: Machine, name: string): Promise<BenchRow> {
  const file = join(folder, 'talker.nix');
  writeFileSync(
    file,
    `{ salt }: derivation {
  name = "talker-\${salt}";
  system = builtins.currentSystem;
  builder = "/bin/sh";
  PATH = "/bin:/usr/bin";
  args = [ "-c" "seq -f 'line %.0f of a compiler that has much to say' ${lines}; echo done > $out" ];
}
`,
  );
  const build = (salt: string, format: string) => [
    ...[...nixCommand, 'build', '--impure', '--no-link', '--file', file, '--argstr', 'salt', salt],
    ...['--log-format', format],
  ];
  const theirs = join(folder, 'theirs');
  const alone = async (salt: string, format: string) => {
    const argv = ['sh', '-c', 'out=$0; exec "$@" 2>"$out"', theirs, ...build(salt, format)];
    const done = await run(argv, { env: machine.nixEnv });
    if (done.kind !== 'exited' || done.code !== 0) throw new Error(JSON.stringify(done));
  };
  await alone('first', 'raw-with-logs');
  const peer = await timed(() => alone('raw', 'raw-with-logs'));
  if ((await stat(theirs)).size < lines * 20) throw new Error('nix has not told its lines');
  const ours = await feed(machine, build('json', 'internal-json'), join(folder, 'nix.ndjson'));
  if (ours.logged < lines) throw new Error(`only ${ours.logged} lines came`);
  // What the richer format costs nix itself, whoever listens.
  const floor = await timed(() => alone('floor', 'internal-json'));
  return rowOf(`${name}, from real nix, against raw to a file`, 's', ours.ms / 1000, {
    peer: peer / 1000,
    floor: floor / 1000,
  });
}
