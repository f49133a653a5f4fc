// `npm run bench [-- --json] [FILTER]`: runs each file of test/bench and prints its rows against their budgets.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { giveUp, reporter } from './setup/report.mjs';
import { setUp } from './setup.mjs';

/** @typedef {{row: string, ours: number, peer: number | null, floor: number | null, unit: string, ratio: number | null, budget: string | number | null, ok: boolean | null}} Row */

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2);
const json = words.includes('--json');
const filter = words.find((word) => !word.startsWith('-')) ?? '';
const report = reporter();
const { nix } = await setUp({ report }).catch(giveUp);
if (nix !== null) process.env.PATH = [nix.bin, process.env.PATH].join(delimiter);

const folder = join(top, 'test', 'bench');
const files = existsSync(folder)
  ? readdirSync(folder).filter((name) => name.endsWith('.ts') && name.includes(filter))
  : [];
const { createServer } = await import('vite');
// Kept open while it is measured: what is measured may load more of itself.
const server = await createServer({
  configFile: false,
  root: top,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
/** @type {Row[]} */
const all = [];
for (const name of files.sort()) {
  report.line(`measuring ${name} …`);
  const module = await server.environments.ssr.runner.import(join(folder, name));
  // A file of test/bench exports functions called bench…, each of which gives rows.
  for (const [key, measure] of Object.entries(module)) {
    if (key.startsWith('bench')) all.push(...(await measure()));
  }
}
await server.close();
if (json) console.log(JSON.stringify(all));
else for (const row of all) console.log(sentence(row));
if (files.length === 0) report.line('nothing to measure: test/bench has no such file');
process.exit(all.some((row) => row.ok === false) ? 1 : 0);

/** @param {Row} row */
function sentence({ row, ours, peer, unit, ratio, budget, ok }) {
  const against = peer === null ? '' : `, peer ${peer} ${unit}`;
  const times = ratio === null ? '' : `, ratio ${ratio.toFixed(2)}`;
  const allowed = budget === null ? '' : `, budget ${budget}: ${ok ? 'kept' : 'exceeded'}`;
  return `${row}: ${ours} ${unit}${against}${times}${allowed}`;
}
