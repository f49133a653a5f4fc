// Which of Snowbell's languages is spoken: the one that was chosen, else the desktop's.
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { type Language, languages } from '../../preload/contract/words.ts';

/**
 * What a desktop session asks for, best first, read from the environment as gettext does: LANGUAGE
 * counts only where a locale is set at all. Empty where the environment says nothing.
 */
export function askedLanguages(env: Readonly<Record<string, string | undefined>>): string[] {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  if (locale === '') return [];
  if (/^(C|POSIX)([.@]|$)/.test(locale)) return ['en'];
  return [...(env.LANGUAGE ?? '').split(':').filter((each) => each !== ''), locale];
}

/** `de_AT.UTF-8@euro` and `de-AT` are German; null for a language that Snowbell does not speak. */
function spoken(asked: string): Language | null {
  const [language = '', ...rest] = asked
    .toLowerCase()
    .replace(/[.@].*$/, '')
    .split(/[-_]/);
  // Traditional characters are not what a reader of these wants replaced by simplified ones.
  if (language === 'zh' && rest.some((part) => ['tw', 'hk', 'mo', 'hant'].includes(part))) {
    return null;
  }
  return languages.find((each) => each.toLowerCase().split('-')[0] === language) ?? null;
}

export function chooseLanguage(
  setting: Snapshot['settings']['language'],
  asked: readonly string[],
): Language {
  if (setting !== 'system') return setting;
  for (const each of asked) {
    const language = spoken(each);
    if (language !== null) return language;
  }
  return 'en';
}

/** Keeps the state's language what it ought to be, from now on and across changes of the setting. */
export function followLanguage(
  program: {
    snapshot(): Snapshot;
    subscribe(listener: () => void): unknown;
    dispatch(event: { readonly kind: 'language'; readonly language: Language }): void;
  },
  asked: readonly string[],
): void {
  const follow = () => {
    const { settings, language } = program.snapshot();
    const wanted = chooseLanguage(settings.language, asked);
    if (wanted !== language) program.dispatch({ kind: 'language', language: wanted });
  };
  program.subscribe(follow);
  follow();
}
