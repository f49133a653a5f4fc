// Says every sentence of a catalogue of the window once, so that languages can be held against each other.
import type { RunRecord } from '../../../preload/contract/run.ts';
import { discardReasons, reviewNotices } from '../../../preload/contract/run.ts';
import {
  activationVerbs,
  inputStatuses,
  outcomes,
  runKinds,
  runSteps,
} from '../../../preload/contract/words.ts';
import type { Text } from '../../../renderer/text/en.ts';
import { failureKinds, reasons, remedies } from '../../../renderer/text/known-words.ts';
import { behind } from '../../component/snapshots.ts';

/** Stands for what a sentence is about; every language has to mention it. */
export const about = (what: string) => `⟦${what}⟧`;

export const counts = [0, 1, 2, 5, 21] as const;

const now = new Date(2026, 10, 20, 14, 13).getTime();
const minute = 60_000;
const day = 24 * 60 * minute;

const record = (more: Partial<RunRecord> = {}): RunRecord => ({
  id: '7f0c1b1e-7a3b-4d56-9c39-0a8e6f1d2c02',
  kind: 'upgrade',
  startedAt: new Date(now - 252_000).toISOString(),
  endedAt: new Date(now).toISOString(),
  outcome: 'succeeded',
  step: 'settle',
  restartRecommended: false,
  inputs: [],
  storePath: null,
  generation: null,
  packages: { changed: 0, added: 0, removed: 0 },
  failedUnits: [],
  diagnosis: null,
  ...more,
});
const inputs = (k: number) =>
  Array.from({ length: k }, (_, at) => ({ name: about(`input${at}`), from: null, to: null }));

export type Sentences = ReadonlyMap<string, string>;

/** What is said, by a name that tells where and with what; `untouched` are sentences left out. */
export function everySentence(text: Text): {
  readonly said: Sentences;
  readonly untouched: readonly string[];
} {
  const said = new Map<string, string>();
  const touched = new Set<string>();
  const leaves: string[] = [];
  const walk = (value: unknown, path: string): unknown => {
    if (typeof value === 'string') {
      leaves.push(path);
      touched.add(path);
      said.set(path, value);
      return value;
    }
    if (typeof value === 'function') {
      leaves.push(path);
      return (...given: unknown[]) => {
        touched.add(path);
        return (value as (...all: unknown[]) => unknown)(...given);
      };
    }
    return Object.fromEntries(
      Object.entries(value as object).map(([key, each]) => [
        key,
        path === '' && key === 'format' ? each : walk(each, path === '' ? key : `${path}.${key}`),
      ]),
    );
  };
  const t = walk(text, '') as Text;

  const put = (name: string, value: unknown) => {
    if (typeof value === 'string') said.set(name, value);
    else if (value !== null)
      for (const [key, each] of Object.entries(value as object)) put(`${name}.${key}`, each);
  };
  const each = <T>(name: string, all: readonly T[], say: (one: T) => unknown) => {
    for (const one of all) put(`${name}(${String(one)})`, say(one));
  };

  each('duration', [0, 41_900, 252_000, 7_500_000], t.duration);
  for (const days of [-2, -1, 0, 1, 2]) {
    put(`moment(${days})`, t.moment(now + days * day, now));
    put(`moment(${days}, middle)`, t.moment(now + days * day, now, 'middle'));
    put(`when(${days})`, t.when(now + days * day, now));
  }
  each('failure', [...failureKinds, about('kind')], (kind) =>
    t.failure({ kind, detail: about('detail') }),
  );
  put('failure(no detail)', t.failure({ kind: about('kind'), detail: '' }));
  put('notice', t.notice('busy', about('detail')));
  each('kindTitle', runKinds, t.kindTitle);
  each('stepNoun', runSteps, t.stepNoun);
  put('asFact', t.asFact(t.activity.cancellingBody));
  for (const kind of runKinds)
    for (const outcome of outcomes)
      for (const isKept of [true, false])
        put(
          `outcome(${kind}, ${outcome}, ${isKept})`,
          t.outcome(record({ kind, outcome }), outcome, isKept),
        );
  for (const discardedFor of discardReasons)
    put(
      `outcome(discarded, ${discardedFor})`,
      t.outcome(record({ discardedFor }), 'discarded', false),
    );
  put('outcome(generation)', t.outcome(record({ generation: 143 }), 'succeeded', true));
  put('outcome(restart)', t.outcome(record({ restartRecommended: true }), 'succeeded', true));
  for (const step of ['activate', 'settle'] as const)
    put(`outcome(prune, ${step})`, t.outcome(record({ kind: 'prune', step }), 'failed', true));
  put('outcome(activate)', t.outcome(record({ step: 'activate' }), 'failed', true));
  each('outcome(units)', counts.slice(1), (k) =>
    t.outcome(
      record({ failedUnits: Array.from({ length: k }, () => about('unit')) }),
      'units-failed',
      true,
    ),
  );

  each('nav.behind', counts, t.nav.behind);
  put('nav.generation', t.nav.generation(143));
  put('nav.nixos', t.nav.nixos(about('version')));
  put('nav.linux', t.nav.linux(about('version')));
  put('nav.linuxNext', t.nav.linuxNext(about('running'), about('next')));
  each('elevation', ['no-pkexec', 'pkexec-not-setuid', 'no-helper'] as const, (reason) =>
    t.elevation({ kind: 'unavailable', reason }),
  );
  each('elevation.way', ['store-path', 'flake'] as const, (kind) => t.elevation({ kind }));
  put(
    'outcome(powerless)',
    t.outcome(
      record({
        outcome: 'no-pkexec',
        diagnosis: { kind: 'pkexec-not-setuid', summary: '', remedy: '' },
      }),
      'no-pkexec',
      true,
    ),
  );
  put('leftLock.sameSystem.meaning', t.leftLock.sameSystem.meaning(about('names')));
  put('leftLock.otherInputs.meaning', t.leftLock.otherInputs.meaning(about('names')));
  put('decision.lockNotWritten.body', t.decision.lockNotWritten.body(about('detail')));
  each('decision.activationFailed.body', [null, 142], t.decision.activationFailed.body);
  each('decision.goBack', [142], t.decision.goBack);

  const u = t.updates;
  each('updates.title', counts, (k) => u.title(k, 21));
  each('updates.title(of)', counts, (k) => u.title(0, k));
  each('updates.allGoodBody', counts, u.allGoodBody);
  each('updates.heldBody', counts, u.heldBody);
  put('updates.checkingProgress', u.checkingProgress(5, 21));
  each('updates.tried', [0, 2 * minute, 90 * minute, 3 * day], (ago) => u.tried(now - ago, now));
  each('updates.checked', [0, 2 * minute, 90 * minute, 3 * day], (ago) =>
    u.checked(now - ago, now),
  );
  each(
    'settings.prepareAheadWaits',
    ['in-use', 'on-battery', 'under-load'] as const,
    t.settings.prepareAheadWaits,
  );
  each('updates.waiting', ['metered', 'battery', 'no-network'] as const, u.waiting);
  put('updates.pausedTitle', u.pausedTitle(now + 2 * day, now));
  put('updates.paused', u.paused(now + 2 * day, now));
  for (const status of inputStatuses)
    for (const ago of [0, 3 * day])
      put(`updates.lastGood(${status}, ${ago})`, u.lastGood(status, now - ago, now));
  put('updates.findNone', u.findNone(about('query')));
  put('updates.detailsOf', u.detailsOf(about('name')));
  put('updates.next', u.next(now + 2 * day, now));
  each('updates.failedSince', [minute, day, 2 * day], (ago) => u.failedSince(now - ago, now));
  put('updates.failedShown', u.failedShown(now - 3 * day, now));
  put('updates.select', u.select(about('name')));
  for (const key of [
    'couldNot',
    'groupUnreachable',
    'groupHeld',
    'groupUnknown',
    'groupRest',
    'upgrade',
  ] as const)
    each(`updates.${key}`, counts, u[key]);
  each('updates.behindBy', [0, 0.02, 0.05, 0.25, 1, 2, 21, 95, 400], (days) =>
    u.behindBy(behind('nixpkgs', days)),
  );
  each('updates.reasonOf', [...reasons, 'http-503', about('reason'), null], (reason) =>
    u.reasonOf(reason, about('host')),
  );
  put('updates.follows', u.follows([about('a'), about('b')]));
  put('updates.menuFor', u.menuFor(about('name')));
  put('updates.retryFor', u.retryFor(about('name')));
  each('updates.selected', counts, (k) => u.selected(k, 21));

  const i = t.inputDetails;
  put('inputDetails.dated', i.dated(now - 3 * day, now));
  put('inputDetails.age', i.age(now - 3 * day, now));
  each('inputDetails.commits', counts, (k) => i.commits(k, null));
  put('inputDetails.commits(with time)', i.commits(312, about('by')));
  each('inputDetails.commitsBack', counts, i.commitsBack);
  each('inputDetails.rewrittenBody', counts, i.rewrittenBody);
  put('inputDetails.follows', i.follows(about('path')));
  put('inputDetails.duplicatesBody', i.duplicatesBody(about('upstream'), 5));
  each('inputDetails.remedyLead', [1, 2], i.remedyLead);
  each('inputDetails.warning(old-nixpkgs)', counts, (days) =>
    i.warning({ kind: 'old-nixpkgs', days }),
  );
  put(
    'inputDetails.warning(unsupported-branch)',
    i.warning({ kind: 'unsupported-branch', branch: about('branch'), since: about('since') }),
  );

  const g = t.generations;
  each('generations.sub', counts, g.sub);
  for (const key of [
    'name',
    'goBackTo',
    'switchToNumber',
    'confirmTitle',
    'pickForCompare',
  ] as const)
    put(`generations.${key}`, g[key](143));
  put('generations.kernelDiffers', g.kernelDiffers(about('running'), about('other')));
  put('generations.comparing', g.comparing(141, 143));
  each('generations.prune.goes', counts, (k) => g.prune.goes(k, about('which')));
  each('generations.prune.stays', counts, (k) => g.prune.stays(k, about('which')));
  each('generations.prune.confirm', counts, g.prune.confirm);

  const d = t.doctor;
  put('doctor.problems', d.problems(2, 5));
  each(
    'doctor.what',
    [
      'nix',
      'git',
      'flake',
      'flake-owner',
      'pkexec',
      'helper',
      'agent',
      'tray-host',
      'notifications',
      'disk-nix',
      'disk-boot',
      'state-folder',
    ] as const,
    d.what,
  );
  each('doctor.state', ['good', 'warning', 'bad', 'unknown'] as const, d.state);
  each('doctor.remedy', [...remedies, about('remedy')], d.remedy);
  put('welcome.use', t.welcome.use(about('path')));

  const a = t.activity;
  each('activity.running', runKinds, a.running);
  each('activity.activating', [...activationVerbs, null], a.activating);
  put('activity.started', a.started(252_000));
  each('activity.steps.verb', [...activationVerbs, null], a.steps.verb);
  each('activity.waits', [1000, 61_000], (ms) => a.waits(about('host'), ms));
  each('activity.remaining', [10_000, minute, 2 * minute, 21 * minute, 100 * minute], a.remaining);
  put('activity.counted(0)', a.counted(0, 0, 0, 0));
  each('activity.counted', counts, (k) => a.counted(k, 21, k, 22));
  put('activity.ofBytes', a.ofBytes(5 * 1024 ** 2, 21 * 1024 ** 2));
  put('activity.downloading', a.downloading(5 * 1024 ** 2, 21 * 1024 ** 2));
  each('activity.moreJobs', counts.slice(1), a.moreJobs);

  const l = t.log;
  put('log.matches(0)', l.matches(0, 0, false));
  put('log.matches(searching)', l.matches(0, 0, true));
  put('log.matches', l.matches(5, 21, true));
  each('log.lines', counts, l.lines);
  each('log.filtered', counts, (k) => l.filtered(0, k, true));
  put('log.mostShown', l.mostShown(5000));
  each('log.copied', counts, l.copied);

  const r = t.review;
  put('review.built', r.built(252_000));
  for (const what of ['kernel', 'initrd', 'kernel-modules', 'reboot-trigger'] as const)
    put(`review.restartWhat(${what})`, r.restartWhat({ what, from: null, to: null }));
  put(
    'review.restartWhat(moves)',
    r.restartWhat({ what: 'kernel', from: about('from'), to: about('to') }),
  );
  each('review.rebuilt', counts, r.rebuilt);
  put('review.closure', r.closure(5 * 1024 ** 3));
  put('review.space.store', r.space.store(5 * 1024 ** 3));
  put('review.space.boot(unknown)', r.space.boot(21 * 1024 ** 2, null));
  put('review.space.boot', r.space.boot(21 * 1024 ** 2, 55 * 1024 ** 2));
  each('review.summary', counts.slice(1), (k) => r.summary(k, k, k, 38 * 1024 ** 2));
  put('review.showAll', r.showAll(21));
  for (const what of ['host-name', 'platform', 'root-file-system', 'older-release'] as const)
    put(
      `review.differenceWhat(${what})`,
      r.differenceWhat({ what, running: about('running'), built: about('built') }),
    );
  each('review.confirm', activationVerbs, r.confirm);
  each('review.notice', [...reviewNotices, about('kind')], (kind) =>
    r.notice(kind, about('detail')),
  );
  each('review.verb', activationVerbs, r.verb);

  const h = t.history;
  put('history.runTitle(rollback)', h.runTitle(record({ kind: 'rollback', generation: 143 })));
  each('history.runTitle', [0, 1, 9], (k) => h.runTitle(record({ inputs: inputs(k) })));
  const line = (more: Partial<RunRecord>) => h.runLine(record(more), now, true);
  put('history.runLine(going on)', line({ outcome: null, endedAt: null }));
  each('history.runLine(failed)', [...runSteps, null], (step) => line({ outcome: 'failed', step }));
  each('history.runLine(update)', counts, (k) => line({ kind: 'update', inputs: inputs(k) }));
  each('history.runLine(changed)', counts, (changed) =>
    line({ packages: { changed, added: 0, removed: 0 }, restartRecommended: true }),
  );
  put('history.runLine(other)', line({ outcome: 'cancelled' }));
  put('history.openFile', h.openFile(about('name')));
  put('history.wentBack', h.wentBack(142));
  each('history.shown', counts, (k) => h.shown(0, k));
  each('history.stepAt', runSteps, h.stepAt);
  put('history.detailsOf', h.detailsOf(about('title')));
  put(
    'history.diagnosisOf',
    h.diagnosisOf({ kind: 'other', summary: about('summary'), remedy: '' }),
  );

  const s = t.settings;
  put('settings.hostHelp', s.hostHelp(about('name')));
  each('settings.intervalValue', [15, 60, 360, 1440, 2880, 10080, 20160], s.intervalValue);
  put('settings.unhold', s.unhold(about('name')));
  each('settings.activationValue', activationVerbs, s.activationValue);
  each('settings.themeValue', ['system', 'light', 'dark'] as const, s.themeValue);
  put('settings.copySnippet', s.copySnippet(about('key')));
  put('settings.nixTooOld', s.nixTooOld(about('version')));
  return { said, untouched: leaves.filter((path) => !touched.has(path)) };
}
