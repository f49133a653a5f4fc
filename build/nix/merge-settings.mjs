// Writes keys into a person's settings file and leaves the others: node merge-settings.mjs FILE JSON
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const [file = '', keys = '{}'] = process.argv.slice(2);
const own = readOwn();
if (own === null) {
  // Snowbell sets such a file aside and says so; what is in it is not this program's to lose.
  process.stderr.write(`${file} is not a JSON object; Snowbell's settings are not written\n`);
} else {
  const draft = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const merged = { ...own, ...JSON.parse(keys) };
  writeFileSync(draft, `${JSON.stringify(merged, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

function readOwn() {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch (error) {
    return error.code === 'ENOENT' ? {} : null;
  }
}
