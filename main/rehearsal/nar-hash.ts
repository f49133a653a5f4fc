// The hash that flake.lock holds of a folder, so that a lock can be written where there is no nix.
import { createHash } from 'node:crypto';

/** A folder's content: text of plain files by name, folders as nested objects. */
export interface Tree {
  readonly [name: string]: string | Tree;
}

function framed(text: string | Buffer): Buffer {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return Buffer.concat([length, bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
}

function node(entry: string | Tree): Buffer {
  const parts: Buffer[] = [framed('('), framed('type')];
  if (typeof entry === 'string') parts.push(framed('regular'), framed('contents'), framed(entry));
  else {
    parts.push(framed('directory'));
    const names = Object.keys(entry).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    for (const name of names) {
      const child = entry[name];
      if (child === undefined) continue;
      parts.push(framed('entry'), framed('('), framed('name'), framed(name));
      parts.push(framed('node'), node(child), framed(')'));
    }
  }
  parts.push(framed(')'));
  return Buffer.concat(parts);
}

/** `sha256-…` of the folder in Nix's archive format, as `narHash` has it. */
export function narHash(tree: Tree): string {
  const archive = Buffer.concat([framed('nix-archive-1'), node(tree)]);
  return `sha256-${createHash('sha256').update(archive).digest('base64')}`;
}
