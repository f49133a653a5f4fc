// What a package puts under share/: complete, valid by the judges there are, and in step with `--help`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandTable, writeShare } from '../../../build/desktop/share.mjs';
import { readGrammar } from '../../../build/desktop/terminal-files.mjs';
import { findProgram, run } from '../../../main/process/command.ts';
import { commands, helpText } from '../../../main/terminal/arguments.ts';
import { version } from '../../../main/version.ts';

let share = '';
beforeAll(async () => {
  share = mkdtempSync(join(tmpdir(), 'snowbell-share-'));
  await writeShare(share);
});
afterAll(() => rmSync(share, { recursive: true, force: true }));

const read = (path: string) => readFileSync(join(share, path), 'utf8');
const entry = 'applications/snowbell.desktop';
const metainfo = 'metainfo/org.snowbell.snowbell.metainfo.xml';

describe('the desktop’s files', () => {
  it('name icons that are there', () => {
    const icon = /^Icon=(.+)$/m.exec(read(entry))?.[1];
    for (const size of [16, 22, 24, 32, 48, 64, 128, 256, 512]) {
      const png = readFileSync(join(share, `icons/hicolor/${size}x${size}/apps/${icon}.png`));
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    }
    expect(read(`icons/hicolor/scalable/apps/${icon}.svg`)).toContain('<svg');
    expect(read(`icons/hicolor/symbolic/apps/${icon}-symbolic.svg`)).toContain('<svg');
  });

  it('know this version as the newest', () => {
    expect(/<release version="([^"]+)"/.exec(read(metainfo))?.[1]).toBe(version);
    expect(readFileSync('CHANGELOG.md', 'utf8')).toContain(`## ${version}`);
  });

  it.for([
    ['desktop-file-validate', [], entry],
    ['appstreamcli', ['validate', '--no-net'], metainfo],
  ] as const)('pass %s', async ([name, args, file], context) => {
    const judge = findProgram(name);
    if (judge === null) return context.skip(`not installed: ${name}`);
    expect(await run([judge, ...args, join(share, file)])).toMatchObject({ code: 0 });
  });
});

describe('the man page and the completions', () => {
  const grammar = readGrammar({ commands, helpText });

  it('are made from the table that the program itself reads', async () => {
    expect(readGrammar(await commandTable())).toEqual(grammar);
    expect(grammar.commands.map(({ name }) => name)).toEqual(Object.keys(commands));
  });

  it('hold every command, every option and every exit code', () => {
    const page = read('man/man1/snowbell.1').replaceAll('\\-', '-');
    for (const { name, options, does } of grammar.commands) {
      expect(page).toContain(`.SS snowbell ${name}`);
      expect(page.toLowerCase()).toContain(does.toLowerCase());
      for (const option of options) expect(page).toContain(`.B --${option.name}`);
    }
    for (const { name } of grammar.common) expect(page).toContain(`.B --${name}`);
    expect(grammar.exits.map(({ code }) => code)).toEqual(['0', '1', '2', '3', '130']);
    for (const { code } of grammar.exits) expect(page).toContain(`.B ${code}\n`);
  });

  it('refuse a help text in another form rather than lose options', () => {
    expect(() => readGrammar({ commands, helpText: () => 'Exit codes: 0 done.' })).toThrow(
      'lacks an option',
    );
  });

  it('give a page without warnings', async (context) => {
    const groff = findProgram('groff');
    if (groff === null) return context.skip('not installed: groff');
    const page = join(share, 'man/man1/snowbell.1');
    const done = await run([groff, '-man', '-Tutf8', '-ww', '-z', page]);
    expect(done).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    ['snowbell ch', ['check']],
    ['snowbell check --off', ['--offline']],
    ['snowbell upgrade --b', ['--boot', '--build-only']],
    ['snowbell --re', ['--rehearsal', '--reset']],
    ['snowbell history ', []],
  ])('complete "%s" in bash', async (typed, offered) => {
    const script = `
      source "$1"
      read -r -a COMP_WORDS <<<"$2"
      [[ $2 != *' ' ]] || COMP_WORDS+=('')
      COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      _snowbell
      [[ \${#COMPREPLY[@]} = 0 ]] || printf '%s\\n' "\${COMPREPLY[@]}"`;
    const done = await run([
      'bash',
      '-c',
      script,
      'bash',
      join(share, 'bash-completion/completions/snowbell'),
      typed,
    ]);
    expect(done.kind === 'exited' && done.stdout.split('\n').filter(Boolean).sort()).toEqual(
      offered,
    );
  });

  it.for([
    ['zsh', 'zsh/site-functions/_snowbell'],
    ['fish', 'fish/vendor_completions.d/snowbell.fish'],
  ] as const)('are whole for %s', async ([shell, file], context) => {
    for (const name of Object.keys(commands)) expect(read(file)).toContain(name);
    const program = findProgram(shell);
    if (program === null) return context.skip(`not installed: ${shell}`);
    expect(await run([program, '-n', join(share, file)])).toMatchObject({ code: 0, stderr: '' });
  });
});
