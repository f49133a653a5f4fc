// A rehearsal of its own with real nix and the real helper, and the pipeline that works on it.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { checkSite } from '../../../main/check-site.ts';
import { run as command } from '../../../main/process/command.ts';
import { type Advance, advanceRehearsal } from '../../../main/rehearsal/advance.ts';
import { activateReady } from '../../../main/run/activate.ts';
import { type Choice, decide } from '../../../main/run/decide.ts';
import { readLedger } from '../../../main/run/ledger.ts';
import type { RunEnd, RunObserver, RunParts } from '../../../main/run/parts.ts';
import { prepare, throwAway } from '../../../main/run/prepare.ts';
import { type Recovery, recover } from '../../../main/run/recover.ts';
import { whereNow } from '../../../main/run/review.ts';
import { rehearsalSite, type Site } from '../../../main/site.ts';
import { loadRun, type RunFile, runFolder, saveRun } from '../../../main/store/run-file.ts';
import { defaultSettings, type Settings } from '../../../preload/contract/settings.ts';
import type { ActivationVerb } from '../../../preload/contract/words.ts';

export const quiet: RunObserver = {
  phase: () => undefined,
  saved: () => undefined,
  progress: () => undefined,
  log: () => undefined,
};

export function partsOf(site: Site, settings: () => Settings): RunParts {
  return {
    machine: site.machine,
    elevation: site.elevation,
    settings,
    now: Date.now,
    newId: randomUUID,
    terminal: false,
  };
}

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** `nix` is a folder of nix programs. One world at a time: it sets PATH and XDG_STATE_HOME. */
export async function makeWorld(nix: string) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'snowbell-run-')));
  const before = { PATH: process.env.PATH, XDG_STATE_HOME: process.env.XDG_STATE_HOME };
  process.env.PATH = `${nix}${delimiter}${before.PATH}`;
  process.env.XDG_STATE_HOME = folder;
  const made = await rehearsalSite(false, () => undefined);
  if (made.kind === 'failed') throw new Error(JSON.stringify(made.failure));
  const { site } = made;
  if (site.fixed === null) throw new Error('a rehearsal has a flake of its own');
  const { flake, host } = site.fixed;
  const { machine } = site;
  const root = join(folder, 'snowbell/rehearsal');
  let settings = defaultSettings;
  const parts = partsOf(site, () => settings);
  const lockFile = join(flake, 'flake.lock');

  const world = {
    folder,
    root,
    site,
    machine,
    parts,
    flake,
    host,
    lockFile,
    lock: () => readFileSync(lockFile, 'utf8'),
    candidate: (run: RunFile) =>
      readFileSync(runFolder(machine.stateDir, run.record.id).candidate, 'utf8'),
    where: () => whereNow(machine),
    ledger: () => readLedger(machine),
    log: (run: RunFile) => readFileSync(runFolder(machine.stateDir, run.record.id).log, 'utf8'),
    advance: (what: Advance = 'nixpkgs') => advanceRehearsal(root, what),
    set: (more: Partial<Settings>) => {
      settings = { ...defaultSettings, ...more };
    },
    /** the code that switch-to-configuration ends with; null: what is right */
    endsWith(code: number | null) {
      const file = join(root, 'switch-exit');
      if (code === null) rmSync(file, { force: true });
      else writeFileSync(file, `${code}\n`);
    },
    prepare: (
      kind: 'upgrade' | 'update' | 'rebuild' = 'upgrade',
      more: {
        readonly inputs?: readonly string[];
        readonly observer?: Partial<RunObserver>;
        readonly signal?: AbortSignal;
        readonly ahead?: true;
      } = {},
    ) =>
      prepare(
        parts,
        {
          kind,
          inputs: more.inputs ?? null,
          flake,
          host,
          ...(more.ahead === true ? { ahead: true } : {}),
        },
        { ...quiet, ...more.observer },
        more.signal ?? new AbortController().signal,
      ),
    activate: (
      run: RunFile,
      verb: ActivationVerb = 'switch',
      more: { readonly observer?: Partial<RunObserver>; readonly signal?: AbortSignal } = {},
    ) =>
      activateReady(
        parts,
        { runId: run.record.id, verb, allowHostChange: false },
        { ...quiet, ...more.observer },
        more.signal ?? new AbortController().signal,
      ),
    decide: (run: RunFile, choice: Choice) =>
      decide(parts, run.record.id, choice, quiet, new AbortController().signal),
    throwAway: (run: RunFile) => throwAway(parts, run.record.id, quiet),
    recover: (): Promise<Recovery> => recover(parts, quiet),
    /** as any start does: looks again until nothing is going on any more */
    async settled(): Promise<void> {
      while ((await recover(parts, quiet)).kind !== 'settled') {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    /** the journal as a Snowbell leaves it that was killed before it heard how the helper ended */
    async forgetEnd(run: RunFile): Promise<void> {
      const { activation, record } = run;
      await saveRun(machine.stateDir, {
        ...run,
        activation: activation === null ? null : { ...activation, exit: null },
        record: { ...record, outcome: null, endedAt: null, step: 'activate' },
      });
    },
    async onDisk(run: RunFile): Promise<RunFile> {
      const read = await loadRun(machine.stateDir, run.record.id);
      if (read.kind !== 'read') throw new Error(read.kind);
      return read.value;
    },
    git: async (...args: string[]) => {
      const done = await command(['git', '-C', flake, ...args]);
      if (done.kind !== 'exited' || done.code !== 0) throw new Error(JSON.stringify(done));
      return done.stdout.trim();
    },
    async remove() {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await command(['chmod', '-R', 'u+w', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** One check of the world's flake, in a word: what it found, or why it could not. */
export async function checkOnce(world: World): Promise<string> {
  const checked = await checkSite({
    machine: world.machine,
    flake: world.flake,
    host: world.host,
    held: [],
    offline: false,
    version: 'test',
    now: Date.now,
    signal: new AbortController().signal,
    remember: true,
  });
  if (!checked.ok) return checked.failure.kind;
  const { unreachable, unknown } = checked.report.summary;
  return unreachable + unknown === 0 ? 'answered' : 'not all answered';
}

/** The run of an end that must be one; says what it was instead. */
export function ended(end: RunEnd): RunFile {
  if (end.kind !== 'ended') throw new Error(JSON.stringify(end));
  return end.run;
}
