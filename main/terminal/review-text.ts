// A review as lines of text: what moves, what changes, what it will take.
import type { PackageChange, Review } from '../../preload/contract/run.ts';
import { noticeText, sizeText } from '../core/review-words.ts';
import { visibleInLine } from './visible.ts';

/** More packages than this are counted, not listed. */
const listed = 60;

export function reviewText(review: Review, colours: boolean): string {
  // Names and versions are strangers' words: each stays within its line.
  const line = (text: string) => visibleInLine(text);
  const bold = (text: string) => (colours ? `\x1b[1m${line(text)}\x1b[0m` : line(text));
  const { inputs, packages, restart, services, differences, notices } = review;
  const lines: string[] = [];
  if (inputs.length > 0) {
    lines.push(bold('Inputs'));
    const widest = Math.max(...inputs.map(({ name }) => [...name].length));
    for (const { name, from, to, selected } of inputs) {
      const note = selected ? '' : '  (was not asked for)';
      const room = ' '.repeat(widest - [...name].length);
      lines.push(line(`  ${name}${room}  ${short(from)} -> ${short(to)}${note}`));
    }
  }
  lines.push(bold(`Packages: ${countText(packages)}`));
  for (const change of packages.slice(0, listed)) lines.push(line(`  ${packageText(change)}`));
  if (packages.length > listed) lines.push(`  … and ${packages.length - listed} more`);
  if (services.length > 0) {
    lines.push(bold('Changed services (may restart)'), line(`  ${services.join(', ')}`));
  }
  const room = spaceText(review.space);
  if (room !== '') lines.push(line(`Space: ${room}`));
  for (const { what, from, to } of restart) {
    const move = from === null || to === null ? 'changes' : `${from} -> ${to}`;
    lines.push(
      bold(`Restart needed: ${what === 'kernel-modules' ? 'kernel modules' : what} ${move}`),
    );
  }
  for (const notice of notices) lines.push(line(`Note: ${noticeText(notice)}`));
  for (const { what, running, built } of differences) {
    lines.push(bold(`NOT THIS MACHINE: ${what} is ${running} here and ${built} in what was built`));
  }
  return lines.join('\n');
}

function spaceText(space: Review['space']): string {
  if (space === null) return '';
  const { storeFree, bootFree, bootNeeded } = space;
  const store = storeFree === null ? null : `${sizeText(storeFree)} free in the store`;
  const needed = bootNeeded === null ? '' : `, ${sizeText(bootNeeded)} needed`;
  const boot = bootFree === null ? null : `${sizeText(bootFree)} free on /boot${needed}`;
  return [store, boot].filter((part) => part !== null).join('; ');
}

function countText(packages: readonly PackageChange[]): string {
  const count = (...directions: PackageChange['direction'][]) =>
    packages.filter((change) => directions.includes(change.direction)).length;
  return `${count('up', 'down', 'other')} changed, ${count('added')} added, ${count('removed')} removed`;
}

function packageText({ name, from, to, direction }: PackageChange): string {
  switch (direction) {
    case 'added':
      return `+ ${name} ${to ?? ''}`.trimEnd();
    case 'removed':
      return `- ${name} ${from ?? ''}`.trimEnd();
    case 'rebuilt':
      return `= ${name} ${to ?? ''} (rebuilt)`;
    case 'up':
    case 'down':
    case 'other':
      return `${direction === 'up' ? '^' : direction === 'down' ? 'v' : '~'} ${name} ${from ?? ''} -> ${to ?? ''}`;
  }
}

function short(revision: string | null): string {
  return revision === null ? '(nothing)' : revision.slice(0, 7);
}
