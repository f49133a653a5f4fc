// Turns nix's events into what is going on now: counts, bytes, jobs, log lines and causes of failure.
import type { LogLine } from '../../preload/contract/run.ts';
import type { Job, Progress } from '../../preload/contract/snapshot.ts';
import type { OpenWork } from '../core/eta.ts';
import type { Activity, NixEvent } from './internal-json.ts';

/** A derivation that failed, with the newest lines that it printed. */
export interface FailedDerivation {
  /** its path in the store */
  readonly drv: string;
  readonly name: string;
  readonly lastLines: readonly string[];
}

interface Counts {
  done: number;
  expected: number;
  running: number;
  failed: number;
}

interface Running {
  readonly activity: Activity;
  readonly parent: string;
  readonly name: string;
  readonly drv: string | null;
  readonly startedAt: number;
  phase: string | null;
  counts: Counts;
  /** the newest lines, oldest first; only builds keep any */
  readonly lines: string[];
  /** what this activity announced for others, by kind */
  readonly announced: Map<Activity, number>;
}

/** What has been seen so far; changed in place by `advance`, for speed. No clock: the caller gives times. */
export interface Watched {
  readonly running: Map<string, Running>;
  /** what stopped activities had done, by kind */
  readonly past: Map<Activity, Counts>;
  readonly toBuild: string[];
  readonly toFetch: string[];
  listing: 'build' | 'fetch' | null;
  listedBytes: number;
  listedUnpacked: number;
  expectedBytes: number;
  realising: number;
  everRealised: boolean;
  /** lines of stopped builds, by derivation, oldest build first */
  readonly finishedBuilds: Map<string, readonly string[]>;
  /** how long the builds took that are over (milliseconds), in the order of their ends */
  readonly built: { readonly name: string; readonly ms: number }[];
  /** the most builds that went on at once */
  lanes: number;
  readonly errors: string[];
  readonly warnings: string[];
  readonly failed: string[];
}

export const keptLines = 25;
const keptLineLength = 2000;
const keptBuilds = 512;
const keptMessages = 50;
const shownJobs = 64;

export function startWatching(): Watched {
  return {
    running: new Map(),
    past: new Map(),
    toBuild: [],
    toFetch: [],
    listing: null,
    listedBytes: 0,
    listedUnpacked: 0,
    expectedBytes: 0,
    realising: 0,
    everRealised: false,
    finishedBuilds: new Map(),
    built: [],
    lanes: 0,
    errors: [],
    warnings: [],
    failed: [],
  };
}

/** `/nix/store/HASH-linux-6.12.drv` → `linux-6.12`. */
export function storeName(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return base.replace(/^[0-9a-z]{32}-/, '').replace(/\.drv$/, '');
}

const units: Readonly<Record<string, number>> = {
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

function listedSize(text: string, what: 'download' | 'unpacked'): number {
  const size = new RegExp(`([\\d.]+) ([KMGT]?i?B) ${what}`).exec(text);
  return size === null ? 0 : Math.round(Number(size[1]) * (units[size[2] ?? ''] ?? 0));
}

const buildList = /^(?:these \d+ derivations|this derivation) will be built:/;
const fetchList = /^(?:these \d+ paths|this path) will be fetched/;
/** Longer lists are counted but not named. */
const keptNames = 20_000;

function readMessage(watched: Watched, level: number, text: string): void {
  if (level <= 1) {
    const kept = level === 0 ? watched.errors : watched.warnings;
    if (kept.length === keptMessages) kept.shift();
    kept.push(text);
    if (level === 0) noteFailed(watched, text);
  }
  if (buildList.test(text)) watched.listing = 'build';
  else if (fetchList.test(text)) {
    watched.listing = 'fetch';
    watched.listedBytes += listedSize(text, 'download');
    watched.listedUnpacked += listedSize(text, 'unpacked');
  } else if (watched.listing !== null) {
    if (!text.startsWith('  /')) watched.listing = null;
    else {
      const list = watched.listing === 'build' ? watched.toBuild : watched.toFetch;
      if (list.length < keptNames) list.push(storeName(text));
    }
  }
}

/** The derivations that failed by themselves, not those that merely needed one of them. */
function noteFailed(watched: Watched, text: string): void {
  const patterns = [
    /builder for '([^']+\.drv)' failed/g,
    /Cannot build '([^']+\.drv)'\.\s+Reason: (?!\d+ dependenc)/g,
    /hash mismatch in fixed-output derivation '([^']+\.drv)'/g,
    /derivation '([^']+\.drv)' (?:may not be deterministic|timed out)/g,
  ];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const drv = match[1];
      if (drv !== undefined && !watched.failed.includes(drv)) watched.failed.push(drv);
    }
  }
}

/** git's percentages, each of which is a line of its own here. */
const gitMeter = /:\s+\d{1,3}% \(\d+\/\d+\)(?!.*done)/;

function jobName(event: Extract<NixEvent, { kind: 'started' }>): string {
  const first = event.fields[0];
  if (typeof first !== 'string') return event.text;
  return event.activity === 'transfer' ? first : storeName(first);
}

/**
 * Takes one event in. Answers with the line of the log that it is worth, or null.
 * `at` is in milliseconds since the epoch.
 */
export function advance(watched: Watched, event: NixEvent, at: number): LogLine | null {
  switch (event.kind) {
    case 'plain':
      return event.text === '' || gitMeter.test(event.text)
        ? null
        : { at, level: 'info', text: event.text };
    case 'message':
      readMessage(watched, event.level, event.text);
      if (event.level > 3) return null;
      return {
        at,
        level: event.level === 0 ? 'error' : event.level === 1 ? 'warn' : 'info',
        text: event.text,
      };
    case 'started': {
      const drv =
        event.activity === 'build' && typeof event.fields[0] === 'string' ? event.fields[0] : null;
      watched.running.set(event.id, {
        activity: event.activity,
        parent: event.parent,
        name: jobName(event),
        drv,
        startedAt: at,
        phase: null,
        counts: { done: 0, expected: 0, running: 0, failed: 0 },
        lines: [],
        announced: new Map(),
      });
      if (event.activity === 'realise') {
        watched.realising += 1;
        watched.everRealised = true;
        watched.listing = null;
      }
      return event.text !== '' && event.level <= 3 ? { at, level: 'info', text: event.text } : null;
    }
    case 'stopped':
      stop(watched, event.id, at);
      return null;
    case 'log': {
      const job = watched.running.get(event.id);
      if (job?.drv === undefined || job.drv === null) {
        return { at, level: 'build', text: event.line };
      }
      if (job.lines.length === keptLines) job.lines.shift();
      job.lines.push(event.line.slice(0, keptLineLength));
      return { at, level: 'build', source: job.name, text: event.line };
    }
    case 'phase': {
      const job = watched.running.get(event.id);
      if (job !== undefined) job.phase = event.phase;
      return null;
    }
    case 'progress': {
      const job = watched.running.get(event.id);
      if (job !== undefined) {
        job.counts.done = event.done;
        job.counts.expected = event.expected;
        job.counts.running = event.running;
        job.counts.failed = event.failed;
      }
      return null;
    }
    case 'expected': {
      watched.running.get(event.id)?.announced.set(event.activity, event.count);
      if (event.activity === 'transfer') {
        watched.expectedBytes = Math.max(watched.expectedBytes, event.count);
      }
      return null;
    }
  }
}

function stop(watched: Watched, id: string, at: number): void {
  const job = watched.running.get(id);
  if (job === undefined) return;
  watched.running.delete(id);
  if (job.activity === 'realise') watched.realising -= 1;
  if (job.drv !== null) {
    if (watched.built.length < keptNames) {
      watched.built.push({ name: job.name, ms: Math.max(0, at - job.startedAt) });
    }
    watched.finishedBuilds.set(job.drv, job.lines);
    if (watched.finishedBuilds.size > keptBuilds) {
      const oldest = watched.finishedBuilds.keys().next().value;
      if (oldest !== undefined) watched.finishedBuilds.delete(oldest);
    }
  }
  const past = watched.past.get(job.activity);
  if (past === undefined) {
    watched.past.set(job.activity, { ...job.counts, expected: 0, running: 0 });
  } else {
    past.done += job.counts.done;
    past.failed += job.counts.failed;
  }
}

function total(watched: Watched, activity: Activity): Counts {
  const past = watched.past.get(activity);
  const sum: Counts = {
    done: past?.done ?? 0,
    expected: past?.done ?? 0,
    running: 0,
    failed: past?.failed ?? 0,
  };
  for (const job of watched.running.values()) {
    if (job.activity !== activity) continue;
    sum.done += job.counts.done;
    sum.expected += job.counts.expected;
    sum.running += job.counts.running;
    sum.failed += job.counts.failed;
  }
  return sum;
}

/** What takes long to build nearly everywhere, the longest first. */
const heavy: readonly RegExp[] = [
  /^(?:ungoogled-)?chromium/,
  /^(?:qtwebengine|electron-(?:unwrapped|source))/,
  /^(?:firefox|librewolf|thunderbird|floorp)/,
  /^webkitgtk/,
  /^libreoffice/,
  /^(?:llvm|clang|rocm|cuda|pytorch|tensorflow)/,
  /^(?:gcc|rustc|ghc|swift|nodejs|go)-\d/,
  /^(?:linux|zfs|nvidia)-/,
];

function weight(name: string): number {
  const at = heavy.findIndex((pattern) => pattern.test(name));
  return at === -1 ? heavy.length : at;
}

/** Names, the heaviest first; nix's own order is kept among equals. */
export function heaviestFirst(names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, weight: weight(name) }))
    .sort((a, b) => a.weight - b.weight)
    .map((entry) => entry.name);
}

/** What nix has said that it is going to do; sizes in bytes. */
export interface ListedWork {
  readonly builds: number;
  /** names of those that take long nearly everywhere */
  readonly heavy: readonly string[];
  readonly fetches: number;
  readonly download: number;
  readonly unpacked: number;
}

/** Null until the list is complete, and where there is nothing to do. */
export function listedWork(watched: Watched): ListedWork | null {
  const { toBuild, toFetch, listedBytes, listedUnpacked } = watched;
  if (!watched.everRealised || toBuild.length + toFetch.length === 0) return null;
  return {
    builds: toBuild.length,
    heavy: heaviestFirst(toBuild).filter((name) => weight(name) < heavy.length),
    fetches: toFetch.length,
    download: listedBytes,
    unpacked: listedUnpacked,
  };
}

/** The jobs that are running, builds first. A download's bytes are on a child of its own activity. */
function jobs(watched: Watched): readonly Job[] {
  const bytes = new Map<string, Counts>();
  const found: { readonly id: string; readonly job: Running; readonly kind: Job['kind'] }[] = [];
  for (const [id, job] of watched.running) {
    if (job.activity === 'build') found.push({ id, job, kind: 'build' });
    else if (job.activity === 'substitute') found.push({ id, job, kind: 'fetch' });
    else if (job.activity === 'copy-path' || job.activity === 'transfer') {
      const parent = watched.running.get(job.parent);
      const top = parent?.activity === 'copy-path' ? watched.running.get(parent.parent) : parent;
      const owner = parent?.activity === 'copy-path' ? parent.parent : job.parent;
      if (top?.activity !== 'substitute') {
        if (parent?.activity !== 'copy-path') found.push({ id, job, kind: 'fetch' });
        else bytes.set(job.parent, job.counts);
        bytes.set(id, job.counts);
      } else if (job.activity === 'transfer' || !bytes.has(owner)) bytes.set(owner, job.counts);
    } else if (job.activity === 'fetch-tree') found.push({ id, job, kind: 'fetch' });
  }
  return found
    .sort((a, b) =>
      a.kind === b.kind ? a.job.startedAt - b.job.startedAt : a.kind === 'build' ? -1 : 1,
    )
    .slice(0, shownJobs)
    .map(({ id, job, kind }) => {
      const counts = kind === 'fetch' ? bytes.get(id) : undefined;
      return {
        id,
        kind,
        name: job.name,
        phase: job.phase,
        startedAt: job.startedAt,
        bytesDone: counts?.done ?? null,
        bytesExpected: counts === undefined || counts.expected === 0 ? null : counts.expected,
      };
    });
}

/** The picture of now. Costs as much as there are running jobs: call it a few times a second. */
export function progressOf(watched: Watched): Progress {
  const builds = total(watched, 'builds');
  const fetches = total(watched, 'copy-paths');
  const bytes = total(watched, 'transfer');
  const listed = watched.toBuild.length + watched.toFetch.length > 0;
  return {
    evaluating: watched.realising === 0,
    builds: {
      ...builds,
      // nix counts its goals as it comes upon them; its list is there at once.
      expected: listed ? Math.max(watched.toBuild.length, builds.done) : builds.expected,
    },
    fetches: {
      done: fetches.done,
      expected: listed ? Math.max(watched.toFetch.length, fetches.done) : fetches.expected,
      running: fetches.running,
    },
    bytes: {
      done: bytes.done,
      expected: Math.max(watched.expectedBytes, watched.listedBytes, bytes.done),
    },
    totalsFinal: listed && watched.realising > 0,
    toBuild: heaviestFirst(watched.toBuild),
    jobs: jobs(watched),
  };
}

/** What is left to do, for who knows how long such things take; `now` as `at` of `advance`. */
export function openWork(watched: Watched, now: number): OpenWork {
  const over = new Map<string, number>();
  const count = (name: string) => over.set(name, (over.get(name) ?? 0) + 1);
  for (const { name } of watched.built) count(name);
  const running: { name: string; forMs: number }[] = [];
  let since = now;
  for (const job of watched.running.values()) {
    if (job.drv !== null) {
      running.push({ name: job.name, forMs: now - job.startedAt });
      count(job.name);
    } else if (job.activity === 'copy-paths') since = Math.min(since, job.startedAt);
  }
  watched.lanes = Math.max(watched.lanes, running.length);
  const waiting = watched.toBuild.filter((name) => {
    const seen = over.get(name) ?? 0;
    if (seen > 0) over.set(name, seen - 1);
    return seen === 0;
  });
  const bytes = total(watched, 'transfer');
  const seconds = (now - since) / 1000;
  const enough = seconds >= 3 && bytes.done > 0;
  return {
    running,
    waiting,
    lanes: watched.lanes,
    download: {
      left: watched.listedBytes - bytes.done,
      perSecond: enough ? bytes.done / seconds : null,
    },
  };
}

/** What failed, in the order in which nix said so. */
export function failedDerivations(watched: Watched): readonly FailedDerivation[] {
  return watched.failed.map((drv) => {
    let lastLines = watched.finishedBuilds.get(drv) ?? [];
    for (const job of watched.running.values()) if (job.drv === drv) lastLines = job.lines;
    return { drv, name: storeName(drv), lastLines: [...lastLines] };
  });
}

/** The errors in one text, without nix's own `error:` in front; empty when nix gave none. */
export function errorText(watched: Watched): string {
  return watched.errors.map((text) => text.replace(/^error:\s*/, '')).join('\n\n');
}

/** Settings of the flake that nix left aside because nobody trusted them. */
export function untrustedSettings(watched: Watched): readonly string[] {
  const names = watched.warnings.map(
    (text) => /ignoring untrusted flake configuration setting '([^']+)'/.exec(text)?.[1],
  );
  return [...new Set(names.filter((name) => name !== undefined))];
}
