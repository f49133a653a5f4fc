// Picks the one cause of a log: root before consequence, outcome before noise.
import { best, type Found, ofActivation, toCause } from './candidates.ts';
import { nameOfFailedUnit } from './failed-units.ts';
import { isFullDisk } from './full-disk.ts';
import { howItEnded } from './how-it-ended.ts';
import type { Cause } from './kinds.ts';
import { readMessage } from './message-rules.ts';
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
    if (read.kind === 'other' && !isFullDisk(read) && provedHarmless(s, scan, block)) continue;
    told.push(read);
  }
  const lastStart = progress.runStarts.at(-1) ?? -1;
  // one that is cut off before its own words says less than what the run before it said
  const wordless = new Set(s.errors.filter(({ message }) => message.length === 0).map((b) => b.at));
  const recent = told.filter(({ at }) => at > lastStart && !wordless.has(at));
  return recent.length > 0 ? recent : told;
};

/** Failures of one build among many, which nix goes on from when it is told to keep going. */
const ofOneBuild = (means: string): boolean =>
  means === 'builder' || means === 'mirrors' || means === 'hash-mismatch-source';

/**
 * The Ctrl-C that ended the run, where a build had failed before and nix had gone on with the others.
 * Had nix given up, it would have said what else could not be built because of it.
 */
const calledOff = (
  { errors }: Structure,
  chosen: Found,
  candidates: readonly Found[],
): Found | null => {
  const failed = errors.find(({ at }) => at === chosen.at);
  if (failed === undefined || !ofOneBuild(readMessage(failed.message).means)) return null;
  if (isFullDisk(chosen)) return null;
  const end = candidates.findLast(({ kind }) => kind === 'interrupted');
  if (end === undefined || end.at < chosen.at) return null;
  const gaveUp = errors.some(
    ({ at, message }) =>
      at > chosen.at && at < end.at && readMessage(message).means === 'consequence',
  );
  return gaveUp ? null : end;
};

/** What came of the run and why. Pure; linear in the number of lines. */
export const findCause = (s: Structure): Cause => {
  const { progress } = s;
  const scan = scanLines(s);
  const said = scan.found.filter(({ at, kind }) => {
    if (at < progress.done) return false;
    if (at > progress.activating || ofActivation.has(kind)) return true;
    // the switch goes on by itself when the one who waits for it is stopped
    const lastStart = progress.runStarts.at(-1) ?? -1;
    return kind === 'interrupted' && at > progress.firstActivating && at > lastStart;
  });
  const candidates = [...toldByErrors(s, scan), ...said].sort((a, b) => a.at - b.at);
  const likeliest = best(candidates);
  if (likeliest === null) return howItEnded(s, scan);
  const chosen = calledOff(s, likeliest, candidates) ?? outsideAnyFlake(likeliest, s.lines);
  return toCause(
    chosen.kind === 'units-failed' && chosen.subject === null
      ? { ...chosen, subject: nameOfFailedUnit(s.lines) }
      : chosen,
  );
};
