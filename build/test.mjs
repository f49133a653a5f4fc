// `npm test [-- FILTER]`: sets up, then types, lint, unit to integration, end to end; one closing line.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from './setup/program.mjs';
import { giveUp, reporter } from './setup/report.mjs';
import { setUp } from './setup.mjs';

/** @typedef {{passed: number, failed: number, skipped: number}} Count */

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const filters = process.argv.slice(2);
const started = performance.now();
const report = reporter();

await setUp({ report, tests: true }).catch(giveUp);

const results = join(top, 'test-results');
mkdirSync(results, { recursive: true });
// Nothing that a test forgets to redirect may reach the files of whoever runs it.
const home = mkdtempSync(join(tmpdir(), 'snowbell-test-'));
const env = {
  ...process.env,
  XDG_CONFIG_HOME: join(home, 'config'),
  XDG_STATE_HOME: join(home, 'state'),
  XDG_DATA_HOME: join(home, 'data'),
};
// The cache stays: what set-up made is there.
delete env.ELECTRON_RUN_AS_NODE;
const display = await privateDisplay();
if (display !== null) {
  env.DISPLAY = display.name;
  delete env.WAYLAND_DISPLAY;
}

/** @type {Count} */
const total = { passed: 0, failed: 0, skipped: 0 };
try {
  if (filters.length === 0) {
    await phase('types', () => check('typescript/bin/tsc', ['--noEmit']));
    await phase('lint', () =>
      check('@biomejs/biome/bin/biome', ['check', '--diagnostic-level=error', '.']),
    );
  }
  await phase('unit, component, integration', vitest);
  await phase('end to end', playwright);
} finally {
  display?.close();
  rmSync(home, { recursive: true, force: true });
}
const seconds = Math.round((performance.now() - started) / 1000);
console.log(`\nall in all ${seconds} s`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

/** @param {string} name @param {() => Promise<Count>} work */
async function phase(name, work) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const count = await work();
  for (const key of ['passed', 'failed', 'skipped']) total[key] += count[key];
  const took = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `── ${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped, ${took} s`,
  );
}

/** A tool without tests of its own counts as one. */
async function check(tool, args) {
  const code = await node([join(top, 'node_modules', tool), ...args]);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function vitest() {
  const file = fresh('vitest.json');
  const code = await node([
    join(top, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--config',
    join(top, 'build', 'vitest.config.ts'),
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...filters,
  ]);
  const told = read(file);
  if (told === null) return { passed: 0, failed: 1, skipped: 0 };
  // A file that could not even be loaded has no tests in it, and yet failed.
  const broken = told.testResults.filter(
    (one) => one.status === 'failed' && !one.assertionResults.some((t) => t.status === 'failed'),
  ).length;
  const failed = told.numFailedTests + broken;
  return {
    passed: told.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: told.numPendingTests + told.numTodoTests,
  };
}

async function playwright() {
  const specs = join(top, 'test', 'e2e');
  if (!existsSync(specs)) return { passed: 0, failed: 0, skipped: 0 };
  const file = fresh('playwright.json');
  const code = await node(
    [
      join(top, 'node_modules', '@playwright', 'test', 'cli.js'),
      'test',
      '--config',
      join(top, 'build', 'playwright.config.ts'),
      '--reporter=list,json',
      '--pass-with-no-tests',
      ...filters,
    ],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  );
  const told = read(file);
  if (told === null) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = told.stats;
  const failed = unexpected + flaky + told.errors.length;
  return { passed: expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped };
}

function node(args, extra = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: top,
      env: { ...env, ...extra },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function fresh(name) {
  const file = join(results, name);
  rmSync(file, { force: true });
  return file;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Windows of tests open where nobody is disturbed, also on somebody's desktop. */
function privateDisplay() {
  const program = findProgram('Xvfb');
  if (program === null) return null;
  const child = spawn(
    program,
    ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return new Promise((resolve) => {
    let text = '';
    child.on('error', () => resolve(null));
    child.on('exit', () => resolve(null));
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve({ name: `:${text.trim()}`, close: () => child.kill() });
    });
  });
}
