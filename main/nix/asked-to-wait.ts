// A server that has had enough of us (HTTP 429): nix, or a builder's curl, waits without a word a person would know.
import type { LogLine } from '../../preload/contract/run.ts';

const refusal = /unable to download '\w+:\/\/([^/':]+)[^']*'.*?HTTP error (\d+)/;
const wait = /retrying in (\d+) ms(?: \(attempt (\d+)\/(\d+)\))?/;

/** What nixpkgs' fetchers and their curl print, in this order. */
const trying = /^trying \w+:\/\/([^/:\s]+)/;
const curlRefused = /^curl: \(22\) .*error: 429\b/;
const curlWaits = /Will retry in (\d+) second/;

export interface Wait {
  readonly host: string;
  /** milliseconds until it is asked again */
  readonly ms: number;
  /** what the log says of it */
  readonly line: LogLine;
}

/** Many downloads of one host wait side by side; one that ends this much later (milliseconds) is said too. */
const laterMs = 5000;
/** Builds whose host is remembered; one that is forgotten waits unsaid. */
const rememberedBuilds = 1000;

/** Reads a log line by line: what the server said stands between the refusal and the wait. */
export function watchForWaits(): (line: LogLine) => Wait | null {
  let host: string | null = null;
  const builds = new Map<string, { readonly host: string; readonly refused: boolean }>();
  const until = new Map<string, number>();

  const said = (asks: string, ms: number, at: number, which = ''): Wait | null => {
    const known = until.get(asks) ?? 0;
    if (at < known && at + ms < known + laterMs) return null;
    until.set(asks, at + ms);
    const seconds = Math.max(1, Math.round(ms / 1000));
    const words = `${asks} asks us to wait: going on in ${seconds} s${which}.`;
    return {
      host: asks,
      ms,
      line: { at, level: 'warn', text: `${words} You can cancel; nothing has changed.` },
    };
  };

  const byNix = ({ at, text }: LogLine): Wait | null => {
    const refused = text.includes('unable to download') ? refusal.exec(text) : null;
    if (refused !== null) host = refused[2] === '429' ? (refused[1] ?? null) : null;
    if (host === null) return null;
    const waits = wait.exec(text);
    if (waits === null) return null;
    const [, ms, attempt, of] = waits;
    const asks = host;
    host = null;
    return said(asks, Number(ms), at, attempt === undefined ? '' : `, attempt ${attempt} of ${of}`);
  };

  const byBuilder = (source: string, { at, text }: LogLine): Wait | null => {
    if (text.startsWith('trying ')) {
      const asked = trying.exec(text)?.[1];
      if (builds.size >= rememberedBuilds) builds.clear();
      if (asked !== undefined) builds.set(source, { host: asked, refused: false });
      return null;
    }
    const build = builds.get(source);
    if (build === undefined) return null;
    if (curlRefused.test(text)) builds.set(source, { ...build, refused: true });
    const waits = build.refused ? curlWaits.exec(text) : null;
    if (waits === null) return null;
    builds.set(source, { ...build, refused: false });
    return said(build.host, Number(waits[1]) * 1000, at);
  };

  return (line) => byNix(line) ?? (line.source === undefined ? null : byBuilder(line.source, line));
}
