// The SHA-256 of a folder as nix takes it, so that the hash can be kept up to date where there is no nix.
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The hash in the form that nix expressions take: `sha256-…`. */
export function narHash(path) {
  const hash = createHash('sha256');
  const put = (...texts) => {
    for (const text of texts) {
      const bytes = Buffer.from(text);
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(bytes.length));
      hash
        .update(length)
        .update(bytes)
        .update(Buffer.alloc((8 - (bytes.length % 8)) % 8));
    }
  };
  put('nix-archive-1');
  putNode(path, put);
  return `sha256-${hash.digest('base64')}`;
}

function putNode(path, put) {
  const info = lstatSync(path);
  put('(', 'type');
  if (info.isSymbolicLink()) put('symlink', 'target', readlinkSync(path));
  else if (info.isFile()) {
    put('regular');
    if ((info.mode & 0o100) !== 0) put('executable', '');
    put('contents', readFileSync(path));
  } else {
    put('directory');
    // By bytes, as nix sorts.
    const names = readdirSync(path, { encoding: 'buffer' }).sort(Buffer.compare).map(String);
    for (const name of names) {
      put('entry', '(', 'name', name, 'node');
      putNode(join(path, name), put);
      put(')');
    }
  }
  put(')');
}
