# The home-manager options that Snowbell's module sets.
{ lib }:
let
  inherit (lib) mkOption types;
  option = type: default: mkOption { inherit type default; };
in
{
  options = {
    home.packages = option (types.listOf types.package) [ ];
    home.activation = option (types.attrsOf types.anything) { };
    systemd.user.services = option (types.attrsOf (types.attrsOf types.anything)) { };
    xdg.configHome = option types.str "/home/alice/.config";
  };
}
