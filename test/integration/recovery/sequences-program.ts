// A process that carries out random sequences on a rehearsal and looks after each step whether a promise is broken.
import * as fc from 'fast-check';
import { type Operation, sequences, told } from './operations.ts';
import { makePlace, type Said } from './place.ts';
import { broken, lookBefore, type Memory } from './promises.ts';

export interface Asked {
  readonly nix: string;
  readonly cli: string;
  readonly mounts: boolean;
  /** each as fast-check takes it; the same seed makes the same sequences */
  readonly seed: number;
  readonly runs: number;
  readonly length: number;
  /** how long a sequence that failed is made smaller */
  readonly shrinkSeconds: number;
  /** tells each step as it goes */
  readonly verbose: boolean;
  /** sequences that are told instead of made */
  readonly given?: readonly (readonly Operation[])[];
}

const asked = JSON.parse(process.argv[2] ?? '{}') as Asked;
const place = await makePlace(asked);
const tally = { sequences: 0, operations: 0, disturbed: 0 };

let failedAt: number | null = null;

async function play(operations: readonly Operation[]): Promise<void> {
  // A smaller sequence that is not tried counts as one that went well.
  fc.pre(failedAt === null || Date.now() - failedAt < asked.shrinkSeconds * 1000);
  await place.afresh();
  tally.sequences += 1;
  const memory: Memory = { touched: new Map() };
  for (const [index, operation] of operations.entries()) {
    if (asked.verbose) process.stdout.write(`  ${index + 1}. ${told(operation)}\n`);
    tally.operations += 1;
    const before = await lookBefore(place);
    const said = await carryOut(operation);
    const found = [
      ...(await broken(place, operation, before, said, memory)),
      ...(await unanswered(operation, said)),
    ];
    if (asked.verbose) {
      for (const one of said) {
        process.stdout.write(
          `     ${one.words.join(' ')}: ${one.code ?? one.signal} ${endOf(one)}\n`,
        );
      }
    }
    if (found.length > 0) {
      failedAt ??= Date.now();
      const last = said.map(
        (one) => `${one.words.join(' ')}: ${one.code ?? one.signal}\n${one.stderr}`,
      );
      throw new Error(`after step ${index + 1}:\n${found.join('\n')}\n${last.join('\n')}`);
    }
  }
}

async function carryOut(operation: Operation): Promise<readonly Said[]> {
  if (operation.kind === 'act') {
    await place.act(operation.act);
    return [];
  }
  tally.disturbed += operation.disturbed.length;
  return place.command(operation.command, operation.disturbed);
}

/** An answer that was offered and that nothing came in the way of has answered. */
async function unanswered(operation: Operation, said: readonly Said[]): Promise<readonly string[]> {
  if (operation.kind === 'act' || operation.disturbed.length > 0) return [];
  const [one] = said;
  if (one?.words[0] !== 'decide') return [];
  const { decision } = await place.world.ledger();
  if (one.code === 0 || place.endsBadly()) return [];
  return [
    `"${one.words.join(' ')}" was offered and ended with ${one.code}; open: ${decision?.kind}`,
  ];
}

function endOf({ stdout }: Said): string {
  try {
    const record = JSON.parse(stdout);
    return `${record?.outcome ?? ''} ${record?.step ?? ''}`;
  } catch {
    return '';
  }
}

let code = 0;
try {
  const given = (asked.given ?? []).map((one): [readonly Operation[]] => [one]);
  const result = await fc.check(fc.asyncProperty(sequences(asked.length), play), {
    seed: asked.seed,
    numRuns: asked.runs + given.length,
    examples: given,
  });
  if (result.failed) {
    code = 1;
    const { counterexample, errorInstance, seed, counterexamplePath } = result;
    const operations = counterexample?.[0] ?? [];
    process.stdout.write(
      [
        `seed ${seed}, length ${asked.length}, path ${counterexamplePath}`,
        ...operations.map((one, index) => `${index + 1}. ${told(one)}`),
        JSON.stringify(operations),
        errorInstance instanceof Error ? (errorInstance.stack ?? '') : String(errorInstance),
        '',
      ].join('\n'),
    );
  }
} finally {
  await place.remove();
}
process.stdout.write(`${JSON.stringify(tally)}\n`);
process.exitCode = code;
