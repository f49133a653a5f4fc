// Six ways in which root stayed away: six messages, each with its remedy, in every place and language.
import { describe, expect, it } from 'vitest';
import { inWords } from '../../../main/core/diagnosis/diagnose.ts';
import { desktopText } from '../../../main/desktop/text/languages.ts';
import { outcomeText } from '../../../main/terminal/words.ts';
import { languages } from '../../../preload/contract/words.ts';
import { textIn } from '../../../renderer/text/languages.ts';
import { runRecord } from '../store/run-samples.ts';

const six = [
  ['no-pkexec', null, /security\.polkit\.enable = true;/],
  ['no-pkexec', inWords('pkexec-not-setuid', null), /enablePkexecWrapper = true;/],
  ['no-agent', inWords('polkit-no-agent', null), /snowbell switch|polkit/],
  ['denied', inWords('polkit-denied', null), /wheel/],
  ['dismissed', inWords('polkit-dismissed', null), /./],
  ['auth-failed', null, /./],
] as const;

function sixTexts(say: (one: (typeof six)[number]) => string): void {
  const texts = six.map(say);
  for (const [at, text] of texts.entries()) expect(text).toMatch(six[at]?.[2] ?? /$^/);
  expect(new Set(texts).size).toBe(six.length);
}

describe('what kept root away', () => {
  it.each(languages)('is told apart in the window (%s)', (language) => {
    const text = textIn(language, language);
    sixTexts(([outcome, diagnosis]) => {
      const { chip, meaning } = text.outcome(runRecord(1, { outcome, diagnosis }), outcome, true);
      expect(meaning.length).toBeGreaterThan(chip.length);
      return `${chip} ${meaning}`;
    });
  });

  it.each(languages)('is told apart by notifications (%s)', (language) => {
    sixTexts(([outcome, diagnosis]) => {
      const { title, body } = desktopText(language).notice.words({
        kind: 'ended',
        runId: 'x',
        runKind: 'upgrade',
        outcome,
        generation: null,
        failedUnits: [],
        cause: null,
        restart: false,
        ...(diagnosis?.kind === 'pkexec-not-setuid' ? { powerless: true } : {}),
      });
      return `${title} ${body}`;
    });
  });

  it('is told apart on the command line, remedy on a line of its own', () => {
    sixTexts(([outcome, diagnosis]) => {
      const said = outcomeText({ kind: 'upgrade', step: 'activate', outcome, diagnosis });
      expect(said.split('\n')).toHaveLength(2);
      return said;
    });
  });
});
