# As many of nixpkgs' packages as Snowbell's expressions name. They are this machine's own programs: what is
# built with them tests the expressions, and is not what a user of nixpkgs gets.
{
  system,
  # The folders that hold these programs' bin/, from the environment of an impure evaluation.
  node ? "/usr",
  electron ? "/usr",
  electronVersion ? "41.0.0",
  # Packages that not every nixpkgs has.
  more ? { },
  path ? "/usr/bin:/bin",
}:
let
  lib = import ./lib.nix;
  host = name: outPath: { inherit name outPath; };
  mkDerivation =
    attributes:
    let
      name = attributes.name or "${attributes.pname}-${attributes.version}";
      derived = derivation (
        removeAttrs attributes [
          "meta"
          "passthru"
        ]
        // {
          inherit name system;
          builder = "/bin/sh";
          PATH = path;
          args = [
            "-e"
            ./builder.sh
          ];
        }
      );
    in
    derived // { meta = attributes.meta or { }; } // attributes.passthru or { };
  pkgs = {
    inherit lib pkgs;
    stdenv.hostPlatform.system = system;
    stdenvNoCC = {
      inherit mkDerivation;
      hostPlatform.system = system;
    };
    callPackage =
      file: given:
      let
        make = import file;
      in
      make (builtins.intersectAttrs (builtins.functionArgs make) pkgs // given);
    mkShell = attributes: mkDerivation (attributes // { name = "shell"; });
    writeText =
      name: text:
      mkDerivation {
        inherit name text;
        installPhase = ''printf %s "$text" >"$out"'';
      };
    runtimeShell = "/bin/sh";
    nodejs = host "node" node;
    nodejs-slim = host "node-slim" node;
    electron = host "electron" electron // {
      version = electronVersion;
    };
    cacert = host "cacert" "/usr";
    coreutils = host "coreutils" "/usr";
    gitMinimal = host "git" "/usr";
    gnugrep = host "grep" "/usr";
    gnused = host "sed" "/usr";
    nix = host "nix" "/usr";
    systemd = host "systemd" "/usr";
    util-linux = host "util-linux" "/usr";
  }
  // more;
in
pkgs
