// Reads one line of nix's internal-json log; pure, and deaf to numbers that it does not know.
export type Activity =
  | 'copy-path'
  | 'transfer'
  | 'realise'
  | 'copy-paths'
  | 'builds'
  | 'build'
  | 'substitute'
  | 'fetch-tree'
  | 'other';

export type NixEvent =
  | { readonly kind: 'message'; readonly level: number; readonly text: string }
  | {
      readonly kind: 'started';
      readonly id: string;
      /** '0' where there is none */
      readonly parent: string;
      readonly activity: Activity;
      readonly level: number;
      readonly text: string;
      readonly fields: readonly (string | number)[];
    }
  | { readonly kind: 'stopped'; readonly id: string }
  | { readonly kind: 'log'; readonly id: string; readonly line: string }
  | { readonly kind: 'phase'; readonly id: string; readonly phase: string }
  | {
      readonly kind: 'progress';
      readonly id: string;
      readonly done: number;
      readonly expected: number;
      readonly running: number;
      readonly failed: number;
    }
  | {
      readonly kind: 'expected';
      readonly id: string;
      readonly activity: Activity;
      readonly count: number;
    }
  /** what is no record of nix: git, ssh, a wrapper */
  | { readonly kind: 'plain'; readonly text: string };

function activityOf(number: unknown): Activity {
  switch (number) {
    case 100:
      return 'copy-path';
    case 101:
      return 'transfer';
    case 102:
      return 'realise';
    case 103:
      return 'copy-paths';
    case 104:
      return 'builds';
    case 105:
      return 'build';
    case 108:
      return 'substitute';
    case 112:
      return 'fetch-tree';
    default:
      return 'other';
  }
}

const escapes =
  // CSI, then OSC and its kin up to their end, then what is left of two-character escapes.
  /\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?/g;
const unsafe =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const suspicious =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** Text without escape sequences; other control and direction characters become U+FFFD. */
export function plainText(text: string): string {
  if (!suspicious.test(text)) return text;
  return text.replace(escapes, '').replace(/\r\n/g, '\n').replace(unsafe, '\ufffd');
}

/** nix's ids are a process id shifted by 32 bits and more: past what a double holds exactly. */
const longId = /"(id|parent)":(\d{16,})/g;

interface Raw {
  readonly action?: unknown;
  readonly id?: unknown;
  readonly parent?: unknown;
  readonly type?: unknown;
  readonly level?: unknown;
  readonly text?: unknown;
  readonly msg?: unknown;
  readonly fields?: unknown;
}

function isField(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function fieldsOf(raw: Raw): readonly (string | number)[] {
  return Array.isArray(raw.fields) && raw.fields.every(isField) ? raw.fields : [];
}

function identity(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : null;
}

function parseObject(text: string): Raw | null {
  try {
    const value: unknown = JSON.parse(text.replace(longId, '"$1":"$2"'));
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}

const prefix = '@nix ';

const spoken = `${prefix}{"action":"result","fields":["`;
const spokenEnd = /^"\],"id":(\d+),"type":10[17]\}$/;

/**
 * What a build says, as nix writes it: nearly all of a long log is such records, and reading only
 * the one sentence in them takes a third of the time. Null for anything else, which is read whole.
 */
function parseSpoken(line: string): NixEvent | null {
  if (!line.startsWith(spoken)) return null;
  const end = line.lastIndexOf('"],"id":');
  const id = spokenEnd.exec(line.slice(end))?.[1];
  if (end < spoken.length || id === undefined) return null;
  try {
    const said: unknown = JSON.parse(line.slice(spoken.length - 1, end + 1));
    return typeof said === 'string' ? { kind: 'log', id, line: plainText(said) } : null;
  } catch {
    // two strings, or none that is whole
    return null;
  }
}

/** One line of nix's standard error; null for a record that says nothing Snowbell needs. */
export function parseLine(line: string): NixEvent | null {
  if (!line.startsWith(prefix)) return { kind: 'plain', text: plainText(line) };
  const said = parseSpoken(line);
  if (said !== null) return said;
  const raw = parseObject(line.slice(prefix.length));
  // Cut or broken records are shown as they are: it may be the one line that explains a failure.
  if (raw === null) return { kind: 'plain', text: plainText(line) };
  switch (raw.action) {
    case 'msg':
      return typeof raw.msg === 'string'
        ? { kind: 'message', level: levelOf(raw), text: plainText(raw.msg) }
        : null;
    case 'start': {
      const id = identity(raw.id);
      if (id === null) return null;
      return {
        kind: 'started',
        id,
        parent: identity(raw.parent) ?? '0',
        activity: activityOf(raw.type),
        level: levelOf(raw),
        text: typeof raw.text === 'string' ? plainText(raw.text) : '',
        fields: fieldsOf(raw),
      };
    }
    case 'stop': {
      const id = identity(raw.id);
      return id === null ? null : { kind: 'stopped', id };
    }
    case 'result': {
      const id = identity(raw.id);
      return id === null ? null : resultOf(id, raw);
    }
    default:
      return null;
  }
}

function levelOf(raw: Raw): number {
  return typeof raw.level === 'number' ? raw.level : 3;
}

function resultOf(id: string, raw: Raw): NixEvent | null {
  const fields = fieldsOf(raw);
  const [first, second, third, fourth] = fields;
  switch (raw.type) {
    case 101:
    case 107:
      return typeof first === 'string' ? { kind: 'log', id, line: plainText(first) } : null;
    case 104:
      return typeof first === 'string' ? { kind: 'phase', id, phase: plainText(first) } : null;
    case 105:
      return typeof first === 'number' && typeof second === 'number'
        ? {
            kind: 'progress',
            id,
            done: first,
            expected: second,
            running: typeof third === 'number' ? third : 0,
            failed: typeof fourth === 'number' ? fourth : 0,
          }
        : null;
    case 106:
      return typeof first === 'number' && typeof second === 'number'
        ? { kind: 'expected', id, activity: activityOf(first), count: second }
        : null;
    default:
      return null;
  }
}
