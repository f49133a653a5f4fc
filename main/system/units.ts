// Units that an activation left failed: how each stands now, and starting them again as this user.
import type { UnitState } from '../../preload/contract/details.ts';
import { run } from '../process/command.ts';

/** A unit's name and nothing that systemctl could take for an option or a pattern. */
const unitName = /^\w[\w@:.\\-]*\.[a-z]+$/;

/** How each stands now, in systemd's own words; those that systemd does not know are left out. */
export async function unitStates(names: readonly string[]): Promise<readonly UnitState[]> {
  const known = names.filter((name) => unitName.test(name)).slice(0, 50);
  if (known.length === 0) return [];
  const asked = await run(
    ['systemctl', 'show', '--property=Id,LoadState,ActiveState,SubState,Result', '--', ...known],
    { timeoutMs: 10_000 },
  );
  return asked.kind === 'exited' ? readUnitStates(asked.stdout) : [];
}

/** Blocks of NAME=VALUE with an empty line between two. */
export function readUnitStates(text: string): readonly UnitState[] {
  const states: UnitState[] = [];
  for (const block of text.split(/\n\s*\n/)) {
    const facts = new Map(
      block.split('\n').map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)] as const;
      }),
    );
    const name = facts.get('Id');
    const active = facts.get('ActiveState');
    if (name === undefined || name === '' || active === undefined) continue;
    // One that it never heard of is told as inactive.
    if (facts.get('LoadState') === 'not-found') continue;
    const result = facts.get('Result') ?? '';
    states.push({
      name,
      active,
      sub: facts.get('SubState') ?? '',
      result: result === '' || result === 'success' ? null : result,
    });
  }
  return states;
}

export type Restarted =
  | { readonly kind: 'restarted' }
  /** `detail` is what systemctl said: a unit that fails again, or a permission not given */
  | { readonly kind: 'failed'; readonly detail: string };

/** systemd asks polkit itself, with a dialog or on the terminal; a start may take minutes. */
export async function restartUnits(names: readonly string[]): Promise<Restarted> {
  const known = names.filter((name) => unitName.test(name));
  if (known.length === 0) return { kind: 'failed', detail: 'no such unit' };
  const done = await run(['systemctl', 'restart', '--', ...known], {
    // It asks on the terminal where there is one, so it stays in the terminal's own process group.
    tether: 'none',
    timeoutMs: 10 * 60_000,
  });
  if (done.kind === 'exited' && done.code === 0) return { kind: 'restarted' };
  const detail = done.kind === 'missing' ? done.detail : done.stderr.trim();
  return { kind: 'failed', detail: detail.slice(-2000) };
}
