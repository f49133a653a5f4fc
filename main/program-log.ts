// Snowbell's own log: bugs and refusals with their whole story, for the person who reports one.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const limit = 1024 * 1024;

/** Never throws: a log that cannot be written must not end the program. */
export function createJournal(path: string): (what: string, error?: unknown) => void {
  return (what, error) => {
    const story = error instanceof Error ? (error.stack ?? error.message) : (error ?? '');
    const line = `${new Date().toISOString()} ${what} ${String(story)}\n`;
    process.stderr.write(
      `snowbell: ${what} ${error instanceof Error ? error.message : String(story)}\n`,
    );
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      if (sizeOf(path) > limit) renameSync(path, `${path}.old`);
      appendFileSync(path, line, { mode: 0o600 });
    } catch {
      // stderr has it
    }
  };
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
