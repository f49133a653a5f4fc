// What `snowbell check` adds below its table: copies of one upstream and how to be rid of them, and warnings.
import type { Duplicate, InputWarning } from '../../preload/contract/details.ts';
import { visibleInLine } from './visible.ts';

export interface NamedWarning {
  readonly name: string;
  readonly warning: InputWarning;
}

function warningText({ name, warning }: NamedWarning): string {
  switch (warning.kind) {
    case 'old-nixpkgs':
      return `${name} is locked to a state ${warning.days} days old; security updates since then are missing.`;
    case 'unsupported-branch':
      return `${name} is on ${warning.branch}, which gets no more updates since ${warning.since}.`;
  }
}

function duplicateText({ upstream, nodes, remedies }: Duplicate): string[] {
  const places = nodes.map(({ path }) => path.join('/')).join(', ');
  const heading = `${upstream} is there in ${nodes.length} revisions (${places}).`;
  if (remedies.length === 0) return [heading];
  return [
    `${heading} To have one of them, write in flake.nix:`,
    ...remedies.map((line) => `  ${line}`),
  ];
}

/** One line each, harmless for a terminal; empty when there is nothing to say. */
export function checkNotes(
  duplicates: readonly Duplicate[],
  warnings: readonly NamedWarning[],
): string[] {
  return [...warnings.map(warningText), ...duplicates.flatMap(duplicateText)].map(visibleInLine);
}
