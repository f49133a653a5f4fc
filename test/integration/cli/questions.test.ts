// What the command line asks a person, on a real terminal: every way to answer and not to, and what becomes of it.
import { mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run as command } from '../../../main/process/command.ts';
import { advanceRehearsal } from '../../../main/rehearsal/advance.ts';
import { nixBin } from '../../rig/nix.ts';
import { makeNodeProgram, type NodeProgram } from '../../rig/node-program.ts';
import { keys, onTerminal, terminalMissing } from '../../rig/terminal.ts';

const nix = nixBin();
const missing = nix === null ? 'nix' : terminalMissing();

describe.skipIf(missing !== null)('asked on a terminal', () => {
  let program: NodeProgram;
  let folder: string;
  let env: Record<string, string>;
  const root = () => join(folder, 'state/snowbell/rehearsal');
  const file = (name: string) => join(root(), name);
  const lock = () => readFileSync(file('flake/flake.lock'), 'utf8');

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'snowbell-asked-')));
    program = await makeNodeProgram('main/cli.ts');
    env = {
      PATH: `${nix}${delimiter}${process.env.PATH}`,
      HOME: folder,
      XDG_STATE_HOME: join(folder, 'state'),
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_CACHE_HOME: join(folder, 'cache'),
    };
    expect(await facts()).toMatchObject({ number: 1 });
  });
  afterAll(async () => {
    await program?.remove();
    await command(['chmod', '-R', 'u+w', folder]);
    await rm(folder, { recursive: true, force: true });
  });

  const argv = (words: readonly string[]) => [
    process.execPath,
    program.file,
    ...words,
    '--rehearsal',
  ];
  const snowbell = (...words: string[]) => onTerminal(argv(words), env);
  /** the same without a terminal, as a script would call it */
  const quietly = async (...words: string[]) => {
    const done = await command(argv(words), { env });
    if (done.kind !== 'exited') throw new Error(done.kind);
    return done;
  };
  const json = async <T>(...words: string[]) =>
    JSON.parse((await quietly(...words, '--json')).stdout) as T;
  /** where the machine stands */
  async function facts() {
    const all = await json<{ number: number; current: boolean; default: boolean }[]>('generations');
    return all.find((one) => one.default) ?? all[0];
  }
  const status = () =>
    json<{ ready: { id: string } | null; decision: { kind: string } | null }>('status');

  const never = [
    ['no', `n${keys.enter}`],
    ['nothing', keys.enter],
    ['something else', `perhaps${keys.enter}`],
    ['an end of input', keys.endOfInput],
    ['Ctrl+C', keys.interrupt],
  ] as const;

  it.each(never)('whether to switch: %s leaves it ready', async (_how, typed) => {
    const before = { lock: lock(), at: await facts() };
    const asked = snowbell('upgrade');
    await asked.shows('Switch to it now? [y/N]');
    asked.type(typed);
    expect(await asked.end, asked.said()).toBe(0);
    expect(asked.said()).toContain('Ready to switch');
    expect({ lock: lock(), at: await facts() }).toEqual(before);
    expect((await status()).ready).not.toBeNull();
  });

  it('whether to switch: yes switches', async () => {
    const before = lock();
    const asked = snowbell('upgrade');
    await asked.shows('Switch to it now? [y/N]');
    asked.type(`y${keys.enter}`);
    expect(await asked.end, asked.said()).toBe(0);
    expect(await facts()).toMatchObject({ number: 2, current: true });
    expect(lock()).not.toBe(before);
  });

  it('nobody is asked where no terminal is there, and nothing is switched', async () => {
    await advanceRehearsal(root(), 'nixpkgs');
    const said = await quietly('upgrade');
    expect(said.code).toBe(0);
    expect(said.stderr).not.toContain('[y/N]');
    expect(await facts()).toMatchObject({ number: 2, current: true });
  });

  it('keep or go back: an end of input and Ctrl+C decide nothing, and an empty answer goes back', async () => {
    const before = lock();
    writeFileSync(file('switch-exit'), '2\n');
    const first = snowbell('switch');
    await first.shows('Go back to generation 2, or keep the new system? [G/k]');
    first.type(keys.endOfInput);
    expect(await first.end, first.said()).toBe(1);
    expect(first.said()).toContain('Nothing was decided');
    const second = snowbell('switch');
    await second.shows('[G/k]');
    second.type(keys.interrupt);
    expect(await second.end, second.said()).toBe(1);
    expect((await status()).decision).toMatchObject({ kind: 'activation-failed' });
    expect((await quietly('switch')).stderr).toContain('To decide');
    expect(await facts()).toMatchObject({ number: 3, current: true });

    await rm(file('switch-exit'));
    const third = snowbell('switch');
    await third.shows('[G/k]');
    third.type(keys.enter);
    expect(await third.end, third.said()).toBe(0);
    expect(await facts()).toMatchObject({ number: 2, current: true });
    expect(lock()).toBe(before);
    expect((await status()).decision).toBeNull();
  });

  it('keep or go back: keep writes the lock of what is kept', async () => {
    const before = lock();
    expect((await quietly('upgrade')).code).toBe(0);
    writeFileSync(file('switch-exit'), '2\n');
    const asked = snowbell('switch');
    await asked.shows('[G/k]');
    await rm(file('switch-exit'));
    asked.type(`k${keys.enter}`);
    expect(await asked.end, asked.said()).toBe(0);
    expect(asked.said()).toContain('Kept. flake.lock is written.');
    expect(lock()).not.toBe(before);
  });

  it('which lock: no answer leaves it open, and an answer is taken', async () => {
    const flake = file('flake/flake.nix');
    const text = readFileSync(flake, 'utf8');
    await advanceRehearsal(root(), 'home-manager');
    await advanceRehearsal(root(), 'nixpkgs');
    // Another reference than the locked one: nix locks this input anew, chosen or not.
    writeFileSync(flake, text.replace('home-manager.git?ref=', 'home-manager.git?ref=refs/heads/'));
    const before = lock();
    const question = 'difference / write / leave, or nothing for later:';
    const begun = snowbell('update', 'nixpkgs');
    await begun.shows(question);
    begun.type(keys.enter);
    expect(await begun.end, begun.said()).toBe(1);
    for (const typed of [keys.endOfInput, keys.interrupt]) {
      const again = snowbell('decide');
      await again.shows(question);
      again.type(typed);
      expect(await again.end, again.said()).toBe(1);
    }
    expect(lock()).toBe(before);

    const last = snowbell('decide');
    await last.shows(question);
    last.type(`both${keys.enter}`);
    await last.shows(question);
    last.type(`difference${keys.enter}`);
    await last.shows('the other one');
    await last.shows(question);
    expect(lock()).toBe(before);
    last.type(`write${keys.enter}`);
    expect(await last.end, last.said()).toBe(0);
    expect(lock()).not.toBe(before);
    writeFileSync(flake, text);
  });

  it('whether old generations go: only after a yes', async () => {
    const numbers = async () =>
      (await json<{ number: number }[]>('generations')).map((one) => one.number);
    const before = await numbers();
    for (const [how, typed] of never) {
      const asked = snowbell('prune', '--keep', '1');
      await asked.shows('They cannot be brought back. [y/N]');
      asked.type(typed);
      expect(await asked.end, how).toBe(1);
      expect(asked.said()).toContain('Nothing was removed.');
    }
    expect(await numbers()).toEqual(before);
    const asked = snowbell('prune', '--keep', '1');
    await asked.shows('[y/N]');
    asked.type(`y${keys.enter}`);
    expect(await asked.end, asked.said()).toBe(0);
    expect((await numbers()).length).toBeLessThan(before.length);
  });

  it('a terminal that is closed meanwhile answers nothing', async () => {
    await advanceRehearsal(root(), 'nixpkgs');
    const before = await facts();
    const asked = snowbell('upgrade');
    await asked.shows('Switch to it now? [y/N]');
    asked.hangUp();
    await asked.end;
    expect(await facts()).toEqual(before);
  });
});
