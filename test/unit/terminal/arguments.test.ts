// The grammar of the command line, and that its help names everything there is.
import { describe, expect, it } from 'vitest';
import {
  type Command,
  commands,
  helpText,
  parseCommandLine,
} from '../../../main/terminal/arguments.ts';

const parse = (line: string) => parseCommandLine(line === '' ? [] : line.split(' '));

describe('a command line', () => {
  it.each<[string, Partial<Command>]>([
    ['check', { name: 'check', words: [], flake: null, json: false, verb: null }],
    ['check --json --offline --exit-code', { json: true, offline: true, exitCode: true }],
    ['check --flake /a/b', { flake: '/a/b' }],
    ['check --flake=/a/b', { flake: '/a/b' }],
    ['--rehearsal check', { name: 'check', rehearsal: true }],
    ['update nixpkgs home-manager', { name: 'update', words: ['nixpkgs', 'home-manager'] }],
    ['upgrade', { name: 'upgrade', words: [], yes: false, buildOnly: false }],
    ['upgrade nixpkgs --host atlas --boot --yes', { host: 'atlas', verb: 'boot', yes: true }],
    ['upgrade --test --allow-host-change', { verb: 'test', allowHostChange: true }],
    ['upgrade --build-only', { buildOnly: true }],
    ['rebuild --json', { name: 'rebuild', json: true }],
    ['switch --boot', { name: 'switch', verb: 'boot' }],
    ['status --waybar', { waybar: true }],
    ['log 7f0c', { words: ['7f0c'] }],
    ['explain -', { words: ['-'] }],
    ['rollback 12', { words: ['12'] }],
    ['prune', { name: 'prune', keepNewest: 5, yes: false, choice: null }],
    ['prune --keep 12 --yes', { keepNewest: 12, yes: true, choice: null }],
    ['prune --keep=1', { keepNewest: 1 }],
    ['--rehearsal prune --keep 3', { name: 'prune', rehearsal: true, keepNewest: 3 }],
    ['check --rehearsal --reset', { rehearsal: true, reset: true }],
    ['check --or-rehearsal', { orRehearsal: true }],
  ])('%s', (line, command) => {
    expect(parse(line)).toMatchObject({ kind: 'command', command });
  });

  it.each([
    ['', { kind: 'window' }],
    ['--rehearsal', { kind: 'window' }],
    ['--help', { kind: 'help', name: null }],
    ['upgrade --help', { kind: 'help', name: 'upgrade' }],
    ['help', { kind: 'help', name: null }],
    ['help upgrade', { kind: 'help', name: 'upgrade' }],
    ['--version', { kind: 'version' }],
  ])('%j', (line, parsed) => {
    expect(parse(line)).toEqual(parsed);
  });

  it.each([
    'frobnicate',
    'check extra',
    'check --yes',
    'toString',
    'constructor',
    '__proto__',
    'check --frobnicate',
    'check --flake',
    'check --json=yes',
    'check -x',
    'upgrade --boot --test',
    'upgrade --build-only --yes',
    'status --json --waybar',
    'switch nixpkgs',
    'log a b',
    'explain a b',
    'rollback x',
    'rollback 0',
    'rollback 1 2',
    'prune 3',
    'prune --keep',
    'prune --keep 0',
    'prune --keep x',
    'prune --keep 1000',
    'prune --keep --yes',
    'prune --boot',
    'switch --keep=3',
    'check --reset',
    'update -- --flake',
    'update -- -x',
  ])('%s is wrong usage', (line) => {
    expect(parse(line)).toMatchObject({ kind: 'usage', complaint: expect.stringMatching(/./) });
  });

  it.each([
    ['chek', 'There is no command "chek". Is "check" meant?'],
    ['frobnicate', 'There is no command "frobnicate".'],
    ['check --jsn', 'There is no option --jsn. Is --json meant?'],
    ['check --frobnicate', 'There is no option --frobnicate.'],
    ['rollback -1', 'There is no option -1.'],
    ['check --flake', '--flake needs a DIR.'],
    ['check --flake --json', '--flake needs a DIR.'],
    ['check --json=yes', '--json takes no value.'],
    ['help frobnicate', 'There is no command "frobnicate".'],
  ])('%s is answered with %j', (line, complaint) => {
    expect(parse(line)).toEqual({ kind: 'usage', complaint });
  });

  it('with an empty name is wrong usage', () => {
    expect(parseCommandLine(['update', ''])).toMatchObject({ kind: 'usage' });
  });
});

describe('the help', () => {
  it('says of a flag what it means to the command', () => {
    expect(helpText('prune')).toContain('--keep N');
    expect(helpText('switch')).toMatch(/--keep +after a failed activation script/);
  });

  it('names every command, and of each its own flags', () => {
    for (const [name, { flags, does }] of Object.entries(commands)) {
      expect(helpText(null)).toContain(`  ${name} `);
      expect(helpText(null)).toContain(does);
      const own = helpText(name as keyof typeof commands);
      for (const flag of [...flags, 'rehearsal', 'help']) expect(own).toContain(`--${flag}`);
    }
  });

  it('decides of a half-done switch by one flag, which says no more than that', () => {
    const choice = (...argv: string[]) => {
      const parsed = parseCommandLine(argv);
      return parsed.kind === 'command' ? parsed.command.choice : parsed.kind;
    };
    expect(choice('switch', '--keep')).toBe('keep');
    expect(choice('switch', '--go-back')).toBe('go-back');
    expect(choice('switch')).toBeNull();
    expect(choice('switch', '--keep', '--go-back')).toBe('usage');
    expect(choice('switch', '--keep', '--boot')).toBe('usage');
    expect(choice('upgrade', '--keep')).toBe('usage');
  });
});
