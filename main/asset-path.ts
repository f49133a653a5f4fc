// Where the files lie that come with the program.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file that comes with the program: bundles lie in out/main beside out/, sources beside build/. */
export function assetPath(name: string): string {
  const beside = fileURLToPath(new URL(`../${name}`, import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL(`../build/${name}`, import.meta.url));
}
