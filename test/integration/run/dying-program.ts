// A process that does one step of a run and kills itself, hard, at the moment it is told.
import { randomUUID } from 'node:crypto';
import { activateReady } from '../../../main/run/activate.ts';
import { type Choice, decide } from '../../../main/run/decide.ts';
import type { RunObserver } from '../../../main/run/parts.ts';
import { prepare } from '../../../main/run/prepare.ts';
import { rehearsalSite } from '../../../main/site.ts';
import { defaultSettings } from '../../../preload/contract/settings.ts';
import type { ActivationVerb } from '../../../preload/contract/words.ts';

export type Work =
  | { readonly kind: 'prepare'; readonly run: 'upgrade' | 'update' }
  | { readonly kind: 'activate'; readonly runId: string; readonly verb: ActivationVerb }
  | { readonly kind: 'decide'; readonly runId: string; readonly choice: Choice };

export type Moment =
  | { readonly kind: 'phase'; readonly phase: string }
  | { readonly kind: 'log'; readonly text: string }
  /** a journal that is on disk with the lock in this state, while the run goes on or after its outcome */
  | { readonly kind: 'saved'; readonly lock: string };

const [work, moment] = process.argv.slice(2).map((word) => JSON.parse(word)) as [Work, Moment];

function die(when: boolean): void {
  if (when) process.kill(process.pid, 'SIGKILL');
}

const observer: RunObserver = {
  phase: (phase) => die(moment.kind === 'phase' && moment.phase === phase),
  saved: (run) => die(moment.kind === 'saved' && moment.lock === run.lock),
  progress: () => undefined,
  log: (_id, _first, lines) =>
    die(moment.kind === 'log' && lines.some((line) => line.text.includes(moment.text))),
};

const made = await rehearsalSite(false, () => undefined);
if (made.kind === 'failed' || made.site.fixed === null) throw new Error('there is no rehearsal');
const { site } = made;
const parts = {
  machine: site.machine,
  elevation: site.elevation,
  settings: () => defaultSettings,
  now: Date.now,
  newId: randomUUID,
  terminal: false,
};
const { signal } = new AbortController();
switch (work.kind) {
  case 'prepare':
    await prepare(parts, { kind: work.run, inputs: null, ...made.site.fixed }, observer, signal);
    break;
  case 'activate':
    await activateReady(parts, { ...work, allowHostChange: false }, observer, signal);
    break;
  case 'decide':
    await decide(parts, work.runId, work.choice, observer, signal);
    break;
}
// Getting here means that the moment never came.
process.exitCode = 3;
