// Numbers, times and lists of one locale, for the sentences of the tray and the notifications.

export interface Figures {
  number(n: number): string;
  /** the form that the locale's plural rules choose; `one` may be left out where a language has none */
  plural(n: number, other: string, one?: string): string;
  dayAndClock(at: number): string;
  /** the clock alone on the same day; both in milliseconds since the epoch */
  when(at: number, now: number): string;
  /** the first few names, and `more` for how many are left */
  names(all: readonly string[], more: (count: string) => string): string;
}

const shown = 4;

export function figuresOf(locale: string): Figures {
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const dayAndClock = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const numbers = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const number = (n: number) => numbers.format(n);
  return {
    number,
    plural: (n, other, one = other) => (rules.select(n) === 'one' ? one : other),
    dayAndClock: (at) => dayAndClock.format(at),
    when: (at, now) =>
      (new Date(at).toDateString() === new Date(now).toDateString() ? clock : dayAndClock).format(
        at,
      ),
    names: (all, more) =>
      list.format(
        all.length <= shown
          ? all
          : [...all.slice(0, shown - 1), more(number(all.length - shown + 1))],
      ),
  };
}
