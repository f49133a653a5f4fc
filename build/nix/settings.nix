# What Snowbell lets a person set, as typed options; the keys are those of preload/contract/settings.ts.
{ lib }:
let
  inherit (lib) mkOption types;
  setting =
    type: example: description:
    mkOption {
      type = types.nullOr type;
      default = null;
      inherit example;
      description = "${description} Left to the person where it is null.";
    };
in
{
  flake =
    setting (types.strMatching "/.*") "/etc/nixos"
      "The folder that holds the system's flake.nix, as text and not as a path (a path would be copied into the store).";
  host = setting (types.strMatching ".+") "laptop" "The attribute of nixosConfigurations.";
  checkEveryMinutes = setting (types.ints.between 15 10080) 360 "Minutes between two checks.";
  notifications = setting types.bool true "Whether Snowbell shows notifications.";
  commitLock = setting types.bool false "Whether flake.lock is committed after a switch.";
  activation = setting (types.enum [
    "switch"
    "boot"
    "test"
  ]) "boot" "What the main button does with a reviewed system.";
  theme = setting (types.enum [
    "system"
    "light"
    "dark"
  ]) "system" "The window's colours.";
  onMetered = setting types.bool false "Whether Snowbell checks and prepares on networks that are paid for by volume.";
  onBattery = setting types.bool false "Whether Snowbell checks and prepares on a low battery.";
  gentleBuilds = setting types.bool true "Whether builds give way to everything else.";
  prepareAhead = setting types.bool false "Whether what is behind is built quietly in advance.";
  autostart = setting types.bool true "Whether Snowbell comes with the session.";
  language = setting (types.enum [
    "system"
    "en"
    "de"
    "fr"
    "es"
    "pt-BR"
    "zh-CN"
    "ja"
  ]) "system" "The language of window and notifications.";
  held = setting (types.listOf types.str) [ "nixpkgs-stable" ] "Inputs that are never counted as behind.";
}
