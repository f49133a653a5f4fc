// How large the window was and where: kept in the state folder, believed only where it still fits.
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, type WriteResult, writeJson } from '../store/json-file.ts';

const length = z.number().int().min(1).max(20_000);
const coordinate = z.number().int().min(-50_000).max(50_000);

/** In device-independent pixels; of the window as it is when not maximised. */
export const WindowPlace = z.object({
  version: z.literal(1),
  x: coordinate,
  y: coordinate,
  width: length,
  height: length,
  maximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof WindowPlace>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const smallest = { width: 640, height: 480 } as const;
const usual = { width: 940, height: 640 } as const;

/** So much of the title bar must be on a screen for a hand to reach it. */
const grip = { width: 120, height: 30 } as const;

const file = (stateDir: string) => join(stateDir, 'window.json');

export async function readWindowPlace(stateDir: string): Promise<WindowPlace | null> {
  const read = await readJson(file(stateDir), WindowPlace);
  return read.kind === 'read' ? read.value : null;
}

export function writeWindowPlace(stateDir: string, place: WindowPlace): Promise<WriteResult> {
  return writeJson(file(stateDir), place);
}

/** Never larger than the largest of the work areas; without a position where it could not be reached. */
export function fitted(
  place: WindowPlace | null,
  workAreas: readonly Area[],
): { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } {
  const largest = {
    width: Math.max(smallest.width, ...workAreas.map((area) => area.width)),
    height: Math.max(smallest.height, ...workAreas.map((area) => area.height)),
  };
  const { width, height } = place ?? usual;
  const size = {
    width: clamp(width, smallest.width, largest.width),
    height: clamp(height, smallest.height, largest.height),
  };
  if (place === null) return size;
  const { x, y } = place;
  const reachable = workAreas.some(
    (area) =>
      Math.min(x + size.width, area.x + area.width) - Math.max(x, area.x) >= grip.width &&
      y >= area.y &&
      y + grip.height <= area.y + area.height,
  );
  return reachable ? { ...size, x, y } : size;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
