// Measures the check: 26 inputs on one host at 50 ms a round trip, against git itself in the same run.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFlake } from '../../main/flake/check.ts';
import { run } from '../../main/process/command.ts';
import { writeFlake } from '../integration/check/flake-folder.ts';
import { startFarServer } from '../rig/far-server.ts';
import { gitServerParts, makeCertificates, makeRepository } from '../rig/git-server.ts';

/** One line of `npm run bench -- --json`; null where there is nothing to say. */
export interface BenchRow {
  readonly row: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly floor: number | null;
  readonly unit: string;
  readonly ratio: number | null;
  readonly budget: number | null;
  readonly ok: boolean | null;
}

const inputs = 26;
const oneWayMs = 25;
const roundTripMs = 2 * oneWayMs;
const repetitions = 9;

const round = (value: number) => Math.round(value * 100) / 100;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function row(
  name: string,
  unit: string,
  ours: number,
  more: { peer?: number; floor?: number; budget?: number },
): BenchRow {
  return {
    row: name,
    ours: round(ours),
    peer: more.peer === undefined ? null : round(more.peer),
    floor: more.floor ?? null,
    unit,
    ratio: more.peer === undefined ? null : round(ours / more.peer),
    budget: more.budget ?? null,
    ok: more.budget === undefined ? null : ours <= more.budget,
  };
}

/** Milliseconds and bytes of one repetition. */
interface Measured {
  readonly ms: number;
  readonly bytes: number;
}

async function measure(
  bytes: () => Promise<number>,
  work: () => Promise<number>,
  times = repetitions,
): Promise<Measured> {
  const all: Measured[] = [];
  for (let index = 0; index < times; index += 1) {
    const before = await bytes();
    const ms = await work();
    all.push({ ms, bytes: (await bytes()) - before });
  }
  return { ms: median(all.map((one) => one.ms)), bytes: median(all.map((one) => one.bytes)) };
}

/** The rows of the check; none where git or openssl is missing. */
export async function benchCheck(): Promise<BenchRow[]> {
  if (!gitServerParts.git || !gitServerParts.openssl) return [];
  const folder = mkdtempSync(join(tmpdir(), 'snowbell-bench-'));
  const certificates = makeCertificates(join(folder, 'tls'), []);
  const repository = makeRepository(join(folder, 'srv', 'org', 'tools'));
  const locked = repository.commit('main', 1_700_000_000);
  const latest: string[] = [];
  for (let index = 0; index < inputs; index += 1) {
    latest.push(repository.commit(`branch-${index}`, 1_700_001_000 + index));
  }
  const far = await startFarServer({ root: join(folder, 'srv'), certificates, oneWayMs });
  const silent: Socket[] = [];
  const dead = createServer((socket) => silent.push(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => dead.listen(0, '127.0.0.1', resolve));
  const address = dead.address();
  const deadPort = typeof address === 'object' && address !== null ? address.port : 0;

  const input = (url: string, ref: string) => ({
    original: { type: 'git', url, ref },
    locked: { rev: locked },
  });
  const url = `https://localhost:${far.port}/org/tools`;
  const alive = Object.fromEntries(
    latest.map((_, index) => [`input-${index}`, input(url, `branch-${index}`)]),
  );
  const plain = writeFlake(join(folder, 'plain'), alive);
  const withDead = writeFlake(join(folder, 'dead'), {
    gone: input(`https://localhost:${deadPort}/org/tools`, 'main'),
    ...alive,
  });

  /** Milliseconds until the last of the live host's inputs was told. */
  const ours = async (dir: string, commitTimes: boolean): Promise<number> => {
    const stop = new AbortController();
    const begun = performance.now();
    let told = 0;
    let last = 0;
    const result = await checkFlake({
      dir,
      host: 'bench',
      offline: false,
      held: [],
      skipped: [],
      now: () => 0,
      version: 'bench',
      commitTimes,
      signal: stop.signal,
      network: { ca: [certificates.ca], environment: {} },
      onInput: ({ status, latest: revision }) => {
        if (status !== 'behind') return;
        if (commitTimes && revision?.lastModified === null) return;
        told += 1;
        last = performance.now();
        if (told === inputs && dir === withDead) stop.abort();
      },
    });
    if (told !== inputs)
      throw new Error(
        `only ${told} of ${inputs} answered: ${result.ok ? 'checked' : result.failure.kind}`,
      );
    return last - begun;
  };
  const lsRemote = async (index: number) => {
    const result = await run(
      ['git', 'ls-remote', '--heads', '--', url, `refs/heads/branch-${index}`],
      {
        env: { GIT_SSL_CAINFO: certificates.caFile, GIT_TERMINAL_PROMPT: '0' },
        timeoutMs: 60_000,
      },
    );
    if (result.kind !== 'exited' || !result.stdout.startsWith(latest[index] ?? 'nothing')) {
      throw new Error(`git ls-remote: ${JSON.stringify(result)}`);
    }
  };
  /** Milliseconds that `nix flake update` takes to a lock beside the flake; null where nix is not or cannot. */
  const nixUpdate = async (): Promise<number | null> => {
    const dir = join(folder, 'nix');
    mkdirSync(dir);
    const wanted = latest.map(
      (_, index) =>
        `inputs.input-${index} = { url = "git+${url}?ref=branch-${index}&shallow=1"; flake = false; };`,
    );
    writeFileSync(join(dir, 'flake.nix'), `{ ${wanted.join(' ')} outputs = _: { }; }\n`);
    const lock = join(dir, 'scratch.lock');
    const begun = performance.now();
    const result = await run(
      [
        ...['nix', '--extra-experimental-features', 'nix-command flakes', 'flake', 'update'],
        ...['--flake', `path:${dir}`, '--output-lock-file', lock],
      ],
      {
        cwd: dir,
        env: {
          HOME: dir,
          XDG_CACHE_HOME: join(dir, 'cache'),
          GIT_SSL_CAINFO: certificates.caFile,
          NIX_SSL_CERT_FILE: certificates.caFile,
        },
        timeoutMs: 300_000,
      },
    );
    if (result.kind === 'missing') return null;
    if (result.kind === 'exited' && result.code === 0 && existsSync(lock)) {
      return performance.now() - begun;
    }
    const said = 'stderr' in result ? result.stderr.slice(-500) : '';
    process.stderr.write(`nix flake update could not be measured: ${result.kind} ${said}\n`);
    return null;
  };
  const indexes = latest.map((_, index) => index);
  const parallel = async () => {
    const begun = performance.now();
    await Promise.all(indexes.map(lsRemote));
    return performance.now() - begun;
  };
  const serial = async () => {
    const begun = performance.now();
    for (const index of indexes) await lsRemote(index);
    return performance.now() - begun;
  };

  try {
    // Once unmeasured, so that the server remembers its answers and code is warm on both sides.
    await ours(plain, true);
    await parallel();
    const check = await measure(far.bytes, () => ours(plain, false));
    const timed = await measure(far.bytes, () => ours(plain, true));
    const besideDead = await measure(far.bytes, () => ours(withDead, false));
    const together = await measure(far.bytes, parallel);
    const oneByOne = await measure(far.bytes, serial, 1);
    const byNix = await nixUpdate();
    const trips = (measured: Measured) => measured.ms / roundTripMs;
    const each = (measured: Measured) => measured.bytes / inputs;
    const name = `check of ${inputs} inputs on one host`;
    return [
      row(`${name}, against git ls-remote in parallel`, 'round trips', trips(check), {
        peer: trips(together),
        floor: 2,
        budget: 3,
      }),
      row(`${name}, against git ls-remote one after another`, 'round trips', trips(check), {
        peer: trips(oneByOne),
        floor: 2,
        budget: 3,
      }),
      ...(byNix === null
        ? []
        : [
            row(
              `${name}, against nix flake update to a scratch lock`,
              'round trips',
              trips(check),
              {
                peer: byNix / roundTripMs,
                floor: 2,
                budget: 3,
              },
            ),
          ]),
      row(`${name}, on the wire`, 'bytes an input', each(check), {
        peer: each(together),
        budget: 400,
      }),
      row(`${name}, with commit times`, 'round trips', trips(timed), {
        peer: trips(check),
        floor: 3,
      }),
      row(`${name}, with commit times, on the wire`, 'bytes an input', each(timed), {
        peer: each(check),
      }),
      row('the same with one host dead, until the others are told', 'ms', besideDead.ms, {
        peer: check.ms,
        // Not delayed: within what one round trip more would be.
        budget: round(check.ms + roundTripMs),
      }),
    ];
  } finally {
    for (const socket of silent) socket.destroy();
    await Promise.all([far.close(), new Promise((done) => dead.close(done))]);
    rmSync(folder, { recursive: true, force: true });
  }
}
