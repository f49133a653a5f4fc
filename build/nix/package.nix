# Snowbell on nixpkgs' Electron; its command line runs on Node, without a display.
{
  lib,
  stdenvNoCC,
  callPackage,
  runtimeShell,
  electron,
  # Taken where the tray of nixpkgs' own choice is broken.
  electron_42 ? null,
  gitMinimal,
  nodejs,
  # Without npm, which only the build needs.
  nodejs-slim,
  helper ? callPackage ./helper.nix { },
  npmDeps ? callPackage ./npm-deps.nix { },
}:
let
  inherit (lib) versionAtLeast versionOlder;
  # electron/electron 52674, 53138, 53213: tray items come out broken in most panels.
  trayBroken =
    { version, ... }:
    let
      within = oldest: newest: versionAtLeast version oldest && !versionOlder newest version;
    in
    within "43.3.0" "43.4.2" || within "44.0.0" "44.0.999";
  chosen = if trayBroken electron && electron_42 != null then electron_42 else electron;
  sources = [
    "LICENSE"
    "build"
    "main"
    "package-lock.json"
    "package.json"
    "preload"
    "renderer"
    "tsconfig.json"
  ];
  top = toString ../..;
in
assert lib.assertMsg (!trayBroken chosen)
  "Electron ${chosen.version} has broken tray items (43.3.0 to 43.4.2 and 44.0 do), and this nixpkgs has no electron_42. Update nixpkgs, or give Snowbell another one: snowbell.override { electron = …; }";
assert lib.assertMsg (versionAtLeast chosen.version "33") "Snowbell needs Electron 33 or newer, not ${chosen.version}";
stdenvNoCC.mkDerivation {
  pname = "snowbell";
  inherit (lib.importJSON ../../package.json) version;
  src = builtins.path {
    path = ../..;
    name = "snowbell-source";
    filter = path: _: dirOf path != top || builtins.elem (baseNameOf path) sources;
  };
  nativeBuildInputs = [ nodejs ];
  dontConfigure = true;
  buildPhase = ''
    runHook preBuild
    ln -s ${npmDeps}/node_modules node_modules
    node build/bundle.mjs
    runHook postBuild
  '';
  installPhase = ''
    runHook preInstall
    app=$out/lib/snowbell
    mkdir -p "$app" "$out/bin"
    cp -r out package.json "$app"
    node build/desktop/share.mjs "$out/share"
    mkdir -p "$out/share/licenses/snowbell"
    cp LICENSE "$out/share/licenses/snowbell"
    cat >places <<'PLACES'
    # A service's PATH may be bare: behind it comes what a login on NixOS has, and git, which has to be there.
    PATH=''${PATH:+$PATH:}/run/wrappers/bin:$HOME/.nix-profile/bin:''${XDG_STATE_HOME:-$HOME/.local/state}/nix/profile/bin:/etc/profiles/per-user/''${USER:-nobody}/bin:/nix/var/nix/profiles/default/bin:/run/current-system/sw/bin:${gitMinimal}/bin
    SNOWBELL_HELPER=${helper}/libexec/snowbell-helper
    export PATH SNOWBELL_HELPER
    window() { exec ${chosen}/bin/electron ''${NIXOS_OZONE_WL:+''${WAYLAND_DISPLAY:+--ozone-platform-hint=auto}} @out@/lib/snowbell "$@"; }
    terminal() { exec ${nodejs-slim}/bin/node @out@/lib/snowbell/out/main/cli.js "$@"; }
    PLACES
    {
      echo '#!${runtimeShell}'
      sed -e 1d -e '/^# --- places$/,$d' build/desktop/snowbell.sh
      sed "s|@out@|$out|" places
      sed '1,/^# --- end of places$/d' build/desktop/snowbell.sh
    } >"$out/bin/snowbell"
    chmod 755 "$out/bin/snowbell"
    runHook postInstall
  '';
  # Nothing in it is compiled, and the folder of assets holds scripts that are only read.
  dontFixup = true;
  doInstallCheck = true;
  installCheckPhase = ''
    runHook preInstallCheck
    test "$("$out/bin/snowbell" --version)" = "$version"
    test -s "$out/lib/snowbell/out/renderer/index.html"
    test -s "$out/share/man/man1/snowbell.1"
    runHook postInstallCheck
  '';
  passthru = {
    inherit helper npmDeps;
    electron = chosen;
  };
  meta = {
    description = "A tray bell for people who run NixOS from a flake";
    license = lib.licenses.mit;
    mainProgram = "snowbell";
    platforms = [
      "x86_64-linux"
      "aarch64-linux"
    ];
  };
}
