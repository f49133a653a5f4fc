// A review as lines of text: what moves, what changes, what it will take.
import type { PackageChange, Review } from '../../preload/contract/run.ts';
import { visible } from './visible.ts';

/** More packages than this are counted, not listed. */
const listed = 60;

export function reviewText(review: Review, colours: boolean): string {
  const bold = (text: string) => (colours ? `\x1b[1m${text}\x1b[0m` : text);
  const { inputs, packages, restart, services, differences } = review;
  const lines: string[] = [];
  if (inputs.length > 0) {
    lines.push(bold('Inputs'));
    for (const { name, from, to, selected } of inputs) {
      const note = selected ? '' : '  (was not asked for)';
      lines.push(`  ${name}  ${short(from)} -> ${short(to)}${note}`);
    }
  }
  lines.push(bold(`Packages: ${countText(packages)}`));
  for (const change of packages.slice(0, listed)) lines.push(`  ${packageText(change)}`);
  if (packages.length > listed) lines.push(`  … and ${packages.length - listed} more`);
  if (services.length > 0) {
    lines.push(bold('Changed services (may restart)'), `  ${services.join(', ')}`);
  }
  for (const { what, from, to } of restart) {
    lines.push(bold(`Restart needed: ${what} ${from ?? '?'} -> ${to ?? '?'}`));
  }
  for (const { what, running, built } of differences) {
    lines.push(bold(`NOT THIS MACHINE: ${what} is ${running} here and ${built} in what was built`));
  }
  return lines.map(visible).map(restoreBold(colours)).join('\n');
}

/** `visible` also escapes our own emphasis; only whole lines ever carry it. */
function restoreBold(colours: boolean) {
  return (line: string) =>
    colours ? line.replace(/^\\x1b\[1m(.*)\\x1b\[0m$/, '\x1b[1m$1\x1b[0m') : line;
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
