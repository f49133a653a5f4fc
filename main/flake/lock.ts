// Reads flake.lock, versions 5 to 7, as hostile input: a value or one failure that names the place.
import { z } from 'zod';
import { offsetOfJsonError, placeOf } from './json-place.ts';

export type Attribute = string | number | boolean;
/** What a flake reference is made of; a map, so that no name can reach a prototype. */
export type Attributes = ReadonlyMap<string, Attribute>;

/** A node key, or a follows path from the root. */
export type LockEdge = string | readonly string[];

export interface LockNode {
  readonly inputs: ReadonlyMap<string, LockEdge>;
  readonly flake: boolean;
  /** null for the root */
  readonly original: Attributes | null;
  readonly locked: Attributes | null;
  /** only of relative paths: the input path of the flake that the path is relative to */
  readonly parent: readonly string[] | null;
}

export interface Lock {
  readonly version: number;
  readonly root: string;
  readonly nodes: ReadonlyMap<string, LockNode>;
}

export interface LockFailure {
  readonly kind: 'malformed' | 'unsupported-version';
  readonly detail: string;
}

export type LockResult =
  | { readonly ok: true; readonly lock: Lock }
  | { readonly ok: false; readonly failure: LockFailure };

/** Beyond any real lock file by two orders of magnitude. */
const maxNodes = 200_000;

const record = z.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object',
);
const Path = z.array(z.string()).max(1000);
const Edge = z.union([z.string(), Path], 'expected a node name or a path of input names');
const AttributeValue = z.union([z.string(), z.number(), z.boolean()]);
const Top = z.object({ version: z.number(), root: z.string(), nodes: record });
const Node = z.object({
  inputs: record.optional(),
  flake: z.boolean().optional(),
  original: record.optional(),
  locked: record.optional(),
  parent: Path.nullish(),
});

/** Own properties only, "__proto__" among them: zod's record would drop that one without a word. */
function entriesOf(value: object | undefined): [string, unknown][] {
  return value === undefined ? [] : Object.entries(value);
}

class Malformed extends Error {}

function check<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = [place, ...(issue?.path ?? []).map(String)].filter((part) => part !== '').join('.');
  throw new Malformed(`${path === '' ? 'the whole file' : path}: ${issue?.message ?? 'not valid'}`);
}

function attributes(value: object | undefined): Attributes | null {
  if (value === undefined) return null;
  const map = new Map<string, Attribute>();
  for (const [name, attribute] of entriesOf(value)) {
    // An attribute of a shape that nobody knows belongs to a type that nobody knows; the rest stays readable.
    const known = AttributeValue.safeParse(attribute);
    if (known.success) map.set(name, known.data);
  }
  return map;
}

function node(key: string, value: unknown): LockNode {
  const place = `nodes.${key}`;
  const shape = check(Node, value, place);
  const inputs = new Map<string, LockEdge>();
  for (const [name, edge] of entriesOf(shape.inputs)) {
    inputs.set(name, check(Edge, edge, `${place}.inputs.${name}`));
  }
  return {
    inputs,
    flake: shape.flake ?? true,
    original: attributes(shape.original),
    locked: attributes(shape.locked),
    parent: shape.parent ?? null,
  };
}

function notJson(text: string): LockFailure {
  const { line, column } = placeOf(text, offsetOfJsonError(text) ?? 0);
  const marker = /^(?:<{7}|={7}|>{7})/m.exec(text);
  if (text.trim() === '')
    return { kind: 'malformed', detail: 'line 1, column 1: the file is empty.' };
  if (marker !== null) {
    const at = placeOf(text, marker.index);
    return {
      kind: 'malformed',
      detail: `line ${at.line}, column ${at.column}: a merge conflict is not resolved here.`,
    };
  }
  return { kind: 'malformed', detail: `line ${line}, column ${column}: not valid JSON.` };
}

/** The graph that flake.lock holds; `detail` of a failure says the line, or the path inside the JSON. */
export function parseLock(text: string): LockResult {
  let json: unknown;
  try {
    json = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return { ok: false, failure: notJson(text) };
  }
  try {
    const version = check(z.object({ version: z.number() }), json, '').version;
    if (!Number.isInteger(version) || version < 5 || version > 7) {
      return {
        ok: false,
        failure: {
          kind: 'unsupported-version',
          detail: `version ${version}; versions 5 to 7 can be read.`,
        },
      };
    }
    const top = check(Top, json, '');
    const entries = entriesOf(top.nodes);
    if (entries.length > maxNodes) throw new Malformed(`nodes: more than ${maxNodes} of them`);
    const nodes = new Map<string, LockNode>();
    for (const [key, value] of entries) nodes.set(key, node(key, value));
    if (!nodes.has(top.root)) throw new Malformed(`root: there is no node "${top.root}"`);
    return { ok: true, lock: { version, root: top.root, nodes } };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { ok: false, failure: { kind: 'malformed', detail: `${error.message}.` } };
  }
}
