// Real logs, where they are to be had: every label is met, and a switch that went well is never called a failure.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../../main/core/diagnosis/explain.ts';
import { isFailure } from '../../../../main/core/diagnosis/kinds.ts';

const samples = join(import.meta.dirname, '../../../../../shared/samples');
const failures = join(samples, 'failures');
const rebuilds = join(samples, 'rebuild-logs');

const table = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'));

describe('labelled logs', () => {
  it.skipIf(!existsSync(failures))('are all told right', () => {
    const wrong = table(join(failures, 'labels.tsv'))
      .map(([file = '', label = '']) => ({
        file,
        label,
        told: explain(readFileSync(join(failures, file), 'utf8')).kind,
      }))
      .filter(({ label, told }) => label !== told);
    expect(wrong).toEqual([]);
  });
});

describe('unlabelled logs', () => {
  it.skipIf(!existsSync(rebuilds))('of switches that went well are no failures', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rebuild-logs-'));
    try {
      execFileSync('tar', ['-xzf', join(rebuilds, 'logs.tar.gz'), '-C', folder]);
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      const alarms: string[] = [];
      const missed: string[] = [];
      let read = 0;
      for (const [id = '', , activated, errorLine] of table(join(rebuilds, 'index.tsv'))) {
        const file = files.find((name) => name.includes(id));
        if (file === undefined) continue;
        read += 1;
        const log = readFileSync(join(folder, file), 'utf8');
        const { kind } = explain(log);
        // a switch that ran and yet failed says so itself
        const saidFailed = /error\(s\) occurred|units failed|returned non-zero exit status/.test(
          log,
        );
        if (activated === '1' && !saidFailed && isFailure(kind)) alarms.push(`${id} ${kind}`);
        if (activated === '0' && errorLine === '1' && !isFailure(kind))
          missed.push(`${id} ${kind}`);
      }
      expect(read).toBeGreaterThan(700);
      expect(alarms).toEqual([]);
      expect(missed).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
