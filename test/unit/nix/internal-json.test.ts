// Single lines of nix's log, well-formed and not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLine, plainText } from '../../../main/nix/internal-json.ts';

describe('parseLine', () => {
  it('keeps ids apart that a double cannot tell from each other', () => {
    const line = (id: string) =>
      parseLine(
        `@nix {"action":"start","fields":["/nix/store/x.drv","",1,1],"id":${id},"level":3,"parent":9007199254740993,"text":"t","type":105}`,
      );
    expect(line('18014398509481985')).toMatchObject({
      id: '18014398509481985',
      parent: '9007199254740993',
      activity: 'build',
    });
    expect(line('18014398509481984')).toMatchObject({ id: '18014398509481984' });
  });

  it('leaves what looks like an id inside a message alone', () => {
    expect(
      parseLine('@nix {"action":"msg","level":3,"msg":"got \\"id\\":18014398509481985 from it"}'),
    ).toEqual({ kind: 'message', level: 3, text: 'got "id":18014398509481985 from it' });
  });

  it('reads an activity without a parent, as old nix writes it', () => {
    expect(parseLine('@nix {"action":"start","id":7,"level":4,"text":"x","type":0}')).toEqual({
      kind: 'started',
      id: '7',
      parent: '0',
      activity: 'other',
      level: 4,
      text: 'x',
      fields: [],
    });
  });

  it('reads results', () => {
    expect(parseLine('@nix {"action":"result","fields":[3,12,2,1],"id":5,"type":105}')).toEqual({
      kind: 'progress',
      id: '5',
      done: 3,
      expected: 12,
      running: 2,
      failed: 1,
    });
    expect(parseLine('@nix {"action":"result","fields":["buildPhase"],"id":5,"type":104}')).toEqual(
      { kind: 'phase', id: '5', phase: 'buildPhase' },
    );
    expect(parseLine('@nix {"action":"result","fields":["cc a.c"],"id":5,"type":101}')).toEqual({
      kind: 'log',
      id: '5',
      line: 'cc a.c',
    });
    expect(parseLine('@nix {"action":"result","fields":[101,4096],"id":5,"type":106}')).toEqual({
      kind: 'expected',
      id: '5',
      activity: 'transfer',
      count: 4096,
    });
  });

  it('reads what a build says the same in whichever order its record is written', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(101, 107), (said, type) => {
        const fields = JSON.stringify([said]);
        const short = `@nix {"action":"result","fields":${fields},"id":18014398509481985,"type":${type}}`;
        const whole = `@nix {"type":${type},"action":"result","fields":${fields},"id":18014398509481985}`;
        const expected = { kind: 'log', id: '18014398509481985', line: plainText(said) };
        expect(parseLine(short)).toEqual(expected);
        expect(parseLine(whole)).toEqual(expected);
      }),
    );
  });

  it('is not misled by a sentence that ends like its record', () => {
    const said = (text: string) =>
      `@nix {"action":"result","fields":${JSON.stringify([text])},"id":5,"type":101}`;
    const text = 'x"],"id":7,"type":101}';
    expect(parseLine(said(text))).toEqual({ kind: 'log', id: '5', line: text });
    expect(parseLine('@nix {"action":"result","fields":["a","b"],"id":5,"type":101}')).toEqual({
      kind: 'log',
      id: '5',
      line: 'a',
    });
    expect(parseLine('@nix {"action":"result","fields":["a],"id":5,"type":101}')).toMatchObject({
      kind: 'plain',
    });
  });

  it('skips numbers and actions that it does not know', () => {
    expect(parseLine('@nix {"action":"result","fields":[{"a":1}],"id":5,"type":110}')).toBeNull();
    expect(parseLine('@nix {"action":"shrug","id":5}')).toBeNull();
    expect(parseLine('@nix {"action":"start","level":1,"type":105}')).toBeNull();
  });

  it('passes on what is no record, a cut one included', () => {
    expect(parseLine("fatal: unable to access 'x'")).toEqual({
      kind: 'plain',
      text: "fatal: unable to access 'x'",
    });
    expect(parseLine('@nix {"action":"msg","lev')).toMatchObject({ kind: 'plain' });
    expect(parseLine('@nix null')).toMatchObject({ kind: 'plain' });
  });

  it('never throws, whatever the line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => {
        parseLine(text);
        parseLine(`@nix ${text}`);
      }),
    );
  });
});

describe('plainText', () => {
  it.each([
    ['\x1b[31;1merror:\x1b[0m no', 'error: no'],
    ['\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x07', 'link'],
    ['\x1b]0;title\x07shown', 'shown'],
    ['a\x1b(Bb', 'ab'],
    ['tab\tand\nline', 'tab\tand\nline'],
    ['bell\x07', 'bell\ufffd'],
    ['abc\u202edcba', 'abc\ufffddcba'],
    ['\x9b31m', '\ufffd31m'],
    ['é ∅ 🦊', 'é ∅ 🦊'],
  ])('%j → %j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});
