// Pictures of the states that no rehearsal comes to: the same page, with hand-made snapshots behind it.
import { test } from '@playwright/test';
import { dress, galleryMissing, openGallery } from '../fixture/gallery.ts';
import { take } from './take.ts';

test('every state of the gallery', async () => {
  test.setTimeout(1_800_000);
  const missing = galleryMissing();
  test.skip(missing !== null, missing ?? '');
  const { app, page, names, show, close } = await openGallery();
  try {
    for (const name of names) {
      await show(name);
      await take({ app, page, name, dress: (variant) => dress(page, variant) });
    }
  } finally {
    await close();
  }
});
