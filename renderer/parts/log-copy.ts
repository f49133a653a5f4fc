// Copies a range of a log's lines, also of those that are not in view.
import type { SnowbellApi } from '../../preload/contract/api.ts';
import { copyText } from './clipboard.ts';
import { shownText } from './log-scan.ts';

const chunk = 2000;
const mostCopied = 100_000;

/**
 * Puts the lines of these numbers (ascending) on the clipboard; how many there were, 0 where they
 * could not be read or the clipboard refused.
 */
export async function copyLines(
  api: SnowbellApi,
  runId: string,
  numbers: readonly number[],
): Promise<number> {
  const wanted = numbers.slice(0, mostCopied);
  const words: string[] = [];
  let at = 0;
  while (at < wanted.length) {
    const from = wanted[at] ?? 0;
    const answer = await api.readLog(runId, from, chunk);
    if (!answer.ok) return 0;
    for (; at < wanted.length; at += 1) {
      const offset = (wanted[at] ?? 0) - from;
      if (offset >= chunk) break;
      const line = answer.value.lines[offset];
      if (line !== undefined) words.push(shownText(line));
    }
  }
  return words.length > 0 && copyText(`${words.join('\n')}\n`) ? words.length : 0;
}
