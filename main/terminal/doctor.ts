// `snowbell doctor`: what is missing on this machine, and the remedy.
import type { DoctorItem } from '../../preload/contract/details.ts';
import { type Examined, examine } from '../system/doctor.ts';
import { notificationServer } from '../system/notification-server.ts';
import { connectSessionBus } from '../system/session-bus.ts';
import { trayHost } from '../system/tray-host.ts';
import type { ExitCode, Shell } from './shell.ts';
import { visible } from './visible.ts';

export async function doctor(shell: Shell): Promise<ExitCode> {
  const { site, flake, out, command } = shell;
  // Over ssh there is none, and that is no fault to tell of.
  const bus = await connectSessionBus(() => undefined);
  const desktop: Examined['desktop'] =
    bus === null
      ? null
      : {
          trayHost: (await trayHost(bus)).shown,
          notifications: () => notificationServer(bus),
        };
  const { machine } = site;
  const items = await examine({ machine, flake, elevation: site.elevation, desktop });
  bus?.close();
  if (command.json) out.json(items);
  else for (const item of items) out.say(visible(line(item)));
  return items.some((item) => item.state === 'bad') ? 1 : 0;
}

const marks: Record<DoctorItem['state'], string> = {
  good: 'ok  ',
  warning: 'note',
  bad: 'BAD ',
  unknown: '?   ',
};

function line({ what, state, detail, remedy }: DoctorItem): string {
  const advice = remedy === null ? '' : `\n       ${remedies[remedy] ?? remedy}`;
  const found =
    detail !== ''
      ? detail
      : state === 'unknown'
        ? unasked[what]
        : state === 'good'
          ? ''
          : missing[what];
  return `${marks[state]}  ${names[what]}${found === undefined || found === '' ? '' : `: ${found}`}${advice}`;
}

const names: Record<DoctorItem['what'], string> = {
  nix: 'nix',
  git: 'git',
  flake: 'flake',
  'flake-owner': 'the flake’s folder',
  pkexec: 'pkexec',
  helper: 'Snowbell’s root helper',
  agent: 'password dialog',
  'tray-host': 'tray',
  notifications: 'notifications',
  'disk-nix': 'free in the store',
  'disk-boot': 'free on /boot',
  'state-folder': 'Snowbell’s own files',
};

/** What it is that is not well, where nothing more is known. */
const missing: Readonly<Partial<Record<DoctorItem['what'], string>>> = {
  nix: 'not found',
  git: 'not found',
  flake: 'none is known',
  pkexec: 'not found',
  helper: 'not found',
  'tray-host': 'no panel shows tray items',
  notifications: 'nothing shows them',
};

/** Why it is not known. */
const unasked: Readonly<Partial<Record<DoctorItem['what'], string>>> = {
  'tray-host': 'no desktop session can be asked from here',
  notifications: 'no desktop session can be asked from here',
};

const remedies: Readonly<Record<string, string>> = {
  'install-nix': 'Without nix inputs can be checked, but nothing can be built.',
  'newer-nix': 'Nix 2.24 or newer is needed to build.',
  'install-git': 'Without git, local and ssh inputs cannot be checked.',
  'choose-flake': 'Give the folder with --flake DIR, or set NH_FLAKE.',
  'mend-flake': 'Make the file readable and whole again.',
  'owned-by-root':
    'It is read and built as you; writing flake.lock rides on the switch’s password.',
  'owned-by-another':
    'It belongs to somebody else: it can be built, but flake.lock cannot be written.',
  'enable-pkexec':
    'Set security.polkit.enablePkexecWrapper = true; (before NixOS 26.11: security.polkit.enable = true;) and log in again.',
  'install-pkexec':
    'Set security.polkit.enable = true; (NixOS 26.11 and later: also security.polkit.enablePkexecWrapper = true;).',
  'agent-not-seen':
    'No known one was seen, which does not prove that there is none; on a terminal polkit’s pkttyagent asks.',
  'install-module':
    'Import Snowbell’s NixOS module, which keeps every promise of a switch: programs.snowbell.enable = true.',
  'free-space': 'Make room before the next upgrade: delete old generations, then collect garbage.',
  'tray-extension':
    'Snowbell stays reachable through its window. On GNOME the AppIndicator extension shows them.',
  'notification-server':
    'News is only in the window. Most desktops bring something; elsewhere start one such as mako or dunst.',
  'notification-buttons':
    'Notifications come without buttons; a click on the tray item leads there.',
  'make-writable': 'Snowbell cannot remember anything there.',
};
