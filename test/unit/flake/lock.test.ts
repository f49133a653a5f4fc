// flake.lock as hostile input: a value, or one failure that names the place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportInput } from '../../../main/core/outdated.ts';
import { duplicatesOf } from '../../../main/flake/duplicates.ts';
import { entriesOf } from '../../../main/flake/entries.ts';
import { graphOf } from '../../../main/flake/graph.ts';
import { inputDetails } from '../../../main/flake/input-details.ts';
import { offsetOfJsonError, placeOf } from '../../../main/flake/json-place.ts';
import { parseLock } from '../../../main/flake/lock.ts';

const lockText = (nodes: unknown, version: unknown = 7, root: unknown = 'root') =>
  JSON.stringify({ nodes, root, version });

const nothingChosen = { held: [], skipped: [] };

const failureOf = (text: string) => {
  const result = parseLock(text);
  return result.ok ? null : result.failure;
};

describe('parseLock', () => {
  it.each([
    ['', 'malformed', 'line 1, column 1: the file is empty.'],
    ['{"version": 7,\n  "root": }', 'malformed', 'line 2, column 11: not valid JSON.'],
    [
      '{"version": 7,\n<<<<<<< HEAD\n"root": "a"}',
      'malformed',
      'line 2, column 1: a merge conflict is not resolved here.',
    ],
    ['[]', 'malformed', 'the whole file: '],
    ['{}', 'malformed', 'version: '],
    [lockText({ root: {} }, 8), 'unsupported-version', 'version 8; versions 5 to 7 can be read.'],
    [lockText({ root: {} }, 4), 'unsupported-version', 'version 4; versions 5 to 7 can be read'],
    [lockText({ root: {} }, 6.5), 'unsupported-version', 'version 6.5;'],
    [lockText({ root: {} }, 7, 'elsewhere'), 'malformed', 'root: there is no node "elsewhere".'],
    [lockText([]), 'malformed', 'nodes: expected an object'],
    [lockText({ root: 3 }), 'malformed', 'nodes.root: '],
    [lockText({ root: { inputs: { a: 3 } } }), 'malformed', 'nodes.root.inputs.a: expected a node'],
  ])('refuses %j', (text, kind, detail) => {
    const failure = failureOf(text);
    expect(failure?.kind).toBe(kind);
    expect(failure?.detail.startsWith(detail)).toBe(true);
    // Another sentence follows it in the window.
    expect(failure?.detail).toMatch(/[^.]\.$/);
  });

  it.each([5, 6, 7])('reads version %i', (version) => {
    expect(parseLock(lockText({ root: {} }, version))).toMatchObject({
      ok: true,
      lock: { version },
    });
  });

  it('keeps names that are special to JavaScript', () => {
    const text = `{"version":7,"root":"root","nodes":{
      "root":{"inputs":{"__proto__":"__proto__","constructor":"toString"}},
      "__proto__":{"original":{"type":"indirect","id":"a"},"locked":{"rev":"${'a'.repeat(40)}"}},
      "toString":{"original":{"type":"indirect","id":"b"},"locked":{}}}}`;
    const result = parseLock(text);
    if (!result.ok) throw new Error(result.failure.detail);
    expect(
      entriesOf(result.lock).map(({ entry }) => [entry.name, entry.source, entry.locked.rev]),
    ).toEqual([
      ['__proto__', 'flake:a', 'a'.repeat(40)],
      ['constructor', 'flake:b', null],
    ]);
  });

  it('takes revisions and times only for what they are', () => {
    const locked = { rev: 'HEAD; rm', lastModified: -1 };
    const text = lockText({
      root: { inputs: { a: 'a', b: 'b' } },
      a: { original: { type: 'git', url: 'https://x/y' }, locked },
      b: { original: { type: 'git', url: 'https://x/y' }, locked: { lastModified: 1e300 } },
    });
    const result = parseLock(text);
    if (!result.ok) throw new Error(result.failure.detail);
    for (const { entry } of entriesOf(result.lock)) {
      expect(entry.locked).toEqual({ rev: null, lastModified: null });
    }
  });

  it('survives any JSON, and says of any other text where it stops being JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const result = parseLock(text);
        if (result.ok) entriesOf(result.lock);
        else expect(result.failure.detail).not.toBe('');
      }),
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), (text, at, noise) => {
        const place = at % (text.length + 1);
        const broken = text.slice(0, place) + noise + text.slice(place);
        let valid = true;
        try {
          JSON.parse(broken);
        } catch {
          valid = false;
        }
        expect(offsetOfJsonError(broken) === null).toBe(valid);
      }),
      { numRuns: 500 },
    );
  });

  it('survives any graph of inputs and follows', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'root', '__proto__');
    const node = fc.record(
      {
        inputs: fc.dictionary(name, fc.oneof(name, fc.array(name, { maxLength: 4 }))),
        original: fc.dictionary(
          fc.constantFrom(
            'type',
            'url',
            'owner',
            'repo',
            'host',
            'ref',
            'rev',
            'path',
            'id',
            'dir',
          ),
          fc.oneof(
            fc.string(),
            fc.constantFrom('git', 'github', 'gitlab', 'path', 'tarball', 'https://a/b', '%', '..'),
            fc.boolean(),
          ),
        ),
        locked: fc.dictionary(fc.constantFrom('rev', 'lastModified'), fc.anything()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.dictionary(name, node), (nodes) => {
        const result = parseLock(lockText({ root: {}, ...nodes }));
        if (!result.ok) return;
        duplicatesOf(result.lock);
        const entries = entriesOf(result.lock);
        const reports = entries.map(({ entry }) => reportInput(entry, null, nothingChosen));
        for (const { name } of reports) {
          expect(inputDetails(result.lock, reports, name, 0)?.report.name).toBe(name);
        }
        for (const { entry, ask } of entries) {
          if (ask.how === 'smart-http') new URL(`${ask.url}/git-upload-pack`);
          if (ask.how === 'git' || ask.how === 'tarball') new URL(ask.url);
          if (entry.follows === null && entry.problem === null)
            expect(entry.type).not.toBe('follows');
        }
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  it('reads ten thousand inputs, and chains of follows that fan out', () => {
    const many: Record<string, unknown> = {};
    const inputs: Record<string, unknown> = {};
    for (let index = 0; index < 10_000; index += 1) {
      const last = index === 9_999;
      // Each path goes through the next one twice: resolved naively this never ends.
      inputs[`i${index}`] = last ? 'leaf' : index % 100 === 99 ? 'leaf' : [`i${index + 1}`, 'self'];
    }
    many.leaf = {
      inputs: { self: 'leaf' },
      original: { type: 'github', owner: 'a', repo: 'b' },
      locked: { rev: 'b'.repeat(40) },
    };
    const result = parseLock(lockText({ root: { inputs }, ...many }));
    if (!result.ok) throw new Error(result.failure.detail);
    const entries = entriesOf(result.lock);
    expect(entries).toHaveLength(10_000);
    expect(new Set(entries.map(({ entry }) => entry.locked.rev))).toEqual(
      new Set(['b'.repeat(40)]),
    );
  });
});

describe('graphOf', () => {
  const graph = (nodes: unknown) => {
    const result = parseLock(lockText(nodes));
    if (!result.ok) throw new Error(result.failure.detail);
    return graphOf(result.lock);
  };
  const leaf = { original: { type: 'indirect', id: 'x' }, locked: {} };

  it('resolves follows from the root, through others and through differently named nodes', () => {
    const { roots, inputsOf, resolve } = graph({
      root: {
        inputs: { pkgs: 'pkgs_2', hm: 'hm', deep: ['hm', 'nixpkgs'], top: ['deep'], none: [] },
      },
      hm: { ...leaf, inputs: { nixpkgs: ['pkgs'], own: 'pkgs' } },
      pkgs: leaf,
      pkgs_2: leaf,
    });
    const keyOf = (name: string) => {
      const target = roots.find((one) => one.name === name)?.target;
      return target?.kind === 'node' ? target.key : target;
    };
    expect(['pkgs', 'hm', 'deep', 'top', 'none'].map(keyOf)).toEqual([
      'pkgs_2',
      'hm',
      'pkgs_2',
      'pkgs_2',
      'root',
    ]);
    expect(inputsOf('hm').map(({ name, follows }) => [name, follows])).toEqual([
      ['nixpkgs', ['pkgs']],
      ['own', null],
    ]);
    expect(resolve(['hm', 'own'])).toMatchObject({ kind: 'node', key: 'pkgs' });
  });

  it('says of each broken edge what is wrong with it', () => {
    const { roots } = graph({
      root: {
        inputs: { a: ['b'], b: ['a'], self: ['self'], lost: ['nowhere'], gone: 'gone', ok: 'ok' },
      },
      ok: leaf,
    });
    expect(
      roots.map(({ name, target }) => [name, target.kind === 'node' ? target.key : target.problem]),
    ).toEqual([
      ['a', 'follows-cycle'],
      ['b', 'follows-cycle'],
      ['self', 'follows-cycle'],
      ['lost', 'follows-missing'],
      ['gone', 'node-missing'],
      ['ok', 'ok'],
    ]);
  });
});

describe('placeOf', () => {
  it('counts lines and columns from one', () => {
    expect(placeOf('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
    expect(placeOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
  });
});
