// A private copy-on-write root with a real system bus, polkit and nix in it, in namespaces of its own.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
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
import { rolldown } from 'rolldown';
import { findProgram } from '../../main/process/command.ts';
import { nixBin } from './nix.ts';

export const alicePassword = 'correct horse';
/**
 * Worlds side by side share the kernel's abstract names, of which a user has one set: the alice of one
 * must not hold the locks of another's. Between these numbers and 50,000 a user is an ordinary one.
 */
const firstUid = 20_000;
const usersApart = 10_000;
/** alice is the one administrator, bob a plain user, `denied` one to whom a rule says no. */
export type WorldUser = 'root' | 'alice' | 'bob' | 'denied';

export interface PolkitWorld {
  /** where a path of the world is on the outside */
  path(inside: string): string;
  /** the helper's real path inside */
  readonly helper: string;
  /** starts a program inside; its own pid there is not this child's */
  start(user: WorldUser, argv: readonly string[]): ChildProcess;
  /** runs a program inside to its end; throws when it fails */
  run(user: WorldUser, argv: readonly string[]): string;
  /** the program of that name beside this file, bundled, as argv */
  program(name: 'polkit-app' | 'polkit-agent'): string[];
  close(): void;
}

/** Why there can be no such world here, or null. Looks only; changes nothing. */
export function polkitMissing(): string | null {
  if (existsSync('/etc/NIXOS')) return 'this is a NixOS: its own polkit is in use';
  if (process.getuid?.() !== 0) return 'needs root, for its namespaces';
  for (const program of ['unshare', 'nsenter', 'pkexec', 'dbus-daemon', 'dbus-send', 'useradd']) {
    if (findProgram(program, searched) === null) return `${program} is not installed`;
  }
  if (!existsSync('/usr/lib/polkit-1/polkitd')) return 'polkitd is not installed';
  const nix = nixBin();
  if (nix === null) return 'no nix';
  if (nix.startsWith('/nix/')) return 'nix lives in /nix, which the world hides';
  const probe = mkdtempSync(join(tmpdir(), 'snowbell-probe-'));
  try {
    const tried = spawnSync(
      'unshare',
      ['--mount', '--pid', '--fork', 'sh', '-euc', mountScript, 'probe', probe],
      { encoding: 'utf8', timeout: 20_000 },
    );
    return tried.status === 0 ? null : `no private mounts here: ${tried.stderr.trim()}`;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

const searched = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;

// Everything below "$1" is gone with the namespace; nothing outside it is written.
const mountScript = `
mount -t tmpfs -o mode=0755 tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" overlay "$1/root"
`;

const setUpScript = `
${mountScript}
root=$1/root
shift
chmod 0755 "$root/root"
mkdir -p "$root/nix"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=0755 tmpfs "$root/run"
mount -t tmpfs -o mode=0755 tmpfs "$root/nix"
for path in "$@"; do
  [ -e "$root$path" ] || { mkdir -p "$root$path"; mount --bind "$path" "$root$path"; }
done
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
exec chroot "$root" /bin/bash -euc '
  [ ! -e /etc/NIXOS ]
  mkdir -p /run/dbus /run/nixos /nix/store /etc/nix /etc/snowbell /etc/polkit-1/rules.d
  rm -f /var/lib/snowbell -r
  echo "build-users-group =
sandbox = false" >/etc/nix/nix.conf
  for name in nix-env nix-store; do
    rm -f "/usr/bin/$name"
    printf "#!/bin/sh\\nexec \\"%s/%s\\" \\"\\$@\\"\\n" "$NIX_BIN" "$name" >"/usr/bin/$name"
    chmod 0755 "/usr/bin/$name"
  done
  for user in alice bob denied; do
    userdel "$user" 2>/dev/null || :
    useradd --create-home --shell /bin/bash --uid "$NEXT_UID" "$user"
    NEXT_UID=$((NEXT_UID + 1))
  done
  getent group sudo >/dev/null || groupadd sudo
  usermod --append --groups sudo alice
  for user in alice bob denied; do echo "$user:$PASSWORD"; done | chpasswd
  cat >/etc/polkit-1/rules.d/10-test.rules <<END
polkit.addAdminRule(function (action, subject) { return ["unix-group:sudo"]; });
polkit.addRule(function (action, subject) {
  if (action.id.indexOf("org.snowbell.") === 0 && subject.user === "denied") return polkit.Result.NO;
});
END
  chmod 0755 /etc/polkit-1/rules.d
  rm -f /usr/share/polkit-1/actions/org.snowbell*
  dbus-daemon --system --fork --nopidfile
  echo mounted
  read -r _
  /usr/lib/polkit-1/polkitd --no-debug >/tmp/polkitd.log 2>&1 &
  until dbus-send --system --print-reply --dest=org.freedesktop.PolicyKit1 \\
    /org/freedesktop/PolicyKit1/Authority org.freedesktop.DBus.Peer.Ping >/dev/null 2>&1
  do kill -0 $!; sleep 0.05; done
  echo ready
  read -r _ || :
'
`;

/** Makes a world, or throws with what its set-up said. Look at `polkitMissing` first. */
export async function makePolkitWorld(): Promise<PolkitWorld> {
  const nix = nixBin();
  if (nix === null) throw new Error('no nix');
  const bundles = mkdtempSync(join(tmpdir(), 'snowbell-bundles-'));
  await Promise.all(
    ['polkit-app', 'polkit-agent'].map((name) =>
      bundle(`./${name}.ts`, join(bundles, `${name}.cjs`)),
    ),
  );

  const holder = mkdtempSync(join(tmpdir(), 'snowbell-world-'));
  const child = spawn(
    'unshare',
    ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-euc', setUpScript, 'world', holder]
      // What may be on a file system of its own, which the overlay of / does not show.
      .concat([dirname(process.execPath), dirname(nix)]),
    {
      env: {
        PATH: searched,
        NIX_BIN: nix,
        PASSWORD: alicePassword,
        NEXT_UID: String(firstUid + 3 * randomInt(usersApart)),
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const heard = (word: string) =>
    new Promise<void>((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (chunk) => {
        said += chunk;
        if (said.includes(`${word}\n`)) resolve();
      });
      child.on('close', (code) => reject(new Error(`the world ended with ${code}: ${complaints}`)));
    });
  await heard('mounted');
  const inner = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
  const path = (inside: string) => `/proc/${inner}/root${inside}`;

  const command = (user: WorldUser, argv: readonly string[]): string[] => {
    const asUser =
      user === 'root'
        ? []
        : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups', '--reset-env'];
    return [
      'nsenter',
      `--target=${inner}`,
      '--mount',
      '--pid',
      '--root',
      'env',
      '--chdir=/',
      ...asUser,
      ...argv,
    ];
  };
  const start = (user: WorldUser, argv: readonly string[]) => {
    const [program = '', ...rest] = command(user, argv);
    return spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'], env: { PATH: searched } });
  };
  const run = (user: WorldUser, argv: readonly string[]) => {
    const [program = '', ...rest] = command(user, argv);
    return execFileSync(program, rest, { encoding: 'utf8', env: { PATH: searched } }).trim();
  };

  for (const name of ['polkit-app', 'polkit-agent']) {
    writeFileSync(path(`/tmp/${name}.cjs`), readFileSync(join(bundles, `${name}.cjs`)));
  }
  rmSync(bundles, { recursive: true, force: true });

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

  const ready = heard('ready');
  child.stdin.write('\n');
  await ready;

  return {
    path,
    helper,
    start,
    run,
    program: (name) => [process.execPath, `/tmp/${name}.cjs`],
    close() {
      child.stdin.end();
      child.kill('SIGKILL');
      rmSync(holder, { recursive: true, force: true });
    },
  };
}

/** The programs inside run as other users, without the checkout's packages or a TypeScript loader. */
export async function bundle(source: string, file: string): Promise<void> {
  const built = await rolldown({
    input: fileURLToPath(new URL(source, import.meta.url)),
    platform: 'node',
    external: ['usocket'],
    logLevel: 'silent',
  });
  await built.write({ file, format: 'cjs', codeSplitting: false });
  await built.close();
}
