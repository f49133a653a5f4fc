// Becoming root without the helper: nixos-rebuild activates, and what it did is read from where the system stands.
import { mkdtemp, open, readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ActivationVerb } from '../../preload/contract/words.ts';
import { unitsThatFailed } from '../core/outcome.ts';
import { type CommandResult, converse, run } from '../process/command.ts';
import type {
  ActivationEnd,
  ActivationHooks,
  ActivationRequest,
  RollbackRequest,
} from './activation.ts';
import { actionOf, askThrough, tetherOf } from './asking.ts';
import { type Foreknowledge, foreknow, genericAction } from './authorization.ts';
import type { Elevation } from './elevation.ts';
import { explainRefusal, explainRun0 } from './refusal.ts';
import { openLog } from './run-record.ts';
import type { Elevator, Rebuild } from './way.ts';

type ByRebuild = Extract<Elevation, { kind: 'store-path' | 'flake' }>;

/** pkexec's own lines; everything else is said by who already is root. */
const askersOwn =
  /^(?:Error executing command as another user:.*|This incident has been reported\.|pkexec must be setuid root|Failed to start transient service unit:.*|)$/;

/** Switches, or sets for the next start, or tries; throws only what `hooks` throw. */
export async function activateByRebuild(
  elevation: ByRebuild,
  request: ActivationRequest,
  hooks: ActivationHooks,
): Promise<ActivationEnd> {
  const { verb, storePath, flake } = request;
  if (elevation.kind === 'store-path') {
    const words = [verb, '--store-path', storePath, '--no-reexec'];
    return perform(elevation, [], words, { verb, wanted: storePath }, hooks);
  }
  const target = flake === undefined ? null : flakeTarget(flake.dir, flake.host);
  if (target === null) {
    const detail = `nixos-rebuild cannot be given ${flake?.dir ?? 'no folder'}#${flake?.host ?? ''}`;
    return { kind: 'refused', reason: 'no-helper', detail };
  }
  // So that root's git takes the folder of this user for root's: sudo sets it, pkexec does not.
  const env = [`SUDO_UID=${process.getuid?.() ?? 0}`];
  return perform(elevation, env, [verb, '--flake', target], { verb, wanted: null }, hooks);
}

export async function rollbackByRebuild(
  elevation: ByRebuild,
  { generation }: RollbackRequest,
  hooks: ActivationHooks,
): Promise<ActivationEnd> {
  const link = `${elevation.rebuild.profile}-${generation}-link`;
  const system = await realpath(link).catch(() => null);
  if (system === null) {
    return {
      kind: 'refused',
      reason: 'invalid-path',
      detail: `there is no generation ${generation}`,
    };
  }
  const judged = { verb: 'switch', wanted: system } as const;
  if (elevation.kind === 'store-path') {
    const words = ['switch', '--store-path', system, '--no-reexec'];
    return perform(elevation, [], words, judged, hooks);
  }
  if ((await generationBefore(elevation.rebuild.profile)) !== generation) {
    const detail = 'this nixos-rebuild only knows the way to the generation before';
    return { kind: 'refused', reason: 'no-helper', detail };
  }
  // Else it first builds a nixos-rebuild of the configuration, as root: the one that may be what is broken.
  return perform(elevation, [], ['switch', '--rollback', '--fast'], judged, hooks);
}

/** DIR#HOST as nixos-rebuild reads it; null where it would read something else. */
export function flakeTarget(dir: string, host: string): string | null {
  if (!/^\/[^#?%"\p{Cc}]*$/u.test(dir) || !/^[\w-]+$/.test(host)) return null;
  return `${dir}#${host}`;
}

interface Judged {
  readonly verb: ActivationVerb;
  /** the system that shall be there afterwards; null where root decides what it builds */
  readonly wanted: string | null;
}

async function perform(
  { rebuild, by, textPrompt }: ByRebuild,
  env: readonly string[],
  words: readonly string[],
  judged: Judged,
  hooks: ActivationHooks,
): Promise<ActivationEnd> {
  if (hooks.signal.aborted) return { kind: 'cancelled' };
  const known = await foreknow(actionOf(by, genericAction));
  if (known === 'no') return { kind: 'denied' };
  const other = await switchGoingOn();
  if (other !== null) return { kind: 'refused', reason: 'lock-held', detail: other };
  // There is no talk after the password here, so the last look comes before it.
  if (!(await hooks.confirm())) return { kind: 'withheld' };
  const path = `PATH=/run/wrappers/bin:${dirname(rebuild.env)}`;
  const program = [rebuild.env, path, ...env, rebuild.program, ...words];
  const asks = by.kind === 'run0' ? explainAsker : explainPkexec;
  const before = await whereIs(rebuild);
  return askThrough({ by, textPrompt }, program, async (argv) => {
    if (hooks.signal.aborted) return { kind: 'cancelled' };
    const lines: string[] = [];
    const asked: string[] = [];
    const onLine = (line: string) => {
      if (lines.length === 0 && askersOwn.test(line)) {
        asked.push(line);
        return;
      }
      if (lines.length === 0) hooks.onAuthorised?.();
      lines.push(line);
      if (lines.length > 4000) lines.splice(1, 2000);
      hooks.onLine(line);
    };
    const end = await intoFile(argv, by, onLine, hooks.signal, () => lines.length > 0);
    const refused = lines.length === 0 ? asks(withWords(end, asked), known) : null;
    if (refused !== null) {
      return hooks.signal.aborted && refused.kind !== 'ended' ? { kind: 'cancelled' } : refused;
    }
    return judge(end, lines, judged, before, await whereIs(rebuild));
  });
}

function withWords(end: CommandResult, said: readonly string[]): CommandResult {
  return end.kind === 'missing' ? end : { ...end, stderr: said.join('\n') };
}

/**
 * Runs it with a file for what it says, not a pipe: switch-to-configuration is lost half-way where nobody
 * reads any more. `signal` ends it, unless it is run0 and root has begun.
 */
async function intoFile(
  argv: readonly string[],
  by: Elevator,
  onLine: (line: string) => void,
  signal: AbortSignal,
  begun: () => boolean,
): Promise<CommandResult> {
  const folder = await mkdtemp(join(tmpdir(), 'snowbell-rebuild-'));
  const file = await open(join(folder, 'said.log'), 'wx', 0o600);
  const log = openLog(folder, 'said', onLine);
  try {
    const talk = converse(argv, { tether: tetherOf(by), output: file.fd });
    talk.end();
    // Closes an open dialog. What is root already cannot be signalled, and run0's unit must not be left alone.
    const cancel = async () => {
      await log.drain();
      if (by.kind === 'pkexec' || !begun()) talk.terminate();
    };
    const onAbort = () => void cancel();
    signal.addEventListener('abort', onAbort, { once: true });
    let over = false;
    const result = talk.result.finally(() => {
      over = true;
    });
    while (!over) {
      await Promise.race([result, setTimeout(150)]);
      await log.drain();
    }
    signal.removeEventListener('abort', onAbort);
    return await result;
  } finally {
    await log.close();
    await file.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The unit of a switch that is going on: nixos-rebuild would move the profile before it notices. */
async function switchGoingOn(): Promise<string | null> {
  const units = ['nixos-rebuild-switch-to-configuration*.service', 'snowbell-activation-*.service'];
  const states = '--state=active,activating,deactivating';
  const listed = await run(
    ['systemctl', 'list-units', '--plain', '--no-legend', '--no-pager', states, '--', ...units],
    { timeoutMs: 5000 },
  );
  return listed.kind === 'exited' ? (/^\S+\.service/.exec(listed.stdout)?.[0] ?? null) : null;
}

function explainAsker(end: CommandResult, known: Foreknowledge): ActivationEnd | null {
  return end.kind === 'signalled' ? explainRefusal(end, known, false) : explainRun0(end, known);
}

function explainPkexec(end: CommandResult, known: Foreknowledge): ActivationEnd | null {
  if (end.kind === 'exited' && end.code !== 126 && end.code !== 127) return null;
  if (end.kind === 'signalled' && end.signal !== 'SIGTERM') return null;
  return explainRefusal(end, known, false);
}

export interface Where {
  readonly current: string | null;
  readonly default: string | null;
  readonly generation: number | null;
}

/**
 * What nixos-rebuild's end means. Newer ones pass switch-to-configuration's exit code on (DESIGN §6),
 * older ones (bash) make every failure a 1, and all of them set the profile before they switch and
 * leave it there: so what it says counts only where the system stands as it says.
 */
export function judge(
  end: CommandResult,
  lines: readonly string[],
  { verb, wanted }: Judged,
  before: Where,
  after: Where,
): ActivationEnd {
  const said = end.kind === 'missing' ? end.detail : lastLines(lines);
  const isThere = (system: string | null, earlier: string | null) =>
    system !== null && (wanted === null ? system !== earlier : system === wanted);
  const active = isThere(after.current, before.current);
  const next = isThere(after.default, before.default);
  const same = wanted === null && after.generation === before.generation;
  const ended = (exit: number): ActivationEnd => ({
    kind: 'ended',
    exit,
    generation: after.generation,
    previousGeneration: before.generation,
    profileRestored: false,
    lock: null,
  });
  const lost = (what: string): ActivationEnd => ({
    kind: 'lost',
    detail: `${what}. nixos-rebuild itself puts nothing back. ${said}`.trim(),
  });
  if (end.kind !== 'exited') {
    return active || next
      ? lost(`nixos-rebuild was ended (${end.kind})`)
      : { kind: 'failed', detail: said };
  }
  const arrived = verb === 'test' ? active : next;
  switch (end.code) {
    case 0:
      // What root built by itself may be what runs already.
      return arrived || same
        ? ended(0)
        : lost('nixos-rebuild says done, and the system is not there');
    case 4:
    case 100:
      return arrived ? ended(end.code) : { kind: 'failed', detail: said };
    case 2:
      // Also how it complains of its words.
      return arrived ? ended(2) : { kind: 'failed', detail: said };
    default:
      if (!active && !next) return { kind: 'failed', detail: said };
      if (active && unitsThatFailed(lines).length > 0) return ended(4);
      if (lines.some((line) => /Failed to run activate script/.test(line))) return ended(2);
      if (next && lines.some((line) => /take effect until you reboot/.test(line)))
        return ended(100);
      return lost(`nixos-rebuild ended with ${end.code} and left the system profile moved`);
  }
}

function lastLines(lines: readonly string[]): string {
  return lines.slice(-5).join('\n').slice(-2000);
}

async function whereIs({ profile, current }: Pick<Rebuild, 'profile' | 'current'>): Promise<Where> {
  const [active, byDefault, link] = await Promise.all([
    realpath(current).catch(() => null),
    realpath(profile).catch(() => null),
    readlink(profile).catch(() => null),
  ]);
  const number = link === null ? Number.NaN : Number(/-(\d+)-link$/.exec(link)?.[1]);
  return {
    current: active,
    default: byDefault,
    generation: Number.isNaN(number) ? null : number,
  };
}

async function generationBefore(profile: string): Promise<number | null> {
  const now = (await whereIs({ profile, current: profile })).generation;
  const names = await readdir(dirname(profile)).catch(() => []);
  const numbers = names
    .map((name) => (name.startsWith(`${basename(profile)}-`) ? name : ''))
    .map((name) => Number(/-(\d+)-link$/.exec(name)?.[1]))
    .filter((number) => now !== null && number < now);
  return numbers.length === 0 ? null : Math.max(...numbers);
}

/** nixos-rebuild's by name: the newer ones are Python, which their package runs as .nixos-rebuild-wrapped. */
const atWork = /(?:^|\/)(?:nixos-rebuild|\.nixos-rebuild-wrapped|switch-to-configuration)$/;

/**
 * Whether a nixos-rebuild (or what it started) is still at work on one of `targets`: a store path or
 * DIR#HOST. It keeps no record, so after a crash its processes are all that tells.
 */
export async function rebuildIsAtWork(targets: readonly string[]): Promise<boolean> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) === process.pid) continue;
    const text = await readFile(join('/proc', pid, 'cmdline'), 'utf8').catch(() => '');
    const words = text.split('\0');
    // A dialog that is still open is answered to nobody, but then root does begin: it counts.
    if (!words.some((word) => atWork.test(word))) continue;
    if (
      targets.some((target) =>
        words.some((word) => word === target || word.startsWith(`${target}/`)),
      )
    ) {
      return true;
    }
  }
  return false;
}
