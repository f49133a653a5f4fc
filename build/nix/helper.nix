# The one program that runs as root: a short shell script with a PATH of store paths, and its polkit actions.
# A derivation of its own, so that its path changes only when it or its tools do.
{
  lib,
  stdenvNoCC,
  runtimeShell,
  coreutils,
  gnugrep,
  gnused,
  nix,
  systemd,
  util-linux,
}:
let
  # The system's own programs come last: what an activation starts may look for them.
  path =
    lib.makeBinPath [
      coreutils
      gnugrep
      gnused
      nix
      systemd
      util-linux
    ]
    + ":/run/wrappers/bin:/run/current-system/sw/bin";
in
stdenvNoCC.mkDerivation {
  pname = "snowbell-helper";
  inherit (lib.importJSON ../../package.json) version;
  src = builtins.path {
    path = ../helper;
    name = "snowbell-helper-source";
  };
  dontConfigure = true;
  dontBuild = true;
  # The policy must name the real path: polkit 127 compares real paths, older ones the path as given.
  installPhase = ''
    runHook preInstall
    grep -q '^#!/bin/sh$' snowbell-helper.sh
    test "$(grep -c "^path='" snowbell-helper.sh)" = 1
    mkdir -p "$out/libexec" "$out/share/polkit-1/actions"
    sed -e '1s|.*|#!${runtimeShell}|' -e "s|^path='.*'\$|path='${path}'|" \
      snowbell-helper.sh >"$out/libexec/snowbell-helper"
    chmod 755 "$out/libexec/snowbell-helper"
    sed "s|@helper@|$out/libexec/snowbell-helper|" \
      org.snowbell.policy.in >"$out/share/polkit-1/actions/org.snowbell.policy"
    runHook postInstall
  '';
  dontFixup = true;
  doInstallCheck = true;
  installCheckPhase = ''
    runHook preInstallCheck
    test "$("$out/libexec/snowbell-helper" --protocol)" = 1
    ! grep -q '@helper@' "$out/share/polkit-1/actions/org.snowbell.policy"
    runHook postInstallCheck
  '';
  meta = {
    description = "Activates a NixOS system that was built and reviewed in Snowbell";
    license = lib.licenses.mit;
    platforms = lib.platforms.linux;
  };
}
