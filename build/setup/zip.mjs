// Unpacks chosen entries of a zip archive: most of the one that set-up fetches is of no use to it.
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const endRecord = 0x06054b50;
const directoryRecord = 0x02014b50;
const localRecord = 0x04034b50;

/**
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | null} place where an entry goes inside `folder`; null leaves it out
 */
export async function unzip(archive, folder, place) {
  const file = await open(archive);
  try {
    for (const entry of await entries(file)) {
      if (entry.name.endsWith('/')) continue;
      const inside = place(entry.name);
      if (inside === null) continue;
      if (normalize(inside).startsWith('..') || inside.startsWith(sep)) {
        throw new Error(`the archive names a file outside itself: ${entry.name}`);
      }
      if ((entry.mode & 0o170000) === 0o120000) {
        throw new Error(`the archive holds a link: ${entry.name}`);
      }
      await unpack(file, archive, entry, join(folder, inside));
    }
  } finally {
    await file.close();
  }
}

async function unpack(file, archive, entry, target) {
  const local = await bytes(file, entry.at, 30);
  if (local.readUInt32LE(0) !== localRecord)
    throw new Error(`${entry.name} is not where it should be`);
  const start = entry.at + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  mkdirSync(dirname(target), { recursive: true });
  const output = createWriteStream(target, { mode: entry.mode & 0o777 || 0o644 });
  if (entry.packed === 0) {
    await new Promise((resolve, reject) => output.on('error', reject).end(resolve));
    return;
  }
  const input = createReadStream(archive, { start, end: start + entry.packed - 1 });
  if (entry.method === 0) await pipeline(input, output);
  else if (entry.method === 8) await pipeline(input, createInflateRaw(), output);
  else throw new Error(`${entry.name} is packed in an unknown way (${entry.method})`);
  if (output.bytesWritten !== entry.size) throw new Error(`${entry.name} came out incomplete`);
}

async function entries(file) {
  const { size } = await file.stat();
  const tail = await bytes(file, Math.max(0, size - 66_000), Math.min(size, 66_000));
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0 || tail.readUInt32LE(at) !== endRecord) throw new Error('this is not a zip archive');
  const count = tail.readUInt16LE(at + 10);
  const directory = await bytes(file, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12));
  const found = [];
  let offset = 0;
  for (let i = 0; i < count; i += 1) {
    if (directory.readUInt32LE(offset) !== directoryRecord)
      throw new Error('the archive is damaged');
    const nameLength = directory.readUInt16LE(offset + 28);
    found.push({
      method: directory.readUInt16LE(offset + 10),
      packed: directory.readUInt32LE(offset + 20),
      size: directory.readUInt32LE(offset + 24),
      mode: directory.readUInt16LE(offset + 40),
      at: directory.readUInt32LE(offset + 42),
      name: directory.toString('utf8', offset + 46, offset + 46 + nameLength),
    });
    offset +=
      46 + nameLength + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32);
  }
  return found;
}

async function bytes(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('the archive is cut off');
  return buffer;
}
