# The npm packages that package-lock.json names, fetched by npm itself, which checks each against the lock.
# A fixed-output derivation: the lock records integrity but no addresses, so nothing can be fetched one by one.
{
  lib,
  stdenvNoCC,
  nodejs,
  cacert,
}:
let
  inherit (stdenvNoCC.hostPlatform) system;
  kept = lib.importJSON ./npm-deps-hash.json;
  cpu =
    {
      x86_64-linux = "x64";
      aarch64-linux = "arm64";
    }
    .${system} or (throw "Snowbell is packaged for x86_64-linux and aarch64-linux, not for ${system}");
  certificates = "${cacert}/etc/ssl/certs/ca-bundle.crt";
  files = [
    ".npmrc"
    "package.json"
    "package-lock.json"
  ];
in
# An old hash would silently give the old packages where they are in the store already.
assert lib.assertMsg (
  builtins.hashFile "sha256" ../../package-lock.json == kept.lock
) "package-lock.json has changed: run node build/nix/update-hash.mjs";
stdenvNoCC.mkDerivation {
  name = "snowbell-npm-deps";
  src = builtins.path {
    path = ../..;
    name = "snowbell-lock";
    filter = path: _: builtins.elem (baseNameOf path) files && dirOf path == toString ../..;
  };
  nativeBuildInputs = [ nodejs ];
  # The platform is named, so that any machine can fetch for any other.
  buildPhase = ''
    runHook preBuild
    export HOME=$PWD/home
    mkdir "$HOME"
    npm ci --ignore-scripts --os=linux --cpu=${cpu} --libc=glibc --no-progress --cache "$HOME/npm"
    runHook postBuild
  '';
  # npm's own note of what it did is the one file that may differ from one npm to the next.
  installPhase = ''
    runHook preInstall
    rm -f node_modules/.package-lock.json
    mkdir "$out"
    mv node_modules "$out"
    runHook postInstall
  '';
  dontConfigure = true;
  dontFixup = true;
  # stdenv points both away from every certificate, and nixpkgs' OpenSSL asks the second one first.
  SSL_CERT_FILE = certificates;
  NIX_SSL_CERT_FILE = certificates;
  impureEnvVars = lib.fetchers.proxyImpureEnvVars ++ [
    "npm_config_registry"
    "NODE_EXTRA_CA_CERTS"
  ];
  outputHashMode = "recursive";
  outputHashAlgo = "sha256";
  outputHash = kept.${system};
}
