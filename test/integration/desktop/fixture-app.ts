// Builds the driven desktop once into a folder that Electron can be started on.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';

const top = join(import.meta.dirname, '../../..');

/** Under node_modules, so that what stays outside the bundle is found from there. */
export async function buildFixtureApp(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const cache = join(top, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'desktop-'));
  const external = ['electron', 'dbus-next', 'execa', ...builtinModules, /^node:/];
  const part = (entry: string, file: string, format: 'es' | 'cjs'): InlineConfig => ({
    configFile: false,
    logLevel: 'error',
    root: top,
    build: {
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      lib: { entry: join(top, entry), formats: [format], fileName: () => file },
      rolldownOptions: { external },
    },
  });
  await build(part('test/integration/desktop/fixture-main.ts', 'main.js', 'es'));
  await build(part('preload/index.ts', 'preload.cjs', 'cjs'));
  await cp(join(top, 'build/icons'), join(folder, 'icons'), { recursive: true });
  await mkdir(join(folder, 'renderer'));
  await writeFile(
    join(folder, 'renderer/index.html'),
    '<!doctype html><title>page</title><script defer src="/page.js"></script><p id="revision"></p>',
  );
  await writeFile(
    join(folder, 'renderer/page.js'),
    `try { window.evaluated = eval('1'); } catch { window.evaluated = 'refused'; }
     window.heard = []; window.logs = [];
     snowbell.onState((s) => window.heard.push(s.revision));
     window.stopLogs = snowbell.onLog((l) => window.logs.push(l));
     snowbell.state().then((a) => { document.querySelector('#revision').textContent = a.value.revision; });`,
  );
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'snowbell-driven', version: '1.0.0', type: 'module', main: 'main.js' }),
  );
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
