// Turns the short name of an indirect input into the flake it stands for, by the registry that nix itself uses.
import { z } from 'zod';
import type { Attributes } from '../lock.ts';
import type { Network } from './network.ts';
import { reasonOfError, reasonOfStatus } from './reason.ts';
import { follow } from './redirect.ts';

export const registryUrl = 'https://channels.nixos.org/flake-registry.json';
/** How long one copy serves, milliseconds. */
export const registryLifeMs = 86_400_000;
const maxBytes = 4 * 1024 * 1024;
/** A name may stand for another name; nix gives up after a hundred, no real registry has two. */
const maxSteps = 10;

const Reference = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const Registry = z.object({
  version: z.literal(2),
  flakes: z.array(z.object({ from: Reference, to: Reference, exact: z.boolean().optional() })),
});
export type Registry = z.infer<typeof Registry>;

export function parseRegistry(text: string): Registry | null {
  try {
    const parsed = Registry.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * The flake that a name stands for; an entry for the name alone lets the input choose the ref.
 * Null where the registry has no such name, or only another name.
 */
export function resolveName(registry: Registry, id: string, ref: string | null): Attributes | null {
  let wanted = { id, ref };
  for (let steps = 0; steps < maxSteps; steps += 1) {
    const { id: name, ref: branch } = wanted;
    const entry = registry.flakes.find(
      ({ from, exact }) =>
        from.type === 'indirect' &&
        from.id === name &&
        (exact === true || from.ref !== undefined ? (from.ref ?? null) === branch : true),
    );
    if (entry === undefined) return null;
    const to = new Map(Object.entries(entry.to));
    if (branch !== null && entry.from.ref === undefined) to.set('ref', branch);
    if (to.get('type') !== 'indirect') return to;
    const next = to.get('id');
    const nextRef = to.get('ref');
    if (typeof next !== 'string') return null;
    wanted = { id: next, ref: typeof nextRef === 'string' ? nextRef : null };
  }
  return null;
}

export type RegistryAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** Fetches the registry; whatever is not one is unreachable. */
export async function askRegistry(
  network: Network,
  url: string,
  signal: AbortSignal,
): Promise<RegistryAnswer> {
  const unreachable = (reason: string): RegistryAnswer => ({ kind: 'unreachable', reason });
  try {
    const got = await follow(network, {
      method: 'GET',
      url: new URL(url),
      headers: { accept: 'application/json' },
      signal,
      maxRedirects: 5,
    });
    if ('reason' in got) return unreachable(got.reason);
    const { reply } = got;
    const body = reply.status === 200 ? await reply.read(maxBytes) : null;
    reply.discard();
    if (reply.status !== 200) return unreachable(reasonOfStatus(reply.status, reply.headers));
    const text = body?.toString('utf8') ?? '';
    return parseRegistry(text) === null ? unreachable('not-a-registry') : { kind: 'text', text };
  } catch (error) {
    const reason = reasonOfError(error);
    if (reason === null) throw error;
    return unreachable(reason);
  }
}
