// Draws the report of a check as a table for a terminal.
import type { CheckReport, InputReport } from '../../preload/contract/input.ts';
import type { LastGood } from '../../preload/contract/snapshot.ts';
import { byName } from '../core/natural-order.ts';
import { visibleInLine } from './visible.ts';

export interface TableOptions {
  /** ANSI colours; ask for them only on a terminal */
  readonly colour: boolean;
  /** of the screen; sources are cut to fit. Left out: nothing is cut */
  readonly columns?: number;
  /** what inputs that cannot be reached last said, by name */
  readonly lastGood?: Readonly<Record<string, LastGood>>;
}

const secondsPerDay = 86_400;

/** Whole days between the locked and the latest commit; null where a time is not known. */
export function daysBehind(input: Pick<InputReport, 'locked' | 'latest'>): number | null {
  const from = input.locked.lastModified;
  const to = input.latest?.lastModified ?? null;
  if (from === null || to === null) return null;
  return Math.trunc((to - from) / secondsPerDay);
}

/** Where the machine word is no English; of the others the hyphens go. */
const reasonWords: Readonly<Record<string, string>> = {
  dns: 'host not found',
  timeout: 'no answer',
  refused: 'connection refused',
  tls: 'no trusted certificate',
  'auth-required': 'needs a password or token',
  'not-a-git-server': 'no git server',
  'no-git': 'git is not installed',
  'not-owner': 'the folder is somebody else’s',
  'host-key': 'host key not known',
};

function statusOf(input: InputReport): string {
  const reason =
    input.reason === null
      ? ''
      : ` (${reasonWords[input.reason] ?? input.reason.replaceAll('-', ' ')})`;
  switch (input.status) {
    case 'behind': {
      const days = daysBehind(input);
      const age =
        days === null || days === 0
          ? ''
          : days < 0
            ? ', moved back'
            : `, ${days} ${days === 1 ? 'day' : 'days'}`;
      return `behind${age}${input.held ? ' [held]' : ''}${input.skipped ? ' [skipped]' : ''}`;
    }
    case 'follows':
      return `follows ${(input.follows ?? []).join('/') || 'nothing'}`;
    case 'current':
    case 'pinned':
    case 'local':
    case 'unreachable':
    case 'unknown':
      return `${input.status}${reason}`;
  }
}

function colourOf(input: InputReport): string {
  switch (input.status) {
    case 'behind':
      return input.held || input.skipped ? '2' : '33';
    case 'current':
      return '32';
    case 'unreachable':
    case 'unknown':
      return '31';
    case 'pinned':
    case 'local':
    case 'follows':
      return '2';
  }
}

const short = (rev: string | null | undefined): string => rev?.slice(0, 7) ?? '-';

function revisions(input: InputReport): string {
  const locked = short(input.locked.rev);
  return input.status === 'behind' ? `${locked} -> ${short(input.latest?.rev)}` : locked;
}

const widthOf = (text: string): number => [...text].length;
const pad = (text: string, width: number): string => text + ' '.repeat(width - widthOf(text));

/** The last line of the table: what there is of each status, behind first. */
export function summaryLine(report: CheckReport): string {
  const { summary } = report;
  // Where nobody answered, "0 behind" would read as good news.
  const silent = summary.current === 0 && summary.unreachable > 0;
  const words = Object.entries(summary)
    .filter(([word, count]) => count > 0 || (word === 'behind' && !silent))
    .map(([word, count]) => `${count} ${word}`);
  return words.join(', ');
}

const importance: Record<InputReport['status'], number> = {
  behind: 0,
  unreachable: 2,
  unknown: 3,
  current: 4,
  pinned: 5,
  local: 6,
  follows: 7,
};

/** What wants attention first: behind, then what could not be checked, then the rest by name. */
export function sortedInputs(inputs: readonly InputReport[]): InputReport[] {
  const rank = (input: InputReport) =>
    importance[input.status] + (input.status === 'behind' && (input.held || input.skipped) ? 1 : 0);
  return [...inputs].sort((a, b) => rank(a) - rank(b) || byName(a.name, b.name));
}

/** A name may be one that every object has: only its own are looked up. */
function lastSaid(input: InputReport, lastGood: TableOptions['lastGood']): string {
  if (input.status !== 'unreachable' || lastGood === undefined) return '';
  if (!Object.hasOwn(lastGood, input.name)) return '';
  const good = lastGood[input.name];
  return good === undefined
    ? ''
    : `, ${good.status} on ${new Date(good.at).toISOString().slice(0, 10)}`;
}

const cellsOf = (input: InputReport, lastGood?: TableOptions['lastGood']): string[] =>
  [
    input.name,
    `${statusOf(input)}${lastSaid(input, lastGood)}`,
    revisions(input),
    input.source,
  ].map(visibleInLine);

/** One answer alone, for a list that is not yet a table. */
export function reportLine(input: InputReport): string {
  const [name = '', status = '', revision = ''] = cellsOf(input);
  return `${name}  ${status}  ${revision}`;
}

/** Both ends tell sources apart, so the middle goes; too little room to tell anything is left empty. */
function cut(text: string, room: number): string {
  const letters = [...text];
  if (letters.length <= room) return text;
  if (room < 12) return '';
  const end = Math.floor((room - 1) / 2);
  return [...letters.slice(0, room - 1 - end), '…', ...letters.slice(-end)].join('');
}

/** One line for each input and a last one that counts; without a trailing line end. */
export function checkTable(report: CheckReport, options: TableOptions): string {
  const rows = sortedInputs(report.inputs).map((input) => ({
    input,
    cells: cellsOf(input, options.lastGood),
  }));
  // The longest last: where it wraps, the rest is still a table.
  const head = ['input', 'status', 'revision', 'source'];
  const widths = head.map((title, column) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row.cells[column] ?? '')), widthOf(title)),
  );
  const before = widths.slice(0, 3).reduce((sum, width) => sum + width + 2, 0);
  const room = options.columns === undefined ? Number.POSITIVE_INFINITY : options.columns - before;
  const line = (cells: readonly string[], ofStatus = (text: string) => text) =>
    cells
      .map((cell, column) => (column === 3 ? cut(cell, room) : pad(cell, widths[column] ?? 0)))
      .map((cell, column) => (column === 1 ? ofStatus(cell) : cell))
      .join('  ')
      .trimEnd();
  const paint = (code: string, text: string) =>
    options.colour ? `\u001b[${code}m${text}\u001b[0m` : text;
  return [
    ...(rows.length === 0
      ? ['This flake has no inputs.']
      : [
          paint('1', line(head)),
          ...rows.map(({ input, cells }) => line(cells, (text) => paint(colourOf(input), text))),
        ]),
    summaryLine(report),
  ].join('\n');
}
