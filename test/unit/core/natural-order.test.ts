// Names in the order in which a person looks for them.
import { expect, it } from 'vitest';
import { checkView } from '../../../main/core/check-view.ts';
import { byName } from '../../../main/core/natural-order.ts';
import { firstState } from '../../../main/core/state.ts';
import { sortedInputs } from '../../../main/terminal/check-table.ts';
import { input } from '../../component/snapshots.ts';

const asLocked = ['Zed', 'home-manager', 'input-1', 'input-10', 'input-2', 'nixpkgs'];
const asRead = ['home-manager', 'input-1', 'input-2', 'input-10', 'nixpkgs', 'Zed'];

it('takes figures for numbers and capitals for letters', () => {
  expect([...asLocked].sort(byName)).toEqual(asRead);
  expect(byName('a', 'a')).toBe(0);
  expect(byName('A', 'a')).toBe(-byName('a', 'A'));
});

it('is that of the window and of the table', () => {
  const inputs = asLocked.map((name) => input({ name }));
  const view = checkView({ ...firstState('1', false, 2), good: { at: 1, flake: '/f', inputs } });
  if (view.kind !== 'checked') throw new Error(`the check is ${view.kind}`);
  expect(view.inputs.map(({ name }) => name)).toEqual(asRead);
  expect(sortedInputs(inputs).map(({ name }) => name)).toEqual(asRead);
});
