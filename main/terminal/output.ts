// Where the command line speaks: results on stdout, everything else on stderr, nothing hostile on either.
import { stderr, stdout } from 'node:process';

export interface Output {
  /** a line of the result */
  say(text: string): void;
  /** a line about it */
  tell(text: string): void;
  json(value: unknown): void;
  /** a line that the next one replaces; only on a terminal */
  status(text: string | null): void;
  readonly colours: boolean;
  /** true when a person can answer */
  readonly interactive: boolean;
}

export function terminalOutput(stdinIsTerminal: boolean): Output {
  let showing = false;
  const clear = () => {
    if (showing) stderr.write('\r\x1b[K');
    showing = false;
  };
  return {
    say(text) {
      clear();
      stdout.write(`${text}\n`);
    },
    tell(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    json(value) {
      clear();
      stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    status(text) {
      if (!stderr.isTTY) return;
      clear();
      if (text === null) return;
      stderr.write(text.slice(0, Math.max(20, (stderr.columns ?? 80) - 1)));
      showing = true;
    },
    colours: stdout.isTTY === true && process.env.NO_COLOR === undefined,
    interactive: stdinIsTerminal && stdout.isTTY === true,
  };
}
