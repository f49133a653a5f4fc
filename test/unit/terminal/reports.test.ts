// What the reports on a terminal say of runs: short names that mean one run, what was asked for, what to type next.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { runText, waitingText } from '../../../main/terminal/reports.ts';
import { meantBy, shortIds } from '../../../main/terminal/run-ids.ts';
import { ready } from '../../component/snapshots.ts';
import { runId, runRecord } from '../store/run-samples.ts';

describe('a short name of a run', () => {
  const far = '7f0c1b1e-7a3b-4d56-9c39-0a8e6f1d2c02';

  it('is as long as it must be, and means that run alone', () => {
    const ids = [far, 'a00c1b1e-7a3b-4d56-9c39-0a8e6f1d2c02'];
    expect(ids.map(shortIds(ids))).toEqual(['7f0c1b1e', 'a00c1b1e']);
    const near = [runId(1), runId(2), runId(10)];
    for (const id of near) {
      expect(meantBy(shortIds(near)(id), near)).toEqual({ kind: 'one', id });
    }
  });

  it('that fits several or none means no run', () => {
    expect(meantBy('0000', [runId(1), far, runId(2)])).toEqual({
      kind: 'several',
      ids: [runId(1), runId(2)],
    });
    expect(meantBy('ffff', [far])).toEqual({ kind: 'none' });
    expect(meantBy(far.toUpperCase(), [far])).toEqual({ kind: 'one', id: far });
  });
});

describe('a run in one line', () => {
  const failed = { outcome: 'failed', step: 'resolve', generation: null } as const;

  it('names what moved, else what was to move, in the order that a person looks for', () => {
    const moves = ['input-10', 'input-2'].map((name) => ({ name, from: null, to: null }));
    expect(runText(runRecord(1, { inputs: moves, chosen: ['other'] }))).toContain(
      'Upgrade (input-2, input-10): ',
    );
    expect(runText(runRecord(1, { ...failed, chosen: ['nixpkgs', 'home-manager'] }))).toContain(
      'Upgrade (home-manager, nixpkgs): Failed.',
    );
    expect(runText(runRecord(1, failed))).toContain('Upgrade: Failed.');
  });
});

describe('what waits', () => {
  const decision = { kind: 'test-active', runId: runId(1), previous: 1 } as const;

  it('comes with the command that goes on with it', () => {
    expect(waitingText({ ready: ready(), decision: null }, false)).toContain('"snowbell switch"');
    expect(waitingText({ ready: ready({ stale: 'flake-changed' }), decision: null }, true)).toMatch(
      /no longer fits.*\n"snowbell upgrade --rehearsal" builds it again/,
    );
    expect(waitingText({ ready: null, decision: null }, false)).toBeNull();
  });

  it('is not "ready to switch" while it is tried', () => {
    const text = waitingText({ ready: ready(), decision }, true);
    expect(text).not.toContain('Ready');
    expect(text).toContain('"snowbell switch --rehearsal" makes it permanent');
    expect(text).toContain('"snowbell decide go-back --rehearsal" goes back');
  });
});

describe('every sentence of the command line', () => {
  const folder = fileURLToPath(new URL('../../../main/terminal', import.meta.url));

  /** Words that are said, without the code around them. */
  function sentences(file: string): string[] {
    const source = ts.createSourceFile(
      file,
      readFileSync(join(folder, file), 'utf8'),
      ts.ScriptTarget.ES2023,
      true,
    );
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (
        ts.isStringLiteralLike(node) ||
        ts.isTemplateHead(node) ||
        ts.isTemplateMiddleOrTemplateTail(node)
      )
        found.push(node.text);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  }

  it('has one kind of apostrophe', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    const all = files.flatMap((file) => sentences(file));
    expect(all.filter((text) => text.includes('’')).length).toBeGreaterThan(5);
    expect(all.filter((text) => /[a-z]'[a-z]/i.test(text))).toEqual([]);
  });
});
