# The NixOS options that Snowbell's module sets, as they are typed there. `release` chooses what differs.
{ lib, release }:
let
  inherit (lib) mkOption types;
  option = type: default: mkOption { inherit type default; };
  section = types.attrsOf types.anything;
in
{
  options = {
    assertions = option (types.listOf types.anything) [ ];
    environment.systemPackages = option (types.listOf types.package) [ ];
    environment.etc = option (types.attrsOf (
      types.submodule {
        options.text = option (types.nullOr types.lines) null;
      }
    )) { };
    nix.package = mkOption { type = types.package; };
    nix.daemonCPUSchedPolicy = option (types.enum [
      "other"
      "batch"
      "idle"
    ]) "other";
    nix.daemonIOSchedClass = option (types.enum [
      "best-effort"
      "idle"
    ]) "best-effort";
    security.polkit = {
      enable = option types.bool false;
      extraConfig = option types.lines "";
    }
    // lib.optionalAttrs (lib.versionAtLeast release "26.11") {
      enablePkexecWrapper = option types.bool false;
    };
    systemd.package = mkOption { type = types.package; };
    systemd.user.services = option (types.attrsOf (
      types.submodule {
        options = {
          description = option types.str "";
          wantedBy = option (types.listOf types.str) [ ];
          partOf = option (types.listOf types.str) [ ];
          after = option (types.listOf types.str) [ ];
          restartIfChanged = option types.bool true;
          environment = option (types.attrsOf (types.nullOr types.str)) { };
          unitConfig = option section { };
          serviceConfig = option section { };
        };
        # With what NixOS gives every service, a user's too, unless it is told otherwise.
        config.environment.PATH = "/nix/store/coreutils/bin:/nix/store/findutils/bin:/nix/store/gnugrep/bin:/nix/store/gnused/bin:/nix/store/systemd/bin";
      }
    )) { };
  };
}
