// Writes a package's share/ folder: desktop entry, icons, metainfo, man page and completions.
//   node build/desktop/share.mjs FOLDER
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import {
  bashCompletion,
  fishCompletion,
  manPage,
  readGrammar,
  zshCompletion,
} from './terminal-files.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const top = dirname(dirname(here));
const iconSizes = [16, 22, 24, 32, 48, 64, 128, 256, 512];
const component = 'org.snowbell.snowbell';

/** Makes `folder` and fills it; what it holds is the same whenever and wherever it is made. */
export async function writeShare(folder) {
  const copy = (from, to) => copyFileSync(from, placed(folder, to));
  const write = (to, text) => writeFileSync(placed(folder, to), text);

  copy(join(here, 'snowbell.desktop'), 'applications/snowbell.desktop');
  copy(join(here, `${component}.metainfo.xml`), `metainfo/${component}.metainfo.xml`);
  const icons = join(top, 'build', 'icons', 'app');
  for (const size of iconSizes) {
    copy(join(icons, `${size}.png`), `icons/hicolor/${size}x${size}/apps/snowbell.png`);
  }
  copy(join(icons, 'snowbell.svg'), 'icons/hicolor/scalable/apps/snowbell.svg');
  copy(join(here, 'snowbell-symbolic.svg'), 'icons/hicolor/symbolic/apps/snowbell-symbolic.svg');

  const grammar = readGrammar(await commandTable());
  const { version } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
  write('man/man1/snowbell.1', manPage(grammar, version, releaseDate()));
  write('bash-completion/completions/snowbell', bashCompletion(grammar));
  write('zsh/site-functions/_snowbell', zshCompletion(grammar));
  write('fish/vendor_completions.d/snowbell.fish', fishCompletion(grammar));
}

/** The command line's own table; TypeScript, which Node cannot import by itself everywhere. */
export async function commandTable() {
  const { module } = await runnerImport(join(top, 'main', 'terminal', 'arguments.ts'), {
    root: top,
    configFile: false,
    envDir: false,
    logLevel: 'error',
  });
  return module;
}

/** The date of the newest release in the metainfo: a build's own date would differ each time. */
function releaseDate() {
  const metainfo = readFileSync(join(here, `${component}.metainfo.xml`), 'utf8');
  const date = /<release [^>]*date="([\d-]+)"/.exec(metainfo)?.[1];
  if (date === undefined) throw new Error('the metainfo names no release');
  return date;
}

function placed(folder, path) {
  const place = join(folder, path);
  mkdirSync(dirname(place), { recursive: true });
  return place;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) {
    process.stderr.write('node build/desktop/share.mjs FOLDER\n');
    process.exitCode = 2;
  } else await writeShare(folder);
}
