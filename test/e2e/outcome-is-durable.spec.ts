// Promise 5: how a run ended survives the program's own death; without a recorded end it is no success.
import { advanceRehearsal } from '../../main/rehearsal/advance.ts';
import type { SnowbellApi } from '../../preload/contract/api.ts';
import { openTrayHost } from '../rig/tray-host.ts';
import { until } from '../rig/until.ts';
import { expect, test } from './fixture/spec.ts';

test('killed while building: the next start says interrupted, and nothing has changed', async ({
  scene,
}) => {
  await advanceRehearsal(scene.toy.root, 'endless');
  const before = scene.toy.facts();
  const first = await scene.start();
  const page = await first.page();
  await page.getByRole('button', { name: 'Upgrade 2 inputs…' }).click();
  await expect(page.getByRole('region', { name: 'Progress' })).toContainText('curl');
  const { run } = await first.state();
  expect(run.kind).toBe('building');
  await first.kill();

  const second = await scene.start();
  const again = await second.page();
  await second.go('History');
  await expect(again.getByRole('heading', { level: 1 })).toHaveText('Last upgrade was interrupted');
  const { history } = await second.state();
  expect(history).toHaveLength(1);
  expect(history[0]).toMatchObject({
    id: run.kind === 'idle' ? '' : run.id,
    outcome: 'interrupted',
    step: 'build',
  });
  expect(scene.toy.facts()).toEqual(before);
  // Another run can begin: nothing of the dead one stands in its way.
  await expect(again.getByRole('button', { name: 'Try again' })).toBeEnabled();
});

test.describe('with a built upgrade', () => {
  test.use({ beginning: 'ready' });

  test('killed in the middle of the switch: the next start tells how it ended', async ({
    scene,
  }) => {
    const host = await openTrayHost(await scene.bus.connect());
    const first = await scene.start();
    const page = await first.go('Activity');
    const { ready } = await first.state();
    scene.toy.holdSwitch();
    await page.getByRole('button', { name: 'Switch now' }).click();
    await until('the switch is under way', () => scene.toy.isSwitching());
    await first.kill();

    const second = await scene.start();
    const again = await second.go('Activity');
    await expect(again.getByRole('heading', { level: 1 })).toHaveText('Switching');
    // It is looked at again and again, and is shown as going on each time.
    const told = await again.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const { snowbell } = window as unknown as { snowbell: SnowbellApi };
          const kinds: string[] = [];
          snowbell.onState((state) => {
            kinds.push(state.run.kind);
            if (kinds.length === 3) resolve(kinds);
          });
        }),
    );
    expect(told).toEqual(['activating', 'activating', 'activating']);
    scene.toy.letSwitchGo();
    await expect(again.getByText('Last upgrade went well')).toBeVisible();
    expect((await second.state()).history[0]).toMatchObject({
      outcome: 'succeeded',
      generation: 2,
    });
    expect(scene.toy.facts().current).toBe(ready?.record.storePath);
    expect(scene.toy.locked('nixpkgs')).toBe(
      ready?.record.inputs.find(({ name }) => name === 'nixpkgs')?.to,
    );
    const item = await host.only();
    await expect
      .poll(async () => (await item.menu()).map((entry) => entry.label))
      .toContainEqual(expect.stringMatching(/^Last rebuild: succeeded, generation 2/));
  });

  test('a built system waits through a restart of the program', async ({ scene }) => {
    const first = await scene.start();
    await (await first.go('Activity')).getByRole('button', { name: 'Discard' }).waitFor();
    await first.kill();
    const page = await (await scene.start()).go('Activity');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ready to switch');
    await expect(page.getByRole('button', { name: 'Switch now' })).toBeEnabled();
  });
});
