#!/usr/bin/env node
// As much of 7za as electron-builder asks for to make a tar.gz, by way of gzip: 7za is not installed everywhere.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';

const [output, input] = process.argv.slice(-2);
if (process.argv[2] !== 'a' || !output?.endsWith('.tar.gz'))
  throw new Error('only to make a tar.gz');
const level = /^-mx=(\d)$/.exec(process.argv.find((word) => word.startsWith('-mx=')) ?? '')?.[1];
const to = openSync(output, 'w');
const done = spawnSync('gzip', [`-${level === '0' ? 1 : (level ?? 9)}`, '--stdout', input], {
  stdio: ['ignore', to, 'inherit'],
});
closeSync(to);
if (done.status !== 0) {
  rmSync(output, { force: true });
  throw new Error(`gzip ended with ${done.status ?? done.signal}`);
}
