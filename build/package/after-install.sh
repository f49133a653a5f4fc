#!/bin/sh
# After the deb is unpacked: Chromium's sandbox, which needs setuid only where user namespaces do not work.
set -e
root=${DPKG_ROOT:-}
if ! unshare --user true 2>/dev/null; then chmod 4755 "$root/opt/Snowbell/chrome-sandbox"; fi

# Ubuntu 24.04 and later give user namespaces only to programs that a profile of AppArmor names.
profile=/opt/Snowbell/resources/apparmor-profile
if [ -z "$root" ] && apparmor_status --enabled >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  cp -f "$profile" /etc/apparmor.d/snowbell
  apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/snowbell || :
fi
