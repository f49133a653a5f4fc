// A person without rights: the one who runs the tests, or for root's tests the system's own nobody.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { findProgram } from '../../main/process/command.ts';

export interface PlainUser {
  readonly uid: number;
  /** a folder of its own, which `close` removes */
  readonly home: string;
  /** the environment that a session of this user has */
  readonly env: Readonly<Record<string, string>>;
  /** the command that runs `argv` as this user */
  as(argv: readonly string[]): readonly string[];
  /** the path itself where the user may read it, else that of a copy made for the user */
  readable(path: string): string;
  close(): void;
}

export function plainUserMissing(): string | null {
  if (process.getuid?.() !== 0) return null;
  if (findProgram('setpriv') === null) return 'not installed: setpriv';
  return nobody() === null ? 'there is no user nobody' : null;
}

/** Nobody is created: a private home and the ids of nobody are all that a program asks for. */
export function openPlainUser(): PlainUser {
  const home = mkdtempSync(join(tmpdir(), 'snowbell-user-'));
  const root = process.getuid?.() === 0;
  const ids = root ? nobody() : { uid: userInfo().uid, gid: userInfo().gid };
  if (ids === null) throw new Error('there is no user nobody');
  const { uid, gid } = ids;
  if (root) chownSync(home, uid, gid);
  chmodSync(home, 0o700);
  const prefix = root
    ? ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--']
    : [];
  const as = (argv: readonly string[]) => [...prefix, ...argv];
  const copies: string[] = [];
  return {
    uid,
    home,
    env: {
      HOME: home,
      USER: root ? 'nobody' : userInfo().username,
      LOGNAME: root ? 'nobody' : userInfo().username,
      XDG_RUNTIME_DIR: home,
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_STATE_HOME: join(home, 'state'),
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_DATA_HOME: join(home, 'data'),
    },
    as,
    readable(path) {
      const [program = '', ...args] = as(['test', '-r', path]);
      if (spawnSync(program, args).status === 0) return path;
      const folder = mkdtempSync(join(tmpdir(), 'snowbell-copy-'));
      copies.push(folder);
      chmodSync(folder, 0o755);
      const copy = join(folder, basename(path));
      // Links take neither time nor room; another file system needs a copy.
      if (spawnSync('cp', ['-rl', path, copy]).status !== 0) {
        rmSync(copy, { recursive: true, force: true });
        cpSync(path, copy, { recursive: true });
      }
      return copy;
    },
    close() {
      for (const folder of [home, ...copies]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function nobody(): { uid: number; gid: number } | null {
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number.parseInt(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout, 10),
  );
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== undefined && gid !== undefined
    ? { uid, gid }
    : null;
}
