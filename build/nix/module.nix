# NixOS: Snowbell, its root helper with a polkit action of its own, autostart, and settings for everybody.
{
  config,
  lib,
  options,
  pkgs,
  ...
}:
let
  inherit (lib)
    literalMD
    mkDefault
    mkEnableOption
    mkIf
    mkMerge
    mkOption
    types
    ;
  cfg = config.programs.snowbell;
  settingOptions = import ./settings.nix { inherit lib; };
  managed = lib.filterAttrs (_: value: value != null) cfg.settings;
  helper = "${cfg.helperPackage}/libexec/snowbell-helper";
  start = "${cfg.package}/bin/snowbell --hidden";
  # The short names of the settings that most people want.
  short = {
    flake = "flake";
    host = "host";
    interval = "checkEveryMinutes";
    notifications = "notifications";
    activation = "activation";
    gentleBuilds = "gentleBuilds";
  };
in
{
  options.programs.snowbell =
    lib.mapAttrs (_: key: settingOptions.${key}) short
    // {
      gentleBuilds = settingOptions.gentleBuilds // {
        description = ''
          Whether builds give way to everything else. Since it is the Nix daemon that builds, true also sets
          {option}`nix.daemonCPUSchedPolicy` and {option}`nix.daemonIOSchedClass` to `idle`, for
          all that it builds, unless they are set.
        '';
      };

      enable = mkEnableOption "Snowbell, a tray bell for a NixOS flake";

      package = mkOption {
        type = types.package;
        default = pkgs.callPackage ./package.nix { helper = cfg.helperPackage; };
        defaultText = literalMD "Snowbell, built with this system's nixpkgs";
        description = "The Snowbell to install.";
      };

      helperPackage = mkOption {
        type = types.package;
        default = pkgs.callPackage ./helper.nix {
          nix = config.nix.package;
          systemd = config.systemd.package;
        };
        defaultText = literalMD "Snowbell's helper with this system's Nix and systemd";
        description = "The program that activates a reviewed system as root, and its polkit actions.";
      };

      autostart = mkOption {
        type = types.enum [
          "service"
          "xdg"
          "none"
        ];
        default = "service";
        description = ''
          How Snowbell comes with a graphical session: `service` is a systemd user service, which a switch
          does not restart; `xdg` is an autostart entry, for desktops that do not reach
          graphical-session.target; `none` leaves it to the person.
        '';
      };

      passwordlessGroups = mkOption {
        type = types.listOf (types.strMatching "[A-Za-z_][A-Za-z0-9_.-]*");
        default = [ ];
        example = [ "wheel" ];
        description = ''
          Groups whose members, sitting at this computer, may activate systems, go back to earlier generations and
          delete them without a password. Anybody who can build a system can put anything into it: this is
          the same as giving these people root without a password.
        '';
      };

      settings = mkOption {
        type = types.submodule { options = settingOptions; };
        default = { };
        example = {
          flake = "/etc/nixos";
          held = [ "nixpkgs-stable" ];
        };
        description = "What is set for everybody; the window shows it as managed by NixOS.";
      };
    };

  config = mkIf cfg.enable (mkMerge [
    {
      assertions = [
        {
          assertion = managed.flake or null == null || !lib.hasPrefix builtins.storeDir managed.flake;
          message = "programs.snowbell.flake is in the store, where nothing can be updated: name the folder as text, such as \"/etc/nixos\".";
        }
      ];

      programs.snowbell.settings = lib.mapAttrs' (name: key: {
        name = key;
        value = mkIf (cfg.${name} != null) cfg.${name};
      }) short;

      environment.systemPackages = [
        cfg.package
        cfg.helperPackage
      ];
      environment.etc = {
        "snowbell/helper".text = "${helper}\n";
        "snowbell/settings.json".text = "${builtins.toJSON managed}\n";
      };

      security.polkit = {
        enable = true;
      }
      # Since NixOS 26.11 pkexec is setuid only where somebody asks for it; before, there is no such option.
      // lib.optionalAttrs (options.security.polkit ? enablePkexecWrapper) {
        enablePkexecWrapper = mkDefault true;
      };
    }

    (mkIf (cfg.passwordlessGroups != [ ]) {
      security.polkit.extraConfig = ''
        polkit.addRule(function (action, subject) {
          var actions = ["org.snowbell.activate", "org.snowbell.rollback", "org.snowbell.prune"];
          var groups = ${builtins.toJSON cfg.passwordlessGroups};
          if (actions.indexOf(action.id) >= 0 && subject.local && subject.active &&
              groups.some(function (group) { return subject.isInGroup(group); }))
            return polkit.Result.YES;
        });
      '';
    })

    (mkIf (cfg.autostart != "none") {
      programs.snowbell.settings.autostart = mkDefault true;
    })

    (mkIf (cfg.autostart == "service") {
      systemd.user.services.snowbell = {
        description = "Snowbell, the tray bell for this system's flake";
        wantedBy = [ "graphical-session.target" ];
        partOf = [ "graphical-session.target" ];
        after = [ "graphical-session.target" ];
        # It may be the very program that a switch was started from.
        restartIfChanged = false;
        # NixOS gives each service a PATH of five packages; without it, what the person's session finds is found.
        environment.PATH = lib.mkForce null;
        # Not in the session of a login screen.
        unitConfig.ConditionUser = "!@system";
        serviceConfig = {
          ExecStart = start;
          Restart = "on-failure";
          Slice = "app.slice";
        };
      };
    })

    (mkIf (cfg.autostart == "xdg") {
      environment.etc."xdg/autostart/snowbell.desktop".text = ''
        [Desktop Entry]
        Type=Application
        Name=Snowbell
        Exec=${start}
        Icon=snowbell
        Terminal=false
        X-GNOME-Autostart-enabled=true
      '';
    })

    (mkIf (cfg.settings.gentleBuilds == true) {
      nix.daemonCPUSchedPolicy = mkDefault "idle";
      nix.daemonIOSchedClass = mkDefault "idle";
    })
  ]);
}
