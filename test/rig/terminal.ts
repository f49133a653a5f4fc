// A real terminal for a program of the tests: util-linux's script holds the other end of it.
import { spawn } from 'node:child_process';
import { shellLine } from '../../main/core/shell-line.ts';
import { findProgram } from '../../main/process/command.ts';
import { until } from './until.ts';

/** What stands in the way, for a test that is skipped then; null where nothing does. */
export function terminalMissing(): string | null {
  return findProgram('script') === null ? 'script of util-linux' : null;
}

export const keys = { enter: '\r', endOfInput: '\x04', interrupt: '\x03' } as const;

export interface OnTerminal {
  /** all that the screen was told so far, without control sequences */
  said(): string;
  type(text: string): void;
  /** as when its window is closed */
  hangUp(): void;
  /** waits until the text stands behind all that was waited for before */
  shows(text: string): Promise<void>;
  /** the program's exit code */
  readonly end: Promise<number | null>;
}

/** `env` is all that the program knows of its surroundings. */
export function onTerminal(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): OnTerminal {
  const child = spawn(
    'script',
    ['--quiet', '--return', '--command', shellLine(argv), '/dev/null'],
    {
      env: { ...env, TERM: 'xterm', SHELL: '/bin/sh' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  let said = '';
  let seen = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString().replace(/\x1b\[[\d;?]*[A-Za-z]/g, '');
  });
  // A program that has ended takes no more keys.
  child.stdin.on('error', () => undefined);
  const end = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      ended = true;
      resolve(code);
    });
  });
  let ended = false;
  return {
    said: () => said,
    type: (text) => void child.stdin.write(text),
    hangUp: () => void child.kill('SIGKILL'),
    async shows(text) {
      await until(
        `the terminal shows ${text}`,
        () => {
          const at = said.indexOf(text, seen);
          if (at >= 0) seen = at + text.length;
          else if (ended) throw new Error(`it ended with:\n${said}`);
          return at >= 0;
        },
        40_000,
      ).catch((error: unknown) => {
        throw new Error(`it shows:\n${said.slice(-3000)}`, { cause: error });
      });
    },
    end,
  };
}
