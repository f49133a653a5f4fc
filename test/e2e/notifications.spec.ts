// Notifications on a recording server: one for the set, one when something is ready, and no other.
import { openNotifications } from '../rig/notifications.ts';
import { openTrayHost } from '../rig/tray-host.ts';
import { until } from '../rig/until.ts';
import { expect, test } from './fixture/spec.ts';

const hidden = { args: ['--rehearsal', '--hidden'] };

test('the set of inputs behind is told once, also across a restart', async ({ scene }) => {
  const bus = await scene.bus.connect();
  const server = await openNotifications(bus);
  const host = await openTrayHost(bus);
  const first = await scene.start(hidden);
  await expect.poll(() => server.shown.length).toBe(1);
  expect(server.shown[0]).toMatchObject({
    app: 'Snowbell',
    summary: '2 inputs are behind',
    body: 'home-manager and nixpkgs',
  });
  expect([...(server.shown[0]?.actions.values() ?? [])]).toEqual(
    expect.arrayContaining(['View', 'Upgrade…']),
  );
  await (await host.only()).press('Quit');
  await first.ended();

  await scene.start(hidden);
  const item = await host.only();
  await expect.poll(item.tooltip).toContain('2 of 5 inputs are behind');
  // One input less is no news; the check after it has been shown by the tray, and nobody was told.
  scene.toy.loseUpstream('home-manager');
  await item.press('Check now');
  await expect.poll(item.tooltip).toContain('1 of 5 inputs is behind, 1 not checked');
  expect(server.shown).toHaveLength(1);
});

test('a finished build is told, and its button opens the review', async ({ scene }) => {
  const bus = await scene.bus.connect();
  const server = await openNotifications(bus);
  const host = await openTrayHost(bus);
  const snowbell = await scene.start(hidden);
  await host.only();
  await expect.poll(() => server.shown.length).toBe(1);
  server.press(server.shown[0]?.id ?? 0, 'upgrade');
  const ready = await until(
    'the build is told',
    () => server.shown.find((one) => one.summary === 'Ready to switch'),
    120_000,
  );
  expect(ready.body).toContain('11 packages change, and a restart will be needed');
  expect(await snowbell.windows()).toBe(0);
  server.press(ready.id, 'review');
  const page = await snowbell.page();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ready to switch');

  await page.getByRole('button', { name: 'Switch now' }).click();
  const ended = await until('the switch is told', () =>
    server.shown.find((one) => one.summary === 'Upgrade finished'),
  );
  expect(ended.body).toBe('This is generation 2.');
  expect(server.shown.map((one) => one.summary)).toEqual([
    '2 inputs are behind',
    'Ready to switch',
    'Upgrade finished',
  ]);
});

test('the health check knows the server, and says where there is none', async ({ scene }) => {
  const snowbell = await scene.start();
  const page = await snowbell.go('Settings');
  await page.getByRole('button', { name: 'Health check…' }).click();
  await expect(page.getByText('Nothing on this desktop shows notifications')).toBeVisible();
  const server = await openNotifications(await scene.bus.connect(), ['body']);
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page.getByText('Notifications arrive, but without buttons')).toBeVisible();
  await server.leave();
});
