// Which language is spoken, from what the person set and what the desktop asks for.
import { describe, expect, it } from 'vitest';
import { askedLanguages, chooseLanguage, followLanguage } from '../../../main/desktop/language.ts';
import type { Language } from '../../../preload/contract/words.ts';
import { snapshot } from '../core/desktop-samples.ts';

describe('what the desktop asks for', () => {
  it.each([
    [{}, []],
    [{ LANG: 'C.UTF-8', LANGUAGE: 'de' }, ['en']],
    [{ LANG: 'POSIX' }, ['en']],
    [{ LANG: 'de_AT.UTF-8' }, ['de_AT.UTF-8']],
    [{ LANG: 'en_GB.UTF-8', LC_MESSAGES: 'fr_FR' }, ['fr_FR']],
    [{ LANG: 'en_GB', LC_MESSAGES: 'fr_FR', LC_ALL: 'ja_JP' }, ['ja_JP']],
    [{ LANG: 'sv_SE', LANGUAGE: 'nb:de:en' }, ['nb', 'de', 'en', 'sv_SE']],
    [{ LANG: '', LC_ALL: '', LANGUAGE: 'de' }, []],
  ] as const)('%j', (env, asked) => expect(askedLanguages(env)).toEqual(asked));
});

describe('the language that is spoken', () => {
  it.each([
    [['de_AT.UTF-8@euro'], 'de'],
    [['de'], 'de'],
    [['pt_PT'], 'pt-BR'],
    [['pt-BR'], 'pt-BR'],
    [['zh_CN.UTF-8'], 'zh-CN'],
    [['zh-Hans-SG'], 'zh-CN'],
    [['zh_TW.UTF-8'], 'en'],
    [['zh-Hant', 'ja'], 'ja'],
    [['sv_SE', 'nb', 'fr_CA'], 'fr'],
    [['sv_SE'], 'en'],
    [['denmark'], 'en'],
    [['', '_', '..'], 'en'],
    [[], 'en'],
  ] as const)('%j', (asked, language) => expect(chooseLanguage('system', asked)).toBe(language));

  it('is the one that was set, whatever the desktop asks for', () => {
    expect(chooseLanguage('es', ['de_DE'])).toBe('es');
    expect(chooseLanguage('en', ['de_DE'])).toBe('en');
  });
});

it('follows the setting at once and is not told again', () => {
  let shown = snapshot();
  const listeners: (() => void)[] = [];
  const told: Language[] = [];
  const show = (next: typeof shown) => {
    shown = next;
    for (const listener of listeners) listener();
  };
  followLanguage(
    {
      snapshot: () => shown,
      subscribe: (listener) => listeners.push(listener),
      dispatch: ({ language }) => {
        told.push(language);
        show({ ...shown, language });
      },
    },
    ['de_DE.UTF-8'],
  );
  expect(told).toEqual(['de']);
  show({ ...shown, settings: { ...shown.settings, language: 'ja' } });
  expect(told).toEqual(['de', 'ja']);
  show({ ...shown, behind: 3 });
  show({ ...shown, settings: { ...shown.settings, language: 'system' } });
  expect(told).toEqual(['de', 'ja', 'de']);
});
