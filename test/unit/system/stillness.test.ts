// When nobody is at the computer and nothing much goes on, as far as either can be told.
import { expect, it } from 'vitest';
import { stillnessOf } from '../../../main/system/stillness.ts';

it.each([
  [null, 'unknown'],
  [0, 'here'],
  [299, 'here'],
  [300, 'away'],
] as const)('after %s seconds the person is %s', (seconds, person) => {
  expect(stillnessOf(seconds, 0, 4).person).toBe(person);
});

it.each([
  [0.1, 1, true],
  [0.5, 1, false],
  [1.9, 4, true],
  [2, 4, false],
  [30, 16, false],
])('a load of %s on %s cores is calm: %s', (load, cores, calm) => {
  expect(stillnessOf(0, load, cores).calm).toBe(calm);
});

it('looks at this computer itself unless told', () => {
  expect(typeof stillnessOf(null).calm).toBe('boolean');
});
