{
  description = "A stand-in for nixpkgs, for tests of Snowbell's flake on machines that have none";

  outputs = _: {
    lib = import ./lib.nix // {
      # A system of which only the options exist that Snowbell sets.
      nixosSystem =
        { modules }:
        let
          lib = import ./lib.nix;
          pkgs = import ./pkgs.nix { system = "x86_64-linux"; };
          inherit (lib) mkOption types;
          loose = mkOption {
            type = types.anything;
            default = null;
          };
          rest = {
            options = {
              nixpkgs.hostPlatform = loose;
              boot.isContainer = loose;
              system.stateVersion = loose;
              system.build.toplevel = loose;
            };
          };
          evaluated = lib.evalModules {
            specialArgs = { inherit pkgs; };
            modules = [
              (import ./nixos.nix {
                inherit lib;
                release = "26.11";
              })
              rest
              (
                { config, ... }:
                {
                  nix.package = pkgs.nix;
                  systemd.package = pkgs.systemd;
                  system.build.toplevel = pkgs.writeText "system" (
                    builtins.toJSON {
                      inherit (config) environment security systemd;
                      failed = builtins.filter (one: !one.assertion) config.assertions;
                    }
                  );
                }
              )
            ]
            ++ modules;
          };
        in
        evaluated;
    };
    legacyPackages = builtins.listToAttrs (
      map
        (system: {
          name = system;
          value = import ./pkgs.nix { inherit system; };
        })
        [
          "x86_64-linux"
          "aarch64-linux"
        ]
    );
  };
}
