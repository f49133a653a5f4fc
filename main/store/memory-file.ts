// What a start should still know of the last one: the last check, the set already told, a pause.
import { join } from 'node:path';
import { z } from 'zod';
import { CheckReport } from '../../preload/contract/input.ts';
import { readJson, type WriteResult, writeJson } from './json-file.ts';

export const LastCheck = z.object({
  version: z.literal(1),
  /** the last check that gave an answer */
  report: CheckReport.nullable(),
  /** a failure after it, with its time; null when the newest check is the report */
  failure: z.object({ at: z.string(), kind: z.string(), detail: z.string() }).nullable(),
});
export type LastCheck = z.infer<typeof LastCheck>;

export const Habits = z.object({
  version: z.literal(1),
  /** fingerprint of the set of behind inputs that was last told */
  told: z.string().nullable(),
  /** milliseconds since the epoch */
  pausedUntil: z.number().nullable(),
  /** revisions that are not counted */
  skipped: z.array(z.object({ name: z.string(), rev: z.string() })).default([]),
});
export type Habits = z.infer<typeof Habits>;

const checkPath = (stateDir: string) => join(stateDir, 'last-check.json');
const habitsPath = (stateDir: string) => join(stateDir, 'habits.json');

/** Told of a file that could not be used and now lies aside. */
export type TellProblem = (problem: string) => void;

export async function readLastCheck(
  stateDir: string,
  tell: TellProblem = () => undefined,
): Promise<LastCheck> {
  const read = await readJson(checkPath(stateDir), LastCheck);
  if ('detail' in read) tell(read.detail);
  return read.kind === 'read' ? read.value : { version: 1, report: null, failure: null };
}

export function writeLastCheck(stateDir: string, check: LastCheck): Promise<WriteResult> {
  return writeJson(checkPath(stateDir), check);
}

export async function readHabits(
  stateDir: string,
  tell: TellProblem = () => undefined,
): Promise<Habits> {
  const read = await readJson(habitsPath(stateDir), Habits);
  if ('detail' in read) tell(read.detail);
  return read.kind === 'read'
    ? read.value
    : { version: 1, told: null, pausedUntil: null, skipped: [] };
}

export function writeHabits(stateDir: string, habits: Habits): Promise<WriteResult> {
  return writeJson(habitsPath(stateDir), habits);
}
