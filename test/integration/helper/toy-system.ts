// A toy system in a real nix store: a switch-to-configuration that does as the files beside it say.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ToySystem {
  /** where to write it before it is added to the store */
  readonly folder: string;
  /** the folder whose files steer it: exit, check-exit, hold; it writes calls, started, environment */
  readonly control: string;
  /** the link that says which system is active */
  readonly current: string;
  /** false: a system from before there were pre-switch checks */
  readonly checks?: boolean;
  /** another system's store path, as its specialisation */
  readonly specialisation?: string;
}

/** Writes the system's files; add the folder to a store to have a system. */
export function writeToySystem(system: ToySystem): void {
  const { folder, control, current, checks = true, specialisation } = system;
  mkdirSync(join(folder, 'bin'), { recursive: true });
  if (specialisation !== undefined) {
    mkdirSync(join(folder, 'specialisation'));
    symlinkSync(specialisation, join(folder, 'specialisation/other'));
  }
  writeFileSync(join(folder, 'nixos-version'), '26.05.toy');
  const program = join(folder, 'bin/switch-to-configuration');
  writeFileSync(
    program,
    `#!/bin/sh
${checks ? '# PRE_SWITCH_CHECK' : '# as it was before'}
control='${control}'
here=\${0%/bin/*}
echo "$1" >>"$control/calls"
say() { cat "$control/$1" 2>/dev/null || echo 0; }
if [ "$1" = check ]; then
  ${checks ? 'code=$(say check-exit)' : 'echo "Usage: $0 [switch|boot|test|dry-activate]" >&2; exit 1'}
  [ "\${code:-1}" = 0 ] || echo "Pre-switch checks failed" >&2
  exit "$code"
fi
echo "activating the configuration..." >&2
env >"$control/environment"
: >"$control/started"
while [ -e "$control/hold" ]; do sleep 0.05; done
# The real one is lost half-way where it cannot say what it does.
echo "setting up /etc..." >&2 || exit 101
code=$(say exit)
[ "$code" != KILL ] || kill -KILL $$
case $1:$code in
  switch:[024] | switch:100 | test:[024]) ln -sfn "$here" '${current}' ;;
esac
[ "$code" != 4 ] || echo "warning: the following units failed: toy.service" >&2
exit "$code"
`,
  );
  chmodSync(program, 0o755);
}
