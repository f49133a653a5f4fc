// The flake of the rehearsal's own system, and the lock that it begins with.
import { pathToFileURL } from 'node:url';
import { narHash, type Tree } from './nar-hash.ts';

/** As nix spells it, which also encodes what a URL need not. */
function fileUrl(folder: string): string {
  return pathToFileURL(folder).href.replaceAll("'", '%27');
}

export const rehearsalHost = 'rehearsal';

/** One input as it is locked: a commit of a bare repository. */
export interface LockedInput {
  readonly name: string;
  readonly folder: string;
  readonly branch: string;
  readonly rev: string;
  /** how many commits lead to it, itself included */
  readonly revCount: number;
  /** Unix seconds */
  readonly lastModified: number;
  readonly tree: Tree;
  readonly flake: boolean;
  /** true when flake.nix itself names the revision */
  readonly pinned: boolean;
  /** input of this input → path from the root that it follows */
  readonly follows: Readonly<Record<string, readonly string[]>>;
}

function nixString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('${', '\\${')}"`;
}

function inputSource(input: LockedInput): string {
  const pin = input.pinned ? `&rev=${input.rev}` : '';
  const url = `git+${fileUrl(input.folder)}?ref=${input.branch}${pin}`;
  const lines = [`url = ${nixString(url)};`];
  if (!input.flake) lines.push('flake = false;');
  for (const [name, path] of Object.entries(input.follows)) {
    lines.push(`inputs.${name}.follows = ${nixString(path.join('/'))};`);
  }
  return `    ${input.name} = {\n${lines.map((line) => `      ${line}\n`).join('')}    };\n`;
}

/** `system` is nix's word for the machine: x86_64-linux. */
export function systemFlake(o: {
  readonly inputs: readonly LockedInput[];
  readonly system: string;
  readonly root: string;
}): Tree {
  return {
    'flake.nix': `{
  description = "The system of a rehearsal: nothing here is your computer";

  inputs = {
${o.inputs.map(inputSource).join('')}  };

  outputs = inputs: {
    nixosConfigurations.${rehearsalHost} = inputs.nixpkgs.lib.nixosSystem {
      system = ${nixString(o.system)};
      modules = [
        inputs.nixos-hardware.nixosModules.laptop
        inputs.home-manager.nixosModules.home-manager
        ({ pkgs }: import ./configuration.nix { inherit pkgs inputs; })
      ];
    };
  };
}
`,
    'configuration.nix': `{ pkgs, inputs }:
{
  hostName = "${rehearsalHost}";
  root = ${nixString(o.root)};
  packages = [
    (pkgs.build "wallpapers" ''
      mkdir -p "$out/share"
      ln -s "\${inputs.wallpapers}" "$out/share/wallpapers"
    '')
    (pkgs.build "dotfiles" ''
      mkdir -p "$out/share"
      ln -s "\${inputs.dotfiles}" "$out/share/dotfiles"
    '')
  ];
}
`,
    '.gitignore': 'result\nresult-*\n',
  };
}

/** flake.lock byte for byte as nix writes it. */
export function systemLock(inputs: readonly LockedInput[]): string {
  const nodes: Record<string, unknown> = {
    root: { inputs: Object.fromEntries(inputs.map((input) => [input.name, input.name])) },
  };
  for (const input of inputs) {
    const url = fileUrl(input.folder);
    nodes[input.name] = {
      ...(input.flake ? {} : { flake: false }),
      ...(Object.keys(input.follows).length === 0 ? {} : { inputs: input.follows }),
      locked: {
        lastModified: input.lastModified,
        narHash: narHash(input.tree),
        ref: input.branch,
        rev: input.rev,
        revCount: input.revCount,
        type: 'git',
        url,
      },
      original: {
        ref: input.branch,
        ...(input.pinned ? { rev: input.rev } : {}),
        type: 'git',
        url,
      },
    };
  }
  return `${JSON.stringify(sortedKeys({ nodes, root: 'root', version: 7 }), null, 2)}\n`;
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sortedKeys(entry)]),
  );
}
