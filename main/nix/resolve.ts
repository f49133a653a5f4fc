// Resolves inputs to their newest revisions into a candidate lock; flake.lock itself is left alone.
import { rm, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { LogLine } from '../../preload/contract/run.ts';
import type { Progress } from '../../preload/contract/snapshot.ts';
import { errorWord } from '../store/json-file.ts';
import type { Machine } from '../system/machine.ts';
import { isUsableInputName, updateArgv } from './argv.ts';
import type { Wait } from './asked-to-wait.ts';
import { runNix } from './stream.ts';

export type Resolved =
  | { readonly kind: 'resolved' }
  /** nix could not ask and went on with what it knew: nothing was learned */
  | { readonly kind: 'stale-answer'; readonly detail: string }
  | { readonly kind: 'unknown-input'; readonly name: string }
  | { readonly kind: 'failed'; readonly detail: string; readonly stderr: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'no-nix' };

const stale =
  /using cached version|continuing with (?:the most recent|the cached|existing) version/i;
/** Nix 2.26 takes no notice of a git that failed: only git's own last word tells. */
const gitFailed = /^fatal: /;
const unknown = /'([^']*)' does not match any input of this flake/;

/** `dir` is the flake's folder, `inputs` null means all, `candidate` an absolute path to write to. */
export async function resolveCandidate(
  machine: Machine,
  o: {
    readonly dir: string;
    readonly inputs: readonly string[] | null;
    readonly candidate: string;
    /** the folder that is copied whole, `dir` or one above it; absent or null: git reads the flake */
    readonly copied?: string | null;
    readonly onLog?: (line: LogLine) => void;
    /** a server asks nix to wait, and nix does */
    readonly onWait?: (wait: Wait) => void;
    readonly onProgress?: (progress: Progress) => void;
    readonly signal?: AbortSignal;
  },
): Promise<Resolved> {
  const refused = o.inputs?.find((name) => !isUsableInputName(name));
  if (refused !== undefined) return { kind: 'unknown-input', name: refused };
  // An empty list would mean all of them to nix.
  if (o.inputs?.length === 0) {
    return { kind: 'failed', detail: 'no input was chosen', stderr: '' };
  }
  const texts: string[] = [];
  try {
    await rm(o.candidate, { force: true });
  } catch (error) {
    return failed(`${o.candidate}: ${errorWord(error)}`);
  }
  const argv = updateArgv({
    inputs: o.inputs,
    candidate: o.candidate,
    below: o.copied == null ? null : relative(o.copied, o.dir),
  });
  const { end, watched } = await runNix(machine, argv, o.copied ?? o.dir, {
    onLog: (lines) => {
      for (const line of lines) {
        texts.push(line.text);
        if (texts.length > 500) texts.shift();
        o.onLog?.(line);
      }
    },
    ...(o.onWait === undefined ? {} : { onWait: o.onWait }),
    ...(o.onProgress === undefined ? {} : { onProgress: o.onProgress }),
    ...(o.signal === undefined ? {} : { signal: o.signal }),
  });
  switch (end.kind) {
    case 'cancelled':
    case 'no-nix':
      return end;
    case 'failed':
      return failed(end.detail);
    case 'done':
      break;
  }
  const guessed = [...watched.errors, ...watched.warnings, ...texts].find(
    (text) => stale.test(text) || gitFailed.test(text),
  );
  if (guessed !== undefined) return { kind: 'stale-answer', detail: guessed };
  for (const warning of watched.warnings) {
    const name = unknown.exec(warning)?.[1];
    if (name !== undefined) return { kind: 'unknown-input', name };
  }
  try {
    await stat(o.candidate);
  } catch {
    return failed('nix wrote no lock file');
  }
  return { kind: 'resolved' };

  function failed(detail: string): Resolved {
    return { kind: 'failed', detail, stderr: texts.join('\n') };
  }
}
