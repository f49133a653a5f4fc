// Random sequences on a rehearsal, a few that stay the same; `SNOWBELL_SEQUENCES=200 SNOWBELL_SEED=7 npm test -- sequences` plays as many others.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run as command, findProgram } from '../../../main/process/command.ts';
import { nixBin } from '../../rig/nix.ts';
import { makeNodeProgram, type NodeProgram } from '../../rig/node-program.ts';
import type { Command, Disturbance, Moment, Operation } from './operations.ts';
import type { Asked } from './sequences-program.ts';

const nix = nixBin();
const more = Number(process.env.SNOWBELL_SEQUENCES ?? 0);
const seed = Number(process.env.SNOWBELL_SEED ?? Date.now() % 2 ** 31);
/** Mounts of its own, gone with the process; a plain user needs user namespaces for it. */
const apart =
  process.getuid?.() === 0
    ? ['unshare', '-m', '--propagation', 'private']
    : ['unshare', '--map-current-user', '--keep-caps', '-m', '--propagation', 'private'];

const snowbell = (what: Command, at?: Moment, by?: Disturbance): Operation => ({
  kind: 'command',
  command: what,
  disturbed: at === undefined || by === undefined ? [] : [{ at, by }],
});
const upgrade = { name: 'upgrade', input: null, news: null, verb: 'switch' } as const;
const asking = { on: 'activate', after: 0 } as const;
const advance: Operation = { kind: 'act', act: { kind: 'advance', what: 'nixpkgs' } };

/** Each was once more than Snowbell could bear, or is what people do most. */
const known: Readonly<Record<string, readonly Operation[]>> = {
  'a lock that was edited during a switch, and a switch after that': [
    snowbell(upgrade, { on: 'activating', after: 0 }, { kind: 'edit-lock' }),
    advance,
    snowbell(upgrade),
    snowbell({ name: 'decide', pick: 0 }),
  ],
  'a death while flake.lock is written': [
    snowbell(
      { name: 'update', input: null, news: null },
      { on: 'to-write', after: 0 },
      {
        kind: 'kill',
        whom: 'snowbell',
      },
    ),
    snowbell(
      { name: 'rebuild', input: null, news: null, verb: 'switch' },
      { on: 'activating', after: 0 },
      {
        kind: 'kill',
        whom: 'caller of the helper',
      },
    ),
  ],
  'a trial, a switch in vain, and the way back': [
    snowbell({ name: 'upgrade', input: null, news: null, verb: 'test' }),
    snowbell({ name: 'switch', verb: 'switch' }, asking, { kind: 'interrupt' }),
    snowbell({ name: 'decide', pick: 0 }),
  ],
};

describe.skipIf(nix === null)('after each step of a sequence every promise holds', () => {
  let cli: NodeProgram;
  let program: NodeProgram;
  let mounts = false;
  beforeAll(async () => {
    cli = await makeNodeProgram('main/cli.ts');
    program = await makeNodeProgram('test/integration/recovery/sequences-program.ts');
    if (findProgram('unshare') === null || findProgram('mount') === null) return;
    const tried = await command([...apart, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
    mounts = tried.kind === 'exited' && tried.code === 0;
  });
  afterAll(async () => {
    await cli?.remove();
    await program?.remove();
  });

  /** Fails with the seed, and with the shortest sequence that was found to fail. */
  async function play(
    asks: Pick<Asked, 'seed' | 'runs' | 'length' | 'given'>,
    timeoutMs: number,
  ): Promise<void> {
    const request: Asked = {
      ...{ nix: nix ?? '', cli: cli.file, mounts, verbose: false, shrinkSeconds: 300 },
      ...asks,
    };
    const argv = [
      ...(mounts ? apart : []),
      process.execPath,
      program.file,
      JSON.stringify(request),
    ];
    const end = await command(argv, { timeoutMs });
    if (end.kind === 'missing') throw new Error(end.detail);
    process.stdout.write(`\n  ${end.stdout.trim().split('\n').at(-1)}\n`);
    expect(end.kind === 'exited' && end.code === 0, `${end.stdout}${end.stderr}`).toBe(true);
  }

  it(`of those that are known: ${Object.keys(known).join('; ')}`, async () => {
    await play({ seed: 1, runs: 0, length: 1, given: Object.values(known) }, 580_000);
  }, 600_000);

  it('of some at random', async () => {
    await play({ seed: 42, runs: 3, length: 5 }, 580_000);
  }, 600_000);

  if (more > 0) {
    const limit = more * 120_000 + 400_000;
    it(
      `of ${more} more, from seed ${seed}`,
      async () => {
        await play({ seed, runs: more, length: 14 }, limit);
      },
      limit + 100_000,
    );
  }
});
