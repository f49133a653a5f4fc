# The few phases of nixpkgs' builder that Snowbell's expressions have; each text is empty where they have none.
runHook() { :; }
if [ -n "${src:-}" ]; then
  cp -r "$src" source
  chmod -R u+w source
  cd source
fi
[ -n "${dontBuild:-}" ] || eval "${buildPhase:-}"
eval "$installPhase"
[ -z "${doInstallCheck:-}" ] || eval "${installCheckPhase:-}"
