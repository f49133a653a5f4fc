// `history.json`: the records of runs whose folders may long be gone, newest first and bounded.
import { join } from 'node:path';
import { z } from 'zod';
import { RunRecord } from '../../preload/contract/run.ts';
import { readJson, type WriteResult, writeJson } from './json-file.ts';

export const historyLimit = 200;
const History = z.object({ version: z.literal(1), runs: z.array(RunRecord) });

export interface HistoryRead {
  readonly records: readonly RunRecord[];
  readonly problem: string | null;
}

export async function readHistory(stateDir: string): Promise<HistoryRead> {
  const read = await readJson(join(stateDir, 'history.json'), History);
  switch (read.kind) {
    case 'read':
      return { records: read.value.runs, problem: null };
    case 'absent':
      return { records: [], problem: null };
    case 'corrupt':
    case 'unreadable':
      return { records: [], problem: read.detail };
  }
}

export function writeHistory(
  stateDir: string,
  records: readonly RunRecord[],
): Promise<WriteResult> {
  return writeJson(join(stateDir, 'history.json'), {
    version: 1,
    runs: records.slice(0, historyLimit),
  });
}

/** Records of the journals win over what history remembers of the same run. */
export function mergeRecords(
  journals: readonly RunRecord[],
  remembered: readonly RunRecord[],
): RunRecord[] {
  const known = new Set(journals.map((record) => record.id));
  return [...journals, ...remembered.filter((record) => !known.has(record.id))]
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
    .slice(0, historyLimit);
}
