// Picks the one cause of a log: root before consequence, outcome before noise.
import { best, type Found, ofActivation, toCause } from './candidates.ts';
import { howItEnded } from './how-it-ended.ts';
import type { Cause } from './kinds.ts';
import { outsideAnyFlake, readError } from './read-error.ts';
import { type Scan, scanLines } from './scan-lines.ts';
import type { ErrorBlock, Structure } from './structure.ts';

/** An unknown "error:" that neither stopped the activation nor nix: some program printed it, and all went on. */
const provedHarmless = ({ progress }: Structure, scan: Scan, block: ErrorBlock): boolean => {
  if (scan.terminalAt >= block.at) return false;
  const lastStart = progress.runStarts.at(-1) ?? -1;
  if (progress.activating !== -1 && lastStart < progress.activating) return true;
  return (
    block.at < progress.building &&
    block.message.length < 3 &&
    /^[^']{0,60}$/.test(block.message[0] ?? '')
  );
};

/** What nix's errors tell, as far as nothing later refutes it; those of the last run where there were several. */
const toldByErrors = (s: Structure, scan: Scan): readonly Found[] => {
  const { progress } = s;
  const told: Found[] = [];
  for (const block of s.errors) {
    if (block.at < progress.done) continue;
    const read = readError(s, block);
    if (read === null) continue;
    const stands = block.at > progress.done && block.at > progress.activating;
    if (!stands && !ofActivation.has(read.kind)) continue;
    if (read.kind === 'other' && provedHarmless(s, scan, block)) continue;
    told.push(read);
  }
  const lastStart = progress.runStarts.at(-1) ?? -1;
  const recent = told.filter(({ at }) => at > lastStart);
  return recent.length > 0 ? recent : told;
};

/** What came of the run and why. Pure; linear in the number of lines. */
export const findCause = (s: Structure): Cause => {
  const { progress } = s;
  const scan = scanLines(s);
  const said = scan.found.filter(
    ({ at, kind }) => at > progress.done && (ofActivation.has(kind) || at > progress.activating),
  );
  const likeliest = best([...toldByErrors(s, scan), ...said].sort((a, b) => a.at - b.at));
  return likeliest === null ? howItEnded(s, scan) : toCause(outsideAnyFlake(likeliest, s.lines));
};
