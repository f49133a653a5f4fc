#!/bin/sh
# After the deb is gone: what after-install has added goes too.
set -e
case ${1:-} in remove | purge | '') ;; *) exit 0 ;; esac
if [ -z "${DPKG_ROOT:-}" ] && [ -f /etc/apparmor.d/snowbell ]; then
  apparmor_parser --remove /etc/apparmor.d/snowbell 2>/dev/null || :
  rm -f /etc/apparmor.d/snowbell
fi
