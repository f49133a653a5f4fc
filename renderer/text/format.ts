// Numbers, sizes, times and plurals in one locale, by Intl.

export interface PluralForms {
  readonly one: string;
  readonly other: string;
}

export interface Day {
  readonly day: 'yesterday' | 'today' | 'tomorrow' | 'other';
  /** the date, for days further away */
  readonly date: string;
  readonly clock: string;
}

export interface Format {
  number(n: number): string;
  percent(fraction: number): string;
  /** 1024-based: "812 MiB" */
  bytes(n: number): string;
  /** with its sign: "+38 MiB" */
  signedBytes(n: number): string;
  /** "5 minutes ago"; both in milliseconds since the epoch */
  ago(then: number, now: number): string;
  clock(at: number): string;
  clockSeconds(at: number): string;
  day(at: number, now: number): Day;
  full(at: number): string;
  plural(n: number, forms: PluralForms): string;
  list(items: readonly string[]): string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

function startOfDay(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Formats of one BCP 47 locale in the computer's time zone. */
export function makeFormat(locale: string): Format {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  // Two digits keep times in line; before "PM" nobody writes them.
  const halves = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12;
  const clock = new Intl.DateTimeFormat(locale, {
    hour: halves === true ? 'numeric' : '2-digit',
    minute: '2-digit',
  });
  // In a log the times stand under each other and only tell what came first.
  const seconds = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const thisYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const otherYear = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const plurals = new Intl.PluralRules(locale);
  const list = new Intl.ListFormat(locale, { style: 'short', type: 'unit' });

  const bytes = (n: number): string => {
    let size = n;
    let unit = 0;
    while (size >= 1023.5 && unit < sizes.length - 1) {
      size /= 1024;
      unit += 1;
    }
    const figure = unit > 0 && size < 10 ? tenth.format(size) : whole.format(size);
    return `${figure}\u00a0${sizes[unit]}`;
  };

  return {
    number: (n) => whole.format(n),
    percent: (fraction) => percent.format(fraction),
    bytes,
    signedBytes: (n) => `${n < 0 ? '−' : '+'}${bytes(Math.abs(n))}`,
    ago: (then, now) => {
      const past = Math.max(0, now - then);
      if (past < hour) return relative.format(-Math.max(1, Math.round(past / minute)), 'minute');
      if (past < day) return relative.format(-Math.round(past / hour), 'hour');
      return relative.format(-Math.round(past / day), 'day');
    },
    clock: (at) => clock.format(at),
    clockSeconds: (at) => seconds.format(at),
    day: (at, now) => {
      // Half a day of slack, since a day of clock change has 23 or 25 hours.
      const away = Math.round((startOfDay(at) - startOfDay(now)) / day);
      const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
      return {
        day: away === 0 ? 'today' : away === -1 ? 'yesterday' : away === 1 ? 'tomorrow' : 'other',
        date: (sameYear ? thisYear : otherYear).format(at),
        clock: clock.format(at),
      };
    },
    full: (at) => full.format(at),
    plural: (n, forms) => (plurals.select(n) === 'one' ? forms.one : forms.other),
    list: (items) => list.format(items),
  };
}
