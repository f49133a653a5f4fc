// Which nix programs the tests run: each distinct version that is on PATH or that set-up made.
import { madeNix, nixOnPath } from '../../build/setup/nix.mjs';

export interface RigNix {
  readonly version: string;
  /** the folder to put first on PATH */
  readonly bin: string;
}

const onPath = await nixOnPath();
const all: readonly RigNix[] = [onPath, madeNix('oldest'), madeNix('newest')]
  .filter((found) => found !== null)
  .map(({ version, bin }) => ({ version, bin }))
  .filter((one, index, list) => list.findIndex((other) => other.version === one.version) === index);

/** Every version there is, for `describe.each`; empty where there is no nix. */
export function nixVersions(): readonly RigNix[] {
  return all;
}

/** The folder of the first of them, or null (then tests skip). */
export function nixBin(): string | null {
  return all[0]?.bin ?? null;
}
