// Every kind of failure is recognised in every wording, and its explanation names the thing it is about.
import { describe, expect, it } from 'vitest';
import { explain } from '../../../../main/core/diagnosis/explain.ts';
import { kinds, reasons } from '../../../../main/core/diagnosis/kinds.ts';
import { english } from '../../../../main/core/diagnosis/words/en.ts';
import { wordings } from './wordings.ts';

describe.each(kinds)('%s', (kind) => {
  it.each(wordings[kind].map((log, i) => [i, log] as const))('wording %i', (_, log) => {
    expect(explain(log).kind).toBe(kind);
  });
});

it.each([...kinds, ...reasons])(
  '%s has a sentence and a remedy with and without a subject and a detail',
  (what) => {
    for (const subject of [null, 'owl.nix:3']) {
      for (const detail of [null, 'the nest is empty']) {
        const { summary, remedy } = english[what];
        expect(summary(subject, detail)).toMatch(/^[“\w].*\w/);
        expect(remedy(subject, detail)).not.toBe('');
        expect(`${summary(subject, detail)}${remedy(subject, detail)}`).not.toMatch(
          /undefined|null/,
        );
      }
    }
  },
);

/** How logs arrive: coloured, with carriage returns, in a journal, quoted, over ssh, as nix's own records. */
const disguises: readonly (readonly [string, (log: string) => string])[] = [
  ['with colours', (log) => log.replace(/error:/g, '\u001b[31;1merror:\u001b[0m')],
  ['with carriage returns', (log) => log.replace(/\n/g, '\r\n')],
  [
    'in a journal',
    (log) => log.replace(/^/gm, 'Aug 17 04:17:07 nest nixos-upgrade-start[2995908]: '),
  ],
  ['with a time before each line', (log) => log.replace(/^/gm, '2026-01-02T03:04:05.1234567Z ')],
  [
    'drawn over a progress line',
    (log) => log.replace(/^/gm, '⏱ 21s \u001b[0m\u001b[?2026l\u001b[?2026h\u001b[1G\u001b[2K'),
  ],
  ['with the cursor moved up', (log) => log.replace(/^/gm, '┗━ ∑ 3 ⏵ 1\u001b[2A\u001b[1G')],
  ['quoted', (log) => log.replace(/^/gm, '> ')],
  ['in a frame', (log) => log.replace(/^/gm, '┃ ')],
  ['from a deployment tool', (log) => log.replace(/^/gm, 'nest | ')],
  ['as internal-json', (log) => `@nix ${JSON.stringify({ action: 'msg', level: 0, msg: log })}`],
];
const disguisable = [
  'syntax-error',
  'untracked-file',
  'hash-mismatch-source',
  'rate-limited',
  'infinite-recursion',
  'unfree-package',
  'disk-full-store',
] as const;

describe.each(disguises)('a log %s', (_, disguise) => {
  it.each(disguisable)('is still told to be %s', (kind) => {
    expect(explain(disguise(wordings[kind][0] ?? '')).kind).toBe(kind);
  });
});

describe('what it is about', () => {
  it.each([
    ['syntax-error', 0, 'home.nix:7'],
    ['untracked-file', 0, 'hosts/owl.nix'],
    ['untracked-file', 3, 'mod.nix'],
    ['undefined-variable-or-attribute', 0, 'pkgz'],
    ['option-does-not-exist', 0, 'services.owll'],
    ['type-mismatch-option', 0, 'services.owl.port'],
    ['unfree-package', 0, 'owl-1.0'],
    ['package-removed-or-renamed', 0, 'owl'],
    ['build-failed', 0, 'owl-1.0'],
    ['units-failed', 0, 'owl.service'],
    ['home-manager-conflict', 0, '/home/nora/.bashrc'],
    ['not-owner', 0, '/home/nora/cfg'],
    ['auth-failed', 0, 'tools'],
    ['experimental-features-disabled', 0, 'nix-command'],
  ] as const)('%s %i: %s', (kind, index, subject) => {
    const explained = explain(wordings[kind][index] ?? '');
    expect(explained.subject).toBe(subject);
    expect(explained.summary).toContain(subject);
  });

  it.each([
    [
      "error: syntax error, unexpected '}', at /etc/nixos/configuration.nix:30:1",
      '/etc/nixos/configuration.nix:30',
    ],
    ['error: python3.13-owl-1.0 not supported for interpreter python3.13', 'python3.13-owl-1.0'],
    [
      "error: 'lastModified' attribute mismatch in input 'github:a/b/c?x=1', expected 1",
      'github:a/b/c',
    ],
    ["error: The option `a.b' is read-only, but it's set multiple times.", 'a.b'],
    [wordings['undefined-variable-or-attribute'][2] ?? '', 'nixosConfigurations."owl"'],
  ])('%s names %s', (log, subject) => {
    expect(explain(log).subject).toBe(subject);
  });

  it('shows the lines that decided', () => {
    const { evidence } = explain(wordings['build-failed'][0] ?? '');
    expect(evidence.join('\n')).toContain("expected ';' before 'return'");
  });

  it('offers nothing to open where no file is known', () => {
    expect(explain('error: stack overflow; max-call-depth exceeded').action).toBeNull();
    expect(explain(wordings['syntax-error'][0] ?? '').action).toBe('open-file');
  });
});

describe('several things at once', () => {
  it('judges the last run of two', () => {
    const failed = `building the system configuration...\n${wordings['syntax-error'][0]}`;
    expect(explain(`${failed}\n${wordings.success[0]}`).kind).toBe('success');
    expect(explain(`${wordings.success[0]}\n${failed}`).kind).toBe('syntax-error');
  });

  it('prefers the root cause to what it brings about', () => {
    const full = wordings['disk-full-store'][2] ?? '';
    expect(explain(`${full}\n${wordings['build-failed'][4]}`).kind).toBe('disk-full-store');
    expect(explain(`${wordings['build-failed'][4]}\n${full}`).kind).toBe('disk-full-store');
  });

  it('reads a log that is cut off at either end', () => {
    const log = wordings['option-does-not-exist'][0] ?? '';
    const start = log.indexOf('1534|');
    const end = log.indexOf('Definition values') + 20;
    expect(explain(log.slice(start)).kind).toBe('option-does-not-exist');
    expect(explain(log.slice(0, end)).kind).toBe('option-does-not-exist');
  });
});

describe('a rebuild that a Makefile or justfile called', () => {
  const wrapped = [
    'make: *** [Makefile:14: switch] Error 1',
    'error: Recipe `switch` failed on line 5 with exit code 1',
  ];
  const causes = [
    'syntax-error',
    'units-failed',
    'bootloader-failed',
    'activation-script-failed',
    'interrupted',
    'auth-failed',
  ] as const;

  it.each(wrapped.flatMap((word) => causes.map((kind) => [word, kind] as const)))(
    'that ends with %s is told to be %s',
    (word, kind) => {
      for (const log of wordings[kind]) expect(explain(`${log}\n${word}\n`).kind, log).toBe(kind);
    },
  );

  it.each(wrapped)('is a failure without any other word but %s', (word) => {
    const { kind, summary } = explain(`nixos-rebuild switch\nthe moon is up\n${word}`);
    expect([kind, summary]).toEqual(['other', 'It failed with these words: “the moon is up”.']);
    expect(explain(`${wordings.success[1]}\n${word}`).kind).toBe('other');
  });

  it('is told apart from a program that make builds', () => {
    const log = "a.c:3:1: error: expected ';'\nmake: *** [Makefile:80: a.o] Error 1";
    expect(explain(log).kind).toBe('build-failed');
  });
});

describe('hostile logs', () => {
  it.each([
    ['one endless line', 'error: failed no space '.repeat(50_000)],
    ['ten megabytes in one line', `${'x'.repeat(1e7)}\n`],
    ['nothing but nulls', '\u0000'.repeat(2e6)],
    ['a builder that never ends', '       > curl: (22) what is this\n'.repeat(50_000)],
    [
      'a file named ten thousand times',
      `error: The option \`a' does not exist.\n${"       - In `/x.nix'\n".repeat(10_000)}`,
    ],
    ['nothing but quotes', `${"'".repeat(3000)}\n`.repeat(300)],
    ['escapes without end', '\u001b]0;'.repeat(100_000)],
    ['words that begin a pattern', `${"Cannot build 'x".repeat(250)}\n`.repeat(300)],
    ['broken records', '@nix {"action":"msg","level":0\n'.repeat(10_000)],
    ['ten thousand errors', 'error: something went wrong\n'.repeat(10_000)],
  ])('%s is answered', (_, log) => {
    expect(kinds).toContain(explain(log).kind);
  });
});
