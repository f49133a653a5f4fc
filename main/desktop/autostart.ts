// Starts Snowbell with the session, tray item only: one desktop entry that follows the setting.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { findProgram } from '../process/command.ts';
import { writeWhole } from '../store/json-file.ts';

/** By this line an entry is known as ours, not one that a person wrote. */
const mark = 'X-Snowbell-Autostart=true';

export interface Autostart {
  /** settles when the entry is as the snapshot wants it */
  follow(snapshot: Pick<Snapshot, 'rehearsal' | 'managed' | 'settings'>): Promise<void>;
}

/** `folder` is `$XDG_CONFIG_HOME/autostart`; `argv` is what a login starts. */
export function createAutostart(
  folder: string,
  argv: readonly string[],
  report: (what: string, error?: unknown) => void,
): Autostart {
  const file = join(folder, 'snowbell.desktop');
  const wanted = entry(argv);
  let last: boolean | null = null;
  let working: Promise<void> = Promise.resolve();

  const write = async () => {
    const written = await writeWhole(file, wanted, 0o644);
    if (written.kind === 'write-failed') report(`autostart: ${written.path}`, written.detail);
  };
  /** What a person or a desktop's own settings made of the entry is theirs. */
  const mend = async () => {
    const there = await readFile(file, 'utf8').catch(() => null);
    if (there === null) return write();
    const untouched =
      there.includes(mark) && !/^Hidden=true|^X-GNOME-Autostart-enabled=false/m.test(there);
    if (untouched && there !== wanted) await write();
  };

  return {
    follow({ rehearsal, managed, settings }) {
      // A rehearsal changes nothing on this computer; what the system manages it also installs.
      if (rehearsal || managed.includes('autostart')) return working;
      const on = settings.autostart;
      if (on === last) return working;
      const first = last === null;
      last = on;
      working = working
        .then(async () => {
          if (first) return on ? mend() : undefined;
          return on ? write() : rm(file, { force: true });
        })
        .catch((error) => report('autostart', error));
      return working;
    },
  };
}

/**
 * What starts this Snowbell again, as little bound to a version as can be: the name on PATH outlives
 * an upgrade, a path in the store does not. `running` is this process: its program and its app.
 */
export function startCommand(
  running: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  if (env.APPIMAGE) return [env.APPIMAGE, '--hidden'];
  if (findProgram('snowbell', env.PATH) !== null) return ['snowbell', '--hidden'];
  return [...running, '--hidden'];
}

function entry(argv: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Snowbell',
    'Icon=snowbell',
    `Exec=${argv.map(quoted).join(' ')}`,
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
    mark,
    '',
  ].join('\n');
}

/** By the rules of Exec keys: quoted where needed, and then escaped as every string of the file is. */
function quoted(word: string): string {
  const plain = word.replaceAll('%', '%%');
  if (/^[\w@%+=:,./-]+$/.test(plain)) return plain;
  return `"${plain.replace(/["`$\\]/g, '\\$&')}"`.replaceAll('\\', '\\\\');
}
