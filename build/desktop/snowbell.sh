#!/bin/sh
# Opens Snowbell's window, or runs its command line where a command is given or there is no display.
# A package puts its own places into the lines between the markers.
# --- places
here=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
window() { exec "$here/snowbell" "$@"; }
terminal() { ELECTRON_RUN_AS_NODE=1 exec "$here/snowbell" "$here/resources/app.asar/out/main/cli.js" "$@"; }
# --- end of places
unset ELECTRON_RUN_AS_NODE

for word do
  case $word in
    --help | --version | [!-]* | '') terminal "$@" ;;
  esac
done
[ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ] || terminal "$@"
window "$@"
