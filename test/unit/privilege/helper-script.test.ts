// The helper's copy for other places: every constant is found, and no value can leave its quotes.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderHelper } from '../../../main/privilege/helper-script.ts';

const source = readFileSync(
  new URL('../../../build/helper/snowbell-helper.sh', import.meta.url),
  'utf8',
);

describe('renderHelper', () => {
  it('replaces every constant of the real helper and nothing else', () => {
    const places = {
      store: '/a/store',
      profile: '/a/profile',
      current: '/a/current',
      booted: '/a/booted',
      runs: '/a/runs',
      switchLock: '/a/lock',
      systemd: '',
      path: '/a/bin:/b/bin',
      rehearsal: true,
      shell: '/usr/bin/dash',
    };
    const before = source.split('\n');
    const after = renderHelper(source, places).split('\n');
    const changed = after.filter((line, index) => line !== before[index]);
    expect(after).toHaveLength(before.length);
    expect(changed).toEqual([
      '#!/usr/bin/dash',
      "store='/a/store'",
      "profile='/a/profile'",
      "current='/a/current'",
      "booted='/a/booted'",
      "runs='/a/runs'",
      "switch_lock='/a/lock'",
      "systemd=''",
      "path='/a/bin:/b/bin'",
      "rehearsal='yes'",
    ]);
  });

  it('leaves what is not named', () => {
    expect(renderHelper(source, {})).toBe(source);
  });

  it.each(["it's here", '$(id)', '`id`', '"; id; "', '$& $1 \\', "'; id; '"])(
    'keeps %s as text in a shell',
    (value) => {
      const script = renderHelper("store='/nix/store'\n", { store: value });
      const said = execFileSync('/bin/sh', ['-c', `${script}printf %s "$store"`], {
        encoding: 'utf8',
      });
      expect(said).toBe(value);
    },
  );

  it('fails where a constant is missing or there twice', () => {
    expect(() => renderHelper('store=/nix/store\n', { store: '/a' })).toThrow('0 times');
    expect(() => renderHelper("store='a'\nstore='b'\n", { store: '/a' })).toThrow('2 times');
  });

  it('fails for a value that would end its line', () => {
    expect(() => renderHelper(source, { runs: '/a\nid' })).toThrow('control character');
    expect(() => renderHelper(source, { shell: '/bin/sh -x' })).toThrow('shell');
  });
});

describe('the policy', () => {
  const policy = readFileSync(
    new URL('../../../build/helper/org.snowbell.policy.in', import.meta.url),
    'utf8',
  );
  it('asks an administrator each time, one action a verb', () => {
    const verbs = [...policy.matchAll(/exec\.argv1">(\w+)</g)].map((match) => match[1]);
    expect(verbs).toEqual(['activate', 'rollback', 'prune']);
    const answers = [...policy.matchAll(/<allow_\w+>([^<]*)</g)].map((match) => match[1]);
    expect(answers).toHaveLength(9);
    expect(new Set(answers)).toEqual(new Set(['auth_admin']));
    expect(policy.match(/exec\.path">@helper@</g)).toHaveLength(3);
  });
});
