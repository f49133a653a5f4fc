// An explanation is shown in the person's language, and what is kept on disk stays as it was written.
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../main/core/diagnosis/diagnose.ts';
import { isFailure, kinds, reasons } from '../../../../main/core/diagnosis/kinds.ts';
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
  it.each([...kinds, ...reasons])('says %s in its own words, naming what English names', (kind) => {
    for (const subject of [null, 'owl.nix:3']) {
      for (const detail of [null, 'elk']) {
        for (const what of ['summary', 'remedy'] as const) {
          const english = sentencesIn.en[kind][what](subject, detail);
          const said = sentencesIn[language][kind][what](subject, detail);
          expect(said).not.toBe(english);
          expect(said).not.toMatch(/undefined|null| {2}|^\s|\s$/);
          // a refused configuration is quoted to its end
          expect(said).toMatch(kind === 'failed-assertion' ? /[.。3]$/ : /[.。]$/);
          for (const named of [subject, detail])
            if (named !== null) expect(said.includes(named)).toBe(english.includes(named));
        }
      }
    }
  });

  it('keeps commands and settings as a person must type them', () => {
    const typed =
      /[a-z-]+(?:\.[a-zA-Z-]+)+|git add|nixos-rebuild --sudo|\/run\/[\w/]+|--[a-z-]+|sudo chown|ls -l|nix flake show/g;
    for (const kind of [...kinds.filter(isFailure), ...reasons]) {
      const said = sentencesIn[language][kind].remedy(null, null);
      for (const word of sentencesIn.en[kind].remedy(null, null).match(typed) ?? [])
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

  it('is told with its reason, and with what that names', () => {
    const full = "error: writing to file '/home/nora/.cache/nix/a': No space left on device";
    const told = diagnose([{ at: 0, level: 'error', text: full }], {
      outcome: 'failed',
      failedUnits: [],
    });
    if (told === null) throw new Error('a failed run has a diagnosis');
    expect(told.reason).toBe('other-disk-full');
    for (const language of others)
      expect(diagnosisIn(told, language).summary).toBe(
        sentencesIn[language]['other-disk-full'].summary('/home/nora/.cache/nix/a', null),
      );
    expect(diagnosisIn({ ...told, reason: 'moon-full' }, 'de').summary).toBe(told.summary);
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
