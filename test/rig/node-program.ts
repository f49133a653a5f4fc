// Makes a program of a TypeScript file of the tests, to be run by a node of its own and killed.
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

/** What dbus-next asks for only when it must. */
const external = ['electron', 'usocket', 'x11'];

const top = join(import.meta.dirname, '../..');

export interface NodeProgram {
  /** the file to give to node */
  readonly file: string;
  remove(): Promise<void>;
}

/** `entry` is a path from the top. The helper lies where the bundled program looks for it. */
export async function makeNodeProgram(entry: string): Promise<NodeProgram> {
  const cache = join(top, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'program-'));
  await symlink(join(top, 'build/helper'), join(folder, 'helper'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: top,
    publicDir: false,
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      outDir: join(folder, 'main'),
      minify: false,
      target: 'node20',
      rolldownOptions: {
        external,
        input: { program: join(top, entry) },
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return {
    file: join(folder, 'main/program.mjs'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
