#!/bin/sh
# Activates one system that was built and reviewed before: the only part of Snowbell that runs as root.
#
#   snowbell-helper activate switch|boot|test STORE_PATH EXPECTED_CURRENT RUN_ID [--lock DIR SHA256]
#   snowbell-helper rollback GENERATION EXPECTED_CURRENT RUN_ID
#   snowbell-helper prune KEEP RUN_ID
#   snowbell-helper --protocol
#
# The talk: once it is authorised and everything fits, it prints "snowbell-helper: authorised" and
# waits half a minute for the three bytes "go\n" on stdin. With --lock there follow ten digits and "\n" (the
# length) and that many bytes (the new lock file). Anything else, and nothing has changed. After
# "go" the work goes on in a session (or systemd unit) of its own, whatever becomes of the caller.
# RUNS/RUN_ID.log takes what the activation says, RUNS/RUN_ID.result is one JSON object: first with
# "state":"running" and who runs it, in the end with "state":"ended" and how it went. SHA256 is that
# of the lock file to be replaced, or "absent".
#
# Exit codes: 0, 2, 4, 100 are switch-to-configuration's own. Nothing has changed after
#   64 usage        65 not a valid system   66 the current system is another one
#   67 another switch is going on           68 withheld (no "go")
#   69 something is missing or unsafe here  71 the new system's own checks refuse the switch
#   72 this RUN_ID has been used            73 the lock file may not be written
# and after 70 the activation ended in another way (the result says how), 74 it has no recorded end,
# 75 old generations are deleted, and the boot menu could not be refreshed (the result says with what).
# Never 126 or 127: those are pkexec's.

# Places. One NAME='VALUE' a line, so that a package or a rehearsal can have its own.
store='/nix/store'
profile='/nix/var/nix/profiles/system'
current='/run/current-system'
booted='/run/booted-system'
runs='/var/lib/snowbell/runs'
switch_lock='/run/nixos/switch-to-configuration.lock'
systemd='/run/systemd/system'
path='/run/current-system/sw/bin:/run/wrappers/bin:/usr/sbin:/usr/bin:/sbin:/bin'
# 'yes' where it all belongs to a plain user: files need that user as owner then, instead of root
rehearsal=''

protocol=1
keep_runs=50
keep_log_bytes=2097152
max_lock_bytes=16777216
go_seconds=30

set -u
umask 022
PATH=$path
LC_ALL=C
export PATH LC_ALL
unset ENV BASH_ENV CDPATH
IFS=' 	
'
if [ -z "$rehearsal" ]; then
  unset NIX_STORE_DIR NIX_STATE_DIR NIX_LOG_DIR NIX_CONF_DIR NIX_REMOTE NIX_CONFIG NIX_PATH \
    NIX_USER_CONF_FILES NIXOS_NO_CHECK NIXOS_INSTALL_BOOTLOADER NIXOS_ACTION
  owner=0
else
  owner=$(id -u)
fi
cd / || exit 69

end() { # CODE MESSAGE
  printf 'snowbell-helper: %s\n' "$2" >&2
  exit "$1"
}

# --- what the arguments may look like -------------------------------------------------------------

is_number() {
  case $1 in '' | 0* | *[!0-9]* | ??????????*) return 1 ;; esac
}

is_run_id() {
  h='[0-9a-f][0-9a-f][0-9a-f][0-9a-f]'
  # shellcheck disable=SC2254 # a pattern on purpose
  case $1 in $h$h-$h-$h-$h-$h$h$h) return 0 ;; esac
  return 1
}

is_sha256() {
  case $1 in absent) return 0 ;; *[!0-9a-f]*) return 1 ;; esac
  [ ${#1} -eq 64 ]
}

is_store_path() {
  case $1 in "$store"/*) ;; *) return 1 ;; esac
  base=${1#"$store"/}
  hash=${base%%-*}
  name=${base#*-}
  [ "$base" = "$hash-$name" ] && [ ${#hash} -eq 32 ] && [ ${#name} -le 211 ] || return 1
  case $hash in *[!0123456789abcdfghijklmnpqrsvwxyz]*) return 1 ;; esac
  case $name in '' | .* | *..* | *[!0-9A-Za-z+._?=-]*) return 1 ;; esac
}

is_plain_folder() {
  case $1 in
    /*) ;;
    *) return 1 ;;
  esac
  case $1/ in *//* | */../* | */./* | *[[:cntrl:]]*) return 1 ;; esac
}

# --- what must be true of this system -------------------------------------------------------------

# A file or folder of ours that nobody else can swap: right owner, no link, writable by no other.
is_ours() { # KIND PATH
  [ ! -L "$2" ] && test "$1" "$2" && is=$(stat -c '%u %A' -- "$2") && [ "${is% *}" = "$owner" ] || return 1
  [ -n "$rehearsal" ] && return 0
  case ${is#* } in ?????w???? | ????????w?) return 1 ;; esac
}

is_system() {
  is_store_path "$1" && is_ours -d "$1" || return 1
  [ -f "$1/nixos-version" ] && [ -x "$1/bin/switch-to-configuration" ] || return 1
  command -v nix-store >/dev/null 2>&1 || return 0
  nix-store --check-validity "$1" >/dev/null 2>&1
}

switch_is_going_on() {
  for held in "$switch_lock" "$runs/.lock"; do
    [ -e "$held" ] || continue
    flock -n "$held" true || return 0
  done
  return 1
}

require_tools() {
  for tool in flock timeout setsid stat readlink sha256sum head tail sed grep sort sync; do
    command -v "$tool" >/dev/null 2>&1 || end 69 "the program $tool is missing"
  done
  [ "$verb" = test ] || command -v nix-env >/dev/null 2>&1 || end 69 'the program nix-env is missing'
}

prepare_runs() {
  mkdir -p -- "$runs" || end 69 "cannot make $runs"
  for folder in "${runs%/*}" "$runs"; do
    is_ours -d "$folder" || end 69 "$folder has another owner, is a link or is writable by others"
  done
  chmod 0755 -- "$runs"
}

# The owner rule for the folder of a root-owned flake, its parents and its lock file.
lock_place_fits() {
  is_plain_folder "$lock_dir" || return 1
  folder=$lock_dir
  while [ -n "$folder" ]; do
    if [ -n "$rehearsal" ]; then
      [ -d "$folder" ] && [ ! -L "$folder" ] || return 1
    else
      is_ours -d "$folder" || return 1
    fi
    folder=${folder%/*}
  done
  [ -f "$lock_dir/flake.nix" ] || return 1
  if [ "$lock_sha" = absent ]; then
    [ ! -e "$lock_dir/flake.lock" ] && [ ! -L "$lock_dir/flake.lock" ]
  else
    is_ours -f "$lock_dir/flake.lock"
  fi
}

lock_is_unchanged() {
  [ "$lock_sha" = absent ] && return 0
  [ "$(sha256sum <"$lock_dir/flake.lock")" = "$lock_sha  -" ]
}

check_place() {
  require_tools
  prepare_runs
  for name in log job candidate result; do
    [ ! -e "$runs/$run_id.$name" ] || end 72 'this run id has been used'
  done
  if [ "$verb" != prune ]; then
    is_system "$system" || end 65 "$system is not a valid NixOS system in the store"
    [ "$(readlink -f -- "$current")" = "$expected" ] || end 66 'the current system is another one by now'
  else
    is_store_path "$(readlink -f -- "$current")" || end 69 "$current does not say which system runs"
  fi
  ! switch_is_going_on || end 67 'another switch is going on'
  if [ -n "$lock_dir" ]; then
    lock_place_fits || end 73 "$lock_dir/flake.lock: it, its folder and every parent must be root's own, without links"
    lock_is_unchanged || end 73 "$lock_dir/flake.lock has changed meanwhile"
  fi
}

# --- records --------------------------------------------------------------------------------------

json() {
  case $1 in
    *[\\\"]*) printf '"%s"' "$(printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g')" ;;
    # a store path needs no program to be quoted
    *) printf '"%s"' "$1" ;;
  esac
}

number_or_null() {
  printf '%s' "${1:-null}"
}

text_or_null() {
  if [ -n "$1" ]; then json "$1"; else printf null; fi
}

# Gives a finished file to the person who asked, and makes it the record in one step.
publish() { # JSON
  record=$runs/$run_id.result
  (umask 077 && printf '%s\n' "$1" >"$record.new") &&
    chown "$person" -- "$record.new" && sync -- "$record.new" && mv -fT -- "$record.new" "$record"
}

generation_of_profile() {
  link=$(readlink -- "$profile") || return 0
  link=${link##*/}
  link=${link#"${profile##*/}"-}
  link=${link%-link}
  ! is_number "$link" || printf '%s' "$link"
}

process_start() { # field 22 of stat, after the name in brackets, which may hold anything
  read -r stat <"/proc/$$/stat"
  # shellcheck disable=SC2086 # split on purpose
  set -- ${stat##*) }
  shift 19
  printf '%s' "$1"
}

say_running() { # STEP
  publish "{\"protocol\":$protocol,\"state\":\"running\",\"step\":\"$1\",\"verb\":\"$verb\",\
\"storePath\":$(text_or_null "$system"),\"before\":$(text_or_null "$expected"),\
\"previousGeneration\":$(number_or_null "$before_generation"),\
\"pid\":$$,\"start\":$(process_start),\"boot\":\"$(cat /proc/sys/kernel/random/boot_id)\"}"
}

say_ended() { # EXIT REFUSED
  if [ "$(stat -c %s -- "$runs/$run_id.log")" -gt "$keep_log_bytes" ]; then
    (umask 077 && tail -c "$keep_log_bytes" -- "$runs/$run_id.log" >"$runs/$run_id.log.new") &&
      chown "$person" -- "$runs/$run_id.log.new" && mv -fT -- "$runs/$run_id.log.new" "$runs/$run_id.log"
  fi
  publish "{\"protocol\":$protocol,\"state\":\"ended\",\"verb\":\"$verb\",\
\"storePath\":$(text_or_null "$system"),\"before\":$(text_or_null "$expected"),\
\"after\":$(text_or_null "$(readlink -f -- "$current")"),\"exit\":$(number_or_null "$1"),\
\"refused\":$(text_or_null "$2"),\"previousGeneration\":$(number_or_null "$before_generation"),\
\"generation\":$(number_or_null "$(generation_of_profile)"),\"profileRestored\":$restored,\
\"bootMenu\":$(number_or_null "$boot_menu"),\
\"lock\":$(text_or_null "$lock_result"),\"endedAt\":\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\"}"
}

forget_old_runs() {
  # shellcheck disable=SC2010,SC2012 # the names that count are run ids
  ls -1t -- "$runs" | grep -E '^[0-9a-f-]{36}\.log$' | tail -n "+$keep_runs" | while read -r name; do
    old=${name%.log}
    rm -f -- "$runs/$old."*
  done
}

# --- the work, in a session of its own ------------------------------------------------------------

refuse() { # WHY
  printf 'snowbell-helper: refused: %s\n' "$1"
  rm -f -- "$runs/$run_id.candidate"
  say_ended '' "$1"
  exit 0
}

switch_to() { # VERB
  hold=''
  if [ -n "$systemd" ] && [ -d "$systemd" ] && command -v systemd-inhibit >/dev/null 2>&1 &&
    systemd-inhibit --what=sleep:shutdown --mode=block true 2>/dev/null; then
    hold='systemd-inhibit --what=sleep:shutdown --mode=block --who=Snowbell --why=switching'
  fi
  # 9 is the helper's own lock; a service that is started here must not keep it.
  # shellcheck disable=SC2086 # words on purpose
  env -u LC_ALL NIXOS_INSTALL_BOOTLOADER=0 $hold "$system/bin/switch-to-configuration" "$1" 9>&-
}

# "check" came with the pre-switch checks, whose script the system's wrapper names; a system that
# names it and still answers with its usage is taken as one without.
checks_refuse() {
  grep -q PRE_SWITCH_CHECK "$system/bin/switch-to-configuration" || return 1
  answer=$(env -u LC_ALL "$system/bin/switch-to-configuration" check 2>&1 9>&-)
  code=$?
  case $code:$answer in 0:* | *[Uu]sage:*) return 1 ;; esac
  printf '%s\n' "$answer"
}

set_profile() {
  case $verb in
    switch | boot) nix-env -p "$profile" --set "$system" 9>&- ;;
    rollback)
      [ "$before_generation" = "$generation" ] || nix-env -p "$profile" --switch-generation "$generation" 9>&-
      ;;
  esac
}

# Back to the generation from before, unless somebody else has moved the profile meanwhile. The
# generation that was made stays when the boot loader may already name it (then it must not be
# collected as garbage); it goes when the switch stopped before that.
restore_profile() {
  [ "$after_link" != "$before_link" ] && [ -n "$before_generation" ] || return 0
  [ "$(readlink -- "$profile")" = "$after_link" ] || return 0
  made=$(generation_of_profile)
  nix-env -p "$profile" --switch-generation "$before_generation" 9>&- || return 0
  [ "$(readlink -- "$profile")" = "$before_link" ] || return 0
  restored=true
  if [ "$verb" != rollback ] &&
    grep -qE "Pre-switch check|Could not acquire lock" "$runs/$run_id.log"; then
    nix-env -p "$profile" --delete-generations "$made" 9>&- || :
  fi
}

write_lock() {
  lock_place_fits || { lock_result='refused:unsafe-place' && return; }
  lock_is_unchanged || { lock_result='refused:changed' && return; }
  new=$lock_dir/.flake.lock.$run_id
  lock_result='refused:not-written'
  (set -C && cat -- "$runs/$run_id.candidate" >"$new") || return
  if [ "$lock_sha" != absent ]; then
    chown --reference="$lock_dir/flake.lock" -- "$new" && chmod --reference="$lock_dir/flake.lock" -- "$new" ||
      { rm -f -- "$new" && return; }
  fi
  if sync -- "$new" && lock_is_unchanged && mv -fT -- "$new" "$lock_dir/flake.lock"; then
    lock_result=written
    sync -- "$lock_dir" || :
  else
    rm -f -- "$new"
  fi
}

is_in_use() { # LINK: its system, or a specialisation of it, runs or was started
  for one in "$1" "$1"/specialisation/*; do
    one=$(readlink -f -- "$one") || continue
    [ "$one" != "$running" ] && [ "$one" != "$started" ] || return 0
  done
  return 1
}

# All but the newest KEEP, the default one, and those in use.
old_generations() { # KEEP
  for link in "$profile"-*-link; do
    number=${link#"$profile"-}
    number=${number%-link}
    ! is_number "$number" || printf '%s\n' "$number"
  done | sort -rn | tail -n "+$(($1 + 1))" | while read -r number; do
    [ "$number" = "$before_generation" ] || is_in_use "$profile-$number-link" || printf '%s\n' "$number"
  done
}

# The boot menu is made anew by the default system, also after a deletion that stopped half-way:
# it must not offer what is gone.
prune() {
  running=$(readlink -f -- "$current")
  started=$(readlink -f -- "$booted")
  say_running pruning
  code=0
  old=$(old_generations "$generation")
  if [ -n "$old" ]; then
    # shellcheck disable=SC2086 # one word a number
    nix-env -p "$profile" --delete-generations $old 9>&-
    code=$?
  fi
  system=$(readlink -f -- "$profile")
  say_running boot-menu
  if is_system "$system"; then
    switch_to boot
    boot_menu=$?
  else
    printf 'snowbell-helper: %s is not a valid system\n' "$system"
    boot_menu=65
  fi
  say_ended "$code" ''
}

perform() {
  [ -f "$runs/$run_id.job" ] || end 64 'no such job'
  {
    read -r verb && IFS= read -r system && IFS= read -r expected && read -r generation &&
      IFS= read -r lock_dir && read -r lock_sha && read -r person
  } <"$runs/$run_id.job" || end 64 'no such job'
  rm -f -- "$runs/$run_id.job"
  # A handler, not "ignore": what is ignored here would be ignored by the whole activation.
  trap : HUP INT QUIT TERM PIPE
  # Nobody else may open the lock: whoever can open a file can hold it.
  umask 077
  exec </dev/null >>"$runs/$run_id.log" 2>&1 9>"$runs/.lock"
  umask 022
  restored=false
  lock_result=''
  boot_menu=''
  before_link=$(readlink -- "$profile") || before_link=''
  before_generation=$(generation_of_profile)
  flock -n 9 || refuse lock-held
  say_running checking || exit 69

  if [ "$verb" = prune ]; then
    prune
    return
  fi

  [ "$(readlink -f -- "$current")" = "$expected" ] || refuse current-changed
  # Not for "boot": what only a restart can change is refused by "check" but fine there.
  case $verb in switch | rollback) ! checks_refuse || refuse switch-inhibited ;; esac

  say_running profile
  if ! set_profile; then
    after_link=$(readlink -- "$profile") || after_link=''
    restore_profile
    refuse profile-not-set
  fi
  after_link=$(readlink -- "$profile") || after_link=''

  say_running activating
  case $verb in rollback) action=switch ;; *) action=$verb ;; esac
  switch_to "$action"
  code=$?

  # The settle table: what is kept, what is put back, and when the lock file is written.
  wanted=''
  case $action:$code in
    switch:0 | switch:4 | switch:100 | boot:0) wanted=yes ;;
    switch:2 | test:*) ;;
    *) restore_profile ;;
  esac
  if [ -n "$lock_dir" ]; then
    if [ -n "$wanted" ]; then write_lock; else lock_result='refused:not-activated'; fi
  fi
  rm -f -- "$runs/$run_id.candidate"
  say_ended "$code" ''
}

# --- the conversation -----------------------------------------------------------------------------

# Reads exactly COUNT bytes: nothing that belongs to the next reader is taken from the pipe.
listen() { # COUNT
  timeout --foreground "$go_seconds" head -c "$1"
}

withhold() {
  rm -f -- "$runs/$run_id.job" "$runs/$run_id.candidate"
  end 68 'withheld; nothing has changed'
}

launch() {
  self=$0
  if [ -n "$systemd" ] && [ -d "$systemd" ]; then
    unit=snowbell-activation-$run_id.service
    systemd-run --quiet --collect --wait --no-ask-password --service-type=exec --unit="$unit" \
      -- "$self" --perform "$run_id" >&2
    # A manager that re-executes itself during a switch drops this wait, but not the unit.
    while systemctl is-active --quiet "$unit" 2>/dev/null; do sleep 1; done
  else
    setsid "$self" --perform "$run_id" </dev/null >/dev/null 2>&1 &
    wait $!
  fi
}

converse() {
  check_place
  printf 'snowbell-helper: authorised\n' || withhold
  [ "$(listen 3 && printf .)" = 'go
.' ] || withhold
  if [ -n "$lock_dir" ]; then
    length=$(listen 11) || withhold
    case $length in ??????????) ;; *) withhold ;; esac
    case $length in *[!0-9]*) withhold ;; esac
    length=${length#"${length%%[1-9]*}"}
    [ -n "$length" ] && [ "$length" -le "$max_lock_bytes" ] || withhold
  fi

  # Half a minute has gone by.
  check_place
  forget_old_runs
  if [ -n "$lock_dir" ]; then
    (umask 077 && set -C && listen "$length" >"$runs/$run_id.candidate") || withhold
    [ "$(stat -c %s -- "$runs/$run_id.candidate")" -eq "$length" ] || withhold
  fi
  # shellcheck disable=SC2188 # an empty file is what is wanted
  (umask 077 && set -C && >"$runs/$run_id.log") || end 72 'this run id has been used'
  chown "$person" -- "$runs/$run_id.log" || end 69 'cannot hand over the log'
  (umask 077 && set -C && printf '%s\n' "$verb" "$system" "$expected" "$generation" "$lock_dir" \
    "$lock_sha" "$person" >"$runs/$run_id.job") || {
    rm -f -- "$runs/$run_id.job" "$runs/$run_id.candidate" "$runs/$run_id.log"
    end 69 'cannot write the job'
  }

  launch
  if [ -f "$runs/$run_id.job" ]; then
    rm -f -- "$runs/$run_id.job" "$runs/$run_id.candidate" "$runs/$run_id.log"
    end 69 'the activation could not be started'
  fi
  result=$(cat -- "$runs/$run_id.result" 2>/dev/null) || result=''
  case $result in
    *'"state":"ended"'*'"refused":null'*) ;;
    *'"refused":"lock-held"'*) exit 67 ;;
    *'"refused":"current-changed"'*) exit 66 ;;
    *'"refused":"switch-inhibited"'*) exit 71 ;;
    *'"refused":"profile-not-set"'*) exit 69 ;;
    '') end 69 'the run could not be recorded; nothing has changed' ;;
    *) end 74 'the activation has no recorded end' ;;
  esac
  code=${result#*'"exit":'}
  code=${code%%,*}
  if [ "$verb" = prune ]; then
    case $code:$result in
      0:*'"bootMenu":0,'*) exit 0 ;;
      0:*) exit 75 ;;
      *) exit 70 ;;
    esac
  fi
  case $code in 0 | 2 | 4 | 100) exit "$code" ;; *) exit 70 ;; esac
}

verb=''
system=''
expected=''
generation=''
run_id=''
lock_dir=''
lock_sha=''
person=${PKEXEC_UID:-$(id -u)}
before_generation=''

[ $# -gt 0 ] || end 64 'what shall be done?'
if [ "$1" = --protocol ]; then
  [ $# -eq 1 ] || end 64 'too many words'
  printf '%s\n' "$protocol"
  exit 0
fi
[ "$(id -u)" = "$owner" ] || end 64 'this needs root'
case $0 in /*) ;; *) end 64 'call this by its full path' ;; esac
case $person in '' | *[!0-9]* | ???????????*) end 64 'PKEXEC_UID is not a user id' ;; esac

case $1 in
  activate)
    [ $# -eq 5 ] || { [ $# -eq 8 ] && [ "$6" = --lock ]; } || end 64 'activate: wrong number of words'
    case $2 in switch | boot | test) verb=$2 ;; *) end 64 'activate: unknown verb' ;; esac
    system=$3 expected=$4 run_id=$5
    is_store_path "$system" || end 64 'activate: not a store path'
    if [ $# -eq 8 ]; then
      [ "$verb" != test ] || end 64 'activate: a test writes no lock file'
      lock_dir=$7 lock_sha=$8
      is_plain_folder "$lock_dir" || end 64 'activate: not a plain folder'
      is_sha256 "$lock_sha" || end 64 'activate: not a SHA-256'
    fi
    ;;
  rollback)
    [ $# -eq 4 ] || end 64 'rollback: wrong number of words'
    verb=rollback generation=$2 expected=$3 run_id=$4
    is_number "$generation" || end 64 'rollback: not a generation'
    system=$(readlink -f -- "$profile-$generation-link") || end 65 "there is no generation $generation"
    ;;
  prune)
    [ $# -eq 3 ] || end 64 'prune: wrong number of words'
    verb=prune generation=$2 run_id=$3
    is_number "$generation" || end 64 'prune: not a number of generations'
    ;;
  --perform)
    [ $# -eq 2 ] && is_run_id "$2" || end 64 'no such job'
    run_id=$2
    perform
    exit 0
    ;;
  *) end 64 'unknown word' ;;
esac
is_run_id "$run_id" || end 64 'not a run id'
[ "$verb" = prune ] || is_store_path "$expected" || end 64 'not a store path'
converse
