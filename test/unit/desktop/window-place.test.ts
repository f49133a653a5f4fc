// Where a window comes back, on screens that may have changed meanwhile.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  fitted,
  readWindowPlace,
  type WindowPlace,
  writeWindowPlace,
} from '../../../main/desktop/window-place.ts';

const place = (more: Partial<WindowPlace> = {}): WindowPlace => ({
  version: 1,
  x: 100,
  y: 100,
  width: 900,
  height: 700,
  maximized: false,
  ...more,
});
const screen = { x: 0, y: 30, width: 1920, height: 1050 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };

it.each([
  ['nothing remembered', null, [screen], { width: 940, height: 640 }],
  ['as it was', place(), [screen], { x: 100, y: 100, width: 900, height: 700 }],
  [
    'on the other screen',
    place({ x: 2000 }),
    [screen, right],
    { x: 2000, y: 100, width: 900, height: 700 },
  ],
  ['whose screen is gone', place({ x: 2000 }), [screen], { width: 900, height: 700 }],
  [
    'with a corner to take hold of',
    place({ x: 1800 }),
    [screen],
    { x: 1800, y: 100, width: 900, height: 700 },
  ],
  ['with too little of one', place({ x: 1801 }), [screen], { width: 900, height: 700 }],
  ['its title under the panel', place({ y: 10 }), [screen], { width: 900, height: 700 }],
  ['its title below the edge', place({ y: 1060 }), [screen], { width: 900, height: 700 }],
  [
    'larger than any screen',
    place({ width: 4000, height: 3000 }),
    [screen],
    { x: 100, y: 100, width: 1920, height: 1050 },
  ],
  [
    'smaller than it may be',
    place({ width: 10, height: 10 }),
    [screen],
    { x: 100, y: 100, width: 640, height: 480 },
  ],
  ['no screen at all', place(), [], { width: 640, height: 480 }],
] as const)('%s', (_, remembered, areas, expected) => {
  expect(fitted(remembered, areas)).toEqual(expected);
});

it('is kept on disk, and a file that makes no sense is set aside', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'place-'));
  try {
    expect(await readWindowPlace(folder)).toBeNull();
    await writeWindowPlace(folder, place({ maximized: true }));
    expect(await readWindowPlace(folder)).toEqual(place({ maximized: true }));
    await writeFile(join(folder, 'window.json'), '{"version":1,"width":-5}');
    expect(await readWindowPlace(folder)).toBeNull();
    expect(await readdir(folder)).toEqual([expect.stringContaining('window.json.corrupt-')]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
