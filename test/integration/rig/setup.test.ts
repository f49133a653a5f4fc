// Set-up's own promises: what it makes is whole or not there, and what it reads may be broken.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWhole } from '../../../build/setup/cache.mjs';
import { isUsable } from '../../../build/setup/nix.mjs';
import { unzip } from '../../../build/setup/zip.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snowbell-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder that set-up makes', () => {
  it('is not there, nor anything half-made, when the making fails', async () => {
    const target = join(folder, 'made');
    const failing = makeWhole(target, async (making) => {
      writeFileSync(join(making, 'part'), 'half');
      throw new Error('the network went away');
    });
    await expect(failing).rejects.toThrow('the network went away');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is one whole result when two make it at once', async () => {
    const target = join(folder, 'made');
    const make = (who: string) =>
      makeWhole(target, async (making) => {
        for (const part of ['a', 'b', 'c']) {
          writeFileSync(join(making, part), who);
          await new Promise((resolve) => setImmediate(resolve));
        }
      });
    await Promise.all([make('one'), make('two')]);
    const said = ['a', 'b', 'c'].map((part) => readFileSync(join(target, part), 'utf8'));
    expect(new Set(said).size).toBe(1);
    expect(readdirSync(folder)).toEqual(['made']);
  });

  it('rids its place of what a killed set-up left, and of nothing else', async () => {
    const left = join(folder, '.made.999999999.abc');
    const other = join(folder, `.made.${process.pid}.abc`);
    mkdirSync(left);
    mkdirSync(other);
    await makeWhole(join(folder, 'made'), async () => undefined);
    expect([existsSync(left), existsSync(other)]).toEqual([false, true]);
  });
});

describe('the version that nix tells', () => {
  it.each([
    ['nix (Nix) 2.8.0', false],
    ['nix (Nix) 2.23.4', false],
    ['nix (Nix) 2.24.0', true],
    ['nix (Nix) 2.34.8', true],
    ['nix (Nix) 3.0.0pre20250101', true],
    ['nix (Lix, like Nix) 2.18.1', false],
    ['nix (Lix, like Nix) 2.93.0', true],
    ['nix (Determinate Nix 3.8.2) 2.30.1', true],
    ['command not found', false],
  ])('%s: usable %s', (text, usable) => expect(isUsable(text)).toBe(usable));
});

describe('an archive', () => {
  it('gives the entries asked for, packed or not, with their modes', async () => {
    const archive = join(folder, 'a.zip');
    writeFileSync(
      archive,
      zipOf([
        { name: 'top/run', text: 'x'.repeat(5000), mode: 0o755, packed: true },
        { name: 'top/plain', text: 'plain', mode: 0o644, packed: false },
        { name: 'top/app/unwanted', text: 'no', mode: 0o644, packed: false },
      ]),
    );
    const out = join(folder, 'out');
    await unzip(archive, out, (name) => (name.includes('/app/') ? null : name.slice(4)));
    expect(readdirSync(out).sort()).toEqual(['plain', 'run']);
    expect(readFileSync(join(out, 'run'), 'utf8')).toBe('x'.repeat(5000));
    expect(statSync(join(out, 'run')).mode & 0o777).toBe(0o755);
  });

  it.each([
    ['names a file outside itself', { name: '../out', text: 'a', mode: 0o644, packed: false }],
    ['holds a link', { name: 'link', text: '/etc', mode: 0o120777, packed: false }],
  ])('that %s is refused', async (reason, entry) => {
    const archive = join(folder, 'a.zip');
    writeFileSync(archive, zipOf([entry]));
    await expect(unzip(archive, join(folder, 'out'), (name) => name)).rejects.toThrow(reason);
  });

  it('that is cut off is refused', async () => {
    const archive = join(folder, 'a.zip');
    const whole = zipOf([{ name: 'a', text: 'a', mode: 0o644, packed: false }]);
    writeFileSync(archive, whole.subarray(0, whole.length - 30));
    await expect(unzip(archive, join(folder, 'out'), (name) => name)).rejects.toThrow();
  });
});

interface Entry {
  readonly name: string;
  readonly text: string;
  readonly mode: number;
  readonly packed: boolean;
}

/** A zip archive as the format's description lays it out, without check sums. */
function zipOf(entries: readonly Entry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, text, mode, packed } of entries) {
    const data = packed ? deflateRawSync(text) : Buffer.from(text);
    const method = packed ? 8 : 0;
    const fields = (head: Buffer, from: number) => {
      head.writeUInt16LE(method, from);
      head.writeUInt32LE(data.length, from + 10);
      head.writeUInt32LE(text.length, from + 14);
      head.writeUInt16LE(name.length, from + 18);
    };
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    fields(local, 8);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    fields(central, 10);
    central.writeUInt16LE(mode, 40);
    central.writeUInt32LE(at, 42);
    const body = Buffer.concat([local, Buffer.from(name), data]);
    bodies.push(body);
    directory.push(central, Buffer.from(name));
    at += body.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, list, end]);
}
