// From a language's code to the window's sentences in it, with the numbers and dates that fit.
import type { Language } from '../../preload/contract/words.ts';
import { german } from './de.ts';
import { english, type Text } from './en.ts';
import { spanish } from './es.ts';
import { type Format, makeFormat } from './format.ts';
import { french } from './fr.ts';
import { japanese } from './ja.ts';
import { brazilianPortuguese } from './pt-br.ts';
import { simplifiedChinese } from './zh-cn.ts';

const catalogues: Readonly<Record<Language, (format: Format) => Text>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  'pt-BR': brazilianPortuguese,
  'zh-CN': simplifiedChinese,
  ja: japanese,
};

/**
 * The locale of numbers and dates (BCP 47): the desktop's own where it speaks the same language
 * (`de-AT` for German), so that a date looks as it does everywhere else on that desktop.
 */
export function localeFor(language: Language, desktop: string): string {
  const ownLanguage = desktop.split('-')[0]?.toLowerCase();
  if (!language.includes('-') && ownLanguage === language && isLocale(desktop)) return desktop;
  return language === 'en' ? 'en-GB' : language;
}

function isLocale(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length === 1;
  } catch {
    return false;
  }
}

export function textIn(language: Language, locale: string): Text {
  return catalogues[language](makeFormat(locale));
}
