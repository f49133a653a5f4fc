// `snowbell explain`: the cause of a failed rebuild's output, and the remedy.
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { explain as explainLog } from '../core/diagnosis/explain.ts';
import { isFailure } from '../core/diagnosis/kinds.ts';
import { errorWord } from '../store/json-file.ts';
import type { Output } from './output.ts';
import type { ExitCode } from './shell.ts';
import { visible } from './visible.ts';
import { plainly } from './words.ts';

export async function explain(
  file: string | undefined,
  json: boolean,
  out: Output,
): Promise<ExitCode> {
  let log: string;
  try {
    log =
      file === undefined || file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    out.tell(`${file ?? 'stdin'} could not be read: ${plainly(errorWord(error))}`);
    return 1;
  }
  if (log.trim() === '') {
    out.tell('There was nothing to read. Give a file, or pipe the output of a rebuild in.');
    return 1;
  }
  const found = explainLog(log);
  if (json) {
    const { kind, summary, remedy, evidence, subject, action } = found;
    out.json({ kind, summary, remedy, evidence, subject, action });
    return 0;
  }
  out.say(visible(found.summary));
  if (isFailure(found.kind)) {
    out.say(visible(found.remedy));
    for (const line of [found.evidence].flat()) out.say(visible(`  ${line}`));
  }
  return 0;
}
