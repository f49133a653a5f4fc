// Shows answers on a terminal as they come, in lines that the finished table then takes the place of.
import type { InputReport } from '../../preload/contract/input.ts';
import { reportLine } from './check-table.ts';

export interface TerminalSize {
  readonly rows: number;
  readonly columns: number;
}

export interface LiveRows {
  /** the line for one more answer; null where the screen has no room left for it */
  add(report: InputReport): string | null;
  /** what takes all lines so far away again; empty when there were none */
  erase(): string;
}

/** Lines are cut to the screen's width, since one that wraps could not be taken away again. */
export function liveRows(size: TerminalSize): LiveRows {
  let shown = 0;
  return {
    add(report) {
      // One line stays free for the progress, one for the cursor.
      if (shown >= size.rows - 2) return null;
      shown += 1;
      return [...reportLine(report)].slice(0, Math.max(1, size.columns - 1)).join('');
    },
    erase: () => (shown === 0 ? '' : `\u001b[${shown}A\r\u001b[J`),
  };
}
