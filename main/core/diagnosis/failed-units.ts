// The units that a log shows as failed: by the switch's own list, by their status, by their journal.
import type { Found } from './candidates.ts';
import type { Line } from './normalise.ts';

const mostUnits = 4;

/** Those of the switch's list that failed besides the first. */
export const otherUnits = (text: string): string | null => {
  const units = /units failed: (.{1,2000})$/.exec(text)?.[1]?.split(/,\s*/).slice(1) ?? [];
  if (units.length === 0) return null;
  return units.length <= mostUnits
    ? units.join(', ')
    : `${units.slice(0, mostUnits).join(', ')}, …`;
};

const unitHeading = /^\s{0,4}[●×] ([\w@\\.-]{1,120}\.(?:service|socket|mount|timer|path|target))\b/;
/** A rebuild that systemd runs is no unit of the new system. */
const rebuildUnit = /^nixos-(?:rebuild|upgrade)/;

/** A unit whose status stands in the log as failed. */
export const failedUnitShown = (lines: readonly Line[]): Found | null => {
  for (let at = 0; at < lines.length; at += 1) {
    const unit = unitHeading.exec(lines[at]?.text ?? '')?.[1];
    if (unit === undefined || rebuildUnit.test(unit)) continue;
    const status = lines.slice(at + 1, at + 8).find(({ text }) => /^\s*Active: /.test(text));
    if (status !== undefined && /^\s*Active: failed\b/.test(status.text)) {
      const evidence = [(lines[at]?.text ?? '').trim(), status.text.trim()];
      return { kind: 'units-failed', subject: unit, at, evidence };
    }
  }
  return null;
};

const failedInJournal =
  /: ([\w@\\.-]{1,120}\.(?:service|socket|mount|timer)): Failed with result '/;

/** The name of a failed unit, where what told of the failure does not give it. */
export const nameOfFailedUnit = (lines: readonly Line[]): string | null => {
  const shown = failedUnitShown(lines);
  if (shown !== null) return shown.subject;
  for (const { text } of lines) {
    const unit = failedInJournal.exec(text)?.[1];
    if (unit !== undefined && !rebuildUnit.test(unit)) return unit;
  }
  return null;
};
