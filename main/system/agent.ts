// Looks for the program that would ask for a password in this session: polkit itself tells nobody.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Names of programs that are agents, or desktops that bring one in themselves. */
const agents: ReadonlySet<string> = new Set([
  'gnome-shell',
  'cinnamon',
  'budgie-polkit-dialog',
  'polkit-gnome-authentication-agent-1',
  'polkit-kde-authentication-agent-1',
  'polkit-mate-authentication-agent-1',
  'lxqt-policykit-agent',
  'lxpolkit',
  'xfce-polkit',
  'ukui-polkit',
  'pantheon-agent-polkit',
  'io.elementary.desktop.agent-polkit',
  'hyprpolkitagent',
  'cosmic-osd',
  'soteria',
  'mate-polkit',
  'dde-polkit-agent',
]);

/** The agent among the programs of that many command lines' first words, or null. */
export function agentAmong(programs: readonly string[]): string | null {
  for (const program of programs) {
    // A wrapper of nixpkgs keeps the program itself beside it as .NAME-wrapped.
    const name = basename(program).replace(/^\.(.+)-wrapped$/, '$1');
    if (agents.has(name)) return name;
  }
  return null;
}

/** The agent of this user that is running, by its name; null proves nothing. */
export async function agentOfSession(proc = '/proc'): Promise<string | null> {
  const mine = process.getuid?.() ?? -1;
  const programs: string[] = [];
  for (const pid of (await readdir(proc)).filter((name) => /^\d+$/.test(name))) {
    try {
      const folder = join(proc, pid);
      if ((await stat(folder)).uid !== mine) continue;
      const line = await readFile(join(folder, 'cmdline'), 'utf8');
      programs.push(line.split('\0')[0] ?? '');
    } catch {
      // it has ended meanwhile
    }
  }
  return agentAmong(programs);
}
