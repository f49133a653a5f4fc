// What the toy upstreams held, commit by commit; the system is locked to the first of the moving ones.
import type { Commit } from './git-history.ts';
import { type ToyPackage, type ToyRelease, toyNixpkgs } from './toy-nixpkgs.ts';

export const day = 86_400;
/** 2026-07-20 06:00 UTC */
const start = 1_784_527_200;

const sshd = (restart: string) => `[Unit]
Description=SSH Daemon
[Service]
ExecStart=@openssh@/bin/openssh -D
Restart=${restart}
`;

const dbus = `[Unit]
Description=D-Bus System Message Bus
X-RestartIfChanged=false
[Service]
ExecStart=@dbus@/bin/dbus --system
`;

const display = `[Unit]
Description=Display Manager
[Service]
ExecStart=/bin/true
`;

const firstPackages: Readonly<Record<string, ToyPackage>> = {
  linux: { version: '6.12.40', kib: 320 },
  systemd: { version: '257.7', kib: 90 },
  glibc: { version: '2.40-66', kib: 60 },
  dbus: { version: '1.14.10', kib: 12 },
  openssh: { version: '10.0p2', kib: 20 },
  mesa: { version: '25.1.6', kib: 140 },
  firefox: { version: '141.0.3', kib: 400 },
  git: { version: '2.50.1', kib: 40 },
  curl: { version: '8.14.1', kib: 8 },
  python3: { version: '3.13.5', kib: 50 },
  neofetch: { version: '7.1.0', kib: 4 },
};

const first: ToyRelease = {
  release: '26.05.20260720.4b1c2d3',
  packages: firstPackages,
  units: {
    'sshd.service': sshd('always'),
    'dbus.service': dbus,
    'display-manager.service': display,
  },
};

const second: ToyRelease = {
  ...first,
  release: '26.05.20260728.91fe07a',
  packages: {
    ...first.packages,
    curl: { version: '8.15.0', kib: 8 },
    mesa: { version: '25.1.7', kib: 141, seconds: 1 },
  },
};

const { neofetch: _gone, ...kept } = second.packages;
const third: ToyRelease = {
  ...second,
  release: '26.05.20260803.c0ffee1',
  packages: {
    ...kept,
    linux: { version: '6.12.43', kib: 322, seconds: 2 },
    systemd: { version: '257.8', kib: 91 },
    dbus: { version: '1.16.2', kib: 12 },
    mesa: { version: '25.2.1', kib: 152, seconds: 1 },
    firefox: { version: '142.0', kib: 412, seconds: 2 },
    python3: { version: '3.13.6', kib: 50 },
    git: { version: '2.50.0', kib: 39 },
    fastfetch: { version: '2.50.2', kib: 6 },
  },
  units: { ...second.units, 'sshd.service': sshd('on-failure') },
};

export const nixpkgsHistory: readonly Commit[] = [
  { at: start, message: 'nixos-unstable: 20 July', tree: toyNixpkgs(first) },
  { at: start + 8 * day, message: 'nixos-unstable: 28 July', tree: toyNixpkgs(second) },
  { at: start + 14 * day, message: 'nixos-unstable: 3 August', tree: toyNixpkgs(third) },
];

export function homeManager(version: string): Commit['tree'] {
  return {
    'version.txt': version,
    'flake.nix': `{
  description = "A toy in the shape of home-manager";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }: {
    nixosModules.home-manager = { pkgs }: {
      packages = [
        (pkgs.build "home-manager-\${builtins.readFile ./version.txt}" ''
          mkdir -p "$out/bin"
          echo '#!/bin/sh' > "$out/bin/home-manager"
          chmod +x "$out/bin/home-manager"
        '')
      ];
    };
  };
}
`,
  };
}

export const homeManagerHistory: readonly Commit[] = [
  {
    at: start - 2 * day,
    message: 'programs: first of the toy',
    tree: homeManager('0-unstable-2026-07-18'),
  },
  {
    at: start + 12 * day,
    message: 'programs: learn a new shell',
    tree: homeManager('0-unstable-2026-08-01'),
  },
];

export const hardwareHistory: readonly Commit[] = [
  {
    at: start - 30 * day,
    message: 'laptop: a quieter fan',
    tree: {
      'flake.nix': `{
  description = "A toy in the shape of nixos-hardware";

  outputs = { self }: {
    nixosModules.laptop = { packages = [ ]; };
  };
}
`,
    },
  },
];

export const wallpapersHistory: readonly Commit[] = [
  {
    at: start - 200 * day,
    message: 'A mountain in the evening',
    tree: { 'mountain.txt': '   /\\\n  /  \\  *\n /    \\\n' },
  },
];

/** The system is pinned to the first of these. */
export const dotfilesHistory: readonly Commit[] = [
  { at: start - 90 * day, message: 'A prompt', tree: { prompt: '$ \n' } },
  { at: start - 10 * day, message: 'A longer prompt', tree: { prompt: '>>> \n' } },
];
