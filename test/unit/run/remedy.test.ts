// What the button of a failed run does, on a real repository with the failed run's own log.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../main/core/diagnosis/diagnose.ts';
import type { Kind } from '../../../main/core/diagnosis/kinds.ts';
import { explainRun } from '../../../main/run/explanation.ts';
import { inFlake } from '../../../main/run/flake-file.ts';
import { applyRemedy } from '../../../main/run/remedy.ts';
import { createRunFolder, runFolder, saveRun } from '../../../main/store/run-file.ts';
import { openRunLog } from '../../../main/store/run-log.ts';
import type { Machine } from '../../../main/system/machine.ts';
import type { LogLine, RunRecord } from '../../../preload/contract/run.ts';
import { wordings } from '../core/diagnosis/wordings.ts';
import { temporaryFolder } from '../store/folder.ts';
import { runFile, runId } from '../store/run-samples.ts';
import { gitFolder, hasGit } from './git-folder.ts';

const storeSource = `/nix/store/${'0'.repeat(32)}-source`;

function machine(): Machine {
  const folder = temporaryFolder();
  return {
    kind: 'rehearsal',
    storeDir: join(folder, 'store'),
    profile: join(folder, 'system'),
    currentSystem: join(folder, 'current'),
    bootedSystem: join(folder, 'current'),
    nixEnv: {},
    stateDir: join(folder, 'state'),
    cacheDir: join(folder, 'cache'),
    configDir: join(folder, 'config'),
    runtimeDir: null,
  };
}

/** A run of `flake` that failed with this log, as its journal and its log file have it. */
async function failedRun(
  flake: string,
  log: string,
  more: Partial<RunRecord> = {},
  selected: string[] | null = null,
) {
  const here = machine();
  const id = runId(1);
  const lines: LogLine[] = log
    .split('\n')
    .map((text, at) => ({ at, level: text.startsWith('error') ? 'error' : 'info', text }));
  const diagnosis = diagnose(lines, { outcome: 'failed', failedUnits: [] });
  const run = runFile(1, { flake, selected }, { outcome: 'failed', diagnosis, ...more });
  await createRunFolder(here.stateDir, id);
  await saveRun(here.stateDir, run);
  const file = await openRunLog(runFolder(here.stateDir, id).log);
  file.append(lines);
  await file.flush();
  return { machine: here, run, id };
}

const firstLog = (kind: Kind) => wordings[kind][0] ?? '';

describe.skipIf(!hasGit)('the remedy of a failed run', () => {
  it('adds the file that Git does not know, and does the same run again', async () => {
    const { folder, git, write } = gitFolder();
    write('hosts/owl.nix', '{ }\n');
    const log = `error: path '${storeSource}/hosts/owl.nix' does not exist`;
    const failed = await failedRun(folder, log, { kind: 'rebuild' });
    expect(await explainRun(failed.machine, failed.run)).toMatchObject({
      action: 'git-add',
      file: 'hosts/owl.nix',
    });
    expect(await applyRemedy(failed.machine, failed.id)).toEqual({
      kind: 'retry',
      intent: { kind: 'rebuild' },
    });
    // known to Git, and nothing of it staged
    expect(git('ls-files', 'hosts')).toBe('hosts/owl.nix');
    expect(git('diff', '--cached', '--numstat')).toBe('');
  });

  it('counts from the root of the repository where the flake lies deeper', async () => {
    const { folder, git, write } = gitFolder();
    write('systems/flake.nix', '{ }\n');
    write('shared/owl.nix', '{ }\n');
    const log = `error: path '${storeSource}/shared/owl.nix' does not exist`;
    const failed = await failedRun(join(folder, 'systems'), log);
    expect((await applyRemedy(failed.machine, failed.id)).kind).toBe('retry');
    expect(git('ls-files', 'shared')).toBe('shared/owl.nix');
  });

  it('offers nothing to add where the file is not there', async () => {
    const { folder, git } = gitFolder();
    const failed = await failedRun(
      folder,
      `error: path '${storeSource}/hosts/owl.nix' does not exist`,
    );
    expect((await explainRun(failed.machine, failed.run))?.action).toBeNull();
    expect((await applyRemedy(failed.machine, failed.id)).kind).toBe('nothing');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('tells why Git refused a file', async () => {
    const { folder, write } = gitFolder();
    write('.gitignore', 'secret.nix\n');
    write('secret.nix', '{ }\n');
    const failed = await failedRun(
      folder,
      `error: path '${storeSource}/secret.nix' does not exist`,
    );
    expect(await applyRemedy(failed.machine, failed.id)).toMatchObject({
      kind: 'nothing',
      failure: { kind: 'git-failed', detail: expect.stringContaining('secret.nix') },
    });
  });

  it.each([
    ['the place of a syntax error', 'syntax-error', 'home.nix:7'],
    ['the place where an unknown name is used', 'undefined-variable-or-attribute', 'home.nix:3'],
    ['the file that sets an unknown option', 'option-does-not-exist', 'home.nix'],
  ] as const)('opens %s', async (_, kind, file) => {
    const { folder, write } = gitFolder();
    write('home.nix', '{ }\n');
    const failed = await failedRun(folder, firstLog(kind));
    expect((await explainRun(failed.machine, failed.run))?.file).toBe(file);
    expect(await applyRemedy(failed.machine, failed.id)).toEqual({
      kind: 'open',
      path: await inFlake(folder, 'home.nix'),
    });
  });

  it('opens nothing that the flake does not have', async () => {
    const { folder } = gitFolder();
    const failed = await failedRun(folder, firstLog('syntax-error'));
    expect((await explainRun(failed.machine, failed.run))?.action).toBeNull();
    expect((await applyRemedy(failed.machine, failed.id)).kind).toBe('nothing');
  });

  it('moves all inputs for a file that changed upstream, whichever were chosen before', async () => {
    const { folder } = gitFolder();
    const failed = await failedRun(folder, firstLog('hash-mismatch-source'), {}, ['tools']);
    expect(await applyRemedy(failed.machine, failed.id)).toEqual({
      kind: 'retry',
      intent: { kind: 'upgrade', inputs: null },
    });
  });

  it('does the same run with the same inputs again after a refusal for a while', async () => {
    const { folder } = gitFolder();
    const failed = await failedRun(folder, firstLog('rate-limited'), {}, ['tools']);
    expect(await applyRemedy(failed.machine, failed.id)).toEqual({
      kind: 'retry',
      intent: { kind: 'upgrade', inputs: ['tools'] },
    });
  });
});

describe('the remedy of a full store', () => {
  /** A machine whose nix says this and ends so; `asked` is what it was called with. */
  async function withNix(says: string, code: number) {
    const failed = await failedRun(temporaryFolder(), firstLog('disk-full-store'));
    const folder = temporaryFolder();
    const asked = join(folder, 'asked');
    const program = join(folder, 'nix');
    writeFileSync(
      program,
      `#!/bin/sh\nprintf '%s\\n' "$@" > '${asked}'\necho '${says}'\nexit ${code}\n`,
    );
    chmodSync(program, 0o755);
    const host: Machine = { ...failed.machine, kind: 'real', nixEnv: { PATH: folder } };
    const told: string[] = [];
    const done = await applyRemedy(host, failed.id, (begun) => told.push(begun.kind));
    return { done, told, asked: () => readFileSync(asked, 'utf8').trim().split('\n') };
  }

  it('collects garbage, deletes no generation, and does the same run again', async () => {
    const { done, told, asked } = await withNix('12 store paths deleted, 1.20 GiB freed', 0);
    expect(asked().slice(-2)).toEqual(['store', 'gc']);
    expect(told).toEqual(['freeing-space']);
    expect(done).toEqual({ kind: 'retry', intent: { kind: 'upgrade', inputs: null } });
  });

  it('does not begin anew where nothing was freed', async () => {
    const nothing = await withNix('0 store paths deleted, 0.00 MiB freed', 0);
    expect(nothing.done).toMatchObject({ failure: { kind: 'nothing-to-free' } });
    const refused = await withNix('error: cannot open the database', 1);
    expect(refused.done).toMatchObject({
      failure: { kind: 'space-not-freed', detail: 'error: cannot open the database' },
    });
  });

  it('leaves the store of a rehearsal alone, and a full boot partition to the person', async () => {
    const rehearsal = await failedRun(temporaryFolder(), firstLog('disk-full-store'));
    expect((await applyRemedy(rehearsal.machine, rehearsal.id)).kind).toBe('retry');
    const boot = await failedRun(temporaryFolder(), firstLog('disk-full-boot'));
    expect((await applyRemedy(boot.machine, boot.id)).kind).toBe('nothing');
  });
});

describe('a file of the flake', () => {
  it.skipIf(!hasGit)('is never one outside of it, nor one of Git itself', async () => {
    const { folder } = gitFolder();
    for (const place of [
      '/etc/passwd',
      '../../etc/passwd:3',
      '.git/config',
      '',
      '.',
      'none.nix:1:2',
      '\u0000',
    ]) {
      expect(await inFlake(folder, place), place).toBeNull();
    }
    expect(await inFlake(folder, 'flake.nix:4:2')).toContain('flake.nix');
    expect(await inFlake(join(folder, 'gone'), 'flake.nix')).toBeNull();
  });
});
