// Where neither state nor cache can be written, Snowbell starts all the same and says so.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixture/spec.ts';

test('starts where nothing can be kept, and says so', async ({ scene }) => {
  const file = join(scene.home, 'not-a-folder');
  writeFileSync(file, '');
  const snowbell = await scene.start({
    args: [],
    env: { XDG_STATE_HOME: file, XDG_CACHE_HOME: file },
  });
  const page = await snowbell.page();
  await expect(page.getByText('Snowbell cannot save anything')).toBeVisible();
  await expect(page.getByText(join(file, 'snowbell'))).toBeVisible();
});
