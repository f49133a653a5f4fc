// A server that has had enough of us (HTTP 429): nix waits a minute or more without a word a person would know.
import type { LogLine } from '../../preload/contract/run.ts';

const refusal = /unable to download '\w+:\/\/([^/':]+)[^']*'.*?HTTP error (\d+)/;
const wait = /retrying in (\d+) ms(?: \(attempt (\d+)\/(\d+)\))?/;

export interface Wait {
  readonly host: string;
  /** milliseconds until nix asks again */
  readonly ms: number;
  /** what the log says of it */
  readonly line: LogLine;
}

/** Reads a log line by line: nix puts what the server said between the refusal and the wait. */
export function watchForWaits(): (line: LogLine) => Wait | null {
  let host: string | null = null;
  return ({ at, text }) => {
    const refused = refusal.exec(text);
    if (refused !== null) host = refused[2] === '429' ? (refused[1] ?? null) : null;
    const waits = wait.exec(text);
    if (host === null || waits === null) return null;
    const [, ms, attempt, of] = waits;
    const seconds = Math.max(1, Math.round(Number(ms) / 1000));
    const which = attempt === undefined ? '' : `, attempt ${attempt} of ${of}`;
    const words = `${host} asks us to wait: going on in ${seconds} s${which}.`;
    const said = {
      host,
      ms: Number(ms),
      line: { at, level: 'warn', text: `${words} You can cancel; nothing has changed.` } as const,
    };
    host = null;
    return said;
  };
}
