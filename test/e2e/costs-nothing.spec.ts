// Promise 2: a check evaluates nothing, downloads nothing and starts no nix.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { nixBin } from '../rig/nix.ts';
import { expect, test } from './fixture/spec.ts';

test('a check starts no nix', async ({ scene }) => {
  const calls = join(scene.home, 'nix-calls');
  const wrappers = join(scene.home, 'wrappers');
  mkdirSync(wrappers);
  for (const name of readdirSync(nixBin() ?? '').filter((each) => each.startsWith('nix'))) {
    const real = join(nixBin() ?? '', name);
    const file = join(wrappers, name);
    writeFileSync(file, `#!/bin/sh\necho "${name} $*" >>'${calls}'\nexec '${real}' "$@"\n`);
    chmodSync(file, 0o755);
  }
  const snowbell = await scene.start({
    env: { PATH: [wrappers, scene.env.PATH].join(delimiter) },
  });
  const page = await snowbell.page();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 of 5 inputs have updates');

  // The start asks once which nix there is; that shows that the wrappers are what is called.
  const atStart = readFileSync(calls, 'utf8');
  expect(atStart).toMatch(/^nix .*--version$/m);
  scene.toy.loseUpstream('home-manager');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 of 5 inputs has updates');
  const evaluations = readFileSync(calls, 'utf8')
    .split('\n')
    .filter((call) => call !== '' && !call.endsWith('--version'));
  expect(evaluations).toEqual([]);
  expect(existsSync(join(scene.toy.root, 'home/.cache/nix/tarball-cache'))).toBe(false);
});

test('a check works where there is no nix at all', async ({ scene }) => {
  const path = (scene.env.PATH ?? '').split(delimiter).slice(1);
  const snowbell = await scene.start({ env: { PATH: path.join(delimiter) } });
  const page = await snowbell.page();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 of 5 inputs have updates');
  const { nix } = await snowbell.state();
  test.skip(nix.version !== null, 'nix is on the PATH of whoever runs this');
  await page.getByRole('button', { name: 'Upgrade 2 inputs…' }).click();
  await expect(page.getByText('Nix was not found')).toBeVisible();
});
