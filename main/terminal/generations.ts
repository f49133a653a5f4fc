// `generations`, `rollback` and `prune`: the systems that are still there, the way back to one, the old ones' end.
import { oldGenerations } from '../core/old-generations.ts';
import { rollBackTo } from '../run/decide.ts';
import { removeOld } from '../run/prune.ts';
import { type Generation, kernelOf, listGenerations } from '../system/generations.ts';
import { asked } from './question.ts';
import { conclude, terminalObserver } from './run-commands.ts';
import type { ExitCode, Shell } from './shell.ts';
import { failureText } from './words.ts';

export async function generations(shell: Shell): Promise<ExitCode> {
  const list = await listGenerations(shell.site.machine);
  if (shell.command.json) {
    shell.out.json(list.map((one) => ({ ...one, at: new Date(one.at).toISOString() })));
    return 0;
  }
  if (list.length === 0) {
    shell.out.tell(failureText({ kind: 'no-system', detail: shell.site.machine.profile }));
    return 1;
  }
  for (const one of list) {
    const marks = [
      one.current ? 'running' : null,
      one.booted ? 'booted' : null,
      one.default ? 'default' : null,
    ].filter((mark) => mark !== null);
    shell.out.say(
      [
        String(one.number).padStart(4),
        new Date(one.at).toISOString().slice(0, 16).replace('T', ' '),
        (one.nixosVersion ?? '?').padEnd(24),
        `Linux ${one.kernel ?? '?'}`,
        marks.length === 0 ? '' : `(${marks.join(', ')})`,
      ]
        .join('  ')
        .trimEnd(),
    );
  }
  return 0;
}

export async function rollback(shell: Shell): Promise<ExitCode> {
  const list = await listGenerations(shell.site.machine);
  const now = list.find((one) => one.default);
  const wanted = shell.command.words[0];
  const target =
    wanted === undefined
      ? list.find((one) => now !== undefined && one.number < now.number)
      : list.find((one) => one.number === Number(wanted));
  if (target === undefined) {
    shell.out.tell(failureText(whyNoGeneration(list, wanted ?? '', shell.site.machine.profile)));
    return 1;
  }
  if (target.default && target.current) {
    if (shell.command.json) shell.out.json(null);
    else shell.out.say(failureText({ kind: 'already-there', detail: String(target.number) }));
    return 0;
  }
  // The kernel stays the one that was started, whatever was switched to since.
  const booted = await kernelOf(shell.site.machine.bootedSystem);
  if (booted !== null && target.kernel !== null && booted !== target.kernel) {
    shell.out.tell(
      `Generation ${target.number} has Linux ${target.kernel}, and ${booted} is running: that part takes effect after a restart.`,
    );
  }
  const { flake } = shell;
  const place = flake.kind === 'ready' ? flake : { path: '', host: '' };
  const end = await rollBackTo(
    shell.run,
    { generation: target.number, flake: place.path, host: place.host },
    terminalObserver(shell),
    shell.signal,
  );
  return conclude(shell, end);
}

function whyNoGeneration(
  list: readonly Generation[],
  wanted: string,
  profile: string,
): { readonly kind: string; readonly detail: string } {
  if (list.length === 0) return { kind: 'no-system', detail: profile };
  if (wanted === '') return { kind: 'no-earlier-generation', detail: '' };
  const numbers = list.map((one) => one.number).join(', ');
  return { kind: 'no-generation', detail: `${wanted} (there are ${numbers})` };
}

/** Says what goes and what stays, and does it once that is agreed to. */
export async function prune(shell: Shell): Promise<ExitCode> {
  const { out, command, flake } = shell;
  const list = await listGenerations(shell.site.machine);
  if (list.length === 0) {
    out.tell(failureText({ kind: 'no-system', detail: shell.site.machine.profile }));
    return 1;
  }
  const goes = oldGenerations(list, command.keepNewest);
  if (goes.length === 0) {
    if (command.json) out.json(null);
    else out.say('Nothing to remove: all that is there stays.');
    return 0;
  }
  const stays = list.filter((one) => !goes.includes(one.number)).map((one) => one.number);
  out.tell(`To be removed: ${goes.join(', ')}`);
  out.tell(`To stay:       ${stays.reverse().join(', ')}`);
  if (!command.yes) {
    if (command.json || !out.interactive) {
      out.tell(failureText({ kind: 'not-asked', detail: '' }));
      return 1;
    }
    const answer = await asked(
      shell,
      'Remove them, and make the boot menu anew? They cannot be brought back. [y/N] ',
    );
    if (!/^y(es)?$/i.test(answer ?? '')) {
      out.tell('Nothing was removed.');
      return 1;
    }
  }
  const place = flake.kind === 'ready' ? flake : { path: '', host: '' };
  const end = await removeOld(
    shell.run,
    { keep: command.keepNewest, goes, flake: place.path, host: place.host },
    terminalObserver(shell),
    shell.signal,
  );
  return conclude(shell, end);
}
