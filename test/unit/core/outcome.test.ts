// The settle table, one test a row, and the units that an activation's output names as failed.
import { describe, expect, it } from 'vitest';
import { settlement, unitsThatFailed } from '../../../main/core/outcome.ts';

describe('an activation is settled', () => {
  it.each([
    ['switch', 0, 'succeeded', 'write', 'used'],
    ['switch', 100, 'restart-required', 'write', 'used'],
    ['switch', 4, 'units-failed', 'write', 'used'],
    ['switch', 2, 'activation-failed', 'ask', 'kept'],
    ['switch', 1, 'refused', 'leave', 'kept'],
    ['switch', 3, 'failed', 'leave', 'kept'],
    ['switch', 126, 'failed', 'leave', 'kept'],
    ['switch', 137, 'failed', 'leave', 'kept'],
    ['boot', 0, 'succeeded', 'write', 'used'],
    ['boot', 1, 'refused', 'leave', 'kept'],
    ['boot', 2, 'failed', 'leave', 'kept'],
    ['boot', 4, 'failed', 'leave', 'kept'],
    ['boot', 100, 'failed', 'leave', 'kept'],
    ['boot', 137, 'failed', 'leave', 'kept'],
    ['test', 0, 'succeeded', 'leave', 'kept'],
    ['test', 1, 'refused', 'leave', 'kept'],
    ['test', 2, 'activation-failed', 'leave', 'kept'],
    ['test', 4, 'units-failed', 'leave', 'kept'],
    ['test', 100, 'restart-required', 'leave', 'kept'],
    ['test', 137, 'failed', 'leave', 'kept'],
  ] as const)(
    '%s that ends with %i: %s, lock: %s, built: %s',
    (verb, exit, outcome, lock, built) => {
      expect(settlement(verb, exit)).toEqual({ outcome, lock, built });
    },
  );
});

describe('failed units', () => {
  it.each([
    ['the words of the Perl program', 'warning: the following units failed: a.service, b.mount'],
    ['without the warning', 'the following units failed: a.service, b.mount'],
    ['indented', '  warning: the following units failed: a.service,b.mount  '],
  ])('%s', (_what, line) => {
    expect(unitsThatFailed(['stopping', line, 'x'])).toEqual(['a.service', 'b.mount']);
  });

  it('are each named once, also templates and escaped paths', () => {
    expect(
      unitsThatFailed([
        'warning: the following units failed: getty@tty1.service, dev-disk-by\\x2dlabel.swap',
        'warning: the following units failed: getty@tty1.service',
      ]),
    ).toEqual(['getty@tty1.service', 'dev-disk-by\\x2dlabel.swap']);
  });

  it('are not taken from what only resembles it', () => {
    expect(
      unitsThatFailed([
        'echo the following units failed: a.service',
        'warning: the following units failed: ',
        'warning: the following units failed: \x1b[31ma.service, $(reboot)',
        'the following new units were started: a.service',
      ]),
    ).toEqual([]);
  });
});
