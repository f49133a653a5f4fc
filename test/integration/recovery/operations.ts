// What can happen to a system that Snowbell looks after, as data: made at random, told in a line, made smaller.
import * as fc from 'fast-check';
import type { Advance } from '../../../main/rehearsal/advance.ts';
import type { ActivationVerb } from '../../../preload/contract/words.ts';

/** What the person, the machine or somebody else does beside Snowbell. */
export type Act =
  | { readonly kind: 'advance'; readonly what: Exclude<Advance, 'endless'> }
  | { readonly kind: 'edit-lock' }
  | { readonly kind: 'remove-lock' }
  /** `git checkout -- flake.lock` */
  | { readonly kind: 'restore-lock' }
  | { readonly kind: 'update-by-hand' }
  | { readonly kind: 'edit'; readonly file: 'flake.nix' | 'configuration.nix' }
  | { readonly kind: 'add-package' }
  | { readonly kind: 'commit' }
  | { readonly kind: 'checkout'; readonly branch: 'main' | 'other' }
  | { readonly kind: 'collect-garbage' }
  | { readonly kind: 'restart' }
  | {
      readonly kind: 'outside';
      readonly how: 'switch' | 'profile-only' | 'rebuild' | 'delete-generation';
      readonly pick: number;
    }
  /** what switch-to-configuration ends with from now on; null: what is right */
  | { readonly kind: 'ends-with'; readonly code: 1 | 2 | 4 | 100 | null }
  | { readonly kind: 'commit-lock'; readonly on: boolean };

export type Command =
  | {
      readonly name: 'upgrade' | 'rebuild';
      readonly input: 'nixpkgs' | 'home-manager' | null;
      /** what comes out upstream just before */
      readonly news: 'nixpkgs' | 'home-manager' | null;
      /** null: it is only built */
      readonly verb: ActivationVerb | null;
    }
  | {
      readonly name: 'update';
      readonly input: 'nixpkgs' | 'home-manager' | null;
      readonly news: 'nixpkgs' | 'home-manager' | null;
    }
  | { readonly name: 'switch'; readonly verb: ActivationVerb }
  | { readonly name: 'rollback'; readonly pick: number | null }
  | { readonly name: 'prune'; readonly keep: number }
  /** answers what is open, if anything is, with one of the answers offered */
  | { readonly name: 'decide'; readonly pick: number }
  | { readonly name: 'discard' }
  | { readonly name: 'status' };

/** When, after a command has begun, it is disturbed; the time is in milliseconds. */
export type Moment =
  | { readonly on: 'start'; readonly after: number }
  | {
      /** a step of the run; 'activating': the helper is at it; the rest is where the lock stands */
      readonly on:
        | 'resolve'
        | 'build'
        | 'review'
        | 'activate'
        | 'activating'
        | 'settle'
        | 'to-write'
        | 'written';
      readonly after: number;
    };

export type Disturbance =
  | Act
  | {
      readonly kind: 'kill';
      readonly whom: 'snowbell' | 'nix' | 'helper' | 'caller of the helper';
    }
  /** Ctrl+C */
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'second'; readonly command: Command }
  /** of the folder that Snowbell keeps its state in, until the command has ended */
  | { readonly kind: 'disk'; readonly is: 'full' | 'read-only' };

export type Operation =
  | { readonly kind: 'act'; readonly act: Act }
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly disturbed: readonly { readonly at: Moment; readonly by: Disturbance }[];
    };

const input = fc.constantFrom(null, null, 'nixpkgs' as const, 'home-manager' as const);
const news = fc.constantFrom('nixpkgs' as const, 'nixpkgs' as const, 'home-manager' as const, null);
const verb = fc.constantFrom(
  'switch' as const,
  'switch' as const,
  'boot' as const,
  'test' as const,
);
const pick = fc.nat({ max: 7 });

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('advance' as const),
      what: fc.constantFrom(
        'nixpkgs' as const,
        'nixpkgs' as const,
        'nixpkgs' as const,
        'kernel' as const,
        'home-manager' as const,
        'broken' as const,
      ),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'edit-lock' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'remove-lock' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restore-lock' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'update-by-hand' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      file: fc.constantFrom('flake.nix' as const, 'configuration.nix' as const),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'add-package' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'commit' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('checkout' as const),
      branch: fc.constantFrom('main' as const, 'other' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'collect-garbage' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('outside' as const),
      how: fc.constantFrom(
        'switch' as const,
        'profile-only' as const,
        'rebuild' as const,
        'delete-generation' as const,
      ),
      pick,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('ends-with' as const),
      code: fc.constantFrom(
        null,
        null,
        2 as const,
        2 as const,
        1 as const,
        4 as const,
        100 as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('commit-lock' as const), on: fc.boolean() }),
  },
);

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      name: fc.constant('upgrade' as const),
      input,
      news,
      verb: fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: verb }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('rebuild' as const),
      input: fc.constant(null),
      news: fc.constant(null),
      verb: fc.oneof(fc.constant(null), verb),
    }),
  },
  { weight: 2, arbitrary: fc.record({ name: fc.constant('update' as const), input, news }) },
  { weight: 5, arbitrary: fc.record({ name: fc.constant('switch' as const), verb }) },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('rollback' as const),
      pick: fc.oneof(fc.constant(null), pick),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constant('prune' as const),
      keep: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ name: fc.constant('decide' as const), pick }) },
  { weight: 1, arbitrary: fc.constant({ name: 'discard' as const }) },
  { weight: 1, arbitrary: fc.constant({ name: 'status' as const }) },
);

const moment: fc.Arbitrary<Moment> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      on: fc.constant('start' as const),
      after: fc.integer({ min: 0, max: 2500 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      on: fc.constantFrom(
        'resolve' as const,
        'build' as const,
        'review' as const,
        'activate' as const,
        'activating' as const,
        'activating' as const,
        'settle' as const,
        'to-write' as const,
        'written' as const,
      ),
      after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.nat({ max: 700 })),
    }),
  },
);

const disturbance: fc.Arbitrary<Disturbance> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('kill' as const),
      whom: fc.constantFrom(
        'snowbell' as const,
        'snowbell' as const,
        'snowbell' as const,
        'nix' as const,
        'helper' as const,
        'caller of the helper' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'interrupt' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('second' as const), command }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('disk' as const),
      is: fc.constantFrom('full' as const, 'read-only' as const),
    }),
  },
  { weight: 3, arbitrary: act },
  // What the person may do to the lock while it matters most.
  { weight: 3, arbitrary: fc.constant({ kind: 'edit-lock' as const }) },
);

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 1, arbitrary: act.map((one) => ({ kind: 'act' as const, act: one })) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      command,
      disturbed: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        {
          weight: 4,
          arbitrary: fc.array(fc.record({ at: moment, by: disturbance }), {
            minLength: 1,
            maxLength: 1,
          }),
        },
        {
          weight: 2,
          arbitrary: fc.array(fc.record({ at: moment, by: disturbance }), {
            minLength: 2,
            maxLength: 2,
          }),
        },
      ),
    }),
  },
);

export function sequences(length: number): fc.Arbitrary<readonly Operation[]> {
  // As long as was asked: fast-check itself likes them short.
  return fc.array(operation, { minLength: 1, maxLength: length, size: 'max' });
}

export function told(operation: Operation): string {
  if (operation.kind === 'act') return toldOf(operation.act);
  return [
    commandText(operation.command),
    ...operation.disturbed.map(({ at, by }) => `  at ${at.on} + ${at.after} ms: ${toldOf(by)}`),
  ].join('\n');
}

function commandText({ name, ...more }: Command): string {
  const words = Object.entries(more).flatMap(([key, value]) =>
    value === null ? (key === 'verb' ? ['only built'] : []) : [`${key} ${value}`],
  );
  return ['snowbell', name, ...words].join(' ');
}

function toldOf(by: Disturbance): string {
  if (by.kind === 'second') return `second ${commandText(by.command)}`;
  const { kind, ...more } = by;
  return [kind, ...Object.values(more)].join(' ');
}
