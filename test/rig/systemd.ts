// A private root that is booted: real systemd, logind, system bus, polkit and nix in namespaces of their own.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { madeNix } from '../../build/setup/nix.mjs';
import { madeSystemd } from '../../build/setup/systemd.mjs';
import { findProgram } from '../../main/process/command.ts';
import { bundle } from './polkit.ts';
import { until } from './until.ts';

export const alicePassword = 'correct horse';
const people = ['alice', 'denied', 'allowed'] as const;
/** alice is the one administrator; a rule says no to `denied`, and yes to `allowed`. */
export type Person = (typeof people)[number];
export type BootedUser = 'root' | Person;
/** Programs of ours that can be run inside. */
const programs = {
  'polkit-app': './polkit-app.ts',
  'polkit-agent': './polkit-agent.ts',
  'system-app': './system-app.ts',
  snowbell: '../../main/cli.ts',
} as const;
export type InsideProgram = keyof typeof programs;

export interface BootedWorld {
  /** systemd's version */
  readonly version: string;
  /** where a path of the world is on the outside */
  path(inside: string): string;
  /** the helper's real path inside */
  readonly helper: string;
  /** starts a program inside: a person's within a session that logind knows, root's outside of every unit */
  start(user: BootedUser, argv: readonly string[]): ChildProcess;
  /** the same on a terminal, whose both ends stdin and stdout are */
  startOnTerminal(user: BootedUser, argv: readonly string[]): ChildProcess;
  /** runs a program inside to its end; throws when it fails */
  run(user: BootedUser, argv: readonly string[]): string;
  /** one of our programs, bundled, as argv */
  program(name: InsideProgram): string[];
  /** the number that logind has given the person's session */
  session(user: Person): string;
  /** a new session for somebody whose session was ended */
  login(user: Person): Promise<void>;
  /** the PATH on which a nix is */
  readonly nixPath: string;
  /** a unit of the world's own, known to systemd at once */
  unit(name: string, text: string): void;
  close(): Promise<void>;
}

/** Why there can be no such world here, or null. Looks only; what it tries is gone afterwards. */
export function systemdMissing(): string | null {
  if (existsSync('/etc/NIXOS')) return 'this is a NixOS: its own systemd is in use';
  if (process.getuid?.() !== 0) return 'needs root, for its namespaces';
  const made = madeSystemd();
  if (made === null) return 'no private systemd, which npm test makes as root on Debian';
  for (const program of ['unshare', 'nsenter', 'setpriv', 'pivot_root', 'script']) {
    if (findProgram(program, searched) === null) return `${program} is not installed`;
  }
  if (privateNix() === null) return 'no private nix';
  const probe = mkdtempSync(join(tmpdir(), 'snowbell-probe-'));
  try {
    const words = ['--mount', 'sh', '-euc', probeScript, 'probe', probe];
    const tried = spawnSync('unshare', [...words, made.root, dirname(process.execPath)], {
      encoding: 'utf8',
      timeout: 20_000,
      env: { PATH: searched },
    });
    return tried.status === 0
      ? null
      : `no private mounts, control groups or Node: ${tried.stderr.trim()}`;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

const inside = '/usr/sbin:/usr/bin:/sbin:/bin';
const privateNix = () => madeNix('oldest') ?? madeNix('newest');
const searched = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;

const probeScript = `
mkdir "$1/groups"
mount -t cgroup2 cgroup2 "$1/groups"
mkdir "$1/groups/snowbell-probe-$$"
trap 'rmdir "$1/groups/snowbell-probe-$$"' EXIT
sh -euc 'echo $$ >"$1/cgroup.procs"; exec unshare --cgroup --pid --fork --uts --ipc --net --mount true' \\
  try "$1/groups/snowbell-probe-$$"
mount --bind "$3" "$2/srv"
chroot "$2" /srv/node --version
`;

// Waits for the end of its stdin, which is the end of the test however it ends: then nothing is left, the
// control groups included. A watcher that is killed takes the world along; the next one clears its groups.
const watchScript = `
holder=$1
mkdir "$holder/groups" "$holder/world"
mount -t cgroup2 cgroup2 "$holder/groups"
clear() { find "$1" -depth -type d -exec rmdir {} + 2>/dev/null || :; }
for left in "$holder"/groups/snowbell-world-*; do
  [ ! -d "$left" ] || [ -d "/proc/\${left##*-}" ] || clear "$left"
done
own=$holder/groups/snowbell-world-$$
mkdir "$own"
{
  setpriv --pdeathsig KILL sh -euc 'echo $$ >"$1/cgroup.procs"; shift; exec unshare "$@"' enter "$own" \\
    --cgroup --pid --fork --kill-child=KILL --uts --ipc --net --mount sh -euc "$BOOT" boot "$@" || :
  echo ended
} &
world=$!
read -r _ || :
kill -KILL "$world" 2>/dev/null || :
wait "$world" || :
for _ in $(seq 200); do
  clear "$own"
  [ -d "$own" ] || break
  sleep 0.05
done
umount "$holder/groups"
rmdir "$holder/groups" "$holder/world" "$holder"
`;

const bootScript = `
holder=$1 lower=$2
shift 2
mount -t tmpfs -o mode=0755 tmpfs "$holder/world"
cd "$holder/world"
mkdir upper work root
mount -t overlay -o "lowerdir=$lower,upperdir=upper,workdir=work" overlay root
cd root
mkdir -p nix
mount -t proc -o nosuid,noexec,nodev proc proc
# What the kernel has only one of stays as it is.
for at in proc/sys proc/sysrq-trigger; do
  [ -e "$at" ] || continue
  mount --bind "$at" "$at"
  mount -o remount,bind,ro "$at"
done
mount -t sysfs -o ro,nosuid,noexec,nodev sysfs sys
mount -t cgroup2 -o nosuid,noexec,nodev cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=0755 tmpfs dev
for name in null zero full random urandom tty; do
  : >"dev/$name"
  mount --bind "/dev/$name" "dev/$name"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts dev/pts
mount -t tmpfs -o mode=1777 tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for number in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/\${number%:*}" "dev/\${number#*:}"; done
for at in run nix; do mount -t tmpfs -o mode=0755 tmpfs "$at"; done
mount -t tmpfs -o mode=1777 tmpfs tmp
mount --bind "$1" srv
mkdir -p ".$2"
mount --bind "$2" ".$2"
hostname snowbell-world
chroot . /bin/bash -euc "$PREPARE"
pivot_root . mnt
echo booting
exec chroot . /bin/sh -c 'umount -l /mnt
  exec env -i container=snowbell PATH=${inside} \\
    setpriv --bounding-set=-sys_module,-sys_time,-sys_boot,-sys_rawio,-syslog,-mac_admin,-mac_override \\
    /usr/lib/systemd/systemd --system --unit=world.target --show-status=no --log-target=null </dev/null'
`;

/** What maintainers' scripts and an installation would have left in /etc. */
const prepareScript = `
cp /usr/share/base-passwd/passwd.master /etc/passwd
cp /usr/share/base-passwd/group.master /etc/group
: >/etc/fstab
rm -rf /var/run
ln -s /run /var/run
echo 0123456789abcdef0123456789abcdef >/etc/machine-id
systemd-sysusers 2>/dev/null
pwconv; grpconv
for user in ${people.join(' ')}; do useradd --create-home --shell /bin/bash "$user"; done
usermod --append --groups sudo alice
for user in ${people.join(' ')}; do echo "$user:$PASSWORD"; done | chpasswd --crypt-method SHA512 2>/dev/null
echo 'auth required pam_unix.so' >/etc/pam.d/common-auth
echo 'account required pam_unix.so' >/etc/pam.d/common-account
echo 'password required pam_unix.so' >/etc/pam.d/common-password
for name in common-session common-session-noninteractive; do
  printf 'session required pam_unix.so\\nsession optional pam_systemd.so\\n' >"/etc/pam.d/$name"
done
for kind in auth account password session; do echo "@include common-$kind"; done >/etc/pam.d/world
cp /etc/pam.d/world /etc/pam.d/systemd-run0
chmod 0755 /root
chmod 4755 /usr/bin/pkexec /usr/lib/polkit-1/polkit-agent-helper-1
mkdir -p /nix/store /etc/nix /etc/snowbell /etc/polkit-1/rules.d /run/nixos /etc/systemd/system
echo 'build-users-group =
sandbox = false
substituters =' >/etc/nix/nix.conf
for name in nix-env nix-store; do
  printf '#!/bin/sh\\nexec "%s/%s" "$@"\\n' "$NIX_BIN" "$name" >"/usr/bin/$name"
  chmod 0755 "/usr/bin/$name"
done
cat >/etc/polkit-1/rules.d/10-world.rules <<'END'
polkit.addAdminRule(function (action, subject) { return ["unix-group:sudo"]; });
polkit.addRule(function (action, subject) {
  if (action.id.indexOf("org.snowbell.") !== 0 && action.id.indexOf("org.freedesktop.systemd1.") !== 0) return;
  if (subject.user === "denied") return polkit.Result.NO;
  if (subject.user === "allowed") return polkit.Result.YES;
});
END
cd /etc/systemd/system
printf '[Unit]\\nDescription=Everything that the tests need\\nAllowIsolate=yes\\n' >world.target
printf 'Requires=basic.target dbus.service systemd-logind.service polkit.service\\n' >>world.target
printf 'After=basic.target dbus.service systemd-logind.service polkit.service\\n' >>world.target
for name in getty.target timers.target systemd-udevd.service systemd-udevd-kernel.socket \\
  systemd-udevd-control.socket systemd-udev-trigger.service systemd-modules-load.service \\
  systemd-sysctl.service systemd-binfmt.service systemd-remount-fs.service ldconfig.service \\
  systemd-journal-catalog-update.service systemd-journal-flush.service systemd-update-done.service \\
  systemd-tmpfiles-setup-dev-early.service systemd-tmpfiles-setup-dev.service systemd-sysusers.service \\
  systemd-ask-password-console.path systemd-machine-id-commit.service systemd-hostnamed.socket \\
  systemd-sysext.socket systemd-creds.socket systemd-pcrphase.service systemd-random-seed.service \\
  user@.service dev-hugepages.mount dev-mqueue.mount sys-kernel-debug.mount sys-kernel-tracing.mount \\
  sys-fs-fuse-connections.mount sys-kernel-config.mount kmod-static-nodes.service; do
  ln -sf /dev/null "$name"
done
`;

/** Makes a world, or throws with what its set-up said. Look at `systemdMissing` first. */
export async function bootWorld(wanted: readonly InsideProgram[]): Promise<BootedWorld> {
  const made = madeSystemd();
  const nix = privateNix()?.bin;
  if (nix === undefined || made === null) throw new Error('look at systemdMissing first');
  const bundles = mkdtempSync(join(tmpdir(), 'snowbell-bundles-'));
  await Promise.all(wanted.map((name) => bundle(programs[name], join(bundles, `${name}.cjs`))));

  const holder = mkdtempSync(join(tmpdir(), 'snowbell-booted-'));
  const child = spawn(
    'unshare',
    ['--mount', 'sh', '-euc', watchScript, 'world', holder, made.root].concat([
      dirname(process.execPath),
      dirname(nix),
    ]),
    {
      env: {
        PATH: searched,
        BOOT: bootScript,
        PREPARE: prepareScript,
        NIX_BIN: nix,
        PASSWORD: alicePassword,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
      // What ends the tests' process group must not end who tidies up after them.
      detached: true,
    },
  );
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints = (complaints + chunk).slice(-20_000);
  });
  const over = new Promise<void>((resolve) => child.on('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('booting\n')) resolve();
      if (said.includes('ended\n')) reject(new Error(`the world did not boot: ${complaints}`));
    });
    child.on('close', () => reject(new Error(`the world did not boot: ${complaints}`)));
  }).catch((error: unknown) => {
    child.stdin.end();
    throw error;
  });
  // Below the watcher are a shell, what became unshare, and the world's process 1.
  const first = [1, 2, 3].reduce(
    (pid) => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]),
    child.pid ?? 0,
  );
  const path = (inside: string) => `/proc/${first}/root${inside}`;

  const groups = new Map<BootedUser, string>();
  const command = (user: BootedUser, argv: readonly string[]): string[] => {
    const enter = `echo $$ >"/sys/fs/cgroup$1/cgroup.procs"; shift; exec "$@"`;
    const asUser =
      user === 'root'
        ? []
        : ['sh', '-euc', enter, 'enter', groups.get(user) ?? '']
            .concat(['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'])
            .concat(['--reset-env']);
    return ['nsenter', `--target=${first}`, '--mount', '--pid', '--uts', '--ipc', '--root']
      .concat(['env', '--ignore-environment', '--chdir=/', `PATH=${inside}`])
      .concat(asUser)
      .concat(argv);
  };
  const start = (user: BootedUser, argv: readonly string[]) => {
    const [program = '', ...rest] = command(user, argv);
    return spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'], env: { PATH: searched } });
  };
  const startOnTerminal = (user: BootedUser, argv: readonly string[]) => {
    const quoted = command(user, argv).map((word) => `'${word.replaceAll("'", "'\\''")}'`);
    const words = ['--quiet', '--return', '--command', quoted.join(' '), '/dev/null'];
    return spawn('script', words, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: searched, SHELL: '/bin/sh' },
    });
  };
  const run = (user: BootedUser, argv: readonly string[]) => {
    const [program = '', ...rest] = command(user, argv);
    return execFileSync(program, rest, {
      encoding: 'utf8',
      env: { PATH: searched },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  };
  const close = async () => {
    child.stdin.end();
    await over;
    if (existsSync(holder)) throw new Error(`something of the world is left: ${complaints}`);
  };

  try {
    await until('the world has booted', () => {
      if (child.exitCode !== null) throw new Error(complaints);
      return run('root', ['systemctl', 'is-active', 'world.target']) === 'active';
    });
  } catch (error) {
    await close();
    throw error;
  }
  for (const name of wanted) {
    writeFileSync(path(`/tmp/${name}.cjs`), readFileSync(join(bundles, `${name}.cjs`)));
  }
  rmSync(bundles, { recursive: true, force: true });

  const login = async (user: Person) => {
    const unit = `session-of-${user}-${randomUUID()}.service`;
    run('root', [
      ...['systemd-run', '--quiet', '--collect', `--unit=${unit}`, `--property=User=${user}`],
      ...['--property=PAMName=world', '--setenv=XDG_SEAT=seat0', '--setenv=XDG_SESSION_TYPE=x11'],
      ...['sleep', 'infinity'],
    ]);
    await until(`${user} has a session`, () => {
      const pid = run('root', ['systemctl', 'show', '--property=MainPID', '--value', unit]);
      const named = readFileSync(path(`/proc/${pid}/cgroup`), 'utf8');
      const group = /^0::.*?(\/user\.slice\/.*\/session-.*)$/m.exec(named)?.[1];
      if (group === undefined) return false;
      groups.set(user, group);
      return true;
    });
  };
  for (const user of people) await login(user);

  // The helper as a package would install it: unmodified, in the store, named by /etc/snowbell/helper.
  const source = fileURLToPath(new URL('../../build/helper/', import.meta.url));
  mkdirSync(path('/tmp/snowbell-helper/libexec'), { recursive: true });
  const file = path('/tmp/snowbell-helper/libexec/snowbell-helper');
  writeFileSync(file, readFileSync(join(source, 'snowbell-helper.sh')));
  chmodSync(file, 0o755);
  const stored = run('root', ['nix-store', '--add', '/tmp/snowbell-helper']);
  const helper = `${stored}/libexec/snowbell-helper`;
  writeFileSync(path('/etc/snowbell/helper'), `${helper}\n`);
  writeFileSync(
    path('/usr/share/polkit-1/actions/org.snowbell.policy'),
    readFileSync(join(source, 'org.snowbell.policy.in'), 'utf8').replaceAll('@helper@', helper),
  );

  return {
    version: made.version,
    path,
    helper,
    start,
    startOnTerminal,
    run,
    program: (name) => ['/srv/node', `/tmp/${name}.cjs`],
    login,
    session: (user) => /session-(\w+)\.scope/.exec(groups.get(user) ?? '')?.[1] ?? '',
    nixPath: `${nix}:${inside}`,
    unit(name, text) {
      writeFileSync(path(`/etc/systemd/system/${name}`), text);
      run('root', ['systemctl', 'daemon-reload']);
    },
    close,
  };
}
