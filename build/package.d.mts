import type { Report } from './setup/report.mjs';

/** Makes packages into `output` and returns the folder of the unpacked program. */
export function makePackages(options: {
  readonly report: Report;
  readonly targets?: readonly ('dir' | 'tar.gz' | 'deb')[];
  readonly output?: string;
  /** for tests: pack in seconds instead of as small as can be */
  readonly quick?: boolean;
}): Promise<string>;
/** What each artefact weighs, in bytes and as a line to print. */
export function sizes(
  unpacked: string,
): readonly { readonly name: string; readonly bytes: number; readonly shown: string }[];
