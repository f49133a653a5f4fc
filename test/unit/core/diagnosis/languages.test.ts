// An explanation is shown in the person's language, and what is kept on disk stays as it was written.
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../main/core/diagnosis/diagnose.ts';
import { isFailure, kinds } from '../../../../main/core/diagnosis/kinds.ts';
import {
  diagnosisIn,
  recordIn,
  sentencesIn,
} from '../../../../main/core/diagnosis/words/languages.ts';
import type { LogLine } from '../../../../preload/contract/run.ts';
import { languages } from '../../../../preload/contract/words.ts';
import { wordings } from './wordings.ts';

const others = languages.filter((language) => language !== 'en');

describe.each(others)('%s', (language) => {
  it.each(kinds)('says %s in its own words, naming what English names', (kind) => {
    for (const subject of [null, 'owl.nix:3']) {
      for (const what of ['summary', 'remedy'] as const) {
        const english = sentencesIn.en[kind][what](subject);
        const said = sentencesIn[language][kind][what](subject);
        expect(said).not.toBe(english);
        expect(said).not.toMatch(/undefined|null| {2}|^\s|\s$/);
        // a refused configuration is quoted to its end
        expect(said).toMatch(kind === 'failed-assertion' ? /[.。3]$/ : /[.。]$/);
        if (subject !== null) expect(said.includes(subject)).toBe(english.includes(subject));
      }
    }
  });

  it('keeps commands and settings as a person must type them', () => {
    const typed = /[a-z-]+(?:\.[a-zA-Z-]+)+|git add|nixos-rebuild --sudo|\/run\/[\w/]+/g;
    for (const kind of kinds.filter(isFailure)) {
      const said = sentencesIn[language][kind].remedy(null);
      for (const word of sentencesIn.en[kind].remedy(null).match(typed) ?? [])
        expect(said, kind).toContain(word);
    }
  });
});

describe('a diagnosis', () => {
  const lines: LogLine[] = (wordings['option-does-not-exist'][0] ?? '')
    .split('\n')
    .map((text, at) => ({ at, level: 'info', text }));
  const diagnosis = diagnose(lines, { outcome: 'failed', failedUnits: [] });

  it('is told in each language, with its subject', () => {
    if (diagnosis === null) throw new Error('a failed run has a diagnosis');
    expect(diagnosisIn(diagnosis, 'en')).toBe(diagnosis);
    for (const language of others) {
      const said = diagnosisIn(diagnosis, language);
      expect(said.kind).toBe('option-does-not-exist');
      expect(said.summary).toContain('services.owll');
      expect(said.summary).not.toBe(diagnosis.summary);
    }
  });

  it('stays as it is where this version cannot say it again', () => {
    const strange = {
      kind: 'moon-in-the-way',
      summary: 'The moon.',
      remedy: 'Wait.',
      subject: null,
    };
    expect(diagnosisIn(strange, 'de')).toBe(strange);
    const early = { kind: 'other', summary: 'It failed.', remedy: 'Look.' };
    expect(diagnosisIn(early, 'de')).toBe(early);
    const calm = { diagnosis: null };
    expect(recordIn(calm, 'ja')).toBe(calm);
  });
});
