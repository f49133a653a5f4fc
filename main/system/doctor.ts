// What Snowbell needs on this machine, and how it stands: each with a word that chooses the remedy.
import { stat, statfs } from 'node:fs/promises';
import type { DoctorItem } from '../../preload/contract/details.ts';
import type { FlakeView, Snapshot } from '../../preload/contract/snapshot.ts';
import { nixVersion } from '../nix/version.ts';
import type { Elevation } from '../privilege/elevation.ts';
import { findProgram } from '../process/command.ts';
import { canKeepIn } from '../store/writable.ts';
import { agentOfSession } from './agent.ts';
import type { Machine } from './machine.ts';
import type { NotificationServer } from './notification-server.ts';

/** Below this a system upgrade is likely to fill the store (bytes). */
const littleStore = 5 * 1024 ** 3;
/** Below this one more kernel and initrd may not fit (bytes). */
const littleBoot = 150 * 1024 ** 2;

export interface Examined {
  readonly machine: Machine;
  readonly flake: FlakeView;
  readonly elevation: () => Promise<Elevation>;
  /** null where there is no desktop session to look at */
  readonly desktop: {
    readonly trayHost: boolean;
    readonly notifications: () => Promise<NotificationServer>;
  } | null;
}

export async function examine(examined: Examined): Promise<readonly DoctorItem[]> {
  const { machine, flake } = examined;
  const answers = await Promise.all([
    nix(machine),
    git(),
    flakeItem(flake),
    flake.kind === 'ready' ? owner(flake.path) : null,
    ...(await becomingRoot(examined)),
    agent(examined),
    ...(await onTheDesktop(examined.desktop)),
    space('disk-nix', machine.storeDir, littleStore),
    machine.kind === 'real' ? space('disk-boot', '/boot', littleBoot) : null,
    writable(machine.stateDir),
  ]);
  return answers.filter((item) => item !== null);
}

export function examinedOf(
  machine: Machine,
  snapshot: Snapshot,
  elevation: () => Promise<Elevation>,
  askNotifications: () => Promise<NotificationServer>,
): Examined {
  const { flake, trayHost } = snapshot;
  return { machine, flake, elevation, desktop: { trayHost, notifications: askNotifications } };
}

const good = (what: DoctorItem['what'], detail: string): DoctorItem => ({
  what,
  state: 'good',
  detail,
  remedy: null,
});

async function nix(machine: Machine): Promise<DoctorItem> {
  const found = await nixVersion(machine);
  switch (found.kind) {
    case 'missing':
      return { what: 'nix', state: 'bad', detail: '', remedy: 'install-nix' };
    case 'failed':
      return { what: 'nix', state: 'bad', detail: found.detail, remedy: 'install-nix' };
    case 'found':
      return found.supported
        ? good('nix', found.version)
        : { what: 'nix', state: 'bad', detail: found.version, remedy: 'newer-nix' };
  }
}

function git(): DoctorItem {
  const path = findProgram('git');
  return path === null
    ? { what: 'git', state: 'warning', detail: '', remedy: 'install-git' }
    : good('git', path);
}

function flakeItem(flake: FlakeView): DoctorItem {
  switch (flake.kind) {
    case 'ready':
      return good('flake', `${flake.path}#${flake.host}`);
    case 'unset':
      return { what: 'flake', state: 'warning', detail: '', remedy: 'choose-flake' };
    case 'unreadable':
      return { what: 'flake', state: 'bad', detail: flake.failure.detail, remedy: 'mend-flake' };
  }
}

/** Somebody else's folder is read as it is; only root's own is written on the password's occasion. */
async function owner(path: string): Promise<DoctorItem> {
  const mine = process.getuid?.() ?? 0;
  const { uid } = await stat(path);
  if (uid === mine || mine === 0) return good('flake-owner', path);
  const remedy = uid === 0 ? 'owned-by-root' : 'owned-by-another';
  return { what: 'flake-owner', state: uid === 0 ? 'good' : 'warning', detail: path, remedy };
}

async function becomingRoot({ machine, elevation }: Examined): Promise<DoctorItem[]> {
  if (machine.kind === 'rehearsal') return [];
  const way = await elevation();
  switch (way.kind) {
    case 'helper':
      return [good('pkexec', way.by.path), good('helper', way.helper)];
    case 'store-path':
    case 'flake': {
      const detail = `nixos-rebuild ${way.kind === 'flake' ? '--flake' : '--store-path'}`;
      const helper = {
        what: 'helper',
        state: 'warning',
        detail,
        remedy: 'install-module',
      } as const;
      return [good('pkexec', way.by.path), helper];
    }
    case 'rehearsal':
      return [];
    case 'unavailable': {
      const what = way.reason === 'no-helper' ? 'helper' : 'pkexec';
      const remedy = unavailableRemedies[way.reason];
      return [{ what, state: 'bad', detail: way.detail, remedy }];
    }
  }
}

const unavailableRemedies = {
  'no-helper': 'install-module',
  'no-pkexec': 'install-pkexec',
  'pkexec-not-setuid': 'enable-pkexec',
} as const;

/** An agent that is seen is there; one that is not may be of a name that nobody here knows. */
async function agent({ machine }: Examined): Promise<DoctorItem | null> {
  if (machine.kind === 'rehearsal') return null;
  const seen = await agentOfSession();
  return seen === null
    ? { what: 'agent', state: 'unknown', detail: '', remedy: 'agent-not-seen' }
    : good('agent', seen);
}

/** The same two everywhere: over ssh nobody can tell, and that is said. */
async function onTheDesktop(desktop: Examined['desktop']): Promise<DoctorItem[]> {
  if (desktop === null) {
    const unknown = { state: 'unknown', detail: '', remedy: null } as const;
    return [
      { what: 'tray-host', ...unknown },
      { what: 'notifications', ...unknown },
    ];
  }
  return [trayHost(desktop.trayHost), notifications(await desktop.notifications())];
}

function trayHost(present: boolean): DoctorItem {
  return present
    ? good('tray-host', '')
    : { what: 'tray-host', state: 'warning', detail: '', remedy: 'tray-extension' };
}

function notifications(server: NotificationServer): DoctorItem {
  const what = 'notifications';
  switch (server.kind) {
    case 'none':
      return { what, state: 'warning', detail: '', remedy: 'notification-server' };
    case 'found':
      return server.buttons
        ? good(what, server.name)
        : { what, state: 'warning', detail: server.name, remedy: 'notification-buttons' };
  }
}

async function space(
  what: 'disk-nix' | 'disk-boot',
  path: string,
  little: number,
): Promise<DoctorItem | null> {
  try {
    const { bavail, bsize } = await statfs(path);
    const free = bavail * bsize;
    const detail = `${(free / 1024 ** 3).toFixed(1)} GiB`;
    return free >= little
      ? good(what, detail)
      : { what, state: 'warning', detail, remedy: 'free-space' };
  } catch {
    return null;
  }
}

async function writable(folder: string): Promise<DoctorItem> {
  return (await canKeepIn(folder))
    ? good('state-folder', folder)
    : { what: 'state-folder', state: 'bad', detail: folder, remedy: 'make-writable' };
}
