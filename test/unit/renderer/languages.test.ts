// The catalogues of all languages, held against the English one: nothing missing, left in English, or too long.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reviewNotices } from '../../../preload/contract/run.ts';
import { type Language, languages } from '../../../preload/contract/words.ts';
import { failureKinds, reasons, remedies } from '../../../renderer/text/known-words.ts';
import { localeFor, textIn } from '../../../renderer/text/languages.ts';
import { counts, everySentence } from './every-sentence.ts';

const catalogue = (language: Language) => textIn(language, localeFor(language, 'C'));
const english = everySentence(catalogue('en'));
const others = languages.filter((language) => language !== 'en');

it('has a sample of every sentence', () => {
  expect(english.untouched).toEqual([]);
  expect(english.said.size).toBeGreaterThan(800);
});

it('knows every machine word that English has a sentence for', () => {
  const source = readFileSync(new URL('../../../renderer/text/en.ts', import.meta.url), 'utf8');
  const between = (from: string, to: string) =>
    [...source.slice(source.indexOf(from), source.indexOf(to)).matchAll(/case '([^']+)':/g)].map(
      ([, word]) => word,
    );
  const sorted = (words: readonly (string | undefined)[]) => [...words].sort();
  expect(sorted(between('const reasonOf', 'const failure'))).toEqual(sorted(reasons));
  expect(sorted(between('const failure', 'const kindNoun'))).toEqual(sorted(failureKinds));
  expect(sorted(between('remedy: (remedy', 'snippetInto'))).toEqual(sorted(remedies));
  expect(
    sorted(between('notice: (kind: string, detail: string): Titled => {', 'discard:')),
  ).toEqual(sorted(reviewNotices));
});

describe('the locale of numbers and dates', () => {
  it.each([
    ['de', 'de-AT', 'de-AT'],
    ['de', 'en-US', 'de'],
    ['en', 'en-US', 'en-US'],
    ['en', 'de-DE', 'en-GB'],
    ['en', 'en-us-nonsense-from-somewhere', 'en-GB'],
    ['zh-CN', 'zh-TW', 'zh-CN'],
    ['pt-BR', 'pt-PT', 'pt-BR'],
    ['ja', '', 'ja'],
  ] as const)('%s on a desktop in %s', (language, desktop, locale) =>
    expect(localeFor(language, desktop)).toBe(locale),
  );
});

/** Words that are the same in that language. */
const sameWord: Readonly<Record<Exclude<Language, 'en'>, RegExp>> = {
  de: /^(Updates|Inputs?|Generation|Upgrade)$/,
  fr: /^commits,$/,
  es: /^commits,$/,
  'pt-BR': /^commits,$/,
  'zh-CN': /^$/,
  ja: /^$/,
};
/** Names, units and what stands on keys; a sentence of nothing else is the same everywhere. */
const names = /Snowbell|NixOS|Nix|Linux|git|\b(?:Ctrl|Shift|Enter|Esc|h|min|s)\b/g;

const bare = (sentence: string) =>
  sentence
    .replace(/⟦.*?⟧/g, '')
    .replace(names, '')
    .replace(/[\d\s·()…]/g, '');

describe.each(others)('%s', (language) => {
  const { said, untouched } = everySentence(catalogue(language));
  const inEnglish = (name: string) => english.said.get(name) ?? '';
  const wrong = (is: (name: string, sentence: string) => boolean) =>
    [...said].filter(([name, sentence]) => is(name, sentence));

  it('says the same sentences as English', () => {
    expect(untouched).toEqual([]);
    expect([...said.keys()].sort()).toEqual([...english.said.keys()].sort());
  });

  it('leaves none empty and none unfinished', () => {
    expect(
      wrong((_, sentence) => sentence.trim() === '' || /undefined|NaN|\[object/.test(sentence)),
    ).toEqual([]);
  });

  it('leaves none in English', () => {
    expect(
      wrong(
        (name, sentence) =>
          sentence === inEnglish(name) &&
          bare(sentence) !== '' &&
          !sameWord[language].test(bare(sentence)),
      ),
    ).toEqual([]);
  });

  it('mentions what the sentence is about', () => {
    const mentioned = (sentence: string) =>
      String([...new Set(sentence.match(/⟦.*?⟧/g) ?? [])].sort());
    expect(wrong((name, sentence) => mentioned(sentence) !== mentioned(inEnglish(name)))).toEqual(
      [],
    );
  });

  it('gives every figure', () => {
    const figures = (sentence: string): readonly string[] =>
      sentence.replace(/(?<=\d)[.,\s\u00a0\u202f](?=\d{3})/g, '').match(/\d+/g) ?? [];
    expect(
      wrong((name, sentence) => {
        // Not every language spells the month out.
        if (name === 'inputDetails.dated') return false;
        const given = figures(sentence);
        return figures(inEnglish(name)).some((figure) => !given.includes(figure));
      }),
    ).toEqual([]);
  });

  it('chooses plural forms by its own rules', () => {
    const rules = new Intl.PluralRules(language);
    const families = new Map<string, Map<number, string>>();
    for (const [name, sentence] of said) {
      const [, family, k] = /^(.*)\((\d+)\)(?:\.\w+)?$/.exec(name) ?? [];
      const of = counts.find((each) => String(each) === k);
      if (family === undefined || of === undefined) continue;
      const key = name.endsWith(')') ? family : `${family}${name.slice(name.lastIndexOf('.'))}`;
      const forms = families.get(key) ?? new Map<number, string>();
      forms.set(of, sentence.replace(/⟦.*⟧/, '').replaceAll(/\d+/g, '#'));
      families.set(key, forms);
    }
    const formOf = (k: number) => (rules.select(k) === 'one' ? 'one' : 'other');
    // Sentences of their own where there is nothing, or exactly one, are no plural forms.
    const named =
      /^(activity\.(remaining|counted)|history\.run|settings\.|duration|moment|when|updates\.(behindBy|title))/;
    const varying = [...families].filter(([family, forms]) => {
      if (named.test(family)) return false;
      for (const [k, form] of forms)
        for (const [other, otherForm] of forms)
          if (formOf(k) === formOf(other)) expect([family, otherForm]).toEqual([family, form]);
      return new Set(forms.values()).size > 1;
    });
    const hasSingular = counts.some((k) => formOf(k) === 'one');
    expect(varying.length > 8).toBe(hasSingular);
  });
});

describe('an upgrade of some inputs', () => {
  const upgrade = (language: Language) => counts.map((k) => catalogue(language).updates.upgrade(k));
  it.each([
    ['en', '0 inputs', '1 input', '2 inputs', '5 inputs', '21 inputs'],
    ['de', '0 Inputs', '1 Input ', '2 Inputs', '5 Inputs', '21 Inputs'],
    ['fr', '0 entrée…', '1 entrée…', '2 entrées', '5 entrées', '21 entrées'],
    ['es', '0 entradas', '1 entrada…', '2 entradas', '5 entradas', '21 entradas'],
    ['pt-BR', '0 entrada…', '1 entrada…', '2 entradas', '5 entradas', '21 entradas'],
    ['zh-CN', '0 个', '1 个', '2 个', '5 个', '21 个'],
    ['ja', '0 件', '1 件', '2 件', '5 件', '21 件'],
  ] as const)('%s', (language, ...parts) => {
    const said = upgrade(language);
    for (const [at, part] of parts.entries()) expect(said[at]).toContain(part);
  });
});

/** Full-width characters take the room of two. */
function width(label: string): number {
  return [...label].reduce(
    (sum, char) => sum + (/[\u2e80-\u9fff\uff00-\uff60]/.test(char) ? 2 : 1),
    0,
  );
}

const buttons = [
  /^common\.(close|cancel|retry|tryAgain|dismiss|openLog|back|checkNow|copy)$/,
  /^rehearsal\.leave$/,
  /^decision\..*(write|keep|mine|switched|show|permanent|goBack\(.*\))$/,
  /^updates\.(checkAnyway|resume|updateLock|upgrade\(\d+\)|upgradeNone|show|review|chooseFolder|details)$/,
  /^generations\.(goBack|use|confirm|compare|prune\.open|prune\.confirm\(.*\))$/,
  /^doctor\.(open|again)$/,
  /^welcome\.(useShort|choose|rehearse)$/,
  /^activity\.(toUpdates|details)$/,
  /^log\.(openFile|wrap|follow|copySelection|copyAll)$/,
  /^review\.(buildAgain|discard|verb\(.*\)|confirm\(.*\)|showAll)$/,
  /^history\.(switchTo|updateAndRetry|addToGitAndRetry|freeSpaceAndRetry|freeSpace|openTheFile|switchOnNextBoot|exportLog|show|openLogFile)$/,
  /^settings\.(choose|pauseDay|pauseWeek|resume|rehearsalStart)$/,
] as const;

describe.each(others)('buttons in %s', (language) => {
  // A short English word leaves no room to be measured by; this much fits everywhere.
  const least = 16;
  it('are at most 1.6 times as wide as in English', () => {
    const { said } = everySentence(catalogue(language));
    const tooWide = [...said]
      .filter(([name]) => buttons.some((button) => button.test(name)))
      .map(([name, label]) => ({ name, label, most: 1.6 * width(english.said.get(name) ?? '') }))
      .filter(({ label, most }) => width(label) > Math.max(least, most));
    expect(tooWide).toEqual([]);
  });
});
