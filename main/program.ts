// The program that the desktop sees: one workspace at a time, and a door that stays when it is exchanged.
import type { LogAppended } from '../preload/contract/api.ts';
import type { Snapshot } from '../preload/contract/snapshot.ts';
import type { Event } from './core/events.ts';
import type { Program } from './desktop/program.ts';
import type { Desk } from './effects.ts';
import { realSite, rehearsalSite, type Site } from './site.ts';
import { version } from './version.ts';
import type { WindowArguments } from './window-arguments.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

export interface RunningProgram extends Program {
  dispatch(event: Event): void;
  /** fingerprint of the set of behind inputs last told, as the last start left it */
  told(): string;
  changeWorkspace(rehearsal: boolean): Promise<void>;
  secondStart(argv: readonly string[]): void;
  close(): Promise<void>;
}

export interface ProgramParts {
  readonly asked: WindowArguments;
  readonly desk: Desk;
  readonly report: (what: string, error?: unknown) => void;
}

export async function createProgram({
  asked,
  desk,
  report,
}: ProgramParts): Promise<RunningProgram> {
  const listeners = new Set<(snapshot: Snapshot) => void>();
  const logListeners = new Set<(appended: LogAppended) => void>();
  let revisions = 0;

  const open = (site: Site): Promise<Workspace> =>
    openWorkspace({
      machine: site.machine,
      fixed: site.fixed,
      elevation: site.elevation,
      version,
      desk,
      bug: (error) => report('bug', error),
    });

  let workspace = await open(await firstSite(asked, report));
  if (
    asked.orRehearsal &&
    !asked.rehearsal &&
    workspace.runtime.snapshot().flake.kind === 'unset'
  ) {
    const rehearsal = await toySite(false, report);
    if (rehearsal !== null) {
      await workspace.close();
      workspace = await open(rehearsal);
    }
  }

  /** Revisions go on across workspaces, so that a window never takes the new one for an old picture. */
  const snapshot = (): Snapshot => {
    const own = workspace.runtime.snapshot();
    return { ...own, revision: revisions + own.revision };
  };
  let picture: { of: Snapshot; shown: Snapshot } | null = null;
  const stable = (): Snapshot => {
    const of = workspace.runtime.snapshot();
    if (picture === null || picture.of !== of) picture = { of, shown: snapshot() };
    return picture.shown;
  };
  let leave: (() => void)[] = [];
  const join = () => {
    leave = [
      workspace.runtime.subscribe(() => {
        for (const listener of listeners) listener(stable());
      }),
      workspace.onLog((appended) => {
        for (const listener of logListeners) listener(appended);
      }),
    ];
  };
  join();

  const program: RunningProgram = {
    snapshot: stable,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async handle(intent) {
      return workspace.runtime.handle(intent);
    },
    readLog: (request) => workspace.readLog(request),
    readRun: (id) => workspace.readRun(id),
    compareLocks: (runId) => workspace.compareLocks(runId),
    readInput: (name) => workspace.readInput(name),
    readCommits: (name) => workspace.readCommits(name),
    readGenerations: () => workspace.readGenerations(),
    diffGenerations: (from, to) => workspace.diffGenerations(from, to),
    runDoctor: () => workspace.runDoctor(),
    onLog(listener) {
      logListeners.add(listener);
      return () => logListeners.delete(listener);
    },
    dispatch: (event) => workspace.runtime.dispatch(event),
    told: () => workspace.told(),
    async changeWorkspace(rehearsal) {
      const site = rehearsal ? await toySite(false, report) : realSite(false);
      if (site === null) {
        const notice = { id: 'rehearsal', kind: 'rehearsal-failed', detail: '' };
        workspace.runtime.dispatch({ kind: 'notice', notice });
        return;
      }
      const before = workspace;
      for (const stop of leave) stop();
      revisions += before.runtime.snapshot().revision + 1;
      workspace = await open(site);
      join();
      for (const listener of listeners) listener(stable());
      await before.close();
    },
    secondStart(argv) {
      const wanted = argv.includes('--rehearsal');
      if (wanted !== stable().rehearsal) void program.changeWorkspace(wanted);
    },
    close: () => workspace.close(),
  };
  return program;
}

async function firstSite(asked: WindowArguments, report: ProgramParts['report']): Promise<Site> {
  if (!asked.rehearsal) return realSite(false);
  return (await toySite(asked.reset, report)) ?? realSite(false);
}

async function toySite(reset: boolean, report: ProgramParts['report']): Promise<Site | null> {
  const made = await rehearsalSite(reset, () => undefined);
  if (made.kind === 'site') return made.site;
  report(`the rehearsal could not be made: ${made.failure.kind}`, made.failure.detail);
  return null;
}
