// One run at a time, between real processes: what holds the lock, and what frees it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { isRunLockHeld, takeRunLock } from '../../../main/store/run-lock.ts';
import { makeNodeProgram, type NodeProgram } from '../../rig/node-program.ts';
import { temporaryFolder } from './folder.ts';

let program: NodeProgram;
beforeAll(async () => {
  program = await makeNodeProgram('test/unit/store/run-lock-holder.ts');
}, 60_000);
afterAll(() => program.remove());

async function holder(folder: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [program.file, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: chunk.toString().trim() };
}

describe('the run lock', () => {
  it('is held once, and again after it was given back', async () => {
    const folder = temporaryFolder();
    expect(await isRunLockHeld(folder)).toBe(false);
    const first = await takeRunLock(folder);
    expect(first.kind).toBe('held');
    expect(await isRunLockHeld(folder)).toBe(true);
    expect(await takeRunLock(folder)).toEqual({ kind: 'busy' });
    if (first.kind === 'held') await first.lock.release();
    expect(await isRunLockHeld(folder)).toBe(false);
    const second = await takeRunLock(folder);
    expect(second.kind).toBe('held');
    if (second.kind === 'held') await second.lock.release();
  });

  it('goes to one of many who ask at once', async () => {
    const folder = temporaryFolder();
    const all = await Promise.all(Array.from({ length: 20 }, () => takeRunLock(folder)));
    const held = all.filter((one) => one.kind === 'held');
    expect(held).toHaveLength(1);
    for (const one of held) await one.lock.release();
  });

  it("is a folder's own", async () => {
    const [a, b] = await Promise.all([
      takeRunLock(temporaryFolder()),
      takeRunLock(temporaryFolder()),
    ]);
    expect([a.kind, b.kind]).toEqual(['held', 'held']);
    for (const one of [a, b]) if (one.kind === 'held') await one.lock.release();
  });

  it('is the same by every name of the folder, also of one that was not there yet', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    const first = await takeRunLock(join(folder, 'link/state'));
    expect(await takeRunLock(join(folder, 'link/state'))).toEqual({ kind: 'busy' });
    expect(await takeRunLock(join(folder, 'real/state'))).toEqual({ kind: 'busy' });
    if (first.kind === 'held') await first.lock.release();
  });

  it('stays held while somebody asks about it', async () => {
    const folder = temporaryFolder();
    const first = await takeRunLock(folder);
    await Promise.all(Array.from({ length: 50 }, () => isRunLockHeld(folder)));
    expect(await takeRunLock(folder)).toEqual({ kind: 'busy' });
    if (first.kind === 'held') await first.lock.release();
  });

  it('holds between processes, and a killed holder frees it', async () => {
    const folder = temporaryFolder();
    const first = await holder(folder);
    expect(first.said).toBe('held');
    expect((await holder(folder)).said).toBe('busy');
    expect(await takeRunLock(folder)).toEqual({ kind: 'busy' });
    expect(await isRunLockHeld(folder)).toBe(true);

    const gone = once(first.child, 'exit');
    first.child.kill('SIGKILL');
    await gone;
    expect(await isRunLockHeld(folder)).toBe(false);
    const next = await takeRunLock(folder);
    expect(next.kind).toBe('held');
    if (next.kind === 'held') await next.lock.release();
  }, 30_000);
});
