// The command line as a person or a script meets it: words in, stdout, stderr and an exit code out.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { run as command } from '../../../main/process/command.ts';
import { advanceRehearsal } from '../../../main/rehearsal/advance.ts';
import { rehearsalMachine, rehearsalPlaces } from '../../../main/rehearsal/places.ts';
import { takeRunLock } from '../../../main/store/run-lock.ts';
import { CheckReport } from '../../../preload/contract/input.ts';
import { RunRecord } from '../../../preload/contract/run.ts';
import { nixBin } from '../../rig/nix.ts';
import { makeNodeProgram, type NodeProgram } from '../../rig/node-program.ts';

const nix = nixBin();

interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let program: NodeProgram;
let folder: string;
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'snowbell-cli-')));
  program = await makeNodeProgram('main/cli.ts');
});
afterAll(async () => {
  await program?.remove();
  await command(['chmod', '-R', 'u+w', folder]);
  await rm(folder, { recursive: true, force: true });
});

function snowbell(words: readonly string[], input = ''): Promise<Said> {
  const child = spawn(process.execPath, [program.file, ...words], {
    env: {
      PATH: nix === null ? process.env.PATH : `${nix}${delimiter}${process.env.PATH}`,
      HOME: folder,
      XDG_STATE_HOME: join(folder, 'state'),
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_CACHE_HOME: join(folder, 'cache'),
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

function flake(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

const github = (owner: string, repo: string, rev: string) => ({
  locked: { type: 'github', owner, repo, rev, lastModified: 1_700_000_000, narHash: 'sha256-x' },
  original: { type: 'github', owner, repo, ref: 'main' },
});
const lock = JSON.stringify({
  version: 7,
  root: 'root',
  nodes: {
    root: { inputs: { nixpkgs: 'n', home: 'h', same: ['nixpkgs'] } },
    n: github('NixOS', 'nixpkgs', 'a'.repeat(40)),
    h: {
      ...github('nix-community', 'home-manager', 'b'.repeat(40)),
      original: {
        type: 'github',
        owner: 'nix-community',
        repo: 'home-manager',
        rev: 'b'.repeat(40),
      },
    },
  },
});

describe('usage', () => {
  it.each([
    [['frobnicate'], 'frobnicate'],
    [['check', '--frobnicate'], '--frobnicate'],
    [['check', 'nixpkgs'], 'nixpkgs'],
    [['check', '--yes'], '--yes'],
    [['check', '--flake'], '--flake'],
    [['upgrade', '--boot', '--test'], '--boot'],
    [['status', '--json', '--waybar'], '--waybar'],
    [['rollback', 'one'], 'one'],
    [['check', '--reset'], '--reset'],
  ])('%j is a complaint on stderr and exit 2', async (words, named) => {
    const said = await snowbell(words);
    expect(said).toMatchObject({ code: 2, stdout: '' });
    expect(said.stderr).toContain(named);
  });

  it('without a command is exit 2 with the help, which asked for is exit 0', async () => {
    expect(await snowbell([])).toMatchObject({ code: 2, stdout: '' });
    const help = await snowbell(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const name of ['check', 'upgrade', 'rollback']) expect(help.stdout).toContain(name);
    expect((await snowbell(['upgrade', '--help'])).stdout).toContain('--build-only');
    expect((await snowbell(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('check', () => {
  it('of a folder that is not there, or without a flake, names it', async () => {
    const gone = join(folder, 'gone');
    const said = await snowbell(['check', '--flake', gone]);
    expect(said).toMatchObject({ code: 1, stdout: '' });
    expect(said.stderr).toContain(gone);
    const empty = flake('empty', {});
    expect((await snowbell(['check', '--flake', empty])).stderr).toContain(empty);
  });

  it.skipIf(existsSync('/etc/nixos/flake.nix'))(
    'without any flake says how to give one',
    async () => {
      const said = await snowbell(['check']);
      expect(said.code).toBe(1);
      expect(said.stderr).toContain('--flake');
    },
  );

  it.each([
    ['no JSON', '{"version": 7,', 'flake.lock'],
    ['a wrong node', lock.replace('"n":{', '"n":7,"x":{'), 'nodes.n'],
    ['another version', lock.replace('"version":7', '"version":99'), '99'],
  ])('of a damaged lock (%s) names the place', async (_what, text, place) => {
    const path = flake('damaged', { 'flake.nix': '{ }', 'flake.lock': text });
    const said = await snowbell(['check', '--offline', '--flake', path]);
    expect(said).toMatchObject({ code: 1, stdout: '' });
    expect(said.stderr).toContain(place);
    expect(said.stderr).not.toContain('bug');
  });

  it('offline tells of the lock alone, in the shape that is promised', async () => {
    const path = flake('good', { 'flake.nix': '{ }', 'flake.lock': lock });
    const said = await snowbell(['check', '--json', '--offline', '--flake', path]);
    expect(said).toMatchObject({ code: 0, stderr: '' });
    const report = CheckReport.strict().parse(JSON.parse(said.stdout));
    expect(report).toMatchObject({
      flake: path,
      inputs: expect.arrayContaining([
        expect.objectContaining({
          name: 'nixpkgs',
          type: 'github',
          upstream: 'https://github.com/NixOS/nixpkgs',
          ref: 'main',
          status: 'unknown',
          reason: 'offline',
          locked: { rev: 'a'.repeat(40), lastModified: 1_700_000_000 },
          latest: null,
        }),
        expect.objectContaining({ name: 'home', status: 'pinned' }),
        expect.objectContaining({ name: 'same', status: 'follows', follows: ['nixpkgs'] }),
      ]),
      summary: { pinned: 1, follows: 1, unknown: 1, behind: 0 },
    });
  });

  it('of a flake given by hand is not remembered as news', async () => {
    const said = JSON.parse((await snowbell(['status', '--json'])).stdout);
    expect(said).toMatchObject({ checkedAt: null, behind: [], lastRun: null });
  });
});

describe('explain', () => {
  it('reads a log from stdin and from a file', async () => {
    const log = "error: hash mismatch in fixed-output derivation '/nix/store/x.drv':\n";
    const said = await snowbell(['explain', '--json', '-'], log);
    expect(said.code).toBe(0);
    expect(JSON.parse(said.stdout)).toMatchObject({ kind: 'hash-mismatch-source' });
    const gone = await snowbell(['explain', join(folder, 'no.log')]);
    expect(gone).toMatchObject({ code: 1, stdout: '' });
    expect(gone.stderr).toContain('no.log could not be read: it does not exist');
    const empty = await snowbell(['explain', '-'], ' \n');
    expect(empty).toMatchObject({ code: 1, stdout: '' });
  });
});

describe.skipIf(nix === null)('a rehearsal', () => {
  const root = () => join(folder, 'state/snowbell/rehearsal');
  const rehearse = (...words: string[]) => snowbell([...words, '--rehearsal']);
  const json = (said: Said): unknown => JSON.parse(said.stdout);
  const records = async () => z.array(RunRecord).parse(json(await rehearse('history', '--json')));

  it('is checked: two inputs are behind, which --exit-code says', async () => {
    const said = await rehearse('check', '--json', '--exit-code');
    expect(said.code).toBe(3);
    const report = CheckReport.parse(json(said));
    expect(report.summary).toMatchObject({ behind: 2, unreachable: 0 });
    const status = JSON.parse((await rehearse('status', '--waybar')).stdout);
    expect(status).toMatchObject({ text: '2', class: 'behind' });
    expect(status.tooltip).toContain('nixpkgs');
    const table = await rehearse('check');
    expect(table.code).toBe(0);
    expect(table.stdout).toContain('home-manager');
  });

  it('is built without a question, waits, and is switched to', async () => {
    const lockFile = join(root(), 'flake/flake.lock');
    const before = readFileSync(lockFile, 'utf8');
    const built = await rehearse('upgrade', 'home-manager');
    expect(built.code).toBe(0);
    expect(built.stdout).toContain('home-manager');
    expect(built.stdout).toContain('Ready to switch');
    expect(`${built.stdout}${built.stderr}`.split('Ready to switch').length).toBe(2);
    expect(built.stdout).toContain('"snowbell switch --rehearsal" activates it.');
    expect(readFileSync(lockFile, 'utf8')).toBe(before);
    expect(JSON.parse((await rehearse('status', '--waybar')).stdout)).toMatchObject({
      class: 'ready',
    });
    const switched = await rehearse('switch', '--json');
    expect(switched.code).toBe(0);
    expect(RunRecord.parse(json(switched))).toMatchObject({ outcome: 'succeeded', generation: 2 });
    expect(readFileSync(lockFile, 'utf8')).not.toBe(before);
    const again = await rehearse('switch');
    expect(again).toMatchObject({ code: 1, stdout: '' });
  });

  it('is upgraded in one go', async () => {
    const said = await rehearse('upgrade', '--yes', '--json');
    expect(said.code).toBe(0);
    const record = RunRecord.strict().parse(json(said));
    expect(record).toMatchObject({
      kind: 'upgrade',
      outcome: 'succeeded',
      generation: 3,
      inputs: [{ name: 'nixpkgs' }],
      failedUnits: [],
      diagnosis: null,
    });
    expect(record.packages.changed).toBeGreaterThan(0);
    expect((await records())[0]).toEqual(record);
    const status = json(await rehearse('status', '--json'));
    expect(status).toMatchObject({ ready: null, decision: null, lastRun: { id: record.id } });
    const listed = (await rehearse('history')).stdout;
    expect(listed).not.toContain(record.id);
    const [short = ''] = listed.split(' ');
    expect(record.id.startsWith(short)).toBe(true);
    expect((await rehearse('log', short)).stdout).toContain('activating the');
    expect((await rehearse('log', 'nothing')).stderr).toContain('no such run: nothing');
  });

  it('has nothing more to do', async () => {
    expect(json(await rehearse('upgrade', '--yes', '--json'))).toMatchObject({
      outcome: 'unchanged',
    });
    const said = await rehearse('upgrade');
    expect(said.stdout).toContain('Nothing to update.');
    expect(said.stdout).not.toContain('nothing would change');
    expect((await rehearse('check', '--exit-code')).code).toBe(0);
  });

  it('leaves a choice to the person: named without a terminal, asked on one', async () => {
    const nothing = await rehearse('decide');
    expect(nothing).toMatchObject({ code: 1, stdout: '' });
    expect(nothing.stderr).toContain('nothing to decide');
    const lockFile = join(root(), 'flake/flake.lock');
    const before = readFileSync(lockFile, 'utf8');
    const file = join(root(), 'flake/flake.nix');
    const text = readFileSync(file, 'utf8');
    await advanceRehearsal(root(), 'home-manager');
    await advanceRehearsal(root(), 'nixpkgs');
    writeFileSync(file, text.replace('home-manager.git?ref=', 'home-manager.git?ref=refs/heads/'));
    const generation = json(await rehearse('generations', '--json'));
    const unchosen = await rehearse('upgrade', 'nixpkgs', '--yes', '--json');
    expect(unchosen.code).toBe(1);
    expect(RunRecord.strict().parse(json(unchosen))).toMatchObject({
      outcome: 'ready',
      unchosen: ['home-manager'],
    });
    expect(unchosen.stderr).toContain('nix moved other inputs than you chose: home-manager');
    expect(unchosen.stderr).toContain('"snowbell upgrade nixpkgs home-manager --rehearsal"');
    expect(json(await rehearse('generations', '--json'))).toEqual(generation);
    expect(readFileSync(lockFile, 'utf8')).toBe(before);

    const left = await rehearse('update', 'nixpkgs');
    expect(left.code).toBe(1);
    expect(left.stderr).toContain('nix moved other inputs than you chose: home-manager');
    expect(left.stderr).toContain('"snowbell decide CHOICE"');
    expect(left.stdout).toBe('Nothing is written yet.\n');
    expect(readFileSync(lockFile, 'utf8')).toBe(before);
    expect((await rehearse('decide', 'go-back')).code).toBe(2);
    const apart = z
      .array(z.object({ path: z.array(z.string()) }))
      .parse(json(await rehearse('decide', 'difference', '--json')));
    expect(apart.map(({ path }) => path.join('/'))).toEqual(['home-manager', 'nixpkgs']);
    expect((await rehearse('decide', 'leave')).stdout).toContain('left as it is');
    expect((await rehearse('decide')).stderr).toContain('nothing to decide');
    expect((await rehearse('update', 'nixpkgs')).code).toBe(1);
    expect(readFileSync(lockFile, 'utf8')).toBe(before);
    const written = await rehearse('decide', 'write');
    expect(written).toMatchObject({ code: 0, stdout: 'flake.lock is written.\n' });
    expect(readFileSync(lockFile, 'utf8')).not.toBe(before);
    writeFileSync(file, text);
  });

  it('of an input that is not there fails', async () => {
    const before = (await records()).length;
    const said = await rehearse('update', 'nowhere');
    expect(said).toMatchObject({ code: 2, stdout: '' });
    expect(said.stderr).toMatch(/no such input: nowhere \(there are .*nixpkgs/);
    expect((await records()).length).toBe(before);
  });

  it('that fails to build says why, and exits with 1', async () => {
    await advanceRehearsal(root(), 'broken');
    const said = await rehearse('upgrade', '--yes', '--json');
    expect(said.code).toBe(1);
    expect(json(said)).toMatchObject({
      outcome: 'failed',
      step: 'build',
      diagnosis: { kind: 'build-failed' },
    });
    await advanceRehearsal(root(), 'nixpkgs');
  });

  it('whose units fail is switched, and exits with 1', async () => {
    writeFileSync(join(root(), 'switch-exit'), '4\n');
    const said = await rehearse('upgrade', '--yes', '--json');
    await rm(join(root(), 'switch-exit'));
    expect(said.code).toBe(1);
    expect(json(said)).toMatchObject({
      outcome: 'units-failed',
      generation: 4,
      failedUnits: ['sshd.service'],
    });
  });

  it('lists its generations and goes back to one', async () => {
    const list = json(await rehearse('generations', '--json'));
    expect(list).toMatchObject([
      { number: 4, current: true, default: true },
      { number: 3 },
      { number: 2 },
      { number: 1, booted: true },
    ]);
    const back = await rehearse('rollback', '--json');
    expect(back.code).toBe(0);
    expect(json(back)).toMatchObject({ kind: 'rollback', outcome: 'succeeded' });
    expect(json(await rehearse('generations', '--json'))).toMatchObject([
      { number: 4, current: false },
      { number: 3, current: true, default: true },
      {},
      {},
    ]);
    expect((await rehearse('rollback', '99')).stderr).toContain('99');

    const count = (await records()).length;
    const there = await rehearse('rollback', '3');
    expect(there).toMatchObject({ code: 0, stderr: '' });
    expect(there.stdout).toContain('Nothing to do: this generation is running');
    expect(await rehearse('rollback', '3', '--json')).toMatchObject({ code: 0, stdout: 'null\n' });
    expect((await records()).length).toBe(count);
  });

  it('removes old generations, but none unasked', async () => {
    const numbers = async () =>
      (json(await rehearse('generations', '--json')) as { number: number }[]).map(
        ({ number }) => number,
      );
    const unasked = await rehearse('prune', '--keep', '1');
    expect(unasked).toMatchObject({ code: 1, stdout: '' });
    expect(unasked.stderr).toContain('To be removed: 2\n');
    expect(unasked.stderr).toContain('--yes');
    expect(await numbers()).toEqual([4, 3, 2, 1]);

    writeFileSync(join(root(), 'switch-exit'), '1\n');
    const half = await rehearse('prune', '--keep', '1', '--yes');
    await rm(join(root(), 'switch-exit'));
    expect(half.code).toBe(1);
    expect(half.stdout).toContain('the boot menu could not be made anew');
    // The newest, the default one, and what was started.
    expect(await numbers()).toEqual([4, 3, 1]);

    const nothing = await rehearse('prune', '--keep', '1', '--yes');
    expect(nothing).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing to remove'),
    });
    const [latest] = json(await rehearse('history', '--json')) as Record<string, unknown>[];
    expect(latest).toMatchObject({
      kind: 'prune',
      outcome: 'failed',
      step: 'settle',
      diagnosis: { kind: 'bootloader-failed' },
    });
  });

  it('is not begun while another run is going on', async () => {
    const taken = await takeRunLock(join(root(), 'snowbell/state'));
    if (taken.kind === 'busy') throw new Error('the lock was not free');
    const said = await rehearse('rebuild');
    await taken.lock.release();
    expect(said).toMatchObject({ code: 1, stdout: '' });
    expect(said.stderr).toContain('Another run');
  });

  it('goes on to its recorded end where nobody reads what it says', async () => {
    await advanceRehearsal(root(), 'nixpkgs');
    const child = spawn(process.execPath, [program.file, 'upgrade', '--yes', '--rehearsal'], {
      env: {
        PATH: `${nix}${delimiter}${process.env.PATH}`,
        HOME: folder,
        XDG_STATE_HOME: join(folder, 'state'),
      },
    });
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(0);
    expect((await records())[0]).toMatchObject({ outcome: 'succeeded', generation: 5 });
  });

  it('says why what was built is no longer there, where another system runs since', async () => {
    await advanceRehearsal(root(), 'nixpkgs');
    const built = RunRecord.parse(json(await rehearse('upgrade', '--build-only', '--json')));
    const current = rehearsalMachine(rehearsalPlaces(root())).currentSystem;
    const before = readlinkSync(current);
    rmSync(current);
    symlinkSync(built.storePath ?? '', current);
    const said = await rehearse('switch');
    expect(said).toMatchObject({ code: 1, stdout: '' });
    expect(said.stderr).toContain('no longer fits');
    expect(said.stderr).toContain('another system runs since');
    expect((await rehearse('history')).stdout).toContain('Discarded: another system runs since.');
    rmSync(current);
    symlinkSync(before, current);
  });

  it('is left as it was by Ctrl+C', async () => {
    await advanceRehearsal(root(), 'endless');
    const child = spawn(process.execPath, [program.file, 'upgrade', '--yes', '--rehearsal'], {
      env: {
        PATH: `${nix}${delimiter}${process.env.PATH}`,
        HOME: folder,
        XDG_STATE_HOME: join(folder, 'state'),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      if (!said.includes('CC') && `${said}${chunk}`.includes('CC      src/curl')) {
        child.kill('SIGINT');
      }
      said += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(130);
    expect((await records())[0]).toMatchObject({ outcome: 'cancelled', generation: null });
  });
});
