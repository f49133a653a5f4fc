{
  description = "A tray bell for people who run NixOS from a flake";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;
      each =
        make:
        lib.genAttrs [
          "x86_64-linux"
          "aarch64-linux"
        ] (system: make nixpkgs.legacyPackages.${system});
    in
    {
      packages = each (pkgs: rec {
        default = pkgs.callPackage ./build/nix/package.nix { };
        inherit (default) helper;
      });

      overlays.default = final: _: { snowbell = final.callPackage ./build/nix/package.nix { }; };

      nixosModules.default = ./build/nix/module.nix;
      homeModules.default = ./build/nix/home-module.nix;

      # npm's own Electron does not run on NixOS; set-up takes the one that this names.
      devShells = each (
        pkgs:
        let
          inherit (pkgs.callPackage ./build/nix/package.nix { }) electron;
        in
        {
          default = pkgs.mkShell {
            packages = [
              pkgs.gitMinimal
              pkgs.nodejs
            ];
            ELECTRON_OVERRIDE_DIST_PATH = "${electron}/bin";
          };
        }
      );

      checks = each (
        pkgs:
        let
          inherit (pkgs.stdenv.hostPlatform) system;
          example = lib.nixosSystem {
            modules = [
              self.nixosModules.default
              {
                nixpkgs.hostPlatform = system;
                boot.isContainer = true;
                system.stateVersion = "25.11";
                programs.snowbell = {
                  enable = true;
                  flake = "/etc/nixos";
                };
              }
            ];
          };
        in
        {
          inherit (self.packages.${system}) default helper;
          # A whole NixOS system with the module in it, evaluated to its derivation but not built.
          module = pkgs.writeText "snowbell-module" (
            builtins.unsafeDiscardStringContext example.config.system.build.toplevel.drvPath
          );
        }
      );
    };
}
