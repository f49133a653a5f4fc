// The toy that stands for nixpkgs: a handful of packages made by /bin/sh, and a NixOS-like system of them.
import type { Tree } from './nar-hash.ts';

export interface ToyPackage {
  readonly version: string;
  /** KiB that the package is filled up to, so that sizes have something to say */
  readonly kib: number;
  /** seconds that its build takes */
  readonly seconds?: number;
  /** lines of a compiler that gives up, in place of a build that works */
  readonly broken?: string;
}

export interface ToyRelease {
  readonly release: string;
  readonly packages: Readonly<Record<string, ToyPackage>>;
  /** unit files by name; @name@ stands for the package of that name */
  readonly units: Readonly<Record<string, string>>;
}

const flake = `{
  description = "A toy in the shape of nixpkgs";

  outputs = { self }:
    let
      data = builtins.fromJSON (builtins.readFile ./release.json);
      pkgsFor = system: import ./packages.nix { inherit system; inherit (data) packages; };
    in
    {
      lib.nixosSystem = { system, modules }: import ./system.nix {
        inherit system modules;
        inherit (data) release units;
        pkgs = pkgsFor system;
      };
    };
}
`;

const packages = `{ system, packages }:
let
  build = name: script: derivation {
    inherit name system;
    builder = "/bin/sh";
    args = [ "-euc" script ];
    PATH = "/run/current-system/sw/bin:/usr/bin:/bin";
  };

  phase = name: ''
    printf '@nix {"action":"setPhase","phase":"%s"}\\n' \${name} >&"$NIX_LOG_FD"
  '';

  # A few lines a second, as a compiler would print them.
  work = name: seconds: ''
    i=0
    while [ $i -lt \${toString (seconds * 5)} ]; do
      i=$((i + 1))
      echo "  CC      src/\${name}/part$i.o"
      sleep 0.2
    done
  '';

  package = name: { version, kib, seconds ? 0, broken ? null }: build "\${name}-\${version}" ''
    \${phase "unpackPhase"}
    echo "unpacking source archive \${name}-\${version}.tar.xz"
    \${phase "buildPhase"}
    echo "building \${name} \${version}"
    \${work name seconds}
    \${if broken == null then "" else "echo '\${broken}'; exit 2"}
    \${phase "installPhase"}
    mkdir -p "$out/bin" "$out/share"
    printf '#!/bin/sh\\necho "\${name} \${version}"\\n' > "$out/bin/\${name}"
    chmod +x "$out/bin/\${name}"
    head -c \${toString (kib * 1024)} /dev/zero > "$out/share/\${name}.data"
  '';

  simple = builtins.mapAttrs package (removeAttrs packages [ "linux" ]);
  kernel = packages.linux.version;
in
simple // {
  inherit build phase;
  names = builtins.attrNames simple;

  linux = build "linux-\${kernel}" ''
    \${phase "unpackPhase"}
    echo "unpacking source archive linux-\${kernel}.tar.xz"
    \${phase "buildPhase"}
    \${work "kernel" (packages.linux.seconds or 0)}
    \${if packages.linux ? broken then "echo '\${packages.linux.broken}'; exit 2" else ""}
    mkdir -p "$out"
    head -c \${toString (packages.linux.kib * 1024)} /dev/zero > "$out/bzImage"
    echo "Linux \${kernel}" >> "$out/bzImage"
  '';
  linux-modules = build "linux-\${kernel}-modules" ''
    mkdir -p "$out/lib/modules/\${kernel}/kernel"
    echo "\${kernel}" > "$out/lib/modules/\${kernel}/modules.order"
  '';
  initrd = build "initrd-linux-\${kernel}" ''
    \${phase "buildPhase"}
    echo "making the initial file system of Linux \${kernel}"
    mkdir -p "$out"
    echo "initrd \${kernel}" > "$out/initrd"
  '';
}
`;

const system = `{ system, modules, release, units, pkgs }:
let
  parts = map (part: if builtins.isFunction part then part { inherit pkgs; } else part) modules;
  all = name: builtins.concatLists (map (part: part.\${name} or [ ]) parts);
  one = name: builtins.head (builtins.filter (value: value != null) (map (part: part.\${name} or null) parts));

  hostName = one "hostName";
  root = one "root";

  chosen = map (name: pkgs.\${name}) pkgs.names ++ all "packages";

  written = builtins.mapAttrs
    (name: text: builtins.replaceStrings (map (n: "@\${n}@") pkgs.names) (map (n: "\${pkgs.\${n}}") pkgs.names) text)
    units;

  quoted = text: "'" + builtins.replaceStrings [ "'" ] [ "'\\\\''" ] text + "'";

  path = pkgs.build "system-path" ''
    if [ -e \${quoted "\${root}/build-fail"} ]; then
      echo "collision between two packages: the file build-fail of the rehearsal asks for this"
      exit 1
    fi
    mkdir -p "$out/bin"
    for package in \${builtins.concatStringsSep " " (map (p: quoted (toString p)) chosen)}; do
      [ -d "$package/bin" ] || continue
      for program in "$package"/bin/*; do ln -sf "$program" "$out/bin/"; done
    done
  '';

  unitFiles = pkgs.build "system-units" ''
    mkdir -p "$out"
    \${builtins.concatStringsSep "\\n" (map (name: "printf %s \${quoted written.\${name}} > \\"$out/\${name}\\"") (builtins.attrNames written))}
  '';

  etc = pkgs.build "etc" ''
    mkdir -p "$out/etc/systemd"
    ln -s "\${unitFiles}" "$out/etc/systemd/system"
    printf '%s\\n' \${quoted hostName} > "$out/etc/hostname"
    printf '%s\\n' '/dev/disk/by-label/rehearsal / ext4 x-initrd.mount 0 1' > "$out/etc/fstab"
    printf 'VERSION_ID="%s"\\n' \${quoted release} > "$out/etc/os-release"
  '';

  switch = builtins.replaceStrings [ "@root@" ] [ (quoted root) ] (builtins.readFile ./switch-to-configuration.sh);

  toplevel = pkgs.build "nixos-system-\${hostName}-\${release}" ''
    \${pkgs.phase "buildPhase"}
    mkdir -p "$out/bin" "$out/specialisation"
    ln -s "\${pkgs.linux}/bzImage" "$out/kernel"
    ln -s "\${pkgs.linux-modules}" "$out/kernel-modules"
    ln -s "\${pkgs.initrd}/initrd" "$out/initrd"
    ln -s "\${pkgs.systemd}" "$out/systemd"
    ln -s "\${etc}/etc" "$out/etc"
    ln -s "\${path}" "$out/sw"
    printf %s \${quoted release} > "$out/nixos-version"
    printf %s \${quoted system} > "$out/system"
    printf %s 'systemd 2' > "$out/init-interface-version"
    printf '{"dbus-implementation":"dbus"}' > "$out/switch-inhibitors"
    printf '#!/bin/sh\\n' > "$out/activate"
    { printf '#!/bin/sh\\nsystem="%s"\\n' "$out"; printf %s \${quoted switch}; } > "$out/bin/switch-to-configuration"
    chmod +x "$out/activate" "$out/bin/switch-to-configuration"
  '';
in
{
  config.system.build.toplevel = toplevel;
  config.networking.hostName = hostName;
}
`;

/**
 * Stands in for NixOS's switch-to-configuration: its verbs, phrases and exit codes. A file `switch-exit`
 * in the rehearsal's root (or `check-exit`, for the verb check) holds the code to end with.
 */
const switchScript = `
# The toy's switch: it moves the rehearsal's own run/current-system and touches nothing else.
PATH=/run/current-system/sw/bin:/usr/bin:/bin
export PATH
root=@root@
verb=\${1:-}
say() { printf '%s\\n' "$*" >&2; }

case $verb in
  check)
    code=0
    [ ! -r "$root/check-exit" ] || read -r code < "$root/check-exit"
    say 'Checking switch inhibitors...'
    [ "$code" = 0 ] || say 'Pre-switch checks failed'
    exit "$code" ;;
  switch | boot | test | dry-activate) ;;
  *)
    say "Usage: switch-to-configuration [check|switch|boot|test|dry-activate]"
    exit 1 ;;
esac

old=$root/run/current-system
changed=
left=
for unit in "$system"/etc/systemd/system/*; do
  name=\${unit##*/}
  [ -e "$old/etc/systemd/system/$name" ] || continue
  cmp -s "$unit" "$old/etc/systemd/system/$name" && continue
  if grep -q '^X-RestartIfChanged=false' "$unit"; then
    left="$left\${left:+, }$name"
  else
    changed="$changed\${changed:+, }$name"
  fi
done

if [ "$verb" = dry-activate ]; then
  say 'would activate the configuration...'
  [ -z "$changed" ] || say "would restart the following units: $changed"
  exit 0
fi

code=0
[ ! -r "$root/switch-exit" ] || read -r code < "$root/switch-exit"

case $code in
  0 | 2 | 4 | 100) ;;
  *)
    say 'Failed to install bootloader'
    exit "$code" ;;
esac
if [ "$verb" = boot ]; then
  exit "$code"
fi
if [ "$code" = 100 ]; then
  say 'warning: the new NixOS configuration has an init that is incompatible with the current one; a restart is needed'
  exit 100
fi

[ -z "$changed" ] || say "stopping the following units: $changed"
[ -z "$left" ] || say "NOT restarting the following changed units: $left"
say 'activating the configuration...'
say 'setting up /etc...'
sleep 0.2
mkdir -p "$root/run"
ln -s "$system" "$root/run/current-system.$$"
mv -T "$root/run/current-system.$$" "$root/run/current-system"
if [ "$code" = 2 ]; then
  say "Activation script snippet 'users' failed (1)"
  say 'Failed to run activate script'
  exit 2
fi
say 'restarting sysinit-reactivation.target'
[ -z "$changed" ] || say "starting the following units: $changed"
if [ "$code" = 4 ]; then
  say 'warning: the following units failed: sshd.service'
  say '× sshd.service - SSH Daemon'
  say '     Active: failed (Result: exit-code)'
  exit 4
fi
exit 0
`;

/** The files of one commit. */
export function toyNixpkgs(release: ToyRelease): Tree {
  return {
    'flake.nix': flake,
    'packages.nix': packages,
    'system.nix': system,
    'switch-to-configuration.sh': switchScript,
    'release.json': `${JSON.stringify(release, null, 2)}\n`,
  };
}
