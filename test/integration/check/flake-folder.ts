// Writes a flake's folder whose lock holds the inputs that a test wants.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface WantedInput {
  readonly original: Readonly<Record<string, unknown>>;
  readonly locked?: Readonly<Record<string, unknown>>;
}

/** The folder's path; node keys are unlike the input names on purpose. */
export function writeFlake(
  folder: string,
  inputs: Readonly<Record<string, WantedInput | readonly string[]>>,
): string {
  mkdirSync(folder, { recursive: true });
  const nodes: Record<string, unknown> = {};
  const edges: Record<string, unknown> = {};
  for (const [index, [name, input]] of Object.entries(inputs).entries()) {
    if (Array.isArray(input)) {
      edges[name] = input;
      continue;
    }
    const key = `node_${index}`;
    const { original, locked } = input as WantedInput;
    edges[name] = key;
    nodes[key] = { original, locked: { ...original, lastModified: 1_600_000_000, ...locked } };
  }
  nodes.root = { inputs: edges };
  writeFileSync(join(folder, 'flake.nix'), '{ outputs = _: { }; }\n');
  writeFileSync(join(folder, 'flake.lock'), JSON.stringify({ nodes, root: 'root', version: 7 }));
  return folder;
}
