// Takes pictures of a display: a PNG to look at, or its pixels to reckon with.
import { spawnSync } from 'node:child_process';
import { cleanEnvironment } from '../../main/process/command.ts';
import { programsMissing } from './started-program.ts';

export const screenshotMissing = (): string | null => programsMissing(['import']);

/** Writes the whole display, or a part of it, as a PNG. `crop` is WIDTHxHEIGHT+LEFT+TOP. */
export function writeScreenshot(
  display: { readonly DISPLAY: string },
  path: string,
  crop?: string,
): void {
  shoot(display, [...(crop === undefined ? [] : ['-crop', crop]), `png:${path}`]);
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** three bytes a pixel: red, green, blue */
  readonly rgb: Buffer;
}

export function readPixels(display: { readonly DISPLAY: string }): Pixels {
  const ppm = shoot(display, ['-depth', '8', 'ppm:-']);
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 64).toString('latin1'));
  if (header === null) throw new Error('import gave no picture');
  return {
    width: Number(header[1]),
    height: Number(header[2]),
    rgb: ppm.subarray(header[0].length),
  };
}

/** How many different colours a picture has. */
export function colours({ rgb }: Pixels): number {
  const seen = new Set<number>();
  for (let at = 0; at + 2 < rgb.length; at += 3) seen.add(rgb.readUIntBE(at, 3));
  return seen.size;
}

function shoot(display: { readonly DISPLAY: string }, args: readonly string[]): Buffer {
  const done = spawnSync('import', ['-silent', '-window', 'root', ...args], {
    env: cleanEnvironment(display),
    maxBuffer: 256 * 1024 * 1024,
    timeout: 30_000,
  });
  if (done.status !== 0) throw new Error(`import failed: ${done.stderr?.toString()}`);
  return done.stdout;
}
