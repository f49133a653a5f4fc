// The sentences of tray, notifications and dialogs in every language, held against the English ones.
import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../main/core/notices.ts';
import type { TrayState } from '../../../main/core/tray-view.ts';
import { desktopText } from '../../../main/desktop/text/languages.ts';
import { type Language, languages, outcomes, runKinds } from '../../../preload/contract/words.ts';

const counts = [0, 1, 2, 5, 21] as const;
const now = new Date(2026, 10, 20, 14, 13).getTime();
const later = now + 2 * 86_400_000;

function trayStates(): readonly TrayState[] {
  const steps = [
    'resolving',
    'building',
    'authorising',
    'activating',
    'cancelling',
    'pruning',
  ] as const;
  const plain = ['no-flake', 'flake-unreadable', 'decide', 'ready', 'not-checked', 'checking'];
  return [
    ...plain.map((kind) => ({ kind }) as TrayState),
    ...steps.map((step) => ({ kind: 'running', step }) as const),
    { kind: 'check-failed', lastGoodAt: null },
    { kind: 'check-failed', lastGoodAt: now },
    ...counts.flatMap((k) => [
      { kind: 'checked', behind: k, of: 21, notChecked: 0, held: 0 } as const,
      { kind: 'checked', behind: 0, of: 21, notChecked: k, held: 0 } as const,
      { kind: 'checked', behind: 5, of: 21, notChecked: k, held: 0 } as const,
      { kind: 'checked', behind: 0, of: 21, notChecked: 0, held: k } as const,
    ]),
  ];
}

function notices(): readonly Notice[] {
  const names = (k: number) => Array.from({ length: k }, (_, at) => `⟦${at}⟧`);
  const ended = outcomes.filter((each) => each !== 'ready' && each !== 'discarded');
  return [
    ...counts.map((k) => ({ kind: 'behind', names: names(k), of: 21 }) as const),
    ...counts.flatMap((packagesChanged) =>
      [true, false].map(
        (restart) => ({ kind: 'ready', runId: 'x', packagesChanged, restart }) as const,
      ),
    ),
    ...(
      ['removed', 'removed-without-menu', 'not-all', 'interrupted', 'nothing-removed'] as const
    ).flatMap((end) =>
      [null, '⟦cause⟧'].map((cause) => ({ kind: 'pruned', runId: 'x', end, cause }) as const),
    ),
    ...ended.flatMap((outcome) =>
      runKinds
        .filter((kind) => kind !== 'prune')
        .flatMap((runKind) =>
          [null, '⟦cause⟧'].map(
            (cause) =>
              ({
                kind: 'ended',
                runId: 'x',
                runKind,
                outcome,
                generation: 143,
                failedUnits: ['⟦unit⟧'],
                cause,
                restart: false,
              }) as const,
          ),
        ),
    ),
  ];
}

function sentences(language: Language): ReadonlyMap<string, string> {
  const text = desktopText(language);
  const said = new Map<string, string>();
  const put = (name: string, value: unknown) => {
    if (typeof value === 'string') said.set(name, value);
    else if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) put(`${name}.${key}`, each);
  };
  put('text', text);
  for (const state of trayStates()) put(JSON.stringify(state), text.tray.state(state));
  for (const notice of notices()) put(JSON.stringify(notice), text.notice.words(notice));
  for (const kind of [
    'lock-not-written',
    'lock-changed-meanwhile',
    'activation-failed',
    'test-active',
  ] as const)
    put(`decide ${kind}`, text.tray.decide(kind));
  for (const outcome of outcomes)
    put(`last ${outcome}`, text.tray.lastRun(outcome, 143, new Date(now).toISOString(), now));
  put('progress', text.tray.progress(1, 5, 2, 21));
  put('restart', text.tray.restartNeeded());
  put('paused', text.tray.paused(now, now));
  put('paused for days', text.tray.paused(later, now));
  return said;
}

const english = sentences('en');
/** The program's name, a unit of time and what is given in from outside. */
const bare = (sentence: string) =>
  sentence
    .replace(/⟦.*⟧/g, '')
    .replace(/Snowbell/g, '')
    .replace(/[\d\s:,.]/g, '');

describe.each(languages.filter((language) => language !== 'en'))('%s', (language) => {
  const said = sentences(language);

  it('says every sentence, none of them in English', () => {
    expect([...said.keys()]).toHaveLength(english.size);
    const left = [...said].filter(
      ([name, sentence]) => sentence === english.get(name) && bare(sentence) !== '',
    );
    expect(left).toEqual([]);
    expect([...said].filter(([, each]) => /undefined|NaN|\[object/.test(each))).toEqual([]);
  });

  it('mentions the same inputs, units and causes', () => {
    const mentioned = (sentence = '') => String((sentence.match(/⟦.*?⟧/g) ?? []).sort());
    expect(
      [...said].filter(([name, each]) => mentioned(each) !== mentioned(english.get(name))),
    ).toEqual([]);
  });

  it('counts by its own plural rules', () => {
    const rules = new Intl.PluralRules(language);
    const title = (k: number) =>
      desktopText(language)
        .notice.words({ kind: 'behind', names: Array.from({ length: k }, () => 'x'), of: 21 })
        .title.replace(/\d+/, '#');
    for (const k of counts)
      for (const other of counts)
        expect([k, other, title(k) === title(other)]).toEqual([
          k,
          other,
          rules.resolvedOptions().pluralCategories.length === 1 ||
            (rules.select(k) === 'one') === (rules.select(other) === 'one'),
        ]);
  });
});
