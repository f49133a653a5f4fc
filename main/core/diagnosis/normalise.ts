// Turns a raw log into plain lines: no colours, no carriage returns, no prefixes that other programs put in front.

export type Line = {
  readonly text: string;
  /** true for what a builder printed, which nix or a wrapper has marked as such */
  readonly build: boolean;
  /** the derivation that spoke, where the mark names it */
  readonly from: string | null;
};

/** A longer line keeps its beginning and its end, so that no pattern is run over megabytes. */
const longest = 4000;
const head = 3000;
const tail = 900;

const csi = /\x1b\[[0-9;:?<=>!]*[ -/]*[@-~]/g;
const osc = /\x1b\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)/g;
const loneEscape = /\x1b[@-_a-z0-9=>]?/g;
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]/g;

/** Back to the beginning of the line, or to another one: what follows does not belong to what stands before. */
const cursor = /\x1b\[(?:[01]?G|[0-9]{0,4}[ABEFH]|2K|[0-9]{1,4};[0-9]{1,4}H|2?J)/g;

const anyControl = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]/;

export const plain = (text: string): string =>
  anyControl.test(text)
    ? text.replace(osc, '').replace(csi, '').replace(loneEscape, '').replace(control, '')
    : text;

const shorten = (text: string): string =>
  text.length > longest ? `${text.slice(0, head)} … ${text.slice(-tail)}` : text;

const clock = /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?[ \t]/;
const bareClock = /^\[\d\d:\d\d:\d\d(?:\.\d{1,6})?\] /;
/** journald writes the month in the machine's language */
export const journalTime = /^(?:\p{L}{3,5}\.?|\d{1,2}月) [ \d]\d \d\d:\d\d:\d\d /u;
/** `host process[pid]: ` after a journal's time */
const speaker = /^[\w.-]{1,64} ([\w@.:()\\ /-]{1,64})\[\d{1,10}\]: ?/;
const bar = /^[ \t]{0,8}[┃│┊┆║▏|] ?/;
const barNotSource = /^[ \t]{0,8}\|[ \t]/;
const host =
  /^\s{0,20}[A-Za-z][\w.-]{0,63}[ \t]{0,20}\| (?=error|warning|building|copying|Failed|fatal|activating|\/nix\/store\/|\s|$)/;
/** what colmena puts before the lines of the programs it runs */
const relayed = /^\[[A-Z]{4,5}\s?\]\s{1,12}std(?:err|out)\) ?/;
/** a quotation in a mail or a thread; nh marks its own lines alike */
const quotation = /^> ?/;
/** `hello-2.12> checking for gcc...` as nix -L and nom print it */
const builder = /^([a-zA-Z0-9+._?=-]{1,120})> ?/;
/** `       > make: *** …` under "last 10 log lines" */
const quoted = /^\s{2,12}> ?/;

/** Units whose own journal belongs to the failure report of a switch, not to the program that made the log. */
const wrapper =
  /^(?:[a-z0-9]{32}-unit-script-)?(?:nixos-rebuild\S*|nixos-upgrade\S*|nix|nix-daemon|nix-build|sudo|nh|systemd-run|snowbell|bash|sh|activate|switch-to-configuration)$/;

const stripPrefixes = (text: string): string => {
  let rest = text.replace(clock, '').replace(bareClock, '').replace(relayed, '');
  const stamped = rest !== text;
  const time = journalTime.exec(rest);
  if (time !== null || stamped) {
    const after = time === null ? rest : rest.slice(time[0].length);
    const who = speaker.exec(after);
    if (who !== null && wrapper.test(who[1] ?? '')) rest = after.slice(who[0].length);
  }
  if (bar.test(rest) && !barNotSource.test(rest)) rest = rest.replace(bar, '');
  if (host.test(rest)) rest = rest.replace(host, '');
  return rest.replace(quotation, '');
};

const toLine = (raw: string): Line => {
  const text = stripPrefixes(shorten(raw)).trimEnd();
  const named = builder.exec(text);
  if (named !== null) {
    return { text: text.slice(named[0].length), build: true, from: named[1] ?? null };
  }
  const quote = quoted.exec(text);
  if (quote !== null) return { text: text.slice(quote[0].length), build: true, from: null };
  return { text, build: false, from: null };
};

type Json = Readonly<Record<string, unknown>>;
const asRecord = (value: unknown): Json | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;

const buildLogLine = 101;

/** What one `@nix {…}` record says to a reader; most records (progress) say nothing. */
const fromInternalJson = (raw: string): Line[] => {
  // progress is by far the most common record and carries no text
  if (raw.includes('"action":"result"') && !raw.includes('"type":101')) return [];
  if (raw.includes('"action":"stop"')) return [];
  let record: Json | null;
  try {
    record = asRecord(JSON.parse(raw));
  } catch {
    return [];
  }
  if (record === null) return [];
  if (record.action === 'result' && record.type === buildLogLine) {
    const fields = Array.isArray(record.fields) ? record.fields : [];
    const said: unknown = fields[0];
    return typeof said === 'string'
      ? [{ text: shorten(plain(said)).trimEnd(), build: true, from: null }]
      : [];
  }
  if (record.action === 'start' && typeof record.text === 'string') {
    return record.text.startsWith('building ')
      ? [{ text: plain(record.text), build: false, from: null }]
      : [];
  }
  if (record.action !== 'msg' || typeof record.msg !== 'string') return [];
  const level = typeof record.level === 'number' ? record.level : 3;
  if (level > 3) return [];
  const message = plain(record.msg);
  const marked =
    level === 0 && !/^\s*error/i.test(message)
      ? `error: ${message}`
      : level === 1 && !/warning|trace/i.test(message.slice(0, 40))
        ? `warning: ${message}`
        : message;
  return marked.split('\n').map((text) => toLine(text));
};

/** Nothing in such a line ever decides anything, and a big log is made of them. */
const dull =
  /^(?:copying (?:path|\d+ paths)|\s{1,4}\/nix\/store\/\S{1,300}$|downloading '|querying info about|substituting|copied )/;

/** What nix is doing is written without a line's end, so that its last word may stand right behind. */
const glued =
  /^(\s{0,4}(?:evaluating|building|copying|fetching|downloading|querying|unpacking) .{1,600}?['’…])(?=(?:error|warning): )/;

/** The lines of a log that can matter. Linear in the log's length. */
export const normalise = (log: string): Line[] => {
  const lines: Line[] = [];
  let start = 0;
  let skipped = false;
  while (start <= log.length) {
    let end = log.indexOf('\n', start);
    if (end === -1) end = log.length;
    const whole = log.slice(start, end);
    start = end + 1;
    // one of a row is kept, as a sign that nix was at work
    if (dull.test(whole)) {
      if (!skipped) lines.push({ text: shorten(whole), build: false, from: null });
      skipped = true;
      continue;
    }
    skipped = false;
    const drawn = whole.includes('\x1b[') ? whole.replace(cursor, '\r') : whole;
    const apart = drawn.includes('error: ') ? drawn.replace(glued, '$1\r') : drawn;
    const line = apart.endsWith('\r') ? apart.slice(0, -1) : apart;
    for (const part of line.includes('\r') ? line.split('\r') : [line]) {
      if (part === '' && line !== '') continue;
      if (part.startsWith('@nix {')) {
        lines.push(...fromInternalJson(part.slice(5)));
        continue;
      }
      lines.push(toLine(plain(part.length > 4 * longest ? shorten(part) : part)));
    }
  }
  return lines;
};
