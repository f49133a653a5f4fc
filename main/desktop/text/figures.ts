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

/** Intl's objects are heavy and only one language is spoken, so each is made with its first use. */
function once<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** `lists`: English puts its commas in lists as another of its locales writes its dates. */
export function figuresOf(locale: string, lists = locale): Figures {
  // Two digits keep times in line; before "PM" nobody writes them.
  const hour = once(() =>
    new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true
      ? 'numeric'
      : '2-digit',
  );
  const clock = once(() => new Intl.DateTimeFormat(locale, { hour: hour(), minute: '2-digit' }));
  const dayAndClock = once(
    () =>
      new Intl.DateTimeFormat(locale, {
        day: 'numeric',
        month: 'short',
        hour: hour(),
        minute: '2-digit',
      }),
  );
  const numbers = once(() => new Intl.NumberFormat(locale));
  const rules = once(() => new Intl.PluralRules(locale));
  const list = once(() => new Intl.ListFormat(lists, { type: 'conjunction' }));
  const number = (n: number) => numbers().format(n);
  return {
    number,
    plural: (n, other, one = other) => (rules().select(n) === 'one' ? one : other),
    dayAndClock: (at) => dayAndClock().format(at),
    when: (at, now) => {
      const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
      return (sameDay ? clock() : dayAndClock()).format(at);
    },
    names: (all, more) =>
      list().format(
        all.length <= shown
          ? all
          : [...all.slice(0, shown - 1), more(number(all.length - shown + 1))],
      ),
  };
}
