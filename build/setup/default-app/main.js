// Loads the program named on the command line into a bare Electron, as Electron's own default app does.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);
let wanted = null;
const preloaded = [];
const words = process.argv.slice(1);
for (let i = 0; i < words.length; i += 1) {
  const word = words[i];
  if (word === '-r' || word === '--require') {
    i += 1;
    preloaded.push(words[i]);
  } else if (word === '--version' || word === '-v') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  } else if (!word.startsWith('-')) {
    wanted = word;
    break;
  }
}
Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
for (const module of preloaded) require(module);

if (wanted === null) {
  console.error('Name the folder or file of a program to run.');
  process.exit(2);
}
const path = resolve(wanted);
const folder = existsSync(path) && statSync(path).isDirectory() ? path : dirname(path);
let file = path;
const described = join(folder, 'package.json');
if (existsSync(described)) {
  const about = JSON.parse(readFileSync(described, 'utf8'));
  if (about.version) app.setVersion(about.version);
  const name = about.productName ?? about.name;
  if (name) app.setName(name);
  if (about.desktopName) app.setDesktopName?.(about.desktopName);
  if (path === folder) file = join(folder, about.main ?? 'index.js');
  app.setPath('userData', join(app.getPath('appData'), app.getName()));
}
app.setAppPath(folder);
process.argv[1] = wanted;
try {
  await import(pathToFileURL(require.resolve(file)).href);
} catch (error) {
  console.error(`${file} cannot be started:`, error);
  process.exit(1);
}
