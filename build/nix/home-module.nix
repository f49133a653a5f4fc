# home-manager: Snowbell for one person. Switching by way of its own root helper and polkit messages,
# and settings that the window shows as managed, need the NixOS module; without it polkit's general
# message is shown, and everything else is the same.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib)
    literalMD
    mkEnableOption
    mkIf
    mkOption
    types
    ;
  cfg = config.programs.snowbell;
  chosen = lib.filterAttrs (_: value: value != null) cfg.settings;
in
{
  options.programs.snowbell = {
    enable = mkEnableOption "Snowbell, a tray bell for a NixOS flake";

    package = mkOption {
      type = types.package;
      default = pkgs.callPackage ./package.nix { };
      defaultText = literalMD "Snowbell, built with this nixpkgs";
      description = "The Snowbell to install.";
    };

    autostart = mkOption {
      type = types.bool;
      default = true;
      description = "Whether Snowbell comes with the graphical session, as a user service that a switch does not restart.";
    };

    settings = mkOption {
      type = types.submodule { options = import ./settings.nix { inherit lib; }; };
      default = { };
      example = {
        notifications = false;
      };
      description = ''
        Settings that each activation of the home writes into Snowbell's own file, key by key. Others, which
        the person chose in the window, stay. To have them shown as managed, set them in the NixOS module.
      '';
    };
  };

  config = mkIf cfg.enable {
    home.packages = [ cfg.package ];

    systemd.user.services.snowbell = mkIf cfg.autostart {
      Unit = {
        Description = "Snowbell, the tray bell for this system's flake";
        PartOf = [ "graphical-session.target" ];
        After = [ "graphical-session.target" ];
        X-SwitchMethod = "keep-old";
      };
      Service = {
        ExecStart = "${cfg.package}/bin/snowbell --hidden";
        Restart = "on-failure";
        Slice = "app.slice";
      };
      Install.WantedBy = [ "graphical-session.target" ];
    };

    home.activation.snowbellSettings = mkIf (chosen != { }) (
      lib.hm.dag.entryAfter [ "writeBoundary" ] ''
        run ${pkgs.nodejs-slim}/bin/node ${./merge-settings.mjs} \
          ${lib.escapeShellArg "${config.xdg.configHome}/snowbell/settings.json"} ${lib.escapeShellArg (builtins.toJSON chosen)}
      ''
    );
  };
}
