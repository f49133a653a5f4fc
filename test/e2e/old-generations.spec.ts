// Old generations removed from the window, in a rehearsal: shown before, asked once, told truthfully.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nixBin } from '../rig/nix.ts';
import { expect, test } from './fixture/spec.ts';
import type { ToySystem } from './fixture/toy-system.ts';

/** Other systems as generations 2 to 6, with the first one, which runs, as the default again. */
function addGenerations({ root }: ToySystem): void {
  const state = join(root, 'nix/var/nix');
  const env = {
    ...process.env,
    HOME: root,
    NIX_STORE_DIR: join(root, 'nix/store'),
    NIX_STATE_DIR: state,
    NIX_LOG_DIR: join(root, 'nix/var/log/nix'),
    NIX_REMOTE: 'local',
    NIX_CONFIG: 'build-users-group =',
  };
  const nix = (program: string, ...argv: string[]) =>
    execFileSync(join(nixBin() ?? '', program), argv, {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  const profile = join(state, 'profiles/system');
  for (const number of [2, 3, 4, 5, 6]) {
    const folder = join(root, `spare-${number}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'nixos-version'), `26.05.${number}`);
    nix('nix-env', '-p', profile, '--set', nix('nix-store', '--add', folder));
  }
  nix('nix-env', '-p', profile, '--switch-generation', '1');
}

const numbers = ({ root }: ToySystem) =>
  readdirSync(join(root, 'nix/var/nix/profiles'))
    .flatMap((name) => /^system-(\d+)-link$/.exec(name)?.[1] ?? [])
    .sort();

test('shows what goes and what stays, removes that, and says when the boot menu failed', async ({
  scene,
}, info) => {
  addGenerations(scene.toy);
  const before = scene.toy.facts();
  const snowbell = await scene.start();
  const page = await snowbell.go('Generations');
  const open = page.getByRole('button', { name: 'Remove old generations…' });
  await open.click();
  const dialog = page.getByRole('alertdialog', { name: 'Remove old generations?' });
  // All but the newest five would be generation 1, which runs.
  await expect(dialog).toContainText('Nothing to remove');
  await expect(dialog.getByRole('button', { name: /^Remove/ })).toBeDisabled();
  const keep = async (number: string) => {
    await dialog.getByRole('button', { name: /Keep the newest/ }).click();
    await page.getByRole('option', { name: number, exact: true }).click();
  };
  await keep('3');
  await expect(dialog).toContainText('2 generations will be removed: 2, 3');
  await expect(dialog).toContainText('4 generations will stay: 1, 4–6');
  await page.screenshot({ path: info.outputPath('dialog.png') });
  await dialog.getByRole('button', { name: 'Remove 2 generations' }).click();

  await expect.poll(async () => (await snowbell.state()).history[0]?.outcome).toBe('succeeded');
  expect((await snowbell.state()).history[0]).toMatchObject({ kind: 'prune', step: 'settle' });
  expect(numbers(scene.toy)).toEqual(['1', '4', '5', '6']);
  expect(scene.toy.facts()).toEqual(before);
  await snowbell.go('Activity');
  await expect(page.getByText('Last clean-up of generations went well')).toBeVisible();
  await page.screenshot({ path: info.outputPath('done.png') });

  scene.toy.switchEndsWith(1);
  await snowbell.go('Generations');
  await expect(page.getByText('Generation 2', { exact: true })).toHaveCount(0);
  await open.click();
  await keep('1');
  await dialog.getByRole('button', { name: 'Remove 2 generations' }).click();
  await expect.poll(async () => (await snowbell.state()).history[0]?.outcome).toBe('failed');
  await snowbell.go('Activity');
  await expect(page.getByText('The old generations are removed, but the boot menu')).toBeVisible();
  await page.screenshot({ path: info.outputPath('boot-menu-failed.png') });
  expect(numbers(scene.toy)).toEqual(['1', '6']);
});
