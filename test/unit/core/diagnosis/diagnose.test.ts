// A run's record gets a diagnosis when it failed, and none when it went well or was given up.
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../main/core/diagnosis/diagnose.ts';
import { Diagnosis, type LogLine } from '../../../../preload/contract/run.ts';
import { outcomes } from '../../../../preload/contract/words.ts';
import { wordings } from './wordings.ts';

const asLines = (log: string): LogLine[] =>
  log.split('\n').map((text, at) => ({ at, level: 'info', text }));

describe('diagnose', () => {
  it.each([
    'ready',
    'succeeded',
    'unchanged',
    'cancelled',
    'restart-required',
    'discarded',
  ] as const)('says nothing of a run that ended %s', (outcome) => {
    const lines = asLines(wordings['syntax-error'][0] ?? '');
    expect(diagnose(lines, { outcome, failedUnits: [] })).toBeNull();
  });

  it('explains a failed run by its log', () => {
    const lines = asLines(wordings['syntax-error'][0] ?? '');
    expect(diagnose(lines, { outcome: 'failed', failedUnits: [] })?.kind).toBe('syntax-error');
  });

  it('never calls a failed run a success', () => {
    const lines = asLines(wordings.success[0] ?? '');
    expect(diagnose(lines, { outcome: 'failed', failedUnits: [] })?.kind).toBe('other');
  });

  it('names the failed unit, and the conflict behind it where the log shows one', () => {
    const end = { outcome: 'units-failed', failedUnits: ['owl.service'] } as const;
    expect(diagnose([], end)?.summary).toContain('owl.service');
    const conflict = asLines(wordings['home-manager-conflict'][0] ?? '');
    expect(diagnose(conflict, end)?.kind).toBe('home-manager-conflict');
  });

  it.each(['owl', `/nix/store/${'0'.repeat(32)}-owl.drv`])(
    'knows a line of %s by its source',
    (source) => {
      const lines: LogLine[] = [
        { at: 1, level: 'build', source, text: 'cp: No space left on device' },
        {
          at: 2,
          level: 'error',
          text: `error: builder for '/nix/store/${'0'.repeat(32)}-owl.drv' failed with exit code 1`,
        },
      ];
      expect(diagnose(lines, { outcome: 'failed', failedUnits: [] })?.kind).toBe('disk-full-store');
    },
  );

  it.each(outcomes)('fits the record for %s', (outcome) => {
    const said = diagnose([], { outcome, failedUnits: [] });
    if (said !== null) expect(Diagnosis.parse(said)).toEqual(said);
  });
});
