// A nixos-rebuild at the edge: what it would build is told by a file, and all else it does for real.

const profile = '/nix/var/nix/profiles/system';

/** Says and does what nixos-rebuild-ng does: sets the profile first, passes the exit code on, puts nothing back. */
export const standInRebuild = (knowsStorePath: boolean) => `#!/bin/sh
env >/tmp/control/rebuild-environment
PATH=$PATH:/usr/bin:/bin
echo "$*" >>/tmp/control/rebuild
${
  knowsStorePath
    ? ''
    : 'case "$*" in *--store-path*) echo "nixos-rebuild: error: unrecognized arguments: --store-path" >&2; exit 2 ;; esac'
}
case "$*" in
  *--store-path) echo "nixos-rebuild: error: argument --store-path: expected one argument" >&2; exit 2 ;;
esac
verb=$1
case "$2" in
  --store-path) system=$3 ;;
  --flake) echo "building the system configuration..." >&2; system=$(cat /tmp/control/builds) || exit 1 ;;
  --rollback) nix-env -p ${profile} --rollback; system=$(readlink -f ${profile}) ;;
esac
[ "$2" = --rollback ] || [ "$verb" = test ] || nix-env -p ${profile} --set "$system" || exit 1
"$system/bin/switch-to-configuration" "$verb"
code=$?
[ $code = 0 ] || echo "Command switch-to-configuration returned non-zero exit status $code." >&2
[ $code != 0 ] || echo "Done. The new configuration is $system"
exit $code
`;
