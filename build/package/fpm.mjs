#!/usr/bin/env node
// As much of fpm as electron-builder asks for, by way of dpkg-deb: fpm itself is not packaged everywhere.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    source: { ...text, short: 's' },
    target: { ...text, short: 't' },
    force: { type: 'boolean' },
    depends: { ...text, short: 'd', multiple: true, default: [] },
    'deb-recommends': { ...text, multiple: true, default: [] },
    'deb-compression': text,
    'deb-priority': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    category: text,
    license: text,
    log: text,
  },
});
if (values.source !== 'dir' || values.target !== 'deb') throw new Error('only dir to deb');

const root = mkdtempSync(join(tmpdir(), 'snowbell-deb-'));
try {
  chmodSync(root, 0o755);
  for (const pair of positionals) {
    const [from, to] = pair.split('=');
    const target = join(root, to);
    mkdirSync(from.endsWith('/') ? target : dirname(target), { recursive: true });
    run(['cp', '-a', '--no-preserve=ownership', from.endsWith('/') ? `${from}.` : from, target]);
  }
  writeControl();
  const compression = values['deb-compression'] ?? 'xz';
  const asked = process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL;
  const level = asked === undefined ? [] : [`-z${asked}`];
  run([
    'dpkg-deb',
    '--root-owner-group',
    ...level,
    `-Z${compression === 'gz' ? 'gzip' : compression}`,
    '--build',
    root,
    values.package,
  ]);
} finally {
  rmSync(root, { recursive: true, force: true });
}

function writeControl() {
  const control = join(root, 'DEBIAN');
  const size = Math.ceil(bytesUnder(root) / 1024);
  mkdirSync(control);
  const fields = [
    ['Package', values.name],
    ['Version', values.version],
    ['Architecture', values.architecture],
    ['Maintainer', values.maintainer],
    ['Installed-Size', String(size)],
    ['Section', values.category],
    ['Priority', values['deb-priority']],
    ['Depends', values.depends.join(', ')],
    ['Recommends', values['deb-recommends'].join(', ')],
    ['Homepage', /^https?:/.test(values.url ?? '') ? values.url : ''],
    ['Description', values.description.trim()],
  ];
  writeFileSync(
    join(control, 'control'),
    fields.flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : [])).join(''),
  );
  for (const [option, name] of [
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ]) {
    if (values[option] !== undefined) {
      writeFileSync(join(control, name), readFileSync(values[option]), { mode: 0o755 });
    }
  }
}

function bytesUnder(folder) {
  let sum = 0;
  for (const name of readdirSync(folder)) {
    const info = lstatSync(join(folder, name));
    sum += info.isDirectory() ? bytesUnder(join(folder, name)) : info.size;
  }
  return sum;
}

function run([program, ...args]) {
  const done = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) throw new Error(`${program} ended with ${done.status ?? done.signal}`);
}
