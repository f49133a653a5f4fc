// Asks a person on the terminal, and takes silence for no answer.
import { createInterface } from 'node:readline/promises';
import type { Shell } from './shell.ts';

/** The answer without spaces around it; null when there was none (Ctrl+C, end of input). */
export async function asked(
  { signal, out }: Pick<Shell, 'signal' | 'out'>,
  question: string,
): Promise<string | null> {
  const questions = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<null>((resolve) => questions.once('close', () => resolve(null)));
  try {
    const answer = await Promise.race([questions.question(question, { signal }), closed]);
    return answer === null ? null : answer.trim();
  } catch {
    out.tell('');
    return null;
  } finally {
    questions.close();
  }
}
