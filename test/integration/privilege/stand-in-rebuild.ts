// A nixos-rebuild at the edge: what it would build is told by a file, and all else it says and does as the real ones.

const profile = '/nix/var/nix/profiles/system';

const begin = `#!/bin/sh
env >/tmp/control/rebuild-environment
PATH=$PATH:/usr/bin:/bin
echo "$*" >>/tmp/control/rebuild
verb=$1
`;

/** nixos-rebuild-ng of 26.05: sets the profile first, passes the exit code on, puts nothing back. */
const newer = `${begin}
case "$*" in
  *--store-path) echo "nixos-rebuild: error: argument --store-path: expected one argument" >&2; exit 2 ;;
  "$verb --store-path "*" --no-reexec") system=$3 ;;
  *) echo "nixos-rebuild: error: not as it is called here" >&2; exit 2 ;;
esac
run() {
  "$@" && return
  code=$?
  echo "Command '$*' returned non-zero exit status $code." >&2
  exit $code
}
echo "building the system configuration..." >&2
if [ "$verb" != test ]; then
  if [ ! -f "$system/nixos-version" ]; then
    echo "error: your NixOS configuration path seems to be missing essential files." >&2
    exit 1
  fi
  run nix-env -p ${profile} --set "$system"
fi
unit=
[ ! -d /run/systemd/system ] || unit='systemd-run -E LOCALE_ARCHIVE -E NIXOS_INSTALL_BOOTLOADER -E NIXOS_NO_CHECK --collect --no-ask-password --pipe --quiet --service-type=exec --unit=nixos-rebuild-switch-to-configuration'
export NIXOS_INSTALL_BOOTLOADER=0
run $unit "$system/bin/switch-to-configuration" "$verb" >&2
printf 'Done. The new configuration is ' >&2
echo "$system"
`;

/** The shell script of 24.05 to 25.05: evaluates before all else unless --fast, and makes every failure a 1. */
const older = `${begin}
fast= flake= rollback=
shift
while [ $# -gt 0 ]; do
  case $1 in
    --fast) fast=1 ;;
    --rollback) rollback=1 ;;
    --flake) flake=$2; shift ;;
    *) echo "$0: unknown option \\\`$1'" >&2; exit 1 ;;
  esac
  shift
done
[ "$verb" != list-generations ] || exit 0
if [ -z "$fast" ] && [ -z "$flake" ] && [ -e /etc/nixos/flake.nix ]; then
  echo "error: cannot evaluate /etc/nixos" >&2
  exit 1
fi
if [ -n "$rollback" ]; then
  nix-env --rollback -p ${profile} || exit 1
  system=${profile}
else
  echo "building the system configuration..." >&2
  system=$(cat /tmp/control/builds) || exit 1
  [ "$verb" = test ] || nix-env -p ${profile} --set "$system" || exit 1
fi
if ! env -i NIXOS_INSTALL_BOOTLOADER= PATH="$PATH" "$system/bin/switch-to-configuration" "$verb"; then
  echo "warning: error(s) occurred while switching to the new configuration" >&2
  exit 1
fi
`;

export const standInRebuild = (knowsStorePath: boolean) => (knowsStorePath ? newer : older);
