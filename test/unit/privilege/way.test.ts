// Which way an activation becomes root, from what the machine has, and what nixos-rebuild's end means: two tables.
import { describe, expect, it } from 'vitest';
import { flakeTarget, judge, type Where } from '../../../main/privilege/rebuild.ts';
import { explainRun0 } from '../../../main/privilege/refusal.ts';
import { chooseWay, type RootFacts } from '../../../main/privilege/way.ts';
import type { CommandResult } from '../../../main/process/command.ts';

const pkexec = { ok: true, path: '/run/wrappers/bin/pkexec' } as const;
const noPkexec = { ok: false, reason: 'no-pkexec', detail: 'not installed' } as const;
const powerless = { ok: false, reason: 'pkexec-not-setuid', detail: 'not setuid' } as const;
const found = (path: string) => ({ ok: true, path }) as const;
const refused = { ok: false, detail: '/tmp/x is not in /nix/store' } as const;
const rebuild = (storePath: boolean) => ({
  program: '/nix/store/r/bin/nixos-rebuild',
  env: '/run/current-system/sw/bin/env',
  storePath,
  profile: '/nix/var/nix/profiles/system',
  current: '/run/current-system',
});
const nothing: RootFacts = { named: null, packaged: null, rebuild: null, pkexec, run0: null };

describe('the way to root', () => {
  it.each<[string, Partial<RootFacts>, object]>([
    [
      'the module’s helper before everything',
      { named: found('/m'), packaged: found('/p'), rebuild: rebuild(true), run0: '/run0' },
      { kind: 'helper', helper: '/m', by: { kind: 'pkexec' } },
    ],
    [
      'the package’s helper where the named one may not be used',
      { named: refused, packaged: found('/p'), rebuild: rebuild(true) },
      { kind: 'helper', helper: '/p' },
    ],
    ['a store path', { packaged: refused, rebuild: rebuild(true) }, { kind: 'store-path' }],
    ['the flake last', { rebuild: rebuild(false) }, { kind: 'flake' }],
    [
      'run0 for a missing pkexec',
      { named: found('/m'), pkexec: noPkexec, run0: '/run0' },
      { kind: 'helper', by: { kind: 'run0', path: '/run0' } },
    ],
    [
      'run0 for a powerless pkexec, without a helper too',
      { rebuild: rebuild(true), pkexec: powerless, run0: '/run0' },
      { kind: 'store-path', by: { kind: 'run0' } },
    ],
    [
      'none without anybody who asks',
      { named: found('/m'), pkexec: noPkexec },
      { kind: 'unavailable', reason: 'no-pkexec' },
    ],
    [
      'none with a powerless one',
      { rebuild: rebuild(false), pkexec: powerless },
      { kind: 'unavailable', reason: 'pkexec-not-setuid', detail: 'not setuid' },
    ],
    [
      'none without a program that activates, and why',
      { named: refused },
      { kind: 'unavailable', reason: 'no-helper', detail: refused.detail },
    ],
    ['none of anything', { pkexec: noPkexec }, { kind: 'unavailable', reason: 'no-helper' }],
  ])('is %s', (_name, facts, way) => {
    expect(chooseWay({ ...nothing, ...facts })).toMatchObject(way);
  });
});

const exited = (code: number, stderr = ''): CommandResult => ({
  kind: 'exited',
  code,
  stdout: '',
  stderr,
});
const at = (current: string, byDefault: string): Where => ({
  current,
  default: byDefault,
  generation: byDefault === 'old' ? 1 : 2,
});
const units = 'warning: the following units failed: owl.service';

describe('the end of nixos-rebuild', () => {
  it.each<[string, 'switch' | 'boot' | 'test', CommandResult, string[], Where, object]>([
    ['done', 'switch', exited(0), [], at('new', 'new'), { kind: 'ended', exit: 0, generation: 2 }],
    ['done for the next start', 'boot', exited(0), [], at('old', 'new'), { exit: 0 }],
    ['a trial', 'test', exited(0), [], at('new', 'old'), { exit: 0, generation: 1 }],
    ['done, and not there', 'switch', exited(0), [], at('old', 'old'), { kind: 'lost' }],
    ['units', 'switch', exited(4), [units], at('new', 'new'), { kind: 'ended', exit: 4 }],
    ['a restart', 'switch', exited(100), [], at('old', 'new'), { kind: 'ended', exit: 100 }],
    ['a failed script', 'switch', exited(2), [], at('new', 'new'), { kind: 'ended', exit: 2 }],
    ['words it does not know', 'switch', exited(2), [], at('old', 'old'), { kind: 'failed' }],
    ['no build', 'switch', exited(1), ['error: x'], at('old', 'old'), { kind: 'failed' }],
    ['an old one’s 1: units', 'switch', exited(1), [units], at('new', 'new'), { exit: 4 }],
    [
      'an old one’s 1: the script',
      'switch',
      exited(1),
      ['Failed to run activate script'],
      at('new', 'new'),
      { exit: 2 },
    ],
    [
      'an old one’s 1: a restart',
      'switch',
      exited(1),
      ["won't take effect until you reboot the system."],
      at('old', 'new'),
      { exit: 100 },
    ],
    ['a profile left behind', 'switch', exited(1), ['no'], at('old', 'new'), { kind: 'lost' }],
    [
      'a killed one half-way',
      'switch',
      { kind: 'signalled', signal: 'SIGKILL', stdout: '', stderr: '' },
      [],
      at('old', 'new'),
      { kind: 'lost' },
    ],
  ])('says %s', (_name, verb, end, lines, after, expected) => {
    expect(judge(end, lines, { verb, wanted: 'new' }, at('old', 'old'), after)).toMatchObject(
      expected,
    );
  });

  it('takes what root built by itself for what it is, the same system too', () => {
    const own = { verb: 'switch', wanted: null } as const;
    expect(judge(exited(0), [], own, at('old', 'old'), at('x', 'x'))).toMatchObject({ exit: 0 });
    expect(judge(exited(0), [], own, at('old', 'old'), at('old', 'old'))).toMatchObject({
      exit: 0,
    });
    expect(judge(exited(1), [], own, at('old', 'old'), at('old', 'old'))).toMatchObject({
      kind: 'failed',
    });
  });

  it.each([
    ['/home/a/my flake', 'atlas', '/home/a/my flake#atlas'],
    ['/home/a#b', 'atlas', null],
    ['/home/a?dir=x', 'atlas', null],
    ['/home/a\n', 'atlas', null],
    ['relative', 'atlas', null],
    ['/home/a', 'at"las', null],
    ['/home/a', 'a.b', null],
  ])('gives %j and %s as %j', (dir, host, target) => {
    expect(flakeTarget(dir, host)).toBe(target);
  });
});

describe('run0’s refusals', () => {
  const failed = 'Failed to start transient service unit: ';
  it.each([
    [exited(1, `${failed}Interactive authentication required.`), 'challenge', { kind: 'no-agent' }],
    [exited(1, `${failed}Access denied`), 'challenge', { kind: 'auth-failed' }],
    [exited(1, `${failed}Access denied`), 'no', { kind: 'denied' }],
    [exited(1, 'something else'), 'challenge', null],
    [exited(65, 'Access denied'), 'challenge', null],
  ] as const)('%o', (end, known, expected) => {
    expect(explainRun0(end, known)).toEqual(expected);
  });
});
